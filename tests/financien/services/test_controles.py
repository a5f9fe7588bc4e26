"""The check by the kascommissie: who may do it, what is drawn, and that nobody can bend it afterwards."""

import re
from datetime import date
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from buurtwerkkamer.rollen import Rol
from financien.models import Bevinding, Controlepost, Controleverklaring, Dagboek, Factuurakkoord, Kascontrole
from financien.services import controledaden as daden
from financien.services.akkoorden import boek_factuur, zeg_gezien
from financien.services.boeken import keer_om
from financien.services.controles import ControleFout, Opgave, begin
from financien.services.handgeld.oordeel import keur_goed
from financien.services.steekproef import opnieuw_getrokken, trek
from financien.services.vierogen import is_alleen
from tests.fabriek import geef_rol, maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.controlefabriek import (
    TOT,
    VAN,
    keur_alles_goed,
    maak_controle,
    maak_kosten,
    maak_lid,
    zet_alleen_door,
)
from tests.financien.factuurfabriek import deel, maak_factuur, maak_geboekt
from tests.financien.handgeldfabriek import maak_bon, vul_potje


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa):
    begin_boeken(2025, 2026)


@pytest.fixture
def kim(db):
    return maak_lid("Kim")


@pytest.fixture
def karel(db):
    return maak_lid("Karel")


@pytest.fixture
def controle(boeken, chandra, casa, kim, karel):
    maak_kosten(chandra, casa, 12)
    return maak_controle(kim, karel)


def stukken(controle, **welke) -> list[str]:
    return [str(post.boekstuk) for post in controle.posten.filter(**welke).select_related("boekstuk")]


def test_de_steekproef_is_met_papier_na_te_rekenen(controle):
    nummers = [f"M2026-{n:04d}" for n in range(1, 13)]
    op_som = sorted((sha256(f"{controle.zaad}:{nummer}".encode()).hexdigest(), nummer) for nummer in nummers)

    assert stukken(controle) == [nummer for _som, nummer in op_som[:5]]
    assert (controle.populatie, controle.grootte, controle.reeksen) == (12, 5, {"M2026": 12})


def test_een_ander_zaad_trekt_andere_stukken_en_hetzelfde_zaad_dezelfde():
    nummers = [f"I2025-{n:04d}" for n in range(1, 201)]

    assert trek(nummers, "a", 25) == trek(reversed(nummers), "a", 25)
    assert trek(nummers, "a", 25) != trek(nummers, "b", 25)
    assert trek(nummers[:3], "a", 25) == sorted(trek(nummers[:3], "a", 25), key=trek(nummers, "a", 200).index)


def test_wat_later_geboekt_wordt_verandert_de_herhaalde_steekproef_niet(controle, chandra, casa):
    getrokken = stukken(controle)
    maak_kosten(chandra, casa, 30)

    assert opnieuw_getrokken(controle) == getrokken


def test_zonder_eigen_zaad_kiest_de_computer_er_een_dat_niemand_kan_raden(boeken, chandra, casa, kim, karel):
    maak_kosten(chandra, casa, 3)

    zaad = begin(Opgave(VAN, TOT, karel, 5), sleutel=uuid4(), gebruiker=kim).zaad
    assert re.fullmatch(r"[0-9a-f]{16}", zaad)
    assert len(set(zaad)) > 1


def test_met_een_eigen_zaad_loot_de_computer_mee_zodat_niemand_de_steekproef_kan_kiezen(
    boeken, chandra, casa, kim, karel
):
    """Who may choose the seed alone can try seeds at home until a document is not drawn."""
    maak_kosten(chandra, casa, 3)
    zaden = set()
    for _keer in range(2):
        opgave = Opgave(VAN, TOT, karel, 5, "dobbelsteen-66352415")
        controle = begin(opgave, sleutel=uuid4(), gebruiker=kim)  # as the page does it
        zaden.add(controle.zaad)
        kim.rol = Rol.KASCOMMISSIE
        daden.trek_in(controle, reden="Nog eens", gebruiker=kim)

    assert len(zaden) == 2
    assert all(re.fullmatch(r"dobbelsteen-66352415-[0-9a-f]{16}", zaad) for zaad in zaden)


def test_wat_een_ingetrokken_controle_trok_wordt_in_de_volgende_toch_bekeken(boeken, chandra, casa, kim, karel):
    """Drawing again until a document is not in it does not help."""
    maak_kosten(chandra, casa, 40)
    eerste = maak_controle(kim, karel, grootte=3)
    getrokken = set(stukken(eerste))
    kim.rol = Rol.KASCOMMISSIE
    daden.trek_in(eerste, reden="Verkeerde periode", gebruiker=kim)

    tweede = maak_controle(kim, karel, grootte=1, van=date(2026, 1, 2))

    assert set(stukken(tweede, bron="ingetrokken")) == getrokken
    assert tweede.posten.filter(steekproef=True).count() == 1
    assert not any(is_alleen(post.bron) for post in tweede.posten.all())  # two people did see to it that it was drawn


class TestIntrekken:
    """Nobody makes a verdict disappear that somebody else gave."""

    @pytest.fixture
    def getekend(self, controle, kim, karel):
        keur_alles_goed(controle, kim)
        daden.teken(controle, uitspraak="niet", tekst="Er mist geld.", gebruiker=kim)
        for wie in (kim, karel):
            wie.rol = Rol.KASCOMMISSIE
        return controle

    def test_alleen_wie_tekende_trekt_de_controle_nog_in(self, getekend, kim, karel):
        with pytest.raises(ControleFout, match=r"^Kim tekende al\. Alleen Kim kan deze controle nog intrekken\.$"):
            daden.trek_in(getekend, reden="Weg ermee", gebruiker=karel)

        daden.trek_in(getekend, reden="Het geld is er", gebruiker=kim)
        assert getekend.stop.wie == kim

    @pytest.mark.parametrize("waarom", ["bestuur", "weg"])
    def test_tekent_de_ander_nooit_meer_dan_mag_het_wel(self, getekend, kim, karel, waarom):
        if waarom == "bestuur":
            geef_rol(kim, Rol.BESTUUR, van=date(2026, 3, 10))
        else:
            kim.aanstellingen.update(tot=date(2026, 3, 9))

        daden.trek_in(getekend, reden="Er is niemand meer", gebruiker=karel)
        assert getekend.stop.wie == karel

    def test_wie_bestuurt_trekt_geen_controle_in(self, controle):
        lid = maak_lid("Kofi")
        geef_rol(lid, Rol.BESTUUR, van=date(2026, 3, 10))
        lid.rol = Rol.KASCOMMISSIE

        with pytest.raises(ControleFout, match="Kofi zit of zat"):
            daden.trek_in(controle, reden="Weg ermee", gebruiker=lid)


def test_over_het_potje_van_de_eigen_kamer_oordeelt_het_andere_lid(boeken, chandra, amina, casa, kim, karel):
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    keur_goed(maak_bon(casa, amina, "12.50"), gebruiker=chandra)
    geef_rol(kim, Rol.ASSISTENT, kamer=casa, van=date(2026, 3, 10))
    controle = maak_controle(kim, karel, tot=date(2026, 3, 10))
    post = controle.posten.get(boekstuk__bonstap__isnull=False)

    with pytest.raises(ControleFout, match="of het is van je eigen kamer"):
        daden.oordeel(post, soort="goed", na=0, gebruiker=kim)
    assert daden.oordeel(post, soort="goed", na=0, gebruiker=karel)


def test_wie_er_al_weg_was_mag_het_potje_van_die_kamer_wel_bekijken(boeken, chandra, amina, casa, kim, karel):
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    keur_goed(maak_bon(casa, amina, "12.50"), gebruiker=chandra)
    geef_rol(kim, Rol.COORDINATOR, kamer=casa, van=date(2025, 1, 1), tot=date(2026, 3, 9))
    controle = maak_controle(kim, karel, tot=date(2026, 3, 10))

    assert daden.oordeel(controle.posten.get(boekstuk__bonstap__isnull=False), soort="goed", na=0, gebruiker=kim)


def test_twee_leden_van_dezelfde_kamer_kunnen_niet_samen(boeken, chandra, casa, multibron, kim, karel):
    maak_kosten(chandra, casa, 3)
    geef_rol(kim, Rol.COORDINATOR, kamer=casa, van=date(2020, 1, 1), tot=date(2026, 1, 1))
    geef_rol(karel, Rol.ASSISTENT, kamer=multibron)
    geef_rol(karel, Rol.ASSISTENT, kamer=casa)

    with pytest.raises(ControleFout, match="Jullie horen allebei bij Casa Jepie Makandra"):
        maak_controle(kim, karel)
    assert maak_controle(kim, karel, van=date(2026, 1, 2)).leden == (kim.pk, karel.pk)


def test_wat_zonder_vier_ogen_ging_zit_er_altijd_in(boeken, chandra, eva, casa, kim, karel):
    maak_kosten(chandra, casa, 40)
    alleen = zet_alleen_door(
        maak_factuur(chandra, deel("4120", "50", casa), nummer="A", datum=date(2026, 2, 2)), chandra
    )
    maak_geboekt(chandra, eva, deel("4120", "60", casa), nummer="B", datum=date(2026, 2, 2))
    fout = maak_boekstuk(chandra, regel("4120", "1500", 7, casa), dagboek=Dagboek.KAS, datum=date(2026, 2, 3))
    om = keer_om(fout, datum=date(2026, 2, 4), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)

    controle = maak_controle(kim, karel, grootte=1)

    bronnen = dict(controle.posten.exclude(bron="").values_list("boekstuk", "bron"))
    assert bronnen == {alleen.pk: "alleen", om.pk: "memoriaal"}
    assert controle.posten.filter(steekproef=True).count() == 1


def test_een_doorgezette_ronde_die_daarna_toch_gezien_werd_telt_niet(boeken, chandra, eva, casa, kim, karel):
    factuur = maak_factuur(chandra, deel("4120", "50", casa), nummer="A", datum=date(2026, 2, 2))
    Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="alleen", wie=chandra, reden="Vakantie")
    type(factuur).objects.filter(pk=factuur.pk).update(ronde=2)
    factuur.refresh_from_db()
    zeg_gezien(factuur, ronde=2, gebruiker=eva)
    boek_factuur(factuur, ronde=2, gebruiker=chandra)

    assert not maak_controle(kim, karel).posten.exclude(bron="").exists()


def test_lonen_komen_nooit_in_de_steekproef_ook_niet_als_iemand_ze_alleen_omkeerde(boeken, chandra, casa, kim, karel):
    gewoon = maak_kosten(chandra, casa, 2)
    loon = maak_boekstuk(chandra, regel("4010", "1520", 2500, casa), datum=date(2026, 2, 1))
    keer_om(loon, datum=date(2026, 2, 2), reden="Fout", sleutel=uuid4(), gebruiker=chandra)

    controle = maak_controle(kim, karel, grootte=100)

    assert set(stukken(controle)) == {str(stuk) for stuk in gewoon}
    assert (controle.populatie, controle.lonen) == (2, 2)


@pytest.mark.parametrize("rol", [Rol.BESTUUR, Rol.PENNINGMEESTER])
@pytest.mark.parametrize(
    ("van", "tot", "mag"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), True),
        (date(2025, 1, 1), date(2026, 1, 1), False),
        (date(2026, 3, 9), None, False),
        (date(2026, 3, 10), None, False),
        (date(2026, 3, 11), None, True),
    ],
)
def test_wie_in_die_periode_of_nu_in_het_bestuur_zit_controleert_niet(
    boeken, chandra, casa, kim, karel, rol, van, tot, mag
):
    maak_kosten(chandra, casa, 3)
    geef_rol(karel, rol, van=van, tot=tot)

    if mag:
        assert maak_controle(kim, karel).leden == (kim.pk, karel.pk)
        return
    with pytest.raises(ControleFout, match="Karel zit of zat sinds 01-01-2026 in het bestuur"):
        maak_controle(kim, karel)
    assert Kascontrole.objects.count() == 0


def test_een_controle_is_van_twee_leden_van_de_kascommissie(boeken, chandra, casa, kim, amina):
    maak_kosten(chandra, casa, 3)

    with pytest.raises(ControleFout, match="met twee mensen"):
        maak_controle(kim, kim)
    with pytest.raises(ControleFout, match="Amina is nu geen lid van de kascommissie"):
        maak_controle(kim, amina)


def test_periodes_lopen_niet_door_elkaar_tenzij_de_eerste_is_ingetrokken(controle, kim, karel):
    with pytest.raises(ControleFout, match="zit al in de controle van 01-01-2026"):
        maak_controle(kim, karel, van=date(2026, 3, 9), tot=date(2026, 3, 10))
    kim.rol = Rol.KASCOMMISSIE
    daden.trek_in(controle, reden="Verkeerde periode", gebruiker=kim)

    assert maak_controle(kim, karel).pk != controle.pk


def test_een_periode_die_nog_loopt_of_leeg_is_wordt_geweigerd(boeken, kim, karel):
    with pytest.raises(ControleFout, match="nog niet voorbij"):
        maak_controle(kim, karel, tot=date(2026, 3, 11))
    with pytest.raises(ControleFout, match="nog geen kosten geboekt"):
        maak_controle(kim, karel)


def test_vraag_en_antwoord_blijven_staan_en_pas_daarna_kan_er_getekend_worden(controle, kim, karel, chandra):
    een, *_rest = controle.posten.all()
    daden.oordeel(een, soort="vraag", tekst="Waar is de bon?", na=0, gebruiker=kim)
    keur_alles_goed(controle, karel)
    with pytest.raises(ControleFout, match="Nog niet alles is bekeken en beantwoord"):
        daden.teken(controle, uitspraak="goed", gebruiker=kim)

    daden.antwoord(een, tekst="Zit bij februari.", na=1, gebruiker=chandra)
    daden.teken(controle, uitspraak="goed", gebruiker=kim)
    daden.teken(controle, uitspraak="opmerkingen", tekst="Bewaar bonnen.", gebruiker=karel)

    assert list(een.bevindingen.values_list("soort", "tekst")) == [
        ("vraag", "Waar is de bon?"),
        ("antwoord", "Zit bij februari."),
    ]
    assert list(controle.verklaringen.values_list("wie__naam", "oordeel")) == [
        ("Kim", "goed"),
        ("Karel", "opmerkingen"),
    ]
    with pytest.raises(ControleFout, match="Je gaf je oordeel al"):
        daden.teken(controle, uitspraak="niet", tekst="Toch niet", gebruiker=kim)


def test_na_de_eerste_handtekening_komt_er_niets_meer_bij(controle, kim, karel):
    keur_alles_goed(controle, kim)
    daden.teken(controle, uitspraak="goed", gebruiker=kim)

    with pytest.raises(ControleFout, match="staat vast"):
        daden.oordeel(controle.posten.first(), soort="vraag", tekst="Toch nog iets", na=1, gebruiker=karel)
    with pytest.raises(IntegrityError, match="staat vast"), transaction.atomic():
        Controlepost.objects.create(
            controle=controle, volgnummer=99, boekstuk=controle.posten.first().boekstuk, steekproef=True
        )


def test_ook_langs_de_dienst_om_tekent_niemand_met_een_open_vraag(controle, kim):
    with pytest.raises(IntegrityError, match="Nog niet alles is bekeken"), transaction.atomic():
        Controleverklaring.objects.create(controle=controle, wie=kim, oordeel="goed")


def test_alleen_de_twee_leden_oordelen_en_een_lid_beantwoordt_de_eigen_vraag_niet(controle, kim, chandra):
    post = controle.posten.first()
    derde = maak_lid("Kofi")
    with pytest.raises(ControleFout, match="Alleen de twee leden"):
        daden.oordeel(post, soort="goed", na=0, gebruiker=derde)
    with pytest.raises(ControleFout, match="Bij dit stuk staat geen vraag open"):
        daden.antwoord(post, tekst="Zomaar", na=0, gebruiker=chandra)
    daden.oordeel(post, soort="vraag", tekst="Hoezo?", na=0, gebruiker=kim)
    with pytest.raises(ControleFout, match="Iemand anders beantwoordt hun vragen"):
        daden.antwoord(post, tekst="Daarom", na=1, gebruiker=kim)
    with pytest.raises(ControleFout, match="Alleen de twee leden"):
        daden.teken(controle, uitspraak="goed", gebruiker=derde)


def test_niemand_oordeelt_over_een_stuk_dat_hij_zelf_boekte_of_goedkeurde(boeken, chandra, casa, kim, karel):
    coach = maak_gebruiker("Otto", Rol.PROJECTCOACH)
    geef_rol(coach, Rol.KASCOMMISSIE)
    maak_kosten(kim, casa, 1)
    maak_geboekt(chandra, coach, deel("4120", "60", casa), datum=date(2026, 2, 2))
    controle = maak_controle(kim, coach)
    eigen_kim = controle.posten.get(boekstuk__dagboek="memoriaal")
    eigen_coach = controle.posten.get(boekstuk__dagboek="inkoop")

    for post, wie in ((eigen_kim, kim), (eigen_coach, coach)):
        with pytest.raises(ControleFout, match="Je werkte zelf aan dit stuk mee"):
            daden.oordeel(post, soort="goed", na=0, gebruiker=wie)
    assert daden.oordeel(eigen_kim, soort="goed", na=0, gebruiker=coach)
    assert daden.oordeel(eigen_coach, soort="goed", na=0, gebruiker=kim)


def test_twee_keer_drukken_is_een_oordeel_en_wie_iets_miste_kijkt_opnieuw(controle, kim, karel):
    post = controle.posten.first()
    daden.oordeel(post, soort="vraag", tekst="Hoezo?", na=0, gebruiker=kim)
    assert not daden.oordeel(post, soort="vraag", tekst="Hoezo?", na=0, gebruiker=kim)

    with pytest.raises(ControleFout, match="Iemand anders schreef net iets"):
        daden.oordeel(post, soort="goed", na=0, gebruiker=karel)

    assert list(post.bevindingen.values_list("soort", flat=True)) == ["vraag"]


def test_wat_na_het_begin_zonder_vier_ogen_ging_moet_er_eerst_bij(controle, kim, karel, chandra, casa):
    keur_alles_goed(controle, kim)
    later = zet_alleen_door(maak_factuur(chandra, deel("4120", "50", casa), datum=date(2026, 2, 2)), chandra)
    with pytest.raises(ControleFout, match="Haal het erbij"):
        daden.teken(controle, uitspraak="goed", gebruiker=kim)

    assert (daden.vul_aan(controle, gebruiker=karel), daden.vul_aan(controle, gebruiker=karel)) == (1, 0)

    nieuw = controle.posten.get(later=True)
    assert (nieuw.boekstuk, nieuw.volgnummer, nieuw.bron, nieuw.steekproef) == (later, 6, "alleen", False)


def test_wie_intussen_in_het_bestuur_kwam_tekent_niet_meer(controle, kim, karel):
    keur_alles_goed(controle, kim)
    geef_rol(karel, Rol.BESTUUR, van=date(2026, 3, 10))

    with pytest.raises(ControleFout, match="Karel zit of zat"):
        daden.teken(controle, uitspraak="goed", gebruiker=kim)


def test_een_getekende_controle_wordt_niet_meer_ingetrokken(controle, kim, karel):
    keur_alles_goed(controle, kim)
    kim.rol = Rol.KASCOMMISSIE
    for wie in (kim, karel):
        daden.teken(controle, uitspraak="goed", gebruiker=wie)

    with pytest.raises(ControleFout, match="staat vast"):
        daden.trek_in(controle, reden="Spijt", gebruiker=kim)


@pytest.mark.parametrize("model", [Kascontrole, Controlepost, Bevinding, Controleverklaring])
def test_niets_van_een_controle_verandert_of_verdwijnt(controle, kim, model):
    keur_alles_goed(controle, kim)
    daden.teken(controle, uitspraak="goed", gebruiker=kim)
    rij = model.objects.order_by("pk").first()

    for doe in (rij.save, rij.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            doe()
