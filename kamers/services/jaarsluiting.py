"""Closing the counting year of a room: what lacks a count first, then never a change again (domain.md §1.7)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Jaar
from kamers.models import Bijeenkomst, Kamer, Klus, Teljaar
from kamers.models.kamer import KamerQuerySet
from kamers.models.teljaar import SLOT
from kamers.services.bereikt import bereikt_voor_elk, te_veel_bekend
from kamers.services.scheef import scheve_cijfers
from kamers.services.tikken import tikken_van_rij, vragen
from kamers.services.volledigheid import Vergeten, Volledigheid, vergeten, volledigheid

JAREN = 4  # so many years stand on the page


class JaarLooptNog(ValidationError):
    """Only a year that is over can be closed."""

    def __init__(self, jaar: int):
        super().__init__(_("Het jaar %(jaar)s loopt nog. Sluiten kan vanaf 1 januari.") % {"jaar": jaar})


class NietGezien(ValidationError):
    """Something lacks, and the list was not seen as it stands now."""

    def __init__(self):
        super().__init__(_("Er mist nog iets. Bekijk de lijst en zet een vinkje als je hem gezien hebt."))


@dataclass(frozen=True)
class Openstaand:
    """What is not right yet in a room and a year.

    No count, a count that breaks the rule, a drop-in with first-timers of whom is not known whether the room is new as
    well, a klus of whom that is not known, and figures that cannot stand beside each other (``scheef``).
    """

    volledigheid: Volledigheid
    vergeten: list[Vergeten]
    nakijken: list[Bijeenkomst]
    klussen: list[Klus]
    inlopen: list[Bijeenkomst] = field(default_factory=list)
    scheef: list[str] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        lijsten: tuple[list, ...] = (self.vergeten, self.nakijken, self.klussen, self.inlopen, self.scheef)
        return sum(len(lijst) for lijst in lijsten)


@dataclass(frozen=True)
class Jaarrij:
    """A room with its counting years: by year the closing, None while it is open."""

    kamer: Kamer
    jaren: list[tuple[int, Teljaar | None]] = field(default_factory=list)


def teljaren(kamers: KamerQuerySet, vandaag: date) -> list[Jaarrij]:
    """Return the rooms that count with the years that began, newest first. Three queries."""
    nieuwste = Jaar.objects.filter(jaar__lte=vandaag.year).order_by("-jaar").values_list("jaar", flat=True)[:JAREN]
    jaren = sorted(nieuwste)
    dicht = {(t.kamer_id, t.jaar): t for t in Teljaar.objects.filter(jaar__in=jaren).select_related("gesloten_door")}
    return [
        Jaarrij(kamer, [(jaar, dicht.get((kamer.pk, jaar))) for jaar in jaren])
        for kamer in kamers.tellend().in_volgorde()
    ]


@dataclass(frozen=True)
class Sluiting:
    """When a counting year was closed, and by whom."""

    op: datetime
    door: str


def gesloten_in(jaar: int) -> ArraySubquery:
    """Return the closing of a year as an annotation of a room, for ``gesloten_uit``: no query of its own."""
    rijen = Teljaar.objects.filter(kamer=OuterRef("pk"), jaar=jaar)
    return ArraySubquery(rijen.values(rij=JSONObject(op="gesloten_op", door="gesloten_door__naam")))


def gesloten_uit(rijen: list[dict[str, str]]) -> Sluiting | None:
    """Return the closing that ``gesloten_in`` found, or None while the year is open."""
    if not rijen:
        return None
    return Sluiting(datetime.fromisoformat(rijen[0]["op"]), rijen[0]["door"].split(" ")[0])


def openstaand(kamer: Kamer, jaar: int) -> Openstaand:
    """Return what lacks or needs repair in a counting year of a room, in seven queries."""
    van, tot = date(jaar, 1, 1), date(jaar, 12, 31)
    fout = Bijeenkomst.objects.filter(pk__in=te_veel_bekend(kamer.pk, jaar)).select_related("soort")
    nakijken = fout.annotate(bereikt_voor=bereikt_voor_elk(kamer.pk, jaar)).order_by("dag", "begin", "pk")
    onbekend = Klus.objects.klaar_in(jaar).filter(kamer=kamer, eerste_keer=Klus.EersteKeer.ONBEKEND)
    return Openstaand(
        volledigheid([kamer], van, tot)[kamer.pk],
        vergeten([kamer], van, tot),
        list(nakijken),
        list(onbekend.order_by("gedaan_op", "pk")),
        _zonder_antwoord(kamer, jaar),
        scheve_cijfers(kamer, jaar),
    )


def _zonder_antwoord(kamer: Kamer, jaar: int) -> list[Bijeenkomst]:
    """Return the drop-ins of a year with first-timers of whom nobody said whether the room was new as well."""
    inlopen = Bijeenkomst.objects.in_jaar(jaar).genoteerd().filter(kamer=kamer, activiteit__hele_dag=True)
    rijen = inlopen.annotate(tikken=tikken_van_rij()).order_by("dag", "begin", "pk")
    return [rij for rij in rijen if vragen(rij.tikken)]


@transaction.atomic
def sluit_teljaar(*, kamer: Kamer, jaar: int, gezien: int | None, vandaag: date, gebruiker) -> Teljaar:
    """Close a counting year; whoever is counting is waited for, whoever counts later is refused.

    ``gezien``: of how many items the list was that the user ticked as seen, None without a tick. JaarLooptNog,
    NietGezien when something lacks that was not seen. A year that is closed already stays as it was.
    """
    if jaar >= vandaag.year:
        raise JaarLooptNog(jaar)
    if kamer.oefenkamer:
        raise ValidationError(_("De oefenkamer telt nergens mee en heeft geen teljaar."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT, kamer.pk])
    eerder = Teljaar.objects.filter(kamer=kamer, jaar=jaar).first()
    if eerder is not None:
        return eerder
    if openstaand(kamer, jaar).aantal not in (0, gezien):
        raise NietGezien
    return Teljaar.objects.create(kamer=kamer, jaar=jaar, gesloten_door=gebruiker)
