"""Results of a room: agreed, reached and expected, month by month and kind by kind; and all rooms side by side."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kamers.models import Kamer
from kamers.services import tellen
from kamers.services.maandreeks import Maand, Reeks, maandreeksen
from kamers.services.prognose import Methode, Verwachting, methode, zelfde_dag_vorig_jaar
from kamers.services.tellen import KAMER, KLUSSEN, Doel
from kamers.services.vorigjaar import HELPERS, UREN, stand_per_kamer


@dataclass(frozen=True)
class Regel:
    """One counted thing of a room: agreed, reached, expected. ``code`` is its part of the address."""

    code: str
    naam: str
    telt: str  # Soort.Telt, "helpers" or "uren"
    bereikt: Decimal | int | None
    afspraak: Decimal | None
    verwachting: Verwachting | None
    sleutel: int | str
    op_naam: int | None = None  # of those reached: by name; the others were counted

    @property
    def geteld(self) -> int:
        """Those reached who were counted without a name."""
        return int(self.bereikt or 0) - (self.op_naam or 0)

    @property
    def gesplitst(self) -> bool:
        """Whether some were reached by name and others counted: else there is nothing to tell apart."""
        return bool(self.op_naam) and self.geteld > 0

    @property
    def afgesproken(self) -> bool:
        """Whether this is a figure of the agreement, and not one that is shown beside it."""
        return self.sleutel not in (UREN, HELPERS)

    @property
    def soort(self) -> bool:
        """Whether this is one kind that counts people; not klussen, hours or the whole room."""
        return isinstance(self.sleutel, int)

    @property
    def hoogste(self) -> Decimal:
        """The largest of the figures: the length of a full bar when nothing was agreed."""
        verwacht = self.verwachting.hoogste if self.verwachting else Decimal(0)
        return max(Decimal(self.bereikt or 0), verwacht, self.afspraak or Decimal(0))


@dataclass(frozen=True)
class Soortjaar:
    """One kind in a year: who came, how often, and in which group."""

    naam: str
    code: str
    jaar: Maand


@dataclass(frozen=True)
class Brug:
    """Why the kinds do not add up to the room: "450 bij soorten − 150 dubbel = 300 mensen"."""

    bij_soorten: int
    klanten: int
    in_kamer: int

    @property
    def dubbel(self) -> int:
        """How many times someone was counted who also came for another kind."""
        return max(0, self.bij_soorten + self.klanten - self.in_kamer)

    @property
    def sluit(self) -> bool:
        """Whether the sum comes out: not when people came for something that is no kind of the agreement."""
        return self.bij_soorten + self.klanten - self.dubbel == self.in_kamer


def brug_van(regels: list[Regel], klanten: int) -> Brug | None:
    """Return the bridge from the kinds to the room; None when nothing was logged."""
    samen = next((r.bereikt for r in regels if r.sleutel == KAMER), None)
    return None if samen is None else Brug(sum(int(r.bereikt or 0) for r in regels if r.soort), klanten, int(samen))


@dataclass(frozen=True)
class Kamerresultaat:
    """A year of one room."""

    regels: list[Regel]
    methode: Methode
    reeksen: dict[int | str, Reeks]
    vorig_jaar: bool  # whether anything was logged in the year before
    doelen: list[Doel]

    @property
    def kamer(self) -> Reeks:
        return self.reeksen[KAMER]

    def reeks_van(self, regel: Regel) -> Reeks:
        """Return the months of one figure; klussen and hours stand in those of the room."""
        return self.reeksen.get(regel.sleutel, Reeks()) if regel.soort else self.kamer

    @property
    def per_soort(self) -> list[Regel]:
        """The kinds that count people, in the order of the agreement."""
        return [r for r in self.regels if r.soort]

    @property
    def soorten(self) -> list[Soortjaar]:
        """What each kind brought in the year."""
        return [Soortjaar(r.naam, r.code, self.reeks_van(r).jaar) for r in self.per_soort]

    @property
    def brug(self) -> Brug | None:
        """The bridge from the kinds to the room; None when nothing was logged."""
        return brug_van(self.regels, self.kamer.jaar.klanten)


def _sleutel(doel: Doel) -> int | str:
    """Return under which key months and other years hold the figure of an indicator."""
    return KLUSSEN if doel.klussen else KAMER if doel.soort is None else doel.soort


def _regels(doelen: list[Doel], cijfers: dict, hoe: Methode) -> list[Regel]:
    return [
        Regel(
            doel.code.lower(),
            doel.naam,
            doel.telt,
            doel.bereikt,
            doel.afspraak,
            hoe.verwacht(doel.bereikt, cijfers.get(_sleutel(doel))),
            _sleutel(doel),
            doel.op_naam,
        )
        for doel in doelen
    ]


def kamerresultaat(kamer: Kamer, jaar: int, vandaag: date) -> Kamerresultaat:
    """Return the results of a room in a year, as they stand on ``vandaag``."""
    cijfers = stand_per_kamer(jaar - 1, zelfde_dag_vorig_jaar(vandaag), [kamer]).get(kamer.pk, {})
    hoe = methode(kamer, jaar, vandaag, vorig_jaar_genoteerd=bool(cijfers))
    reeksen = maandreeksen(kamer, jaar)
    doelen = tellen.doelen(kamer, jaar)
    regels = _regels(doelen, cijfers, hoe)
    gegeven = reeksen[KAMER].jaar
    for naam, sleutel in ((_("Mensen die hielpen"), HELPERS), (_("Uren"), UREN)):
        aantal = getattr(gegeven, sleutel) if gegeven.genoteerd else None
        verwacht = hoe.verwacht(aantal, cijfers.get(sleutel))
        regels.append(Regel(sleutel, naam, sleutel, aantal, None, verwacht, sleutel))
    return Kamerresultaat(regels, hoe, reeksen, bool(cijfers), doelen)


@dataclass(frozen=True)
class NaastElkaar:
    """Rooms side by side: the counted things of each, and whether anything was logged in the year before."""

    kamers: list[tuple[Kamer, list[Regel]]]
    vorig_jaar: bool
    telling: tellen.Telling

    @property
    def bruggen(self) -> list[tuple[Kamer, Brug | None]]:
        """The bridge from the kinds to the room, of every room."""
        return [(kamer, brug_van(regels, self.telling.klanten.get(kamer.pk, 0))) for kamer, regels in self.kamers]

    @property
    def per_prestatie(self) -> list[tuple[Regel, list[tuple[Kamer, Regel]]]]:
        """The same as rows: one figure, and its cell for every room."""
        kamers, regels = [kamer for kamer, _regels in self.kamers], [regels for _kamer, regels in self.kamers]
        return [(cellen[0], list(zip(kamers, cellen, strict=True))) for cellen in zip(*regels, strict=True)]


def naast_elkaar(kamers: list[Kamer], jaar: int, vandaag: date) -> NaastElkaar:
    """Return P1–P7 of many rooms: agreed, reached, expected. As many queries for 4 rooms as for 400."""
    vorig = stand_per_kamer(jaar - 1, zelfde_dag_vorig_jaar(vandaag), kamers)
    uit, telling = [], tellen.telling(jaar)
    for kamer, doelen in tellen.doelen_per_kamer(kamers, jaar, telling):
        cijfers = vorig.get(kamer.pk, {})
        hoe = methode(kamer, jaar, vandaag, vorig_jaar_genoteerd=bool(cijfers))
        uit.append((kamer, _regels(doelen, cijfers, hoe)))
    return NaastElkaar(uit, bool(vorig), telling)
