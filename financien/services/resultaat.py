"""The result of a year per room and per grant, read from the books, and how it is divided (docs/jaar.md)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, F, QuerySet, Sum, Value

from buurtwerkkamer.panelen import vraag_samen
from financien.models import Bestemming, Boeking, Rekeningsoort
from financien.models.bestemming import Naar
from financien.models.grootboek import RESULTAAT
from financien.services.naar_rato import verdeel
from financien.services.saldi import NUL

_GELD = DecimalField(max_digits=14, decimal_places=2)
Plek = tuple[int, int | None, str]  # room, grant or None, where it goes
Delen = dict[Plek, Decimal]
KANTEN = (("credit", 1), ("debet", -1))  # income minus costs


@dataclass(frozen=True)
class Kamerresultaat:
    """What a room received, by grant (None: of no grant), and what it cost; before anything of it went anywhere."""

    baten: Mapping[int | None, Decimal]
    kosten: Decimal

    @property
    def ontvangen(self) -> Decimal:
        return sum(self.baten.values(), NUL)

    @property
    def resultaat(self) -> Decimal:
        return self.ontvangen - self.kosten

    @property
    def aandelen(self) -> dict[int | None, Decimal]:
        """Return the share of each source in the result, by its share in the income; without income it is nobody's."""
        bronnen = {bron: bedrag for bron, bedrag in self.baten.items() if bedrag > 0}
        if not bronnen:
            return {None: self.resultaat}
        teken = 1 if self.resultaat >= 0 else -1
        return {bron: teken * deel for bron, deel in verdeel(abs(self.resultaat), bronnen).items()}


def bestemd(jaar: int) -> tuple[Delen, Delen]:
    """Return where the result of this year went, and what of earlier years stands in the reserves. One query."""
    nu: Delen = defaultdict(lambda: NUL)
    eerder: Delen = defaultdict(lambda: NUL)
    rijen = Bestemming.objects.filter(jaar__jaar__lte=jaar).order_by("toekenning", "kamer")
    per = rijen.values_list("jaar__jaar", "kamer", "toekenning", "naar").annotate(som=Sum("bedrag"))
    for van, kamer, toekenning, naar, som in per:
        (nu if van == jaar else eerder)[kamer, toekenning, naar] += som
    return dict(nu), dict(eerder)


def resultaten(jaar: int, nu: Delen) -> dict[int, Kamerresultaat]:
    """Return the result of each room before it went anywhere. ``nu``: what of it went somewhere. One query."""
    baten: dict[int, dict[int | None, Decimal]] = defaultdict(lambda: defaultdict(lambda: NUL))
    kosten: dict[int, Decimal] = defaultdict(lambda: NUL)
    rijen = Boeking.objects.filter(boekstuk__jaar__jaar=jaar)
    for kamer, toekenning, soort, debet, credit in _kant(rijen, "debet").union(_kant(rijen, "credit"), all=True):
        if soort == Rekeningsoort.BATEN:
            baten[kamer][toekenning] += credit - debet
        else:
            kosten[kamer] += debet - credit
    for (kamer, toekenning, naar), bedrag in nu.items():
        if naar == Naar.TERUG:
            baten[kamer][toekenning] += bedrag
    kamers = sorted({*baten, *kosten})
    return {kamer: Kamerresultaat(dict(_volgorde(baten[kamer])), kosten[kamer]) for kamer in kamers}


def _volgorde(bronnen: Mapping[int | None, Decimal]) -> list[tuple[int | None, Decimal]]:
    return sorted(bronnen.items(), key=lambda bron: (bron[0] is None, bron[0] or 0))


def _kant(rijen: QuerySet[Boeking], kant: str) -> QuerySet:
    som, niets = Sum("bedrag", output_field=_GELD), Value(NUL, output_field=_GELD)
    debet, credit = (som, niets) if kant == "debet" else (niets, som)
    eigen = rijen.filter(**{f"{kant}__soort__in": RESULTAAT}).order_by().annotate(srt=F(f"{kant}__soort"))
    groep = eigen.values("kamer", "toekenning", "srt").annotate(d=debet, c=credit)
    return groep.values_list("kamer", "toekenning", "srt", "d", "c")


def open_resultaat(jaar: int) -> Decimal:
    """Return how much of the result of a year did not go anywhere yet, over all rooms without signs. One query.

    What went back to a partner was booked against the income, so the books have no result of it any more.
    """
    rest: dict[int, Decimal] = defaultdict(lambda: NUL)
    geboekt = Boeking.objects.filter(boekstuk__jaar__jaar=jaar)
    delen = [_per_kamer(geboekt.filter(**{f"{kant}__soort__in": RESULTAAT}), teken) for kant, teken in KANTEN]
    delen.append(_per_kamer(Bestemming.objects.filter(jaar__jaar=jaar).exclude(naar=Naar.TERUG), -1))
    for kamer, som in vraag_samen(delen):
        rest[kamer] += som
    return sum((abs(bedrag) for bedrag in rest.values()), NUL)


def _per_kamer(rijen: QuerySet, teken: int) -> QuerySet:
    return rijen.order_by().values("kamer").annotate(som=teken * Sum("bedrag")).values_list("kamer", "som")


def verdeel_resultaat(
    kamers: Mapping[int, Kamerresultaat], keuzes: Mapping[int, str], eerder: Mapping[Plek, Decimal]
) -> Delen:
    """Return where the result of each room goes; per room all of it together is its result.

    A grant is one decision: what has to go back or goes along is what all its rooms have left together, at least
    nothing, over the rooms that have something left. The equalisation reserve takes what a room has left of the grant.
    A shortage comes out of what earlier years set aside for the room, funds first, and then out of its own reserve.
    """
    uit: Delen = defaultdict(lambda: NUL, _van_bronnen(kamers, keuzes))
    for kamer, stand in kamers.items():
        rest = stand.resultaat - sum((deel for (plek, *_), deel in uit.items() if plek == kamer), NUL)
        if rest < 0:
            for plek, deel in _uit_reserves(kamer, -rest, eerder).items():
                uit[plek] -= deel
                rest += deel
        uit[kamer, None, str(Naar.RESERVE)] += rest
    return {plek: deel for plek, deel in uit.items() if deel}


def _van_bronnen(kamers: Mapping[int, Kamerresultaat], keuzes: Mapping[int, str]) -> Delen:
    """Return what of each grant is left and does not stay with the room."""
    per_bron: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for kamer, stand in kamers.items():
        for bron, deel in stand.aandelen.items():
            if bron is not None:
                per_bron[bron][kamer] = deel
    uit: Delen = {}
    for bron, delen in sorted(per_bron.items()):
        naar, over = keuzes.get(bron, ""), {kamer: deel for kamer, deel in delen.items() if deel > 0}
        samen = sum(delen.values(), NUL)
        if naar in (Naar.TERUG, Naar.FONDS):
            over = verdeel(samen, over) if samen > 0 else {}
        elif naar != Naar.EGALISATIE:
            over = {}
        uit |= {(kamer, bron, naar): deel for kamer, deel in over.items()}
    return uit


def _uit_reserves(kamer: int, tekort: Decimal, eerder: Mapping[Plek, Decimal]) -> Delen:
    """Return what earlier years set aside for a room and covers its shortage: funds first, the oldest grant first."""
    uit: Delen = {}
    for naar in (Naar.FONDS, Naar.EGALISATIE):
        for plek, stand in eerder.items():
            deel = min(tekort, stand)
            if (plek[0], plek[2]) == (kamer, naar) and deel > 0:
                uit[plek] = deel
                tekort -= deel
    return uit
