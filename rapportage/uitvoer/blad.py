"""One sheet of a workbook as plain data: a title, columns, and rows of raw values with their number format."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

GEWOON, GROEP, SOM, TOTAAL = "gewoon", "groep", "som", "totaal"
HEEL, CENTEN, PROCENT = "#,##0", "#,##0.00", '0.0"%"'
VERSCHIL = "+#,##0;\u2212#,##0;0"
BREED, KOLOM, SMAL = 60, 14, 8
Waarde = Decimal | int | str | None


@dataclass(frozen=True)
class Vak:
    """One cell: its raw value and the number format a spreadsheet shows it with."""

    waarde: Waarde = None
    formaat: str = ""


@dataclass(frozen=True)
class Regel:
    vakken: tuple[Vak, ...]
    stijl: str = GEWOON


@dataclass(frozen=True)
class Blad:
    """A sheet. Under the title stand a few lines of text, then the header, the rows and the notes."""

    naam: str
    titel: str
    inleiding: tuple[str, ...]
    kop: tuple[tuple[str, int], ...]  # text and width of every column
    regels: tuple[Regel, ...]
    noten: tuple[str, ...] = ()


def tekst(*waarden: str) -> list[Vak]:
    """Make cells of text."""
    return [Vak(waarde or None) for waarde in waarden]


def geld(bedragen: Sequence[Decimal | None], formaat: str = "") -> list[Vak]:
    """Make cells of amounts: without cents when there are none."""
    return [Vak(bedrag, formaat or _formaat(bedrag)) for bedrag in bedragen]


def _formaat(bedrag: Decimal | None) -> str:
    return HEEL if bedrag is None or bedrag == bedrag.to_integral_value() else CENTEN
