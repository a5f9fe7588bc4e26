"""A sheet as it was read: cells by row and column, within the limits of what we read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.fouten import BestandFout, kolomletter

MAX_RIJEN = 5000
MAX_KOLOMMEN = 60
MAX_TEKENS = 2000
MAX_BLADRIJ = 20_000  # a filled cell below this row is a slip; empty rows in between are walked, not read
FORMULES_GENOEMD = 20
Celwaarde = str | Decimal | bool | date | datetime | time | None


@dataclass
class Tabel:
    """What a file holds. Rows and columns are numbered from 1, as the spreadsheet shows them; empty cells are absent.

    ``meldingen``: what the user should know about how the file was read.
    """

    meldingen: list[str] = field(default_factory=list)
    formules: list[str] = field(default_factory=list)
    _cellen: dict[int, dict[int, Celwaarde]] = field(default_factory=dict)

    def zet(self, rij: int, kolom: int, waarde: Celwaarde) -> None:
        """Write one cell. BestandFout as soon as the sheet is larger than we read."""
        if waarde is None or waarde == "":
            return
        if kolom > MAX_KOLOMMEN:
            raise te_veel_kolommen()
        if isinstance(waarde, str):
            self._keur_tekst(rij, kolom, waarde)
        if rij not in self._cellen and len(self._cellen) > MAX_RIJEN:
            raise te_veel_rijen()
        self._cellen.setdefault(rij, {})[kolom] = waarde

    def formule(self, rij: int, kolom: int) -> None:
        """Remember where a formula stands: they are refused together, each with its place."""
        self.formules.append(f"{kolomletter(kolom)}{rij}")
        if len(self.formules) >= FORMULES_GENOEMD:
            self.keur_formules()

    def keur_formules(self) -> None:
        """Refuse a sheet with formulas: what they would give depends on the program that opens it."""
        if self.formules:
            raise formules_in(self.formules)

    def _keur_tekst(self, rij: int, kolom: int, tekst: str) -> None:
        cel = f"{kolomletter(kolom)}{rij}"
        if len(tekst) > MAX_TEKENS:
            raise BestandFout(_("De tekst in cel %(cel)s is te lang.") % {"cel": cel})
        if any((ord(teken) < 32 and teken not in "\t\r\n") or 0xD800 <= ord(teken) <= 0xDFFF for teken in tekst):
            raise BestandFout(_("In cel %(cel)s staat een teken dat we niet kunnen lezen.") % {"cel": cel})

    @property
    def koprij(self) -> int:
        """The number of the row that holds the header: the first that is filled."""
        return min(self._cellen, default=0)

    @property
    def kop(self) -> dict[int, str]:
        """Return the texts of the header by column."""
        return {kolom: str(waarde).strip() for kolom, waarde in self._cellen.get(self.koprij, {}).items()}

    def rijen(self) -> Iterator[tuple[int, dict[int, Celwaarde]]]:
        """Yield each filled row below the header with its number."""
        yield from ((nummer, self._cellen[nummer]) for nummer in sorted(self._cellen)[1:])

    def __len__(self) -> int:
        return max(len(self._cellen) - 1, 0)


def te_veel_kolommen() -> BestandFout:
    return BestandFout(_("Dit blad heeft meer dan 60 kolommen. Haal weg wat niet nodig is."))


def te_veel_rijen() -> BestandFout:
    return BestandFout(_("Dit blad heeft meer dan 5.000 rijen. Verdeel het over meer bestanden."))


def kapot() -> BestandFout:
    return BestandFout(_("Dit bestand is beschadigd. Bewaar het opnieuw."))


def formules_in(cellen: list[str]) -> BestandFout:
    """Say in which cells formulas stand, as far as they have a place."""
    if not cellen:
        return BestandFout(_("Er staan formules in dit blad. Zet daar de uitkomst neer."))
    return BestandFout(_("Er staan formules in %(cellen)s. Zet daar de uitkomst neer.") % {"cellen": ", ".join(cellen)})


def getal(ruw: object) -> Decimal:
    """Read a number as a spreadsheet shows it: in fifteen digits, so that 0.1 + 0.2 is 0.3."""
    try:
        gelezen = Decimal(str(ruw))
    except InvalidOperation as fout:
        raise kapot() from fout
    if not gelezen.is_finite() or abs(gelezen.adjusted()) > 30:
        raise kapot()
    return Decimal(f"{gelezen:.15g}")


def dag(moment: date) -> date:
    """Return a moment at midnight as the day it is."""
    return moment.date() if isinstance(moment, datetime) and moment.time() == time() else moment
