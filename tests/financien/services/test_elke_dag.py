"""The grant of 256.000 over four rooms, in cash overview and coverage on every day around two turns of the year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financien.services.dekkingsoverzicht import dekking
from financien.services.kasoverzicht import kasoverzicht
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen

EERSTE, LAATSTE = date(2017, 11, 30), date(2019, 2, 28)
BESLUIT = date(2017, 12, 1)
BINNEN = (date(2017, 12, 15), date(2018, 4, 2), date(2018, 10, 1), date(2019, 2, 15))
DELEN = (62000, 74000, 53000, 67000)
KOSTEN = (106680, 111084, 100656, 114624)  # of the four rooms in the offer of 2018


@pytest.fixture
def gemeente(aanbod, vier, chandra):
    """The grant, decided before its year, with its four instalments as they came in."""
    begin_boeken(2017, 2018, 2019)
    rij = verleen(maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True))), chandra, BESLUIT)
    for dag in BINNEN:
        kom_binnen(rij, chandra, dag, 64000)
    return rij


def dagen():
    """Yield each day, 456 of them."""
    for nummer in range((LAATSTE - EERSTE).days + 1):
        yield EERSTE + timedelta(days=nummer)


def binnen(dag: date, sinds: date = date.min) -> int:
    """Return what came in from one day up to and including another."""
    return 64000 * sum(1 for ontvangst in BINNEN if sinds <= ontvangst <= dag)


@pytest.mark.usefixtures("gemeente")
def test_het_kasoverzicht_klopt_op_elke_dag():
    fout = {}
    for dag in dagen():
        maanden = kasoverzicht(dag.year, dag)
        nu, eerste = maanden[-1], dag.replace(day=1)
        gezien = (len(maanden), nu.eerste, nu.begin, nu.toekenningen, nu.eigen, nu.overig, nu.uit, nu.eind)
        ervoor = binnen(eerste - timedelta(days=1))
        goed = (dag.month, eerste, ervoor, binnen(dag, eerste), 0, 0, 0, binnen(dag))
        if gezien != goed:
            fout[dag] = gezien
    assert fout == {}
    ijkdagen = (EERSTE, date(2017, 12, 31), date(2018, 12, 31), LAATSTE)
    assert [kasoverzicht(dag.year, dag)[-1].eind for dag in ijkdagen] == [0, 64000, 192000, 256000]


@pytest.mark.usefixtures("gemeente")
def test_de_dekking_klopt_op_elke_dag_per_kamer_en_samen():
    """Promised since the decision; income of 2018 alone, from its first day, whenever the money comes."""
    fout = {}
    for dag in dagen():
        besloten, bate = dag >= BESLUIT, dag >= date(2018, 1, 1)
        nu = dekking(2018, dag)
        gezien = [(k.toegekend, k.lopend, k.baten, k.nog_te_boeken, k.kosten, k.verschil) for k in nu.kamers]
        goed = [
            (deel * besloten, deel * (not besloten), deel * bate, deel * (besloten - bate), k, deel * besloten - k)
            for deel, k in zip(DELEN, KOSTEN, strict=True)
        ]
        samen = (nu.totaal.toegekend, nu.totaal.baten, nu.totaal.verschil)
        if gezien != goed or samen != (256000 * besloten, 256000 * bate, 256000 * besloten - 433044):
            fout[dag] = (gezien, samen)
    assert fout == {}


@pytest.mark.usefixtures("gemeente")
def test_in_de_jaren_ernaast_dekt_zij_niets_en_is_zij_geen_bate():
    keer = (EERSTE, BESLUIT, *BINNEN, date(2017, 12, 31), date(2018, 1, 1), date(2018, 12, 31), LAATSTE)
    for jaar in (2017, 2019):
        for dag in keer:
            totaal = dekking(jaar, dag).totaal
            assert (totaal.toegekend, totaal.lopend, totaal.baten) == (0, 0, Decimal(0)), (jaar, dag)
