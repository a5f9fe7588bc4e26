"""What all tables share: the column of a room, a row of sums, an explanation.

Every table is a frozen object that is built once and feeds the page, the PDF, the XLSX, the CSV and the JSON.
A tuple of cells always runs parallel to the columns of its table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NUL = Decimal("0.00")


@dataclass(frozen=True)
class Kolom:
    """One room as a column: what a door needs, plus the language its name is read in."""

    code: str
    naam: str
    afkorting: str
    deurkleur: int
    naam_taal: str = ""

    @classmethod
    def van(cls, kamer) -> "Kolom":
        """Make the column of a ``Kamer``."""
        return cls(kamer.code, kamer.naam, kamer.afkorting, kamer.deurkleur, kamer.naam_taal)


@dataclass(frozen=True)
class Somrij:
    """A row of amounts in euros: one per room, and their total."""

    tekst: str
    bedragen: tuple[Decimal, ...]
    totaal: Decimal


@dataclass(frozen=True)
class Toelichting:
    """One entry of "Hoe tellen we": a heading and a sentence or two."""

    kop: str
    tekst: str


def som(bedragen: Iterable[Decimal | None]) -> Decimal:
    """Add up amounts; an empty cell (no row in the version) adds nothing."""
    return sum((b for b in bedragen if b is not None), NUL)


def somrij(tekst: str, rijen: Iterable[tuple[Decimal | None, ...]], breedte: int) -> Somrij:
    """Add up rows column by column; ``breedte`` is the number of rooms, also when there is no row."""
    vast = list(rijen)
    bedragen = tuple(som(rij[i] for rij in vast) for i in range(breedte))
    return Somrij(tekst, bedragen, som(bedragen))


def verschilrij(tekst: str, van: Somrij, af: Somrij) -> Somrij:
    """Subtract one row of sums from another, per room and in total."""
    bedragen = tuple(a - b for a, b in zip(van.bedragen, af.bedragen, strict=True))
    return Somrij(tekst, bedragen, van.totaal - af.totaal)
