"""What is promised and not booked yet: approved invoices, signed orders. Each part that knows of some adds its source.

A source tells only what is in no document of the books, so that nothing counts twice. Wages and rent that are known
from the budget are expected, not committed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Vastgelegd:
    """An obligation in euros that becomes a cost of a room and line on a day; ``post`` None: outside the budget."""

    kamer: int
    post: int | None
    datum: date
    bedrag: Decimal


Bron = Callable[[int], Iterable[Vastgelegd]]
_bronnen: list[Bron] = []


def registreer(bron: Bron) -> None:
    """Add a source; it gets the year and may ask the database one question. Called once, in ``AppConfig.ready``."""
    if bron not in _bronnen:
        _bronnen.append(bron)


def vastgelegd(jaar: int) -> list[Vastgelegd]:
    """Return the obligations of a year, of all sources."""
    return [deel for bron in _bronnen for deel in bron(jaar) if deel.datum.year == jaar]
