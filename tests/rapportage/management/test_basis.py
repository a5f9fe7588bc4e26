"""manage.py basis: an empty installation gets what every year needs, and keeps what it has."""

import io

import pytest
from django.core.management import call_command

from financien.models import Grootboekrekening
from kamers.models import Indicator, Kamer

pytestmark = pytest.mark.django_db


def basis() -> list[str]:
    uit = io.StringIO()
    call_command("basis", stdout=uit)
    return uit.getvalue().splitlines()


def test_een_lege_site_krijgt_de_vaste_rijen_en_geen_kamer():
    regels = basis()

    assert "indicatoren: 24 (24 nieuw)" in regels
    assert "kostenposten: 11 (11 nieuw)" in regels
    assert (Indicator.objects.count(), Kamer.objects.count()) == (24, 0)


def test_een_tweede_keer_voegt_alleen_toe_wat_weg_is_en_laat_staan_wat_veranderd_is():
    basis()
    Grootboekrekening.objects.filter(nummer="1000").update(naam="Onze bank")
    Indicator.objects.filter(code="E1").delete()

    regels = basis()

    assert "indicatoren: 24 (1 nieuw)" in regels
    assert [regel for regel in regels if "(0 nieuw)" not in regel] == ["indicatoren: 24 (1 nieuw)"]
    assert Grootboekrekening.objects.get(nummer="1000").naam == "Onze bank"
