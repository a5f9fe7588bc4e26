"""Where lines of the budget stand, in euros: what a page or a report reads of a year up to a month."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from financien.models import Afwijking, Afwijkingsgrens, Kostenpost
from financien.services.geboekt import NUL
from kamers.models import Kamer

BUITEN = "buiten"  # in an address, for a cost that has no line
SAMEN = "mensen"  # the wages of a room in one figure; no line has this code, so no address opens it


@dataclass(frozen=True)
class Stand:
    """Where a line, or several together, stands up to and including a month, in euros.

    ``begroot`` is of the year, ``tot_nu`` the part of it up to the month, ``te_komen`` what of the budget is still to
    be spent after the last month that is done, and not yet committed.
    """

    begroot: Decimal = NUL
    tot_nu: Decimal = NUL
    gerealiseerd: Decimal = NUL
    vastgelegd: Decimal = NUL
    te_komen: Decimal = NUL

    @property
    def verschil(self) -> Decimal:
        """Budget up to the month minus realised: above zero is less spent than planned."""
        return self.tot_nu - self.gerealiseerd

    @property
    def verwacht(self) -> Decimal:
        """What the whole year is expected to cost."""
        return self.gerealiseerd + self.vastgelegd + self.te_komen

    @property
    def verschil_jaar(self) -> Decimal:
        return self.begroot - self.verwacht

    @property
    def over(self) -> Decimal:
        """What is left of the budget of the year, after what is booked and committed."""
        return self.begroot - self.gerealiseerd - self.vastgelegd

    def __add__(self, ander: "Stand") -> "Stand":
        return Stand(*(getattr(self, naam) + getattr(ander, naam) for naam in self.__dataclass_fields__))


@dataclass(frozen=True)
class Regel:
    """One line of one room: where it stands, what was said about it, and whether something must be said."""

    kamer: Kamer
    post: Kostenpost | None
    stand: Stand
    uitleg: Afwijking | None = None
    vraagt_uitleg: bool = False

    @property
    def code(self) -> str:
        return self.post.code.lower() if self.post else BUITEN

    @property
    def is_loon(self) -> bool:
        return self.post is not None and self.post.is_loon

    @property
    def samen(self) -> bool:
        """Whether it is the wages of a room in one figure: it opens to nothing."""
        return self.code == SAMEN


@dataclass(frozen=True)
class Realisatie:
    """A year up to and including a month, for some rooms.

    ``gedaan``: the last month that is done. ``geboekt_tot``: the last month in which something was booked, or 0.
    """

    jaar: int
    maand: int
    versie: Versie | None
    grens: Afwijkingsgrens
    regels: tuple[Regel, ...] = field(repr=False)
    gedaan: int
    geboekt_tot: int

    @property
    def niet_geboekt(self) -> range:
        """The months up to the one that was asked of which nothing is booked, while the year is open."""
        return range(max(self.gedaan, self.geboekt_tot) + 1, self.maand + 1)

    def van(self, kamer: Kamer) -> list[Regel]:
        return [regel for regel in self.regels if regel.kamer == kamer]

    @property
    def vragen(self) -> list[Regel]:
        """The lines that still need a sentence, the largest difference first."""
        open_ = [regel for regel in self.regels if regel.vraagt_uitleg]
        return sorted(open_, key=lambda regel: -abs(regel.stand.verschil))

    @property
    def totaal(self) -> Stand:
        return som(self.regels)

    def per_post(self) -> list[tuple[Kostenpost | None, Stand]]:
        """Return each line with what all rooms together did on it, in the order of the budget."""
        per: dict[Kostenpost | None, list[Regel]] = defaultdict(list)
        for regel in self.regels:
            per[regel.post].append(regel)
        volgorde = sorted(per, key=lambda post: (post is None, post.volgorde if post else 0))
        return [(post, som(per[post])) for post in volgorde]

    def per_kamer(self) -> list[tuple[Kamer, Stand, int]]:
        """Return each room with its totals, and how many of its lines still need a sentence."""
        per: dict[Kamer, list[Regel]] = defaultdict(list)
        for regel in self.regels:
            per[regel.kamer].append(regel)
        return [(kamer, som(regels), sum(r.vraagt_uitleg for r in regels)) for kamer, regels in per.items()]


def som(regels) -> Stand:
    return sum((regel.stand for regel in regels), Stand())


def zin_niet_af(stand: Realisatie) -> str:
    """Say in one sentence that months that were asked for are not done; empty when they are."""
    if stand.gedaan == stand.maand:
        return ""
    if not stand.niet_geboekt:
        zin = _("%(maand)s is nog niet voorbij. Wat voor die maand is begroot en nog niet is geboekt, komt nog.")
        return zin % {"maand": str(MONTHS[stand.gedaan + 1]).capitalize()}
    if not stand.geboekt_tot:
        zin = _("Van %(jaar)s is nog niets geboekt. Wat is begroot, komt nog.")
        return zin % {"jaar": stand.jaar}
    return zin_niet_geboekt(stand.niet_geboekt)


def zin_niet_geboekt(maanden: range) -> str:
    """Say of which months nothing is booked, and where their budget is."""
    namen = [str(MONTHS[nr]) for nr in maanden]
    wanneer = namen[0] if len(namen) == 1 else _("%(van)s tot en met %(tot)s") % {"van": namen[0], "tot": namen[-1]}
    zin = _("Van %(maanden)s is nog niets geboekt. Wat daarvoor is begroot, komt nog.")
    return zin % {"maanden": wanneer}
