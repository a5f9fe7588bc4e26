"""The records behind a figure add up to it, and say no more than they need."""

from datetime import date
from decimal import Decimal

import pytest

from kamers.models import Soort
from kamers.services.herkomst import herkomst
from kamers.services.resultaten import kamerresultaat
from tests.fabriek import maak_soort
from tests.kamers.dagfabriek import maak_doel
from tests.kamers.resultatenfabriek import maak_jaar

pytestmark = pytest.mark.django_db


@pytest.fixture
def bronnen(casa, multibron):
    """The origin of every figure of 2026 of Casa, while another room and another year logged the same."""
    maak_doel("P4", casa, 50, maak_soort("P4", "Taal"))
    maak_doel("P2", casa, 75, maak_soort("P2", "Klussen", telt=Soort.Telt.KLUSSEN))
    maak_doel("P7", casa, 500)
    maak_jaar(casa, 2026)
    maak_jaar(casa, 2025)
    maak_jaar(multibron, 2026)
    regels = kamerresultaat(casa, 2026, date(2026, 12, 31)).regels
    return {r.code: herkomst(r, casa, 2026) for r in regels}


def test_achter_een_soort_staan_de_keren_van_die_soort_de_nieuwste_eerst(bronnen):
    taal = bronnen["p4"]

    assert [(rij.dag, rij.nieuw_soort, rij.deelnemers) for rij in taal.rijen] == [
        (date(2026, 3, 10), 2, 9),
        (date(2026, 1, 6), 5, 7),
    ]
    assert taal.definitie == "Verschillende mensen die in 2026 minstens één keer bij Taal kwamen."


def test_achter_de_kamer_staan_alle_keren_die_genoteerd_zijn(bronnen):
    assert [(rij.dag, rij.nieuw_kamer) for rij in bronnen["p7"].rijen] == [
        (date(2026, 3, 12), 3),
        (date(2026, 3, 10), 1),
        (date(2026, 1, 6), 5),
    ]


def test_achter_de_klussen_staan_de_klussen_die_klaar_zijn(bronnen):
    rijen = [(klus.gedaan_op, klus.eerste_keer) for klus in bronnen["p2"].rijen]

    assert rijen == [(date(2026, 12, 31), "nee"), (date(2026, 3, 3), "ja")]


def test_wie_hielpen_en_hun_uren_hebben_dezelfde_dagen_maar_een_andere_uitleg(bronnen):
    assert list(bronnen["helpers"].rijen) == list(bronnen["uren"].rijen)
    assert bronnen["helpers"].definitie.startswith("Verschillende mensen die in 2026 uren gaven")
    assert bronnen["uren"].definitie.startswith("Uren die mensen in 2026 gaven")


def test_achter_de_uren_staan_dagen_zonder_namen(bronnen):
    assert list(bronnen["uren"].rijen) == [
        {"dag": date(2026, 12, 31), "som": Decimal("1.00"), "mensen": 1},
        {"dag": date(2026, 3, 3), "som": Decimal("1.00"), "mensen": 1},
        {"dag": date(2026, 1, 6), "som": Decimal("2.50"), "mensen": 1},
    ]
