"""A whole report as one frozen object."""

from dataclasses import dataclass
from datetime import date

from rapportage.tabellen.basis import Kolom, Toelichting
from rapportage.tabellen.geld import Begrotingstabel, Financieringstabel, Urentabel
from rapportage.tabellen.kamers import Kamerrij
from rapportage.tabellen.prestaties import Prestatietabel
from rapportage.tabellen.toezicht import Toezicht
from rapportage.tabellen.werkelijk import Werkelijktabel

AANBOD, JAARVERSLAG = "aanbod", "jaarverslag"


@dataclass(frozen=True)
class Zinnen:
    """The finding above each part, computed from the data and never typed."""

    prestaties: str
    begroting: str
    financiering: str
    uren: str
    werkelijk: str = ""


@dataclass(frozen=True)
class Rapportinhoud:
    """What a report of one year holds. ``kamer`` is set when it is about one room only."""

    soort: str  # AANBOD or JAARVERSLAG
    jaar: int
    titel: str  # "Aanbod 2018", "Jaarverslag 2018"
    organisatie: str
    versie_id: int  # the Versie the targets, budget and financing come from
    versie: str  # "aanbod, versie 1"
    versie_datum: date
    vergeleken_met: str  # empty in an offer
    fictief: bool
    kolommen: tuple[Kolom, ...]
    kamer: Kolom | None
    prestaties: Prestatietabel
    begroting: Begrotingstabel
    financiering: Financieringstabel
    uren: Urentabel
    zinnen: Zinnen
    realisatie: str  # why there is no realised money; empty in an offer, and where there is
    toelichting: tuple[Toelichting, ...]
    werkelijk: Werkelijktabel | None = None  # None in an offer, and when the books of the year hold nothing
    toezicht: Toezicht | None = None  # None in an offer, and in an edition of before it was reported
    jaarstand: str = ""  # how far the year is: provisionally closed, or settled with day and sha256; empty while open
    vastgesteld_op: date | None = None  # the day of the members' meeting
    kamers: tuple[Kamerrij, ...] = ()  # parallel to the columns; empty in an edition of before it was reported

    @property
    def bestandsnaam(self) -> str:
        """The file name without its suffix: jaarverslag-2018, aanbod-2018-casa."""
        delen = [self.soort, str(self.jaar)] + ([self.kamer.code] if self.kamer else [])
        return "-".join(delen)
