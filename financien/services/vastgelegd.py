"""What is promised and not booked yet: invoices that were seen, receipts that wait. Who knows of some adds a source.

A source tells only what is in no document of the books, so that nothing counts twice. Wages and rent that are known
from the budget are expected, not committed. An agreement or an assignment of a year brings money and costs none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Vastgelegd:
    """An obligation in euros that becomes a cost of a room and line on a day; ``post`` None: outside the budget.

    ``loon``: it tells a wage, so only treasurer, board and accountant see it (domain.md §5.6). ``betaal_op``: when it
    has to be paid, if that is another day.
    """

    kamer: int
    post: int | None
    datum: date
    bedrag: Decimal
    loon: bool = False
    betaal_op: date | None = None


Bron = Callable[[int], Iterable[Vastgelegd]]
_bronnen: list[Bron] = []


def registreer(bron: Bron) -> None:
    """Add a source; it gets the year and may ask the database two questions. Called once, in ``AppConfig.ready``."""
    if bron not in _bronnen:
        _bronnen.append(bron)


def vastgelegd(jaar: int) -> list[Vastgelegd]:
    """Return the obligations of a year, of all sources."""
    return [deel for bron in _bronnen for deel in bron(jaar) if deel.datum.year == jaar]
