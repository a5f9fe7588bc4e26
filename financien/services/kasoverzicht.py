"""Money in and out per month: what came on and went from bank, handgeld and cash, apart from income and costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import ExtractMonth

from buurtwerkkamer.models import Gebruiker
from financien.models import Boeking, Factuurregel, Financieringsbron, Rekeningsoort
from financien.models.boekstuk import is_dicht, is_loon
from financien.services.saldi import NUL
from financien.services.toekenningstand import TERUG

GELD = (Rekeningsoort.BANK, Rekeningsoort.HANDGELD, Rekeningsoort.KAS)
IN = Q(debet__soort__in=GELD) & ~Q(credit__soort__in=GELD)
UIT = Q(credit__soort__in=GELD) & ~Q(debet__soort__in=GELD)
TOEKENNINGEN, EIGEN, OVERIG, ERUIT = KOLOMMEN = ("toekenningen", "eigen", "overig", "uit")
PER_BLAD = 50
OPENING = Q(debet__soort=Rekeningsoort.BEGINBALANS) | Q(credit__soort=Rekeningsoort.BEGINBALANS)


@dataclass(frozen=True)
class Kasmaand:
    """One month in euros. A transfer between bank, handgeld and cash is no money in or out."""

    eerste: date
    begin: Decimal
    toekenningen: Decimal  # received of financiers and the Belastingdienst, minus what went back
    eigen: Decimal  # own income, minus what of it went back
    overig: Decimal  # other money in, minus what of it was undone
    uit: Decimal

    @property
    def eind(self) -> Decimal:
        return self.begin + self.toekenningen + self.eigen + self.overig - self.uit


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
        van_wie, eigen, overig, uitgaven = (per_maand.get((maand, soort), NUL) for soort in KOLOMMEN)
        uit.append(Kasmaand(eerste, begin, van_wie, eigen, overig, -uitgaven))
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
    rijen = _rijen(date(jaar, 1, 1), laatste, loon=loon)
    groep = rijen.order_by().annotate(maand=ExtractMonth("boekstuk__datum")).values("maand", "wat")
    som = groep.annotate(erin=Sum("bedrag", filter=IN, default=NUL), eruit=Sum("bedrag", filter=UIT, default=NUL))
    return {(r["maand"], r["wat"]): r["erin"] - r["eruit"] for r in som}


def _rijen(van: date, tot: date, *, loon: bool) -> QuerySet:
    """Return what came in and went out in these days, with ``wat``: in which column it stands."""
    rijen = Boeking.objects.tussen(van, tot).filter(IN | UIT).exclude(OPENING)
    if not loon:
        rijen = rijen.exclude(is_loon())
    terug = Q(boekstuk__keert_om__isnull=False)
    uitgave = (UIT & ~terug) | (IN & terug)
    eigen = Factuurregel.objects.filter(factuur=OuterRef("factuur"), rekening__nummer=TERUG)  # paid by an order
    soort = Case(
        When(Exists(eigen), then=Value(TOEKENNINGEN)),
        When(toekenning__soort=Financieringsbron.Soort.EIGEN, then=Value(EIGEN)),
        When(toekenning__isnull=False, then=Value(TOEKENNINGEN)),
        When(uitgave, then=Value(ERUIT)),
        default=Value(OVERIG),
        output_field=CharField(),
    )
    return rijen.annotate(wat=soort)


def kasboekingen(eerste: date, tot: date, wat: str, *, gebruiker: Gebruiker, loon: bool, blad: str | int = 1) -> Page:
    """Return a sheet of the bookings behind one figure: of a month, up to the day to which is counted, oldest first.

    With ``kas``: below zero when money went out. Without ``loon`` no wages, as in the figure itself.
    """
    laatste = min(tot, eerste + relativedelta(months=1, days=-1))
    kas = Case(When(IN, then=F("bedrag")), default=-F("bedrag"))
    met = _rijen(eerste, laatste, loon=loon).filter(wat=wat).annotate(kas=kas, dicht=is_dicht(gebruiker, "boekstuk"))
    met = met.select_related("boekstuk", "debet", "credit", "kamer", "toekenning")
    return Paginator(met.order_by("boekstuk__datum", "boekstuk", "volgnummer"), PER_BLAD).get_page(blad)
