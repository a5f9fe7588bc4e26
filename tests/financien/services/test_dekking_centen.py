"""After a lower final decision the coverage of the rooms is to the cent what the books say of them."""

from datetime import date
from decimal import Decimal

import pytest

from financien.services.dekkingsoverzicht import dekking
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import maak_toekenning, stap, verleen

D = Decimal
EINDE = date(2019, 12, 31)
WAT = ("toegekend", "baten")


@pytest.fixture
def boeken(db):
    begin_boeken(2018, 2019)


def test_na_een_lagere_vaststelling_zijn_de_delen_samen_wat_is_vastgesteld(boeken, vier, chandra):
    delen = {vier[0]: "333.33", vier[1]: "333.33", vier[2]: "333.34"}
    rij = verleen(maak_toekenning(chandra, delen), chandra, date(2018, 1, 5))
    stap(rij, chandra, date(2018, 12, 31), "vastgesteld", bedrag=D(500))

    nu = dekking(2018, EINDE)

    assert [(k.toegekend, k.baten, k.nog_te_boeken) for k in nu.kamers] == [
        (D("166.66"), D("166.66"), 0), (D("166.66"), D("166.66"), 0), (D("166.68"), D("166.68"), 0), (0, 0, 0),
    ]  # fmt: skip
    assert nu.totaal.toegekend == sum(b.toegekend for b in nu.bronnen) == 500


def test_over_twee_jaren_zijn_de_delen_van_elke_kamer_samen_wat_de_boeken_van_haar_zeggen(boeken, vier, chandra):
    delen = {(jaar, kamer): "333.33" for jaar in (2018, 2019) for kamer in vier[:2]}
    rij = verleen(maak_toekenning(chandra, delen, tot=EINDE), chandra, date(2018, 1, 5))
    stap(rij, chandra, EINDE, "vastgesteld", bedrag=D("666.66"))

    jaren = [dekking(jaar, EINDE).kamers[:2] for jaar in (2018, 2019)]

    toegekend, baten = ([sum(getattr(jaar, wat) for jaar in k) for k in zip(*jaren, strict=True)] for wat in WAT)
    assert toegekend == baten == [D("333.33"), D("333.33")]
