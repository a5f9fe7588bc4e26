from datetime import date

import pytest

from kamers.models import Corporatieproduct, Kamer, Partner
from kamers.services.klustellingen import alle_tellingen, tellingen_van
from kamers.services.tellen import bereikt_per_kamer
from tests.fabriek import maak_kamer, maak_klus, maak_partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(db):
    Corporatieproduct.objects.create(code="tuindienst", naam="Tuindienst", volgorde=2)
    return Corporatieproduct.objects.create(code="klussendienst", naam="Klussendienst", volgorde=1)


@pytest.fixture
def jaar_vol(casa, multibron, eigen_haard, product):
    """Four klussen of 2026 in one room, one in another, one of last year, and what is not done."""
    maak_partner("stadgenoot", "Stadgenoot")
    klaar = {"status": "klaar", "gedaan_op": date(2026, 12, 31)}
    for _keer in range(2):
        maak_klus(casa, corporatie=eigen_haard, product=product, **klaar)
    maak_klus(casa, corporatie=eigen_haard, **klaar)
    maak_klus(casa, product=product, **klaar)
    maak_klus(multibron, corporatie=eigen_haard, product=product, status="klaar", gedaan_op=date(2026, 1, 1))
    maak_klus(casa, corporatie=eigen_haard, product=product, status="klaar", gedaan_op=date(2025, 12, 31))
    maak_klus(casa, corporatie=eigen_haard, product=product)


def rijen(tabel):
    return {rij.naam: (rij.cellen, rij.totaal) for rij in [*tabel.rijen, tabel.som]}


def test_van_een_kamer_staat_elke_verhuurder_er_met_elk_product_ook_met_nul(casa, jaar_vol):
    tabel = tellingen_van(casa, 2026)

    assert tabel.kolommen == ["Klussendienst", "Tuindienst", "Geen product"]
    assert rijen(tabel) == {
        "Eigen Haard": ([2, 0, 1], 3),
        "Stadgenoot": ([0, 0, 0], 0),
        "Onbekend of anders": ([1, 0, 0], 1),
        "Samen": ([3, 0, 1], 4),
    }


def test_van_alle_kamers_zijn_er_twee_tabellen_met_dezelfde_som(casa, multibron, handreiking, jaar_vol):
    uit = alle_tellingen([casa, multibron, handreiking], 2026)

    assert rijen(uit.per_kamer) == {
        "Casa Jepie Makandra": ([3, 0, 1], 4),
        "MultiBron": ([1, 0, 0], 1),
        "De Handreiking": ([0, 0, 0], 0),
        "Samen": ([4, 0, 1], 5),
    }
    assert rijen(uit.per_corporatie)["Eigen Haard"] == ([3, 0, 1], 4)
    assert uit.per_corporatie.som.cellen == uit.per_kamer.som.cellen


def test_zonder_kamers_is_de_som_nul(product):
    assert alle_tellingen([], 2026).per_kamer.som.cellen == [0, 0, 0]


@pytest.mark.parametrize("kamers", [4, 40])
def test_elke_tabel_is_een_vraag_hoeveel_kamers_er_ook_zijn(jaar_vol, kamers, django_assert_num_queries):
    alle = [maak_kamer(f"kamer-{nummer}") for nummer in range(kamers)]
    for kamer in alle:
        maak_klus(kamer, status="klaar", gedaan_op=date(2026, 5, 5))

    with django_assert_num_queries(4):  # two tables, the products and the corporations
        assert alle_tellingen(alle, 2026).per_kamer.som.totaal == kamers


def test_een_verhuurder_die_geen_corporatie_meer_is_houdt_zijn_klussen_en_de_som_klopt(casa, eigen_haard, jaar_vol):
    Partner.objects.filter(pk=eigen_haard.pk).update(soort=Partner.Soort.OVERIG)

    tabel = tellingen_van(casa, 2026)

    assert rijen(tabel)["Eigen Haard"] == ([2, 0, 1], 3)
    assert tabel.som.totaal == bereikt_per_kamer(2026)[casa.pk]["klussen"] == 4


def test_de_tellingen_zijn_dezelfde_klussen_als_p2_van_de_resultaten(casa, multibron, handreiking, jaar_vol):
    oefen = maak_kamer("oefen", naam="Oefenkamer", oefenkamer=True)
    maak_klus(oefen, status="klaar", gedaan_op=date(2026, 6, 1))

    uit = alle_tellingen(list(Kamer.objects.in_jaar(2026)), 2026)

    p2 = {kamer.naam: bereikt_per_kamer(2026).get(kamer.pk, {}).get("klussen", 0) for kamer in Kamer.objects.tellend()}
    assert {rij.naam: rij.totaal for rij in uit.per_kamer.rijen} == p2
    assert uit.per_corporatie.som.totaal == sum(p2.values()) == 5
