"""A year beside what was there on a day: by the formula, in one query, without dividing anything."""

from datetime import date
from decimal import Decimal

import pytest

from kamers.services import tellen
from kamers.services.prognose import Stand
from kamers.services.vorigjaar import HELPERS, UREN, stand_per_kamer
from tests.fabriek import maak_kamer, maak_soort
from tests.kamers.resultatenfabriek import maak_jaar

pytestmark = pytest.mark.django_db


def stand(totaal, tijdig) -> Stand:
    return Stand(Decimal(totaal), Decimal(tijdig))


def test_naast_het_jaar_staat_wat_er_op_de_dag_zelf_al_was(casa):
    maak_jaar(casa, 2025)
    taal, ontmoeting = maak_soort("P4").pk, maak_soort("P1").pk

    assert stand_per_kamer(2025, date(2025, 3, 10)) == {
        casa.pk: {
            taal: stand(9, 9),
            ontmoeting: stand(9, 0),
            tellen.KAMER: stand(12, 9),
            tellen.KLUSSEN: stand(2, 1),
            UREN: stand("4.5", "3.5"),
            HELPERS: stand(2, 2),
        }
    }


@pytest.mark.parametrize(("dag", "taal"), [(date(2025, 1, 5), 0), (date(2025, 1, 6), 6), (date(2025, 3, 9), 6)])
def test_de_dag_zelf_telt_mee_en_de_dag_ervoor_nog_niet(casa, dag, taal):
    maak_jaar(casa, 2025)

    assert stand_per_kamer(2025, dag)[casa.pk][maak_soort("P4").pk] == stand(9, taal)


def test_op_de_laatste_dag_staat_er_wat_de_formule_telt(casa, multibron):
    maak_jaar(casa, 2025)
    maak_jaar(multibron, 2025)
    maak_jaar(multibron, 2026)

    standen = stand_per_kamer(2025, date(2025, 12, 31))

    gehaald = {
        kamer: {s: n.totaal for s, n in per.items() if s not in (UREN, HELPERS)} for kamer, per in standen.items()
    }
    assert gehaald == tellen.bereikt_per_kamer(2025)
    assert all(n.totaal == n.tijdig for per in standen.values() for n in per.values())


def test_van_een_kamer_apart_staat_er_hetzelfde_en_een_leeg_jaar_is_leeg(casa, multibron):
    maak_jaar(casa, 2025)
    maak_jaar(multibron, 2025)
    alle = stand_per_kamer(2025, date(2025, 3, 10))

    assert stand_per_kamer(2025, date(2025, 3, 10), [casa]) == {casa.pk: alle[casa.pk]}
    assert stand_per_kamer(2024, date(2024, 3, 10)) == {}


def test_het_is_een_vraag_hoeveel_kamers_er_ook_zijn(casa, django_assert_num_queries):
    for nummer in range(3):
        maak_jaar(maak_kamer(f"kamer-{nummer}"), 2025)

    with django_assert_num_queries(1):
        stand_per_kamer(2025, date(2025, 3, 10))
