"""A klus that goes back: undone, reopened, or refused because something came in between."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet, Klus, Teljaar
from kamers.services import kluswerk
from kamers.services.kluswerk import KlusGewijzigd
from kamers.services.teljaar import TeljaarGesloten
from tests.fabriek import maak_gebruiker, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, maak_geplande_klus, tik_klaar, uren_van, wijzig

ANDERHALF = Decimal("1.50")


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


def terug(klus, gebruiker, sleutel):
    return kluswerk.neem_klus_terug(klus_id=klus.pk, sleutel=sleutel, gebruiker=gebruiker)


def test_ongedaan_maakt_een_klus_weer_gepland_zonder_uren_en_maar_een_keer(casa, amina, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    tik_klaar(klus, amina, sleutel=sleutel)

    assert terug(klus, amina, sleutel)
    assert not terug(klus, amina, sleutel)

    klus.refresh_from_db()
    assert (klus.status, klus.gedaan_op, klus.versie) == ("gepland", None, 3)
    assert Inzet.objects.count() == 0
    assert list(klus.plekken.values_list("uren", flat=True)) == [ANDERHALF]


def test_na_ongedaan_kan_klaar_opnieuw(casa, amina, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    tik_klaar(klus, amina, sleutel=sleutel)
    terug(klus, amina, sleutel)

    assert tik_klaar(klus, amina)
    assert uren_van(klus) == {"Ronald": ANDERHALF}


def test_ongedaan_van_iemand_anders_doet_niets(casa, amina, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    tik_klaar(klus, amina, sleutel=sleutel)
    collega = maak_gebruiker("Dela", Rol.ASSISTENT, kamer=casa)

    assert not terug(klus, collega, sleutel)
    assert Klus.objects.get().status == "klaar"


def test_ongedaan_na_een_wijziging_wordt_geweigerd(casa, amina, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    tik_klaar(klus, amina, sleutel=sleutel)
    klus.refresh_from_db()
    wijzig(klus, amina, gedaan_op=DAG, plekken={ronald.persoon.pk: Decimal("2.00")})

    with pytest.raises(KlusGewijzigd):
        terug(klus, amina, sleutel)

    assert uren_van(klus) == {"Ronald": Decimal("2.00")}
    assert Handeling.objects.get(pk=sleutel).ongedaan_op is None


def test_ongedaan_wordt_geweigerd_als_een_helper_al_uren_meldde(casa, amina, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    tik_klaar(klus, amina, sleutel=sleutel)
    klus.inzet.update(gemeld_uren=Decimal("1.00"), gemeld_op=timezone.now())

    with pytest.raises(KlusGewijzigd):
        terug(klus, amina, sleutel)

    assert klus.inzet.count() == 1


def test_gaat_niet_door_houdt_de_reden_vast_en_kan_terug(casa, amina):
    klus, sleutel = maak_geplande_klus(casa), uuid4()
    vast = {"klus_id": klus.pk, "reden": "Bewoner heeft afgezegd", "gebruiker": amina}

    assert kluswerk.laat_vervallen(versie=1, sleutel=sleutel, **vast)
    assert not kluswerk.laat_vervallen(versie=1, sleutel=sleutel, **vast)

    klus.refresh_from_db()
    assert (klus.status, klus.reden, klus.versie) == ("vervallen", "Bewoner heeft afgezegd", 2)
    assert terug(klus, amina, sleutel)
    klus.refresh_from_db()
    assert (klus.status, klus.reden) == ("gepland", "")


def test_hetzelfde_antwoord_achteraf_telt_een_keer_en_kan_terug(casa, amina):
    klus, sleutel = maak_geplande_klus(casa, status="klaar", gedaan_op=DAG), uuid4()
    vast = {"klus_id": klus.pk, "versie": 1, "eerste_keer": "ja", "sleutel": sleutel, "gebruiker": amina}

    assert kluswerk.zet_eerste_keer(**vast)
    assert not kluswerk.zet_eerste_keer(**vast)
    assert Klus.objects.get().eerste_keer == "ja"
    assert terug(klus, amina, sleutel)
    assert (Klus.objects.get().eerste_keer, Klus.objects.get().status) == ("onbekend", "klaar")


def test_in_wat_bewaard_wordt_voor_ongedaan_staat_geen_woord_van_een_bewoner(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald, omschrijving="Kraan bij mevrouw", straat="Gein")
    sleutel = uuid4()
    tik_klaar(klus, amina, sleutel=sleutel)

    handeling = Handeling.objects.get(pk=sleutel)
    assert handeling.voor == {"status": "gepland", "gedaan_op": None, "eerste_keer": "onbekend", "versie": 1}
    assert handeling.na == {"status": "klaar", "gedaan_op": "2026-11-24", "eerste_keer": "onbekend", "versie": 2}


def heropen(klus, gebruiker, sleutel=None):
    klus.refresh_from_db()
    return kluswerk.heropen(klus_id=klus.pk, versie=klus.versie, sleutel=sleutel or uuid4(), gebruiker=gebruiker)


def test_klaar_en_niet_door_zetten_de_dag_van_afhandelen_en_ongedaan_haalt_die_weg(casa, amina, time_machine):
    time_machine.move_to("2026-11-26 09:00 +0100")
    klaar, af, sleutel, reden = maak_geplande_klus(casa), maak_geplande_klus(casa), uuid4(), uuid4()

    tik_klaar(klaar, amina, sleutel=sleutel)
    kluswerk.laat_vervallen(klus_id=af.pk, versie=1, reden="x", sleutel=reden, gebruiker=amina)

    assert set(Klus.objects.values_list("afgehandeld_op", flat=True)) == {date(2026, 11, 26)}
    terug(klaar, amina, sleutel)
    terug(af, amina, reden)
    assert set(Klus.objects.values_list("afgehandeld_op", flat=True)) == {None}


def test_een_klus_die_niet_doorging_kan_toch_doorgaan(casa, amina):
    klus, sleutel = maak_geplande_klus(casa), uuid4()
    kluswerk.laat_vervallen(klus_id=klus.pk, versie=1, reden="afgezegd", sleutel=uuid4(), gebruiker=amina)

    assert heropen(klus, amina, sleutel)
    assert not heropen(klus, amina, sleutel)

    klus.refresh_from_db()
    assert (klus.status, klus.reden, klus.afgehandeld_op) == ("gepland", "", None)


def test_een_klus_die_toch_niet_klaar_is_verliest_zijn_uren(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald, afspraak=None, status="gevraagd")
    tik_klaar(klus, amina)

    heropen(klus, amina)

    klus.refresh_from_db()
    assert (klus.status, klus.gedaan_op, uren_van(klus)) == ("gevraagd", None, {})


def test_een_klus_waar_een_helper_al_uren_meldde_blijft_klaar(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)
    klus.inzet.update(gemeld_uren=Decimal("1.00"), gemeld_op=timezone.now())

    with pytest.raises(KlusGewijzigd):
        heropen(klus, amina)

    assert Klus.objects.get().status == "klaar"


def test_in_een_gesloten_teljaar_wordt_niets_klaar_en_gaat_niets_terug(casa, amina):
    open_klus = maak_geplande_klus(casa)
    klaar = maak_geplande_klus(casa, status="klaar", gedaan_op=date(2025, 12, 30))
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)
    antwoord = {"klus_id": klaar.pk, "versie": 1, "eerste_keer": "ja", "sleutel": uuid4(), "gebruiker": amina}

    with pytest.raises(TeljaarGesloten, match="Het teljaar 2025 van Casa Jepie Makandra is gesloten"):
        tik_klaar(open_klus, amina, dag=date(2025, 12, 31))
    with pytest.raises(TeljaarGesloten):
        heropen(klaar, amina)
    with pytest.raises(TeljaarGesloten):
        kluswerk.zet_eerste_keer(**antwoord)

    assert tik_klaar(open_klus, amina, dag=date(2026, 1, 2))
