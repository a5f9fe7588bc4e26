"""Products beside rooms: only what a user changed is written, and a clash is told."""

import pytest

from kamers.models import Corporatieproduct, Productstand
from kamers.services import producten as dienst

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(db):
    return Corporatieproduct.objects.create(code="klussendienst", naam="Klussendienst", volgorde=1)


def standen() -> dict[str, str]:
    return {rij.kamer.code: rij.stand for rij in Productstand.objects.select_related("kamer")}


def test_wat_de_ander_wijzigde_blijft_en_een_botsing_wordt_gezegd(casa, multibron, product):
    a, b = dienst.cel(product.pk, casa.pk), dienst.cel(product.pk, multibron.pk)
    gezien, kamers = {a: "onbekend", b: "onbekend"}, [casa, multibron]
    assert dienst.bewaar(kamers=kamers, waarden={a: "actief", b: "onbekend"}, gezien=gezien) == 1

    assert dienst.bewaar(kamers=kamers, waarden={a: "onbekend", b: "nee"}, gezien=gezien) == 1
    with pytest.raises(dienst.ProductenGewijzigd) as botsing:
        dienst.bewaar(kamers=kamers, waarden={a: "incidenteel", b: "actief"}, gezien=gezien)

    assert botsing.value.cellen == {a: "actief", b: "nee"}
    assert standen() == {"cjm": "actief", "multibron": "nee"}


def test_nog_niet_bekend_is_geen_rij(casa, product):
    naam = dienst.cel(product.pk, casa.pk)
    dienst.bewaar(kamers=[casa], waarden={naam: "nee"}, gezien={naam: "onbekend"})

    dienst.bewaar(kamers=[casa], waarden={naam: "onbekend"}, gezien={naam: "nee"})

    assert standen() == {}
    assert dienst.stand_nu(dienst.lees([casa])) == {naam: "onbekend"}


def test_een_cel_van_een_andere_kamer_wordt_niet_geschreven(casa, multibron, product):
    vreemd = dienst.cel(product.pk, multibron.pk)

    assert dienst.bewaar(kamers=[casa], waarden={vreemd: "actief"}, gezien={}) == 0
    assert standen() == {}
