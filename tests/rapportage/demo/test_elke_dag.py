"""On any day somebody may begin with the demonstration, there are lines of the bank to book, and the bank agrees."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financien.models import Bankafschrift, Bankregel
from financien.services.bank.lijst import banksaldi
from kamers.models import Kamer
from rapportage.demo.vullen import vul_demo

HUUR, STROOM = ["Verhuurder (fictief)"] * 4, ["Energiebedrijf (fictief)"] * 4
LOS = ["Bouwmarkt (fictief)", "Gift (fictief)"]
JANUARI = [date(2021, 1, 15), date(2021, 1, 19)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tot", "namen", "dagen", "bestanden"),
    [
        pytest.param(date(2021, 1, 29), LOS, JANUARI, 1, id="de maand is geboekt"),
        pytest.param(date(2021, 2, 1), LOS, JANUARI, 1, id="de eerste van de maand"),
        pytest.param(date(2021, 2, 5), HUUR, [date(2021, 2, 4)] * 4, 2, id="de huur is betaald"),
    ],
)
def test_er_wacht_altijd_iets_van_de_bank(tot, namen, dagen, bestanden):
    vul_demo(jaren=1, tot=tot)

    open_ = list(Bankregel.objects.open().order_by("datum", "pk"))
    handgeld = [regel for regel in open_ if regel.tegen_naam.startswith("Handgeld ")]
    assert [(r.tegen_naam, r.datum) for r in open_ if r not in handgeld] == list(zip(namen, dagen, strict=True))
    assert {regel.datum for regel in handgeld} <= {date(2021, 2, 2)}
    (saldo,) = banksaldi()
    assert (saldo.verschil, saldo.aantal) == (Decimal("0.00"), len(open_))
    assert Bankafschrift.objects.count() == bestanden


@pytest.mark.django_db
def test_geld_van_een_financier_verdringt_niet_wat_deze_maand_nog_te_boeken_is():
    """In a month with a payment of the quarter, booked at once, the rest of the month still waits."""
    vul_demo(jaren=1, tot=date(2021, 1, 24))

    handgeld = [f"Handgeld {naam}" for naam in Kamer.objects.tellend().values_list("naam", flat=True)]
    per_stand = [
        sorted(regels.values_list("tegen_naam", flat=True))
        for regels in (Bankregel.objects.open(), Bankregel.objects.geboekt())
    ]
    assert per_stand[0] == sorted([*HUUR, *STROOM, *LOS, *handgeld])
    assert len(per_stand[1]) >= 1
    assert {regel.datum - timedelta(regel.datum.day - 1) for regel in Bankregel.objects.all()} == {date(2021, 1, 1)}
    assert [saldo.verschil for saldo in banksaldi()] == [Decimal("0.00")]
    assert Bankafschrift.objects.count() == 1
