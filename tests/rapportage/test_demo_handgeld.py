"""The fictional pots keep the rule: never below zero or above the maximum; every receipt says that it is fiction."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from financien.models import Bon, Kastelling
from financien.services.handgeld.aanvullen import aanvulstanden
from financien.services.handgeld.potje import standen
from financien.services.handgeld.verloop import verloop
from kamers.models import Kamer
from rapportage.demo.vullen import vul_demo

pytestmark = pytest.mark.django_db


def test_de_potjes_van_de_demonstratie_houden_de_regel():
    vul_demo(jaren=1, tot=date(2021, 3, 28))
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
