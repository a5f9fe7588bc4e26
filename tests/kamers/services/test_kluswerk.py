from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet, Klus
from kamers.services import klusopname, kluswerk
from kamers.services.kluswerk import KlusGewijzigd
from tests.fabriek import geef_rol, maak_gebruiker, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, gegevens, maak_geplande_klus, tik_klaar, uren_van, wijzig

ANDERHALF = Decimal("1.50")


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


@pytest.fixture
def kofi(casa):
    return maak_vrijwilliger("Kofi", casa)


def noteer(kamer, gebruiker, sleutel=None, **velden):
    return klusopname.noteer_klus(
        kamer=kamer, gegevens=gegevens(**velden), vandaag=DAG, sleutel=sleutel or uuid4(), gebruiker=gebruiker
    )


def test_een_klus_zonder_afspraak_is_gevraagd_en_met_afspraak_gepland(casa, amina, ronald):
    gevraagd = noteer(casa, amina)
    gepland = noteer(casa, amina, afspraak=DAG, plekken={ronald.persoon.pk: ANDERHALF})

    assert (gevraagd.status, gevraagd.gevraagd_op, gevraagd.afspraak) == ("gevraagd", DAG, None)
    assert (gepland.status, gepland.afspraak, gepland.gewijzigd_door) == ("gepland", DAG, amina)
    assert list(gepland.plekken.values_list("persoon", "uren")) == [(ronald.persoon.pk, ANDERHALF)]


def test_hetzelfde_formulier_twee_keer_gestuurd_is_een_klus(casa, amina):
    sleutel = uuid4()

    assert noteer(casa, amina, sleutel) is not None
    assert noteer(casa, amina, sleutel) is None
    assert Klus.objects.count() == 1


def test_klaar_zet_de_geplande_uren_van_elke_helper_vast_op_de_dag_van_de_bladzijde(casa, amina, ronald, kofi):
    klus = maak_geplande_klus(casa, ronald, kofi)

    assert tik_klaar(klus, amina, dag=date(2026, 11, 20))

    klus.refresh_from_db()
    assert (klus.status, klus.gedaan_op, klus.versie) == ("klaar", date(2026, 11, 20), 2)
    assert uren_van(klus) == {"Ronald": ANDERHALF, "Kofi": ANDERHALF}
    assert set(Inzet.objects.values_list("dag", "kamer")) == {(date(2026, 11, 20), casa.pk)}


def test_twee_keer_op_klaar_tikken_telt_een_keer(casa, amina, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()

    assert tik_klaar(klus, amina, versie=1, sleutel=sleutel)
    assert not tik_klaar(klus, amina, versie=1, sleutel=sleutel)
    assert Inzet.objects.count() == 1


def test_twee_mensen_die_op_klaar_tikken_maken_een_keer_klaar(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald)
    collega = maak_gebruiker("Dela", Rol.ASSISTENT, kamer=casa)

    assert tik_klaar(klus, amina, versie=1)
    assert not tik_klaar(klus, collega, versie=1)

    klus.refresh_from_db()
    assert (klus.versie, klus.gewijzigd_door) == (2, amina)
    assert uren_van(klus) == {"Ronald": ANDERHALF}


@pytest.mark.django_db(transaction=True)
def test_vier_tikken_op_hetzelfde_moment_maken_een_keer_klaar(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald)

    def tik(_nummer):
        try:
            return kluswerk.maak_klaar(klus_id=klus.pk, versie=1, dag=DAG, sleutel=uuid4(), gebruiker=amina)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as tegelijk:
        uitkomsten = list(tegelijk.map(tik, range(4)))

    assert sorted(uitkomsten) == [False, False, False, True]
    assert uren_van(klus) == {"Ronald": ANDERHALF}


def test_klaar_op_een_klus_die_net_veranderde_wordt_geweigerd_en_laat_alles_staan(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald)
    collega = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    wijzig(klus, collega, omschrijving="Lekkende douche")

    with pytest.raises(KlusGewijzigd) as fout:
        tik_klaar(klus, amina, versie=1)

    assert fout.value.klus.gewijzigd_door == collega
    assert (Klus.objects.get().status, Inzet.objects.count()) == ("gevraagd", 0)


def test_een_sleutel_van_iemand_anders_wordt_geweigerd(casa, amina, bram, ronald, multibron):
    geef_rol(bram, Rol.ASSISTENT, kamer=casa)
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    tik_klaar(klus, amina, sleutel=sleutel)

    with pytest.raises(PermissionDenied):
        tik_klaar(klus, bram, sleutel=sleutel)


def test_een_klus_die_klaar_is_kan_niet_meer_niet_doorgaan(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)

    with pytest.raises(KlusGewijzigd):
        kluswerk.laat_vervallen(klus_id=klus.pk, versie=2, reden="x", sleutel=uuid4(), gebruiker=amina)

    assert Klus.objects.get().status == "klaar"


def test_een_klus_die_niet_doorgaat_wordt_niet_klaar(casa, amina):
    klus = maak_geplande_klus(casa, status="vervallen")

    with pytest.raises(KlusGewijzigd):
        tik_klaar(klus, amina)

    assert Klus.objects.get().status == "vervallen"


def test_wijzig_uren_van_een_gedane_klus_wijzigt_wat_telt_en_niet_wie_er_al_stond(casa, amina, ronald, kofi):
    gifty = maak_vrijwilliger("Gifty", casa)
    klus = maak_geplande_klus(casa, ronald, kofi)
    tik_klaar(klus, amina)
    klus.refresh_from_db()

    nieuw = {ronald.persoon.pk: Decimal("3.00"), gifty.persoon.pk: Decimal("1.00")}
    assert wijzig(klus, amina, gedaan_op=date(2026, 11, 23), plekken=nieuw)

    klus.refresh_from_db()
    assert uren_van(klus) == {"Ronald": Decimal("3.00"), "Gifty": Decimal("1.00")}
    assert (klus.status, klus.gedaan_op) == ("klaar", date(2026, 11, 23))
    assert set(klus.inzet.values_list("dag", flat=True)) == {date(2026, 11, 23)}


def test_wie_meldde_er_niet_te_zijn_blijft_met_nul_uur_staan(casa, amina, ronald, kofi):
    klus = maak_geplande_klus(casa, ronald, kofi)
    tik_klaar(klus, amina)
    klus.inzet.filter(persoon=kofi.persoon).update(uren=0, gemeld_uren=0, gemeld_op=timezone.now())
    klus.refresh_from_db()

    wijzig(klus, amina, gedaan_op=DAG, plekken={ronald.persoon.pk: ANDERHALF})

    assert uren_van(klus) == {"Ronald": ANDERHALF, "Kofi": Decimal("0.00")}


def test_een_wijziging_van_de_uren_is_ook_het_oordeel_over_wat_gemeld_was(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)
    klus.inzet.update(gemeld_uren=Decimal("3.00"), gemeld_op=timezone.now())
    klus.refresh_from_db()

    wijzig(klus, amina, gedaan_op=DAG, plekken={ronald.persoon.pk: Decimal("2.00")})

    inzet = klus.inzet.get()
    assert (inzet.uren, inzet.wacht, inzet.beoordeeld_door) == (Decimal("2.00"), False, amina)


def test_wie_een_oude_versie_wijzigt_wordt_geweigerd(casa, amina):
    klus = maak_geplande_klus(casa)
    wijzig(klus, amina, omschrijving="Eerste")

    with pytest.raises(KlusGewijzigd):
        wijzig(klus, amina, versie=1, omschrijving="Tweede")

    assert Klus.objects.get().omschrijving == "Eerste"


def test_een_latere_wijziging_verschuift_de_dag_van_afhandelen_niet(casa, amina, ronald, time_machine):
    time_machine.move_to("2026-11-24 09:00 +0100")
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)
    time_machine.move_to("2026-12-20 09:00 +0100")
    klus.refresh_from_db()

    wijzig(klus, amina, gedaan_op=DAG, plekken={ronald.persoon.pk: Decimal(2)})

    assert Klus.objects.get().afgehandeld_op == date(2026, 11, 24)
