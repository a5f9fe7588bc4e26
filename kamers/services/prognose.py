"""What a room may have reached at the end of a year: along a straight line, and in the pattern of the year before."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.datums import dag_kort
from kamers.models import Kamer

MINSTENS_DAGEN = 31  # in January everybody is new (domain.md §1.2): a month must have passed


@dataclass(frozen=True)
class Telperiode:
    """The days of a year in which a room is open, and the day up to which it counted."""

    van: date
    tot: date
    vandaag: date

    @property
    def dagen(self) -> int:
        """The days from the first to the last, both included; 0 for a room that is not open in this year."""
        return max(0, (self.tot - self.van).days + 1)

    @property
    def verstreken(self) -> int:
        """The days so far, today included."""
        return min(self.dagen, max(0, (self.vandaag - self.van).days + 1))

    @property
    def voorbij(self) -> bool:
        """Whether the last day lies behind us: then there is nothing to expect any more."""
        return self.vandaag > self.tot

    @property
    def heel_jaar(self) -> bool:
        return (self.van.month, self.van.day, self.tot.month, self.tot.day) == (1, 1, 12, 31)

    @property
    def vanaf(self) -> date:
        """The first day on which an expectation is given."""
        return self.van + timedelta(days=MINSTENS_DAGEN - 1)


def telperiode(kamer: Kamer, jaar: int, vandaag: date) -> Telperiode:
    """Return the days of a year in which a room is open: from its start, until it closes."""
    van = max(date(jaar, 1, 1), kamer.start or date.min)
    tot = min(date(jaar, 12, 31), kamer.gesloten_op or date.max)
    return Telperiode(van, tot, vandaag)


def zelfde_dag_vorig_jaar(dag: date) -> date:
    """Return the same day a year earlier; 29 February becomes 28 February."""
    return dag.replace(year=dag.year - 1, day=28 if (dag.month, dag.day) == (2, 29) else dag.day)


def rechte_lijn(bereikt: Decimal | int, periode: Telperiode) -> Decimal | None:
    """Return reached ÷ days so far × days of the year, rounded half up; None before the first day."""
    if not periode.verstreken:
        return None
    return rond(Decimal(bereikt) * periode.dagen / periode.verstreken, Decimal(1))


def patroon(bereikt: Decimal | int, vorig: Decimal | int, vorig_tijdig: Decimal | int) -> Decimal | None:
    """Return reached ÷ the share of last year's figure that was there on the same day, rounded half up.

    None when last year had nothing yet on that day: there is no share to divide by.
    """
    if not vorig_tijdig:
        return None
    return rond(Decimal(bereikt) * Decimal(vorig) / Decimal(vorig_tijdig), Decimal(1))


@dataclass(frozen=True)
class Stand:
    """A figure of one year: the whole year, and up to and including a day."""

    totaal: Decimal
    tijdig: Decimal


@dataclass(frozen=True)
class Verwachting:
    """What is expected at the end of the year by two methods; None with why not."""

    lijn: Decimal | None = None
    patroon: Decimal | None = None
    geen_patroon: str = ""

    @property
    def hoogste(self) -> Decimal:
        return max(self.lijn or Decimal(0), self.patroon or Decimal(0))


@dataclass(frozen=True)
class Methode:
    """Which methods hold for a room on a day, and why one does not."""

    periode: Telperiode
    geen: str = ""  # why nothing is expected at all
    geen_patroon: str = ""  # why the pattern of last year is not used at all

    def verwacht(self, bereikt: Decimal | int | None, vorig: Stand | None) -> Verwachting | None:
        """Return the expectation of one figure; None when nothing was logged or the year is over."""
        if self.geen or bereikt is None:
            return None
        lijn = rechte_lijn(bereikt, self.periode)
        if self.geen_patroon:
            return Verwachting(lijn, None, self.geen_patroon)
        keer = patroon(bereikt, vorig.totaal, vorig.tijdig) if vorig else None
        return Verwachting(lijn, keer, "" if keer is not None else self._nog_niets())

    def _nog_niets(self) -> str:
        jaar = self.periode.vandaag.year - 1
        return _("In %(jaar)s was er op deze dag nog niets.") % {"jaar": jaar}


def methode(kamer: Kamer, jaar: int, vandaag: date, *, vorig_jaar_genoteerd: bool) -> Methode:
    """Decide which methods hold: none for a year that is over, no pattern without a whole year before."""
    periode = telperiode(kamer, jaar, vandaag)
    return Methode(periode, _geen(kamer, periode), _geen_patroon(kamer, jaar, periode, vorig_jaar_genoteerd))


def _geen(kamer: Kamer, periode: Telperiode) -> str:
    if periode.voorbij:
        if kamer.gesloten_op and kamer.gesloten_op.year <= periode.van.year:
            return _("De kamer sloot op %(dag)s. Er is geen verwachting meer.") % {"dag": dag_kort(periode.tot)}
        return _("Dit jaar is voorbij. Een verwachting is niet meer nodig.")
    if periode.verstreken < MINSTENS_DAGEN:
        dag = dag_kort(periode.vanaf)
        return _("In het begin is bijna iedereen nieuw. Daarom is er een verwachting vanaf %(dag)s.") % {"dag": dag}
    return ""


def _geen_patroon(kamer: Kamer, jaar: int, periode: Telperiode, genoteerd: bool) -> str:
    vorig = {"jaar": jaar - 1}
    if not genoteerd:
        return _("In %(jaar)s is niets genoteerd.") % vorig
    if not telperiode(kamer, jaar - 1, periode.vandaag).heel_jaar:
        return _("In %(jaar)s was de kamer niet het hele jaar open.") % vorig
    if not periode.heel_jaar:
        return _("De kamer is dit jaar niet het hele jaar open.")
    return ""
