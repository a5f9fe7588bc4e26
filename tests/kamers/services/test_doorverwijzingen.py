from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kamers.models import Doorverwijzing, Teljaar
from kamers.services import verzoeken
from kamers.services.doorverwijzingen import noteer_doorverwijzing, per_jaar
from kamers.services.teljaar import TeljaarGesloten
from tests.kamers.verzoekfabriek import DAG

pytestmark = pytest.mark.django_db


def noteer(kamer, gebruiker, naar="schuldhulp", aantal=1, dag=DAG, sleutel=None):
    return noteer_doorverwijzing(
        kamer=kamer, naar=naar, aantal=aantal, dag=dag, sleutel=sleutel or uuid4(), gebruiker=gebruiker
    )


def test_hetzelfde_formulier_twee_keer_gestuurd_telt_een_keer_en_kan_terug(casa, amina):
    sleutel = uuid4()

    assert noteer(casa, amina, aantal=3, sleutel=sleutel)
    assert not noteer(casa, amina, aantal=3, sleutel=sleutel)
    rij = Doorverwijzing.objects.get()
    assert (rij.naar, rij.aantal, rij.dag, rij.genoteerd_door) == ("schuldhulp", 3, DAG, amina)

    assert verzoeken.neem_terug_van(kamer=casa, sleutel=sleutel, gebruiker=amina)
    assert Doorverwijzing.objects.count() == 0


def test_per_jaar_staat_elke_plek_met_een_getal_ook_nul(casa, multibron, amina, bram, django_assert_num_queries):
    noteer(casa, amina, "schuldhulp", 2, date(2026, 1, 1))
    noteer(casa, amina, "schuldhulp", 1, date(2026, 12, 31))
    noteer(casa, amina, "huisarts", 4, date(2025, 12, 31))
    noteer(casa, amina, "anders", 5)
    noteer(multibron, bram, "buurtteam", 9)

    with django_assert_num_queries(1):
        rijen = {rij.naar: rij.aantallen for rij in per_jaar(casa, [2026, 2025])}

    assert rijen == {
        "schuldhulpverlening": [3, 0],
        "buurtteam": [0, 0],
        "huisarts": [0, 4],
        "buurthuis": [0, 0],
        "ergens anders": [5, 0],
    }


def test_in_een_gesloten_teljaar_verandert_ook_het_aantal_doorverwezen_mensen_niet(casa, amina):
    sleutel, vorig = uuid4(), date(2025, 12, 31)
    noteer(casa, amina, dag=vorig, aantal=2, sleutel=sleutel)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    with pytest.raises(TeljaarGesloten):
        noteer(casa, amina, dag=vorig)
    with pytest.raises(TeljaarGesloten):
        verzoeken.neem_terug_van(kamer=casa, sleutel=sleutel, gebruiker=amina)
    with pytest.raises(IntegrityError, match="Dit teljaar is gesloten"), transaction.atomic():
        Doorverwijzing.objects.update(aantal=9)

    assert noteer(casa, amina, dag=date(2026, 1, 1))
    assert dict(Doorverwijzing.objects.values_list("dag", "aantal")) == {vorig: 2, date(2026, 1, 1): 1}
