"""What was booked on costs in a year, per room and line, and how far the books of that year are."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Case, CharField, F, IntegerField, Max, QuerySet, Sum, Value, When

from buurtwerkkamer.models import Jaar
from financien.models import Boeking, Rekeningsoort
from kamers.models import Kamer

NUL = Decimal("0.00")
Plek = tuple[int | None, int | None]  # room, line; None: costs outside the budget
VOORBIJ = 13  # every month of the year is over


def _leeg() -> dict[Plek, Decimal]:
    return defaultdict(lambda: NUL)


@dataclass
class Geboekt:
    """Costs of a year, debit minus credit: up to a month, the part of that in months that run, and all of it.

    ``laatste_van``: per line the last month in which a cost of any room was booked.
    """

    tot_nu: dict[Plek, Decimal] = field(default_factory=_leeg)
    lopend: dict[Plek, Decimal] = field(default_factory=_leeg)
    heel_jaar: dict[Plek, Decimal] = field(default_factory=_leeg)
    laatste_van: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def laatste(self) -> int:
        """The last month in which a cost was booked; 0 when there is none."""
        return max(self.laatste_van.values(), default=0)

    def gedaan(self, jaar: Jaar, maand: int, loopt: int) -> int:
        """Return the last month that counts as done: it is over and something of it, or after it, was booked.

        A month of which nothing is booked is not a month that cost nothing. A closed year is done.
        """
        return maand if jaar.status != Jaar.Status.OPEN else min(maand, self.laatste, loopt - 1)


def loopt_vanaf(jaar: int, vandaag: date | None) -> int:
    """Return the first month of a year that is not over; without a day all of them are."""
    if vandaag is None or jaar < vandaag.year:
        return VOORBIJ
    return vandaag.month if jaar == vandaag.year else 1


def geboekte_kosten(jaar: int, maand: int, kamers: list[Kamer], *, loopt: int = VOORBIJ) -> Geboekt:
    """Return what was booked on costs of these rooms. One query, that also looks how far the books of all rooms are."""
    uit = Geboekt()
    debet, credit = _kant("debet", jaar, maand, kamers, loopt), _kant("credit", jaar, maand, kamers, loopt)
    for kamer, post, deel, bedrag, laatste in debet.union(credit, all=True):
        uit.laatste_van[post] = max(uit.laatste_van[post], laatste)
        uit.heel_jaar[kamer, post] += bedrag
        if deel != "later":
            uit.tot_nu[kamer, post] += bedrag
        if deel == "lopend":
            uit.lopend[kamer, post] += bedrag
    return uit


def _kant(kant: str, jaar: int, maand: int, kamers: list[Kamer], loopt: int) -> QuerySet:
    """Return one side of the costs; other rooms are one row per line. What comes back makes no month a booked one."""
    nr = "boekstuk__datum__month"
    rijen = Boeking.objects.filter(
        boekstuk__datum__range=(date(jaar, 1, 1), date(jaar, 12, 31)), **{f"{kant}__soort": Rekeningsoort.KOSTEN}
    ).order_by()
    van = {
        "van": Case(When(kamer__in=kamers, then=F("kamer")), default=None, output_field=IntegerField()),
        "post": F(f"{kant}__post"),
        "deel": Case(
            When(**{f"{nr}__gt": maand}, then=Value("later")),
            When(**{f"{nr}__gte": loopt}, then=Value("lopend")),
            default=Value("eerder"),
            output_field=CharField(),
        ),
    }
    som = Sum("bedrag") if kant == "debet" else -Sum("bedrag")
    laatste = Max(nr) if kant == "debet" else Value(0)
    return rijen.annotate(**van).values(*van).annotate(som=som, laatste=laatste).values_list(*van, "som", "laatste")
