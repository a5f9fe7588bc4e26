"""Registering and withdrawing tablets, and who stands on the door."""

from datetime import date
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from buurtwerkkamer.rollen import Rol
from kamers.models import Tablet
from kamers.services.tablets import meld_aan, naamknoppen, persoon_op_tablet, tablet_met, tik_op_naam, trek_in
from tests.fabriek import geef_rol, maak_gebruiker, maak_tablet

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


def test_van_het_geheim_staat_alleen_de_som_in_de_databank_en_in_geen_spoor(casa, amina):
    geheim = meld_aan(kamer=casa, naam="bij de koffie", gebruiker=amina)
    tablet = Tablet.objects.get()

    assert tablet.geheim == sha256(geheim.encode()).hexdigest()
    assert len(geheim) >= 43
    assert (tablet.kamer, tablet.naam, tablet.aangemeld_door, tablet.laatst_gezien) == (
        casa,
        "bij de koffie",
        amina,
        VANDAAG,
    )
    assert "geheim" not in {veld.name for veld in tablet.events.model._meta.fields}


def test_een_geheim_dat_geen_som_is_komt_er_niet_in(casa, amina):
    tablet, _geheim = maak_tablet(casa, amina)
    with pytest.raises(IntegrityError, match="tablet_geheim_is_een_som"), transaction.atomic():
        Tablet.objects.filter(pk=tablet.pk).update(geheim="open en bloot")


def test_een_naam_is_eens_per_kamer_en_na_intrekken_weer_vrij(casa, multibron, amina):
    meld_aan(kamer=casa, naam="Bij de koffie", gebruiker=amina)
    meld_aan(kamer=multibron, naam="bij de koffie", gebruiker=amina)
    with pytest.raises(ValidationError, match="Deze kamer heeft al een tablet die zo heet"):
        meld_aan(kamer=casa, naam="bij de koffie", gebruiker=amina)

    trek_in(tablet=Tablet.objects.get(kamer=casa))
    meld_aan(kamer=casa, naam="bij de koffie", gebruiker=amina)

    assert Tablet.objects.filter(kamer=casa).count() == 2


def test_dezelfde_browser_opnieuw_aanmelden_trekt_de_oude_van_deze_kamer_in(casa, multibron, amina):
    eerste = meld_aan(kamer=casa, naam="bij de koffie", gebruiker=amina)
    elders = meld_aan(kamer=multibron, naam="hal", gebruiker=amina)
    meld_aan(kamer=casa, naam="hal", gebruiker=amina, oud=eerste)
    meld_aan(kamer=casa, naam="keuken", gebruiker=amina, oud=elders)

    assert tablet_met(eerste) is None
    assert tablet_met(elders).kamer == multibron


def test_twee_keer_intrekken_is_een_keer(casa, amina):
    tablet, geheim = maak_tablet(casa, amina)

    assert [trek_in(tablet=tablet), trek_in(tablet=tablet)] == [True, False]
    assert tablet_met(geheim) is None


@pytest.mark.parametrize(("gezien", "opent"), [("2026-02-09", True), ("2026-02-08", False)])
def test_een_tablet_opent_dertig_dagen_na_de_laatste_keer_niet_meer(casa, amina, gezien, opent):
    tablet, geheim = maak_tablet(casa, amina, laatst_gezien=date.fromisoformat(gezien))

    assert (tablet_met(geheim) is not None) == opent
    assert (tablet.geldig_tot >= VANDAAG) == opent


def test_een_leeg_koekje_of_een_som_als_koekje_is_geen_tablet(casa, amina):
    tablet, _geheim = maak_tablet(casa, amina)

    assert [tablet_met(""), tablet_met(tablet.geheim), tablet_met("x" * 5000)] == [None, None, None]


def test_op_de_deur_staan_de_ploeg_en_dan_de_vrijwilligers_op_naam(casa, amina, multibron):
    for naam, rol, velden in (
        ("Zohra", Rol.ASSISTENT, {}),
        ("Özcan", Rol.VRIJWILLIGER, {}),
        ("Piet", Rol.VRIJWILLIGER, {}),
        ("Weg", Rol.ASSISTENT, {"tot": date(2026, 3, 9)}),
        ("Straks", Rol.ASSISTENT, {"van": date(2026, 3, 11)}),
    ):
        maak_gebruiker(naam, rol, kamer=casa, **velden)
    geef_rol(amina, Rol.VRIJWILLIGER, kamer=casa)
    maak_gebruiker("Bram", Rol.COORDINATOR, kamer=multibron)
    maak_gebruiker("Chandra", Rol.PENNINGMEESTER)
    uit = maak_gebruiker("Uit", Rol.ASSISTENT, kamer=casa)
    type(uit).objects.filter(pk=uit.pk).update(is_active=False)

    knoppen = [(knop.naam, knop.ploeg) for knop in naamknoppen(casa)]

    assert knoppen == [("Amina", True), ("Zohra", True), ("Özcan", False), ("Piet", False)]


def test_alleen_wie_dezelfde_voornaam_heeft_staat_er_voluit(casa, django_assert_num_queries):
    for naam in ("Fatima Bakker", "Fatima Smit", "Joy Tol"):
        wie = maak_gebruiker(naam.replace(" ", ""), Rol.ASSISTENT, kamer=casa)
        type(wie).objects.filter(pk=wie.pk).update(naam=naam)

    with django_assert_num_queries(1):
        namen = [knop.naam for knop in naamknoppen(casa)]

    assert namen == ["Fatima Bakker", "Fatima Smit", "Joy"]


def test_een_tik_van_wie_niet_bij_de_kamer_hoort_doet_niets(casa, amina, bram):
    tablet, _geheim = maak_tablet(casa, amina, laatst_gezien=date(2026, 3, 1))

    assert tik_op_naam(tablet=tablet, gebruiker=bram.pk) is None
    assert Tablet.objects.get().laatst_gezien == date(2026, 3, 1)
    assert tik_op_naam(tablet=tablet, gebruiker=amina.pk) == amina
    assert Tablet.objects.get().laatst_gezien == VANDAAG


def test_op_de_tablet_gelden_alleen_de_rollen_bij_die_kamer(casa, multibron, amina, django_assert_num_queries):
    for rol, plek in ((Rol.PENNINGMEESTER, None), (Rol.ASSISTENT, multibron), (Rol.VRIJWILLIGER, casa)):
        geef_rol(amina, rol, kamer=plek)
    tablet, geheim = maak_tablet(casa, amina)

    with django_assert_num_queries(1):
        persoon = persoon_op_tablet(tablet=tablet.pk, geheim=geheim, gebruiker=amina.pk)

    assert [info.rol for info in persoon._aanstellingen] == [Rol.COORDINATOR, Rol.VRIJWILLIGER]


def test_een_sessie_van_de_ene_tablet_werkt_niet_met_het_koekje_van_de_andere(casa, amina):
    tablet, _geheim = maak_tablet(casa, amina)
    _ander, ander_geheim = maak_tablet(casa, amina, naam="keuken")

    assert persoon_op_tablet(tablet=tablet.pk, geheim=ander_geheim, gebruiker=amina.pk) is None
