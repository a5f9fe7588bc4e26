"""The fictional bank fits the fictional books to the cent, and the fictional pots keep the rule of the pots."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from financien.models import Bankafschrift, Bankboeking, Bankregel, Bon, Kastelling
from financien.services.bank.lijst import banksaldi
from financien.services.bank.voorstellen import voorstellen
from financien.services.handgeld.aanvullen import aanvulstanden
from financien.services.handgeld.potje import standen
from financien.services.handgeld.verloop import verloop
from kamers.models import Kamer
from rapportage.demo.vullen import vul_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(blijvend):
    return vul_demo(jaren=1, tot=date(2021, 3, 28))


def test_bank_en_boeken_sluiten_en_alleen_deze_maand_staat_open(demo):
    """The past is booked, this month waits with proposals."""
    (saldo,) = banksaldi()
    open_ = list(Bankregel.objects.open())
    per_regel = voorstellen(open_)

    assert (saldo.verschil, saldo.aantal) == (Decimal("0.00"), len(open_))
    assert {(regel.datum.year, regel.datum.month) for regel in open_} == {(2021, 3)}
    assert [regel.tegen_naam for regel in open_ if not per_regel[regel.pk]] == ["Bouwmarkt (fictief)", "Gift (fictief)"]
    assert sum(rij[0].waarom.startswith("Zo geboekt op") for rij in per_regel.values() if rij) == 1
    assert Bankafschrift.objects.count() == 3
    assert Bankboeking.objects.geldig().count() == Bankregel.objects.geboekt().count() > 0
    assert all("fictief" in f"{naam}{wat}" for naam, wat in Bankregel.objects.values_list("tegen_naam", "omschrijving"))


def test_de_potjes_van_de_demonstratie_houden_de_regel(demo):
    """Never below zero or above the maximum, and every receipt says that it is fiction."""
    kamers = list(Kamer.objects.tellend())

    nu = standen(kamers)
    assert all(rij.kas >= 0 and rij.rekening >= 0 and rij.over <= Decimal("250.00") for rij in nu.values())
    for kamer in kamers:
        maart = verloop(kamer, date(2021, 3, 1), date(2021, 3, 31))
        assert maart.eind == nu[kamer.pk].over
        assert maart.begin + maart.ontvangen - maart.bonnen == maart.eind
    assert [bool(rij.mis) for rij in aanvulstanden(kamers, date(2021, 3, 1))] == [False] * 4
    assert Kastelling.objects.filter(maand=date(2021, 2, 1)).count() == 4
    per_stand = Counter(Bon.objects.met_stand().values_list("stand", flat=True))
    assert per_stand == {"goedgekeurd": 28, "ingediend": 16, "teruggestuurd": 4}
    assert all(wat.endswith("(fictief)") for wat in Bon.objects.values_list("omschrijving", flat=True))
