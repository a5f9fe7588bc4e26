"""Where the result of a year goes, as the page shows it: a row per room and a row per grant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from buurtwerkkamer.models import Jaar
from financien.models import Overschot, Toekenning
from financien.models.bestemming import Naar
from financien.services.bestemmingsplan import Plan
from financien.services.resultaat import Plek
from financien.services.saldi import NUL
from kamers.models import Kamer


@dataclass(frozen=True)
class Kamerrij:
    """The result of a room and where it goes; a room None is all of them together."""

    kamer: Kamer | None
    baten: Decimal
    kosten: Decimal
    terug: Decimal
    fonds: Decimal
    egalisatie: Decimal
    reserve: Decimal

    @property
    def resultaat(self) -> Decimal:
        return self.baten - self.kosten


@dataclass(frozen=True)
class Bronrij:
    """What a grant brought in, its share in the results of its rooms, and what of it does not stay with them."""

    toekenning: Toekenning
    baten: Decimal
    aandeel: Decimal
    keuze: str
    afspraak: Overschot | None
    bedrag: Decimal

    @property
    def woorden(self) -> str:
        return str(Overschot.Keuze(self.keuze).label)


@dataclass(frozen=True)
class Bestemmingstand:
    """Both tables, what of them is still to be booked, and what came out of the reserves of earlier years."""

    kamers: tuple[Kamerrij, ...]
    totaal: Kamerrij
    bronnen: tuple[Bronrij, ...]
    te_boeken: bool
    merk: str


def bestemmingstand(rij: Jaar) -> Bestemmingstand:
    """Return where the result of a year goes. Four queries, whatever the number of rooms and grants."""
    plan = Plan(rij.jaar, vast=rij.status == Jaar.Status.VASTGESTELD)
    welke = {kamer for kamer, *_rest in (*plan.straks, *plan.nu)} | set(plan.resultaten)
    kamers = tuple(_kamerrij(plan, kamer) for kamer in Kamer.objects.filter(pk__in=welke).in_volgorde())
    velden = ("baten", "kosten", "terug", "fonds", "egalisatie", "reserve")
    totaal = Kamerrij(None, **{veld: sum((getattr(k, veld) for k in kamers), NUL) for veld in velden})
    bronnen = tuple(_bronrij(plan, t) for _pk, t in sorted(plan.toekenningen.items()) if _van(plan, t.pk))
    return Bestemmingstand(kamers, totaal, bronnen, bool(plan.verschil), plan.merk)


def _kamerrij(plan: Plan, kamer: Kamer) -> Kamerrij:
    stand = plan.resultaten.get(kamer.pk)
    delen = {naar.value: som(plan.straks, kamer=kamer.pk, naar=naar) for naar in Naar}
    return Kamerrij(kamer, stand.ontvangen if stand else NUL, stand.kosten if stand else NUL, **delen)


def _van(plan: Plan, bron: int) -> list[int]:
    """Return the rooms in which a grant brought in something this year."""
    return [kamer for kamer, stand in plan.resultaten.items() if stand.baten.get(bron)]


def _bronrij(plan: Plan, toekenning: Toekenning) -> Bronrij:
    pk, kamers = toekenning.pk, [plan.resultaten[kamer] for kamer in _van(plan, toekenning.pk)]
    return Bronrij(
        toekenning,
        sum((stand.baten[pk] for stand in kamers), NUL),
        sum((stand.aandelen.get(pk, NUL) for stand in kamers), NUL),
        plan.keuzes[pk],
        getattr(toekenning, "overschot", None),
        som(plan.straks, bron=pk),
    )


def som(delen: Mapping[Plek, Decimal], *, kamer: int | None = None, bron: int | None = None, naar: str = "") -> Decimal:
    """Return what of these parts is of a room, of a grant, or goes somewhere."""
    gevraagd = (kamer, bron, naar or None)
    return sum((bedrag for plek, bedrag in delen.items() if _past(plek, gevraagd)), NUL)


def _past(plek: Plek, gevraagd: Iterable) -> bool:
    return all(vraag in (None, deel) for deel, vraag in zip(plek, gevraagd, strict=True))
