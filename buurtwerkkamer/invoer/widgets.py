"""Strict Dutch widgets for django-import-export: what a cell says is read as that, or refused with what to do.

``clean`` reads a cell of any form of file, ``render`` gives back a value for the cell (a number stays a number),
``toon`` says a value in words. What ``render`` wrote, ``clean`` reads back as the same value.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

from buurtwerkkamer import bedragen
from buurtwerkkamer.bsn import geen_bsn
from buurtwerkkamer.datums import JAREN, dag_kort, lees_dag
from buurtwerkkamer.invoer.tabel import Celwaarde

GENOEMD = 8  # so many choices fit in a sentence
_TIJD = re.compile(r"([01]?\d|2[0-3])(?:[:.u]([0-5]\d))?(?:\s*uur)?", re.ASCII)
_JAAR = re.compile(r"(?:\d{4}|[-/. ]\d{1,2}[-/. ]\d{2}|[a-z]\.?[-/. ]\d{2})$", re.ASCII | re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
GEEN_DATUM = gettext_lazy("Vul een datum in met het jaar erbij, bijvoorbeeld 20-11-2018.")


def vouw(tekst: str) -> str:
    """Return a text without accents, capitals, underscores and double spaces, to compare words that people type."""
    los = unicodedata.normalize("NFKD", tekst.replace("_", " ").casefold())
    return " ".join("".join(teken for teken in los if not unicodedata.combining(teken)).split())


class Strikt(Widget):
    """The base: an empty cell is nothing, and nothing is not zero."""

    def clean(self, value: Celwaarde, row=None, **kwargs):
        if isinstance(value, str):
            value = value.strip()
        return None if value is None or value == "" else self.lees(value)

    def render(self, value, obj=None, **kwargs) -> Celwaarde:
        return value

    def lees(self, waarde: Celwaarde):
        """Read a filled cell. ValueError with a sentence that says what to do."""
        raise TypeError(type(self).__name__)

    def toon(self, waarde) -> str:
        """Say a value in words."""
        return "" if waarde is None else str(self.render(waarde))


class Tekst(Strikt):
    """A line of text. A whole number in the cell is a text too, such as the number of a street."""

    def __init__(self, maximaal: int, *keurders: Callable[[str], None]):
        super().__init__()
        self.maximaal, self.keurders = maximaal, (geen_bsn, *keurders)

    def lees(self, waarde: Celwaarde) -> str:
        if isinstance(waarde, bool | date | time):
            raise ValueError(_("Hier hoort tekst. Vul gewone woorden in."))
        tekst = " ".join(f"{waarde:f}".split()) if isinstance(waarde, Decimal) else " ".join(str(waarde).split())
        if len(tekst) > self.maximaal:
            raise ValueError(_("Deze tekst is te lang. Gebruik hoogstens %(n)s tekens.") % {"n": self.maximaal})
        for keur in self.keurders:
            try:
                keur(tekst)
            except ValidationError as fout:
                raise ValueError(fout.messages[0]) from fout
        return tekst


class Cijfers(Tekst):
    """A number that is a name, such as that of a pass: digits, kept as text."""

    def lees(self, waarde: Celwaarde) -> str:
        kaal = super().lees(waarde).replace(" ", "").replace("-", "")
        if not (kaal.isascii() and kaal.isdigit()):
            raise ValueError(_("Vul alleen cijfers in, zoals op de pas."))
        return kaal


class Aantal(Strikt):
    """A whole count: 12 stays 12, 12,7 is refused and never 12."""

    def lees(self, waarde: Celwaarde) -> int:
        if isinstance(waarde, Decimal) and not isinstance(waarde, bool):
            if waarde != waarde.to_integral_value() or not 0 <= waarde < 1_000_000:
                raise ValueError(str(bedragen.GEEN_AANTAL))
            return int(waarde)
        return bedragen.lees_aantal(_als_tekst(waarde, bedragen.GEEN_AANTAL))


class Uren(Strikt):
    """Hours: 2 · 2,5 · 2:30 · 2u30, or a time cell of 2:30."""

    def lees(self, waarde: Celwaarde) -> Decimal:
        if isinstance(waarde, Decimal):
            waarde = f"{waarde:f}".replace(".", ",").removesuffix(",0")
        if isinstance(waarde, time) and not waarde.second:
            waarde = f"{waarde:%H:%M}"
        return bedragen.lees_uren(_als_tekst(waarde, bedragen.GEEN_UREN))

    def render(self, value, obj=None, **kwargs) -> Celwaarde:
        return None if value is None else kort(value)

    def toon(self, waarde) -> str:
        return "" if waarde is None else bedragen.uren(waarde)


class Dag(Strikt):
    """A day: a date cell, or text with its year: 20-11-2018 · 20 nov 2018 · 2018-11-20."""

    def lees(self, waarde: Celwaarde) -> date:
        if isinstance(waarde, date) and not isinstance(waarde, datetime):
            if waarde.year not in JAREN:
                raise ValueError(str(GEEN_DATUM))
            return waarde
        tekst = _als_tekst(waarde, GEEN_DATUM)
        if not (_ISO.fullmatch(tekst) or _JAAR.search(tekst)):
            raise ValueError(str(GEEN_DATUM))
        return lees_dag(tekst, date(2000, 1, 1))  # the year stands there, so no other day decides

    def toon(self, waarde) -> str:
        return "" if waarde is None else dag_kort(waarde)


class Tijd(Strikt):
    """A time of the day: a time cell, or 10:00 · 10.00 · 10u30 · 10."""

    def lees(self, waarde: Celwaarde) -> time:
        if isinstance(waarde, time):
            return waarde.replace(second=0, microsecond=0)
        mis = _("Vul een tijd in, bijvoorbeeld 10:00.")
        gevonden = _TIJD.fullmatch(_als_tekst(waarde, mis).lower())
        if not gevonden:
            raise ValueError(mis)
        return time(int(gevonden[1]), int(gevonden[2] or 0))

    def toon(self, waarde) -> str:
        return "" if waarde is None else f"{waarde:%H:%M}"


class JaNee(Strikt):
    """Yes or no, in words or as the yes or no of a spreadsheet. Anything else is refused, and never no."""

    WOORDEN = {"ja": True, "nee": False, "waar": True, "onwaar": False, "true": True, "false": False}

    def lees(self, waarde: Celwaarde) -> bool:
        if isinstance(waarde, bool):
            return waarde
        gelezen = self.WOORDEN.get(str(waarde).casefold())
        if gelezen is None:
            raise ValueError(_("Vul ja of nee in."))
        return gelezen

    def render(self, value, obj=None, **kwargs) -> Celwaarde:
        return None if value is None else "ja" if value else "nee"


class Keuze(Strikt):
    """One of a short list, by any of its names. ``namen`` by value: the first is written, all are read."""

    def __init__(self, namen: Mapping):
        super().__init__()
        self.zet(namen)

    def zet(self, namen: Mapping) -> None:
        """Choose from another list, for what stands in the database."""
        self.namen = {waarde: tuple(str(naam) for naam in alle) for waarde, alle in namen.items()}
        self.waarden: dict[str, list] = {}
        for waarde, alle in self.namen.items():
            for naam in {vouw(naam) for naam in alle if naam}:
                self.waarden.setdefault(naam, []).append(waarde)

    def lees(self, waarde: Celwaarde):
        tekst = f"{waarde:f}" if isinstance(waarde, Decimal) else str(waarde)
        gevonden = self.waarden.get(vouw(tekst), [])
        if len(gevonden) == 1 and not isinstance(waarde, bool | date | time):
            return gevonden[0]
        zin = _("Dit kan meer dan één ding zijn. Kies uit: %(keuzes)s.") if gevonden else _("Kies uit: %(keuzes)s.")
        raise ValueError(zin % {"keuzes": self._keuzes()})

    def _keuzes(self) -> str:
        eerste = [alle[0] for alle in self.namen.values()]
        rest = [_("en %(n)s andere") % {"n": len(eerste) - GENOEMD}] if len(eerste) > GENOEMD else []
        return ", ".join([*eerste[:GENOEMD], *rest]) or _("niets, want deze lijst is nog leeg")

    def render(self, value, obj=None, **kwargs) -> Celwaarde:
        return None if value is None else self.namen[value][0]


class Lijst(Strikt):
    """Several values in one cell, with a semicolon in between. The order and doubles are kept."""

    def __init__(self, een: Strikt):
        super().__init__()
        self.een = een

    def clean(self, value: Celwaarde, row=None, **kwargs) -> tuple:
        return super().clean(value, row, **kwargs) or ()

    def lees(self, waarde: Celwaarde) -> tuple:
        delen = waarde.split(";") if isinstance(waarde, str) else [waarde]
        return tuple(deel for deel in (self.een.clean(deel) for deel in delen) if deel is not None)

    def render(self, value: Iterable, obj=None, **kwargs) -> Celwaarde:
        waarden = list(value or ())
        if len(waarden) == 1:
            return self.een.render(waarden[0])
        return "; ".join(self.een.toon(waarde) for waarde in waarden) or None

    def toon(self, waarde) -> str:
        return "; ".join(self.een.toon(een) for een in waarde or ())


class Groep(Lijst):
    """Several values in one cell of which the order says nothing."""

    def lees(self, waarde: Celwaarde) -> tuple:
        return self.op_volgorde(super().lees(waarde))

    def op_volgorde(self, waarden: Iterable) -> tuple:
        """Return the values once each, in the order of the list they are chosen from."""
        volgorde = {waarde: nr for nr, waarde in enumerate(self.een.namen)} if isinstance(self.een, Keuze) else {}
        return tuple(sorted(set(waarden), key=lambda waarde: volgorde.get(waarde, 0)))


def kort(waarde: Decimal) -> Decimal:
    """Return a number without needless zeros: 2,50 is 2,5 and 10 stays 10."""
    return waarde.quantize(Decimal(1)) if waarde == waarde.to_integral_value() else waarde.normalize()


def _als_tekst(waarde: Celwaarde, mis) -> str:
    """Return text as it is; a number, a day or a yes where it does not belong is refused."""
    if not isinstance(waarde, str):
        raise ValueError(str(mis))
    return waarde
