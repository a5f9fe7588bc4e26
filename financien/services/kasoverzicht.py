"""Money in and out per month: what came on and went from bank, handgeld and cash, apart from income and costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, CharField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import ExtractMonth

from financien.models import Boeking, Rekeningsoort
from financien.models.boekstuk import is_loon
from financien.services.saldi import NUL

GELD = (Rekeningsoort.BANK, Rekeningsoort.HANDGELD, Rekeningsoort.KAS)
IN = Q(debet__soort__in=GELD) & ~Q(credit__soort__in=GELD)
UIT = Q(credit__soort__in=GELD) & ~Q(debet__soort__in=GELD)
OPENING = Q(debet__soort=Rekeningsoort.BEGINBALANS) | Q(credit__soort=Rekeningsoort.BEGINBALANS)


@dataclass(frozen=True)
class Kasmaand:
    """One month in euros. A transfer between bank, handgeld and cash is no money in or out."""

    eerste: date
    begin: Decimal
    toekenningen: Decimal  # received for grants, minus what went back
    overig: Decimal  # other money in, minus what of it was undone
    uit: Decimal

    @property
    def eind(self) -> Decimal:
        return self.begin + self.toekenningen + self.overig - self.uit


def kasoverzicht(jaar: int, tot: date | None = None, *, loon: bool = True) -> list[Kasmaand]:
    """Return the months of a year up to ``tot``, with what there was at the beginning of each. Two queries.

    The opening balance counts as what there was at the beginning, not as money in. Without ``loon`` no wage is in a
    month, nor in what there was at the beginning of the next: ``loon_uit`` is their sum of the year (§5.6).
    """
    laatste = min(tot or date(jaar, 12, 31), date(jaar, 12, 31))
    begin, per_maand = _begin(jaar), _per_maand(jaar, laatste, loon=loon)
    uit = []
    for maand in range(1, 13):
        eerste = date(jaar, maand, 1)
        if eerste > laatste:
            break
        delen = [per_maand.get((maand, soort), NUL) for soort in ("toekenning", "in", "uit")]
        uit.append(Kasmaand(eerste, begin, delen[0], delen[1], -delen[2]))
        begin = uit[-1].eind
    return uit


def loon_uit(jaar: int) -> Decimal:
    """Return the wages that were paid in a year, minus what came back."""
    rijen = Boeking.objects.tussen(date(jaar, 1, 1), date(jaar, 12, 31)).filter(IN | UIT).exclude(OPENING)
    return -_netto(rijen.filter(is_loon()))


def _begin(jaar: int) -> Decimal:
    eerste = date(jaar, 1, 1)
    ervoor = Q(boekstuk__datum__lt=eerste) | (Q(boekstuk__datum__year=jaar) & OPENING)
    return _netto(Boeking.objects.filter(ervoor))


def _netto(rijen: QuerySet[Boeking]) -> Decimal:
    erin, eruit = (Sum("bedrag", filter=welke, default=NUL) for welke in (IN, UIT))
    som = rijen.aggregate(erin=erin, eruit=eruit)
    return som["erin"] - som["eruit"]


def _per_maand(jaar: int, laatste: date, *, loon: bool) -> dict[tuple[int, str], Decimal]:
    """Return money per month and kind, going out below zero; a reversal counts where what it undoes was."""
    rijen = Boeking.objects.tussen(date(jaar, 1, 1), laatste).filter(IN | UIT).exclude(OPENING)
    if not loon:
        rijen = rijen.exclude(is_loon())
    terug = Q(boekstuk__keert_om__isnull=False)
    uitgave = (UIT & ~terug) | (IN & terug)
    soort = Case(
        When(toekenning__isnull=False, then=Value("toekenning")),
        When(uitgave, then=Value("uit")),
        default=Value("in"),
        output_field=CharField(),
    )
    groep = rijen.order_by().annotate(maand=ExtractMonth("boekstuk__datum"), wat=soort).values("maand", "wat")
    som = groep.annotate(erin=Sum("bedrag", filter=IN, default=NUL), eruit=Sum("bedrag", filter=UIT, default=NUL))
    return {(r["maand"], r["wat"]): r["erin"] - r["eruit"] for r in som}
