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
class Bijdrage:
    """What one source expects, and what it covers.

    ``bronnen``: keys of ``Financieringsbron`` with the year in which their money comes by the instalments of this
    source; also of the year that repeats the plan of the year before.
    ``rekeningen``: per balance sheet account how much of its balance (debit minus credit) is in its items (open
    invoices: of 1500).
    """

    verwacht: tuple[Verwacht, ...]
    bronnen: frozenset[tuple[int, int]] = frozenset()
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
    return Bijdrage(verwacht, _samen(deel.bronnen for deel in delen), rekeningen)


def _op_tijd(item: Verwacht, van: date) -> Verwacht:
    return item if item.datum >= van else Verwacht(van, item.bedrag, item.wat, item.bron)


def _samen(delen: Iterable[Collection]) -> frozenset:
    uit: frozenset = frozenset()
    for deel in delen:
        if dubbel := uit.intersection(deel):
            raise DubbelGedekt(f"covered twice: {sorted(dubbel)}")
        uit |= frozenset(deel)
    return uit
