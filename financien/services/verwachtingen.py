"""The registry of money that is expected to come in or go out; every part that knows of some adds its source.

Nothing counts twice, because every source names what it *covers* and the forecast from budget and financing plan leaves
that out: a line of the financing plan by its key, a balance sheet account by its number. Two sources that cover the
same thing are a mistake of ours, and said as one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Verwacht:
    """Money on a day: above zero comes in, below zero goes out. ``bron``: which part says so, for the reader."""

    datum: date
    bedrag: Decimal
    wat: str
    bron: str


@dataclass(frozen=True)
class Gedekt:
    """What stands in the place of a part of the financing plan of a year: ``bedrag`` of these lines, by their keys.

    ``eigen``: the line of its name; when the plan has none, ``bronnen``: those of its partner, one after another.
    ``geboekt``: what of it is income in the books of that year, of the kind ``soort``; it is nobody else's, also when
    the plan has no line for it or when it is of a grant of another year.
    """

    jaar: int
    soort: str
    bedrag: Decimal
    eigen: frozenset[int]
    bronnen: frozenset[int] = frozenset()
    geboekt: Decimal = Decimal("0.00")

    def regels(self, plan: Collection[int]) -> list[int]:
        """Return its lines of a plan, in the order of the plan; also of the year that repeats the year before."""
        eigen = [bron for bron in plan if bron in self.eigen]
        return eigen or [bron for bron in plan if bron in self.bronnen]


@dataclass(frozen=True)
class Bijdrage:
    """What one source expects, and what it covers.

    ``gedekt``: of the financing plan, what comes by the items of this source instead.
    ``rekeningen``: per balance sheet account how much of its balance (debit minus credit) is in its items (open
    invoices: of 1500).
    """

    verwacht: tuple[Verwacht, ...]
    gedekt: tuple[Gedekt, ...] = ()
    rekeningen: Mapping[str, Decimal] = field(default_factory=dict)


class DubbelGedekt(RuntimeError):
    """Two sources say that they know the same money."""


Bron = Callable[..., Bijdrage]
_bronnen: list[Bron] = []


def registreer(bron: Bron) -> None:
    """Add a source. Called once, in ``AppConfig.ready``.

    It gets the first and the last day, and ``loon``: whether the reader may see wages (§5.6).
    """
    if bron not in _bronnen:
        _bronnen.append(bron)


def bijdragen(van: date, tot: date, *, loon: bool = True) -> Bijdrage:
    """Return what all sources expect, as one; what is overdue counts today. DubbelGedekt when two overlap."""
    delen = [bron(van, tot, loon=loon) for bron in _bronnen]
    verwacht = tuple(_op_tijd(item, van) for deel in delen for item in deel.verwacht if item.datum <= tot)
    _samen(deel.rekeningen.keys() for deel in delen)
    rekeningen = {nummer: bedrag for deel in delen for nummer, bedrag in deel.rekeningen.items()}
    _samen({(bron, g.jaar) for g in deel.gedekt for bron in g.eigen | g.bronnen} for deel in delen)
    return Bijdrage(verwacht, tuple(g for deel in delen for g in deel.gedekt), rekeningen)


def _op_tijd(item: Verwacht, van: date) -> Verwacht:
    return item if item.datum >= van else Verwacht(van, item.bedrag, item.wat, item.bron)


def _samen(delen: Iterable[Collection]) -> None:
    """Refuse what two sources say that they cover."""
    uit: frozenset = frozenset()
    for deel in delen:
        if dubbel := uit.intersection(deel):
            raise DubbelGedekt(f"covered twice: {sorted(dubbel)}")
        uit |= frozenset(deel)
