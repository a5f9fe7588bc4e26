"""The fictional bank fits the fictional books to the cent: the past is booked, this month waits with proposals."""

from datetime import date
from decimal import Decimal

import pytest

from financien.models import Bankafschrift, Bankboeking, Bankregel
from financien.services.bank.lijst import banksaldi
from financien.services.bank.voorstellen import voorstellen
from rapportage.demo.vullen import vul_demo

pytestmark = pytest.mark.django_db


def test_bank_en_boeken_sluiten_en_alleen_deze_maand_staat_open():
    vul_demo(jaren=1, tot=date(2021, 3, 28))

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
