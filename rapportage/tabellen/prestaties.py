"""The performance table of section 5: what is agreed and what is reached, per indicator and room [44–71]."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapportage.tabellen.basis import Kolom

GETAL, WOORD, GEEN_AFSPRAAK, LEEG = "getal", "woord", "geen afspraak", "leeg"
GETELD, GEMETEN, BEOORDEELD, VOLGT = "geteld", "gemeten", "beoordeeld", "volgt"
NIET_GEREGISTREERD, NIET_GEMETEN, TE_WEINIG = "niet geregistreerd", "nog niet gemeten", "te weinig antwoorden"
NIETS_GEBOEKT = "niets geboekt"


@dataclass(frozen=True)
class Doel:
    """The target of one room: a number, a word, no agreement (with its reason), or nothing recorded.

    ``tekst`` is what is printed: Min. 50% · Min. 10 op 20 · > 8 · 0 tekort · Positief · 150 · Nog niet (geen afspraak).
    """

    vorm: str  # GETAL, WOORD, GEEN_AFSPRAAK or LEEG
    tekst: str
    kort: str = ""  # printed after what was reached: van 50% · van 10 op 20 · norm > 8 · geen afspraak
    waarde: Decimal | None = None
    op_aangemeld: int | None = None
    woord: str = ""
    reden: str = ""


@dataclass(frozen=True)
class Bereikt:
    """What one room reached: counted from the logs, measured, or a word that says why there is no figure.

    ``tekst`` is what is printed: 58% · 12 op 19 · 8,3 · 214 · volgt · niet geregistreerd · nog niet gemeten.
    """

    status: str  # GETELD, GEMETEN, BEOORDEELD (a word), or one of the words above that stand without a figure
    tekst: str
    waarde: Decimal | None = None
    op_aangemeld: int | None = None
    op_naam: int | None = None  # of the unique participants: counted by name
    geteld: int | None = None  # of the unique participants: counted without a name
    bij: str = ""  # small print beside it: "41 op naam + 6 geteld", "gemiddeld 212 uur", "n = 34"
    bron: str = ""
    datum: date | None = None


@dataclass(frozen=True)
class Prestatiecel:
    """One indicator of one room. ``balk`` is the class b-0 … b-150 (100 = the target), None without a bar.

    ``gemist`` is only ever true for the norms min., > and 0 tekort; never for P1–P7, which are streefcijfers.
    """

    doel: Doel
    bereikt: Bereikt | None = None  # None in an offer
    balk: int | None = None
    gemist: bool = False


@dataclass(frozen=True)
class Prestatierij:
    code: str  # only in XLSX, CSV and JSON
    prestatie: str  # the short label
    tekst: str  # the full label, as printed in the offer
    bewijs: str  # enquête, interviews, aantal, uniek, klussen …
    eenheid: str
    norm: str
    definitie: str  # how the figure is made
    cellen: tuple[Prestatiecel, ...]
    cooperatie: str = ""  # "ten hoogste 1.250": unique over all rooms; never the word uniek on a sum

    @property
    def streef(self) -> bool:
        """True for a streefcijfer: over and under look alike."""
        return self.norm == "streef"

    @property
    def oordeel(self) -> Prestatiecel | None:
        """Return the one cell of a verdict about the whole cooperative, to print once over all rooms; else None."""
        eerste = self.cellen[0] if self.cellen else None
        een = eerste and eerste.bereikt and eerste.bereikt.status == BEOORDEELD and len(set(self.cellen)) == 1
        return eerste if een else None


@dataclass(frozen=True)
class Prestatiegroep:
    code: str  # effect, output, proces, input
    naam: str
    bijschrift: str
    rijen: tuple[Prestatierij, ...]


@dataclass(frozen=True)
class Prestatietabel:
    kolommen: tuple[Kolom, ...]
    groepen: tuple[Prestatiegroep, ...]
    met_bereikt: bool
    bijschrift: str  # the caption
    niet_optelbaar: str  # the note under the table
    cooperatie_zin: str = ""  # "De coöperatie bereikte ten hoogste 1.250 verschillende mensen. …"

    @property
    def rijen(self) -> tuple[Prestatierij, ...]:
        """All rows, in order, without the groups."""
        return tuple(rij for groep in self.groepen for rij in groep.rijen)

    def rij(self, code: str) -> Prestatierij | None:
        """Return the row of an indicator, or None when the year does not have it."""
        return next((rij for rij in self.rijen if rij.code == code), None)
