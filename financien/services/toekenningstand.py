"""Where grants stand at a day, read from the books: received, income, claim, received in advance, to pay back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, Q, QuerySet, Sum, Value

from financien.models import Boeking, Rekeningsoort, Toekenning
from financien.services.saldi import NUL

VORDERING, VOORUIT, TERUG = "1300", "1610", "1620"
TUSSEN = (VORDERING, VOORUIT, TERUG)


@dataclass(frozen=True)
class Stand:
    """What the books say about a grant, in euros. ``baten`` − ``ontvangen`` = vordering − vooruit − terug, always."""

    ontvangen: Decimal = NUL
    baten: Decimal = NUL
    vordering: Decimal = NUL
    vooruit: Decimal = NUL
    terug: Decimal = NUL

    def __add__(self, ander: "Stand") -> "Stand":
        return Stand(*(getattr(self, veld) + getattr(ander, veld) for veld in VELDEN))


VELDEN = tuple(Stand.__dataclass_fields__)


def gehad(stand: Stand, eraf: Decimal, *, vastgesteld: bool) -> Decimal:
    """Return how much of what was granted does not have to come any more, in euros.

    ``eraf``: what closing a year took off the income, to go back: it is not asked and not expected again, also when it
    went back already. What of it is still owed came in and goes back apart, but for what only one room owes while
    another waits for it. After the final decision (``vastgesteld``) the grant itself is that much lower.
    """
    schuld = min(stand.terug, max(stand.ontvangen - stand.baten, NUL))
    return stand.ontvangen + (NUL if vastgesteld else eraf - schuld)


_GELD = DecimalField(max_digits=14, decimal_places=2)
Mutatie = tuple[int, date, int, Stand]  # grant, day, room, what changed


def mutaties(rijen: QuerySet[Boeking]) -> list[Mutatie]:
    """Return what these bookings change, per grant, day and room, oldest first. One query."""
    uit: dict[tuple[int, date, int], Stand] = defaultdict(Stand)
    kanten = _kant(rijen, "debet").union(_kant(rijen, "credit"), all=True)
    for toekenning, dag, kamer, nummer, soort, debet, credit in kanten:
        uit[toekenning, dag, kamer] += _deel(nummer, soort, debet - credit)
    return [(*sleutel, uit[sleutel]) for sleutel in sorted(uit, key=lambda s: (s[1], s[0], s[2] or 0))]


def _kant(rijen: QuerySet[Boeking], kant: str) -> QuerySet:
    groep = rijen.filter(toekenning__isnull=False).order_by()
    som, niets = Sum("bedrag", output_field=_GELD), Value(NUL, output_field=_GELD)
    debet, credit = (som, niets) if kant == "debet" else (niets, som)
    per = ("toekenning", "boekstuk__datum", "kamer", "nr", "srt")
    benoemd = groep.annotate(nr=F(f"{kant}__nummer"), srt=F(f"{kant}__soort")).values(*per)
    return benoemd.annotate(d=debet, c=credit).values_list(*per, "d", "c")


def _deel(nummer: str, soort: str, saldo: Decimal) -> Stand:
    """Return what a balance (debit minus credit) on this account means for the grant."""
    if soort == Rekeningsoort.BATEN:
        return Stand(baten=-saldo)
    if nummer == VORDERING:
        return Stand(vordering=saldo)
    if nummer == VOORUIT:
        return Stand(vooruit=-saldo)
    if nummer == TERUG:
        return Stand(terug=-saldo)
    return Stand(ontvangen=saldo)


def standen(tot: date, toekenningen: Iterable[int] | None = None) -> dict[int, dict[int, Stand]]:
    """Return per grant and room where it stands at the end of a day."""
    rijen = Boeking.objects.tot_en_met(tot)
    if toekenningen is not None:
        rijen = rijen.filter(toekenning__in=toekenningen)
    uit: dict[int, dict[int, Stand]] = defaultdict(lambda: defaultdict(Stand))
    for toekenning, _dag, kamer, stand in mutaties(rijen):
        uit[toekenning][kamer] += stand
    return {pk: dict(per_kamer) for pk, per_kamer in uit.items()}


def teruggegaan(toekenning: Toekenning) -> dict[tuple[date, int], Decimal]:
    """Return what went back to the partner, or stands ready to, in euros by day and room. One query."""
    rijen = weg("boekstuk__datum", "kamer").filter(toekenning=toekenning)
    return {(dag, kamer): som for dag, kamer, som in rijen}


def weg(*per: str) -> QuerySet:
    """Return the same of all grants as a question: by what is named, and after that the euros, as ``weg``."""
    rijen = Boeking.objects.filter(Q(debet__nummer=TERUG) | Q(credit__nummer=TERUG), toekenning__isnull=False)
    som = _schuld_af("debet", "credit") - _schuld_af("credit", "debet")
    return rijen.order_by().values_list(*per).annotate(weg=som)


def _schuld_af(schuld: str, ander: str) -> Sum:
    binnen = Q(**{f"{ander}__nummer__in": TUSSEN}) | Q(**{f"{ander}__soort": Rekeningsoort.BATEN})
    return Sum("bedrag", filter=Q(**{f"{schuld}__nummer": TERUG}) & ~binnen, default=NUL)


def samen(per_kamer: dict[int, Stand]) -> Stand:
    """Add the rooms up."""
    return sum(per_kamer.values(), Stand())


def van_boekingen(boekingen: Iterable[Boeking]) -> dict[int, Stand]:
    """Return where a grant stands per room, from bookings that were read with their accounts."""
    uit: dict[int, Stand] = defaultdict(Stand)  # every line of a grant has a room
    for b in boekingen:
        naar, van = _deel(b.debet.nummer, b.debet.soort, b.bedrag), _deel(b.credit.nummer, b.credit.soort, -b.bedrag)
        uit[b.kamer_id or 0] += naar + van
    return dict(uit)
