"""What went in and out of each account: one query, whatever the number of bookings and rooms."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Q, QuerySet, Sum, Value, When

from financien.models import Boeking, Grootboekrekening
from kamers.models import Kamer

NUL = Decimal("0.00")
_GELD = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True)
class Saldo:
    """What was booked on one account, in euros."""

    debet: Decimal = NUL
    credit: Decimal = NUL

    @property
    def waarde(self) -> Decimal:
        """Debit minus credit: above zero for what the cooperative has or spent."""
        return self.debet - self.credit

    def __add__(self, ander: "Saldo") -> "Saldo":
        return Saldo(self.debet + ander.debet, self.credit + ander.credit)


Saldi = dict[int, Saldo]
PerMaand = dict[tuple[int, int], Saldi]  # by year and month


def boekingen(*, van: date | None = None, tot: date | None = None, kamer: Kamer | None = None) -> QuerySet[Boeking]:
    """Return the bookings of a period, both days included; of one room when asked."""
    rijen = Boeking.objects.all()
    if van:
        rijen = rijen.filter(boekstuk__datum__gte=van)
    if tot:
        rijen = rijen.filter(boekstuk__datum__lte=tot)
    return rijen.filter(kamer=kamer) if kamer else rijen


def saldi(rijen: QuerySet[Boeking]) -> Saldi:
    """Return debit and credit per account of these bookings."""
    uit: dict[int, Saldo] = defaultdict(Saldo)
    for rekening, debet, credit in _kant(rijen, "debet").union(_kant(rijen, "credit"), all=True):
        uit[rekening] += Saldo(debet, credit)
    return dict(uit)


def saldi_per_jaar(rijen: QuerySet[Boeking]) -> dict[int, Saldi]:
    """Return debit and credit per book year and account of these bookings."""
    uit: dict[int, Saldi] = defaultdict(lambda: defaultdict(Saldo))
    jaar = "boekstuk__jaar__jaar"
    for van, rekening, debet, credit in _kant(rijen, "debet", jaar).union(_kant(rijen, "credit", jaar), all=True):
        uit[van][rekening] += Saldo(debet, credit)
    return {van: dict(stand) for van, stand in uit.items()}


def saldi_per_maand(rijen: QuerySet[Boeking], apart: Q) -> tuple[PerMaand, PerMaand]:
    """Return debit and credit per year, month and account: of the bookings that are ``apart``, and of all others."""
    uit: tuple[PerMaand, PerMaand] = ({}, {})
    per = ("boekstuk__datum__year", "boekstuk__datum__month", "apart")
    met = rijen.annotate(apart=Case(When(apart, then=Value(1)), default=Value(0)))
    kanten = _kant(met, "debet", *per).union(_kant(met, "credit", *per), all=True)
    for jaar, maand, is_apart, rekening, debet, credit in kanten:
        stand = uit[0 if is_apart else 1].setdefault((jaar, maand), defaultdict(Saldo))
        stand[rekening] += Saldo(debet, credit)
    return uit


def som_saldi(standen: Iterable[Saldi]) -> Saldi:
    """Add balances up per account."""
    uit: Saldi = defaultdict(Saldo)
    for stand in standen:
        for rekening, saldo in stand.items():
            uit[rekening] += saldo
    return dict(uit)


def _kant(rijen: QuerySet[Boeking], kant: str, *ook: str) -> QuerySet:
    som, niets = Sum("bedrag", output_field=_GELD), Value(NUL, output_field=_GELD)
    debet, credit = (som, niets) if kant == "debet" else (niets, som)
    groep = rijen.order_by().annotate(rekening=F(kant)).values(*ook, "rekening")
    return groep.annotate(d=debet, c=credit).values_list(*ook, "rekening", "d", "c")


def saldi_per_kamer(rijen: QuerySet[Boeking]) -> dict[tuple[int | None, int], Decimal]:
    """Return debit minus credit per room and account. One query."""
    uit: dict[tuple[int | None, int], Decimal] = defaultdict(lambda: NUL)
    for kamer, rekening, debet, credit in _kant(rijen, "debet", "kamer").union(
        _kant(rijen, "credit", "kamer"), all=True
    ):
        uit[kamer, rekening] += debet - credit
    return dict(uit)


@dataclass(frozen=True)
class Proefregel:
    """One account of the trial balance: where it began, what happened, where it stands (debit minus credit)."""

    rekening: Grootboekrekening
    begin: Decimal
    debet: Decimal
    credit: Decimal

    @property
    def eind(self) -> Decimal:
        return self.begin + self.debet - self.credit


def proefbalans(jaar: int) -> list[Proefregel]:
    """Return every account with a figure; costs and income begin each year at zero."""
    ervoor, erin = (saldi(rijen) for rijen in rond_jaar(jaar))
    return proefregels(Grootboekrekening.objects.select_related("kamer"), ervoor, erin)


def rond_jaar(jaar: int) -> tuple[QuerySet[Boeking], QuerySet[Boeking]]:
    """Return the bookings before a year, and those of it."""
    eerste = date(jaar, 1, 1)
    return Boeking.objects.filter(boekstuk__datum__lt=eerste), boekingen(van=eerste, tot=date(jaar, 12, 31))


def proefregels(rekeningen: Iterable[Grootboekrekening], ervoor: Saldi, erin: Saldi) -> list[Proefregel]:
    """Return the accounts with a figure, out of what was before and what is of the year."""
    regels = []
    for rekening in rekeningen:
        begin = NUL if rekening.is_resultaat else ervoor.get(rekening.pk, Saldo()).waarde
        saldo = erin.get(rekening.pk, Saldo())
        if begin or saldo != Saldo():
            regels.append(Proefregel(rekening, begin, saldo.debet, saldo.credit))
    return regels
