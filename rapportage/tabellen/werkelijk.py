"""The table *begroot en werkelijk* of an annual report: planned beside what the books say, in euros."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapportage.tabellen.basis import Kolom


@dataclass(frozen=True)
class Werkelijkrij:
    """A line, a subtotal or a total. ``verschil`` is budget minus spent; of income and result spent minus budget."""

    code: str
    naam: str
    begroot: tuple[Decimal | None, ...]  # None: this room has no such line
    werkelijk: tuple[Decimal, ...]
    begroot_totaal: Decimal
    werkelijk_totaal: Decimal
    verschil: Decimal


@dataclass(frozen=True)
class Werkelijkgroep:
    code: str  # mensen, fysiek
    naam: str
    rijen: tuple[Werkelijkrij, ...]
    subtotaal: Werkelijkrij


@dataclass(frozen=True)
class Verschilzin:
    """Why a line of a room differs: as it was written, with the difference of this report."""

    kamer: str
    post: str
    verschil: Decimal
    tekst: str
    tot_en_met: str  # "maart" when it was written about a part of the year; empty for the whole year


@dataclass(frozen=True)
class Zondertoelichting:
    """A line that differs more than the limit of the year in these rooms, and nobody wrote why."""

    post: str
    kamers: tuple[str, ...]  # the letters on their doors
    verschillen: tuple[Decimal, ...]

    @property
    def delen(self) -> tuple[tuple[str, Decimal], ...]:
        return tuple(zip(self.kamers, self.verschillen, strict=True))


@dataclass(frozen=True)
class Kamerdeel:
    kamer: str
    bedrag: Decimal


@dataclass(frozen=True)
class Gedeeldrij:
    """A cost line that all rooms share: how, what it was together, and what each room of this report paid of it."""

    naam: str
    wijze: str
    totaal: Decimal
    delen: tuple[Kamerdeel, ...]


@dataclass(frozen=True)
class Werkelijktabel:
    kolommen: tuple[Kolom, ...]
    groepen: tuple[Werkelijkgroep, ...]
    totaal: Werkelijkrij
    baten: Werkelijkrij
    resultaat: Werkelijkrij  # income minus costs: what indicator I1 rests on
    geboekt_tot: date
    loopt: bool  # the books end before December
    bijschrift: str
    zinnen: tuple[Verschilzin, ...]
    zonder_toelichting: tuple[Zondertoelichting, ...] = ()  # only of a whole year
    gedeeld: tuple[Gedeeldrij, ...] = ()  # empty in an edition of before it was printed

    @property
    def rijen(self) -> tuple[Werkelijkrij, ...]:
        return tuple(rij for groep in self.groepen for rij in groep.rijen)
