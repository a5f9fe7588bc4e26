"""Target groups and domains: activities that were there, by name, never persons."""

from datetime import date

import pytest

from kamers.models import Domein
from kamers.services.doelgroepen import Telling, doelgroepen, domeinen
from rapportage.gegevens.feiten import laad_groepen
from tests.fabriek import maak_activiteit, maak_bijeenkomst

pytestmark = pytest.mark.django_db


@pytest.fixture
def lessen(casa):
    """Tuesday's and Thursday's lesson under one name for A and B; a walk without a group; a lesson never given."""
    laad_groepen()
    dinsdag, donderdag = maak_activiteit(casa), maak_activiteit(casa, weekdag=3)
    for les in (dinsdag, donderdag):
        les.doelgroepen.set(les.doelgroepen.model.objects.filter(letter__in="AB"))
        les.domeinen.add(Domein.objects.get(code="werk"))
    maak_bijeenkomst(dinsdag, date(2026, 3, 3), nieuw=30)
    maak_bijeenkomst(dinsdag, date(2026, 3, 10), kwamen_al=30)
    maak_bijeenkomst(donderdag, date(2026, 3, 5), kwamen_al=30)
    maak_bijeenkomst(dinsdag, date(2026, 3, 17), status="vervallen", kwamen_al=None, nieuw=None)
    maak_bijeenkomst(dinsdag, date(2025, 3, 4), nieuw=5)
    maak_bijeenkomst(maak_activiteit(casa, naam="Wandelen"), date(2026, 3, 3), nieuw=4)
    ongegeven = maak_activiteit(casa, naam="Nooit gegeven")
    ongegeven.doelgroepen.set(ongegeven.doelgroepen.model.objects.filter(letter="C"))
    return dinsdag


def per_letter(rijen) -> dict:
    return {getattr(rij.groep, "letter", None) or getattr(rij.groep, "code", None): rij.totaal for rij in rijen}


def test_een_activiteit_telt_een_keer_ook_als_zij_op_meer_dagen_is(casa, lessen):
    geteld = per_letter(doelgroepen([casa], 2026))

    assert (geteld["A"], geteld["B"], geteld["C"]) == (Telling(1, 3), Telling(1, 3), Telling(0, 0))
    assert geteld[None] == Telling(1, 1)  # the walk
    assert len(geteld) == 10


def test_domeinen_tellen_op_dezelfde_manier(casa, lessen):
    geteld = per_letter(domeinen([casa], 2026))

    assert (geteld["werk"], geteld["zorg"], geteld[None]) == (Telling(1, 3), Telling(0, 0), Telling(1, 1))


def test_een_ander_jaar_en_een_andere_kamer_tellen_niet_mee(casa, multibron, lessen):
    assert per_letter(doelgroepen([casa], 2025))["A"] == Telling(1, 1)
    assert None not in per_letter(doelgroepen([casa], 2025))
    assert per_letter(doelgroepen([multibron], 2026))["A"] == Telling(0, 0)
