"""Months of a room by kind: exact values, one person once a year, and the same totals as the formula."""

from datetime import date
from decimal import Decimal

import pytest

from kamers.services import tellen
from kamers.services.maandreeks import Maand, maandreeksen
from kamers.services.tellen import KAMER, KLUSSEN
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_kamer, maak_persoon, maak_soort
from tests.kamers.resultatenfabriek import maak_jaar, zet_namen

pytestmark = pytest.mark.django_db


def test_elke_maand_staat_er_met_nieuwe_mensen_bezoeken_keren_klussen_en_uren(casa):
    maak_jaar(casa, 2026)
    taal, ontmoeting = maak_soort("P4").pk, maak_soort("P1").pk

    reeksen = maandreeksen(casa, 2026)

    assert reeksen[taal].maanden[1] == Maand(geteld=5, op_naam=1, bezoeken=7, keren=1)
    assert reeksen[taal].maanden[3] == Maand(geteld=2, op_naam=1, bezoeken=9, keren=1)
    assert reeksen[ontmoeting].maanden[3] == Maand(geteld=8, op_naam=1, bezoeken=9, keren=1)
    assert reeksen[KAMER].maanden[1] == Maand(geteld=5, op_naam=1, bezoeken=7, keren=1, uren=Decimal("2.5"), helpers=1)
    assert reeksen[KAMER].maanden[3] == Maand(
        geteld=4, op_naam=1, klanten=1, bezoeken=18, keren=2, klussen=1, uren=Decimal(1), helpers=1
    )
    assert reeksen[KAMER].maanden[4] == Maand()
    assert reeksen[KAMER].maanden[12] == Maand(klussen=1, uren=Decimal(1))


def test_het_jaar_van_de_maanden_is_wat_de_formule_telt(casa, multibron):
    maak_jaar(casa, 2026)
    maak_jaar(casa, 2025)
    maak_jaar(multibron, 2026)

    reeksen, bereikt = maandreeksen(casa, 2026), tellen.bereikt_per_kamer(2026)[casa.pk]

    assert {sleutel: reeks.jaar.nieuw for sleutel, reeks in reeksen.items()} == {
        sleutel: n for sleutel, n in bereikt.items() if sleutel != KLUSSEN
    }
    assert bereikt == {maak_soort("P4").pk: 9, maak_soort("P1").pk: 9, KAMER: 12, KLUSSEN: 2}
    assert reeksen[KAMER].jaar.klussen == bereikt[KLUSSEN]


def test_dertig_vaste_gasten_zijn_in_januari_dertig_nieuwe_mensen_en_daarna_geen(casa):
    les = maak_activiteit(casa)
    gasten = [maak_persoon(f"Gast{nummer}", casa) for nummer in range(30)]
    for dag in (date(2025, 12, 30), date(2026, 1, 6), date(2026, 1, 13), date(2026, 2, 3)):
        zet_namen(maak_bijeenkomst(les, dag), *gasten)

    maanden = maandreeksen(casa, 2026)[KAMER].maanden

    assert [(maanden[nr].nieuw, maanden[nr].bezoeken) for nr in (1, 2, 3)] == [(30, 60), (0, 30), (0, 0)]


def test_de_eerste_en_de_laatste_dag_horen_bij_het_jaar_en_de_dag_erna_niet(casa):
    les = maak_activiteit(casa)
    for dag in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)):
        maak_bijeenkomst(les, dag, nieuw=1)

    assert maandreeksen(casa, 2026)[KAMER].jaar.keren == 2


def test_de_gemiddelde_groep_heeft_een_cijfer_achter_de_komma_en_bestaat_niet_zonder_keren():
    assert Maand(bezoeken=61, keren=4).groep == Decimal("15.3")  # 15,25
    assert Maand().groep is None


def test_een_maand_zonder_iets_is_niet_genoteerd_en_geen_nul():
    assert [Maand(keren=1).genoteerd, Maand(klussen=1).genoteerd, Maand().genoteerd] == [True, True, False]


def test_de_maanden_kosten_twee_vragen_hoeveel_er_ook_is(casa, django_assert_num_queries):
    maak_jaar(casa, 2026)
    maak_jaar(maak_kamer("ander"), 2026)

    with django_assert_num_queries(2):
        maandreeksen(casa, 2026)
