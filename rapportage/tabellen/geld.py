"""The tables of section 7: budget, financing and hours, per room [74–116]. Amounts are euros, Decimal."""

from dataclasses import dataclass
from decimal import Decimal

from buurtwerkkamer.bedragen import rond
from rapportage.tabellen.basis import Kolom, Somrij

GEMEENTE = "gemeente"  # the kind of a source


@dataclass(frozen=True)
class Begrotingsrij:
    code: str  # only in XLSX, CSV and JSON
    naam: str  # the short label
    tekst: str  # the full label, as printed in the offer
    basis: Decimal | None  # 18, 250 …; None when the basis is only words, or differs per room
    basis_eenheid: str  # "uur professionele inzet per week"
    bedragen: tuple[Decimal | None, ...]  # None: this room has no such line; 0 is an amount
    totaal: Decimal


@dataclass(frozen=True)
class Begrotingsgroep:
    code: str  # mensen, fysiek
    naam: str  # Inzet mensen, Fysieke middelen
    rijen: tuple[Begrotingsrij, ...]
    subtotaal: Somrij


@dataclass(frozen=True)
class Begrotingstabel:
    kolommen: tuple[Kolom, ...]
    groepen: tuple[Begrotingsgroep, ...]
    totaal: Somrij
    gemiddelde: Decimal  # per room, whole euros
    bijschrift: str

    @property
    def rijen(self) -> tuple[Begrotingsrij, ...]:
        return tuple(rij for groep in self.groepen for rij in groep.rijen)


@dataclass(frozen=True)
class Financieringsrij:
    soort: str
    naam: str
    tekst: str  # as printed in the offer
    raming: bool
    bedragen: tuple[Decimal | None, ...]
    totaal: Decimal
    aandeel: Decimal  # percent of all financing, one decimal: 59.1
    tinten: tuple[int, ...]  # 0 … 9: how dark the cell is; 0 for an empty cell and € 0


@dataclass(frozen=True)
class Financieringstabel:
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Financieringsrij, ...]
    totaal: Somrij
    kosten: Somrij
    verschil: Somrij  # the dekkingsverschil: financing − costs
    norm: tuple[str, ...]  # what is agreed beside it, per room: "0 tekort"
    tekort: tuple[bool, ...]  # below zero by more than the margin
    tekort_totaal: bool
    tolerantie: str  # the rule in words
    bijschrift: str

    @property
    def voluit(self) -> tuple[str, ...]:
        """The financiers whose own name is not in the printed label: Amsterdam where the offer prints A'dam."""
        return tuple(rij.naam for rij in self.rijen if rij.naam not in rij.tekst)

    @property
    def gemeente(self) -> Decimal:
        """What the municipality gives all rooms together [102]."""
        return sum((rij.totaal for rij in self.rijen if rij.soort == GEMEENTE), Decimal("0.00"))

    @property
    def gemeente_gemiddeld(self) -> Decimal:
        """The same per room, in whole euros [102]."""
        return rond(self.gemeente / len(self.kolommen), Decimal(1))

    @property
    def van_anderen(self) -> Decimal:
        """What of the costs the municipality leaves to others [115]."""
        return self.kosten.totaal - self.gemeente


@dataclass(frozen=True)
class Urencel:
    """Planned: persons × hours each = hours, × rate = value in euros."""

    personen: int
    uren_per_persoon: int
    uren: int
    tarief: Decimal
    waarde: Decimal


@dataclass(frozen=True)
class Urenrij:
    wie: str  # bewoner, medewerker
    naam: str  # Bewoners, Medewerkers
    tekst: str  # as printed in the offer
    tarief: Decimal | None  # None when it differs per room
    bron: str  # where the rate comes from
    cellen: tuple[Urencel | None, ...]
    personen: int
    uren: int
    waarde: Decimal
    gedane_uren: tuple[Decimal | None, ...] | None = None  # None in an offer; a cell None: niet geregistreerd
    gedane_waarde: tuple[Decimal | None, ...] | None = None
    gedane_uren_totaal: Decimal | None = None
    gedane_waarde_totaal: Decimal | None = None


@dataclass(frozen=True)
class Urentabel:
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Urenrij, ...]
    uren: tuple[int, ...]
    uren_totaal: int
    waarde: Somrij  # 375.200 in all
    formeel: Somrij  # the financing: 433.000
    populair: Somrij  # formeel + waarde: 808.200
    aandelen: tuple[int, ...]  # formeel ÷ populair in whole percents, half up: 47 54 52 63
    aandeel_totaal: int  # 54
    bijschrift: str
    basis: str  # "op basis van dekking"
