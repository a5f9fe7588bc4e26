from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from buurtwerkkamer.handelingen import eenmaal
from kamers.models import Klus, Partner, Teljaar
from kamers.services import klusopname
from kamers.services.teljaar import TeljaarGesloten
from kamers.services.wissen import wis_teksten
from tests.fabriek import maak_klus, maak_partner, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, gegevens, maak_geplande_klus, tik_klaar, uren_van

pytestmark = pytest.mark.django_db


def noteer(kamer, gebruiker, sleutel=None, **velden):
    return klusopname.noteer_klus(
        kamer=kamer, gegevens=gegevens(**velden), vandaag=DAG, sleutel=sleutel or uuid4(), gebruiker=gebruiker
    )


def wijzig(klus, gebruiker, **velden):
    klus.refresh_from_db()
    return klusopname.wijzig_klus(
        klus_id=klus.pk, versie=klus.versie, gegevens=gegevens(**velden), sleutel=uuid4(), gebruiker=gebruiker
    )


def test_een_klus_heeft_een_soort_een_afspraak_met_tijd_en_via_wie_hij_kwam(casa, amina):
    welzijn = maak_partner("madi", "MaDi", Partner.Soort.WELZIJN)

    klus = noteer(casa, amina, klussoort="tuin", via=welzijn, afspraak=DAG, afspraak_tijd=time(10, 30))

    klus.refresh_from_db()
    assert (klus.klussoort, klus.via, klus.afspraak, klus.afspraak_tijd) == ("tuin", welzijn, DAG, time(10, 30))
    assert klus.afgehandeld_op is None


def test_zonder_dag_is_er_ook_geen_tijd(casa, amina):
    klus = noteer(casa, amina, afspraak=DAG, afspraak_tijd=time(10))

    wijzig(klus, amina, afspraak=None, afspraak_tijd=time(10))

    klus.refresh_from_db()
    assert (klus.status, klus.afspraak, klus.afspraak_tijd) == ("gevraagd", None, None)


def test_een_sleutel_van_iets_anders_haalt_geen_klus_weg(casa, amina):
    sleutel = uuid4()
    with transaction.atomic():
        eenmaal(sleutel, "activiteit_nieuw", amina, f"kamer:{casa.pk}")

    with pytest.raises(PermissionDenied):
        klusopname.neem_nieuwe_klus_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)


def test_de_uren_van_een_gewiste_klus_kunnen_nog_anders_maar_de_tekst_komt_niet_terug(casa, amina):
    ronald = maak_vrijwilliger("Ronald", casa)
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)
    wis_teksten(DAG + timedelta(days=400))

    wijzig(klus, amina, omschrijving="Kraan", straat="Gein", gedaan_op=DAG, plekken={ronald.persoon.pk: Decimal(3)})

    klus.refresh_from_db()
    assert (klus.omschrijving, klus.straat) == ("", "")
    assert uren_van(klus) == {"Ronald": Decimal("3.00")}


@pytest.mark.parametrize("velden", [{"eerste_keer": "ja"}, {"gedaan_op": date(2026, 1, 2)}])
def test_in_een_gesloten_teljaar_verandert_geen_telling_meer(casa, amina, velden):
    klus = maak_klus(casa, status="klaar", gedaan_op=date(2025, 6, 1), eerste_keer="nee")
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    with pytest.raises(TeljaarGesloten, match="Het teljaar 2025 van Casa Jepie Makandra is gesloten"):
        wijzig(klus, amina, **velden)

    klus.refresh_from_db()
    assert (klus.eerste_keer, klus.gedaan_op) == ("nee", date(2025, 6, 1))


def test_uren_en_soort_van_een_klus_in_een_gesloten_teljaar_kunnen_nog_wel(casa, amina):
    ronald = maak_vrijwilliger("Ronald", casa)
    klus = maak_klus(casa, status="klaar", gedaan_op=date(2025, 6, 1), eerste_keer="nee")
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    wijzig(klus, amina, klussoort="tuin", plekken={ronald.persoon.pk: Decimal(2)})

    klus.refresh_from_db()
    assert (klus.klussoort, uren_van(klus)) == ("tuin", {"Ronald": Decimal("2.00")})
    assert Klus.objects.klaar_in(2025).count() == 1
