"""Divide costs that all rooms share, by the Verdeelsleutel of the cost line and the year (domain.md §5.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Case, CharField, F, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, JSONArray
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import CENT
from buurtwerkkamer.models import Jaar, Versie
from financien.models import Grootboekrekening, Tijdsraming, Verdeeldeel, Verdeelsleutel
from financien.services.boeken import ZIN_GESLOTEN
from financien.services.gezien import ANDERS, is_verouderd, merk
from kamers.models import Kamer

HONDERD = Decimal(100)
Procent = tuple[int, str]  # a room and its percentage, as text


class VerdeelFout(ValueError):
    """Costs cannot be divided, or a key cannot be stored; the text is a Dutch sentence."""


class SleutelGewijzigd(VerdeelFout):
    """Someone else chose another key after the page was made."""


@dataclass(frozen=True)
class Deel:
    """The weight of one room: 1 when all share alike, its planned hours, or its percentage."""

    kamer: Kamer
    gewicht: Decimal


@dataclass(frozen=True)
class Sleutel:
    """How the rooms share one cost line in one year, in the order of the rooms."""

    jaar: int
    rekening: Grootboekrekening
    wijze: Verdeelsleutel.Wijze
    delen: tuple[Deel, ...]


@dataclass(frozen=True)
class Kamerdeel:
    """What one room pays of a shared amount, in euros."""

    kamer: Kamer
    bedrag: Decimal


def verdeel(bedrag: Decimal, sleutel: Sleutel) -> list[Kamerdeel]:
    """Divide an amount of whole cents: each room its share rounded down, the last room what is left.

    Rounding down keeps every share at or above zero; together they are exactly the amount. VerdeelFout without rooms.
    """
    delen = [deel for deel in sleutel.delen if deel.gewicht > 0]
    samen = sum(deel.gewicht for deel in delen)
    if not samen:
        raise VerdeelFout(_("Er is geen kamer om %(rekening)s over te verdelen.") % {"rekening": sleutel.rekening})
    uit = [
        Kamerdeel(deel.kamer, (bedrag * deel.gewicht / samen).quantize(CENT, rounding=ROUND_DOWN))
        for deel in delen[:-1]
    ]
    rest = bedrag - sum((deel.bedrag for deel in uit), Decimal("0.00"))
    return [*uit, Kamerdeel(delen[-1].kamer, rest)]


def sleutel_van(jaar: int, rekening: Grootboekrekening) -> Sleutel:
    """Return the key of a cost line in a year. VerdeelFout when nobody chose one yet."""
    sleutel = next((rij for rij in verdeelsleutels(jaar) if rij.rekening == rekening), None)
    if sleutel is None:
        raise VerdeelFout(
            _("Kies eerst hoe de kamers %(rekening)s in %(jaar)s verdelen: zet de verdeelsleutel.")
            % {"rekening": rekening, "jaar": jaar}
        )
    return sleutel


def verdeelsleutels(jaar: int) -> list[Sleutel]:
    """Return the keys of a year with the weight of each room; what a report prints."""
    rijen = Verdeelsleutel.objects.filter(jaar__jaar=jaar).select_related("rekening").order_by("rekening__nummer")
    kamers = deelnemers(jaar)
    return [
        maak_sleutel(jaar, rij.rekening, rij.wijze, vars(rij)["vast"], kamers)
        for rij in rijen.annotate(vast=procenten_van("pk"))
    ]


def maak_sleutel(jaar: int, rekening, wijze: str, procenten: Iterable[Procent], kamers: list[Kamer]) -> Sleutel:
    """Return a key with the weight of each room; ``kamers`` are the ``deelnemers`` of the year."""
    eigen = {kamer: Decimal(procent) for kamer, procent in procenten}
    soort = Verdeelsleutel.Wijze(wijze)
    gewicht: dict[int, Decimal] = {kamer.pk: Decimal(1) for kamer in kamers}
    if soort != soort.GELIJK:
        gewicht = eigen if soort == soort.VAST else {kamer.pk: Decimal(vars(kamer)["uren"]) for kamer in kamers}
    return Sleutel(jaar, rekening, soort, tuple(Deel(k, gewicht[k.pk]) for k in kamers if gewicht.get(k.pk)))


def procenten_van(sleutel: str) -> ArraySubquery:
    """Return the fixed percentages of a key, for an annotation; ``sleutel``: the path to it."""
    deel = JSONArray("kamer_id", Cast("procent", CharField()))
    return ArraySubquery(Verdeeldeel.objects.filter(sleutel=OuterRef(sleutel)).values(deel=deel))


def deelnemers(jaar: int) -> list[Kamer]:
    """Return the rooms that share costs in a year, in order: those that have a place, and are not closed before it.

    ``uren``: the planned hours of residents and staff together, of the version that holds. One query.
    """
    volgorde = Case(When(vastgesteld_op__isnull=False, then=1), default=0)
    versies = Versie.objects.filter(jaar__jaar=jaar).order_by(volgorde.desc(), "-volgnummer").values("pk")[:1]
    raming = Tijdsraming.objects.filter(kamer=OuterRef("pk"), versie=Subquery(versies)).order_by().values("kamer")
    uren = Subquery(raming.annotate(som=Sum(F("personen") * F("uren_per_persoon"))).values("som"))
    kamers = Kamer.objects.in_jaar(jaar).exclude(status=Kamer.Status.GEZOCHT)
    return list(kamers.annotate(uren=Coalesce(uren, Value(0))))


def merk_van(jaar: int, rekening: Grootboekrekening) -> str:
    """Return the mark of how a cost line is divided in a year."""
    rijen = Verdeelsleutel.objects.filter(jaar__jaar=jaar, rekening=rekening).order_by("delen__kamer")
    return merk([(*rij, str(deel)) for *rij, deel in rijen.values_list("wijze", "delen__kamer", "delen__procent")])


@transaction.atomic
def zet_sleutel(
    *,
    jaar: int,
    rekening: Grootboekrekening,
    wijze: str,
    procenten: Mapping[Kamer, Decimal] | None = None,
    gezien: str = "",
) -> Verdeelsleutel:
    """Choose how a cost line is divided in a year; what is booked stays as it was booked.

    ``gezien``: the ``merk_van`` that was changed. Lock: the row of the year. VerdeelFout when fixed percentages are
    not exactly 100 together, SleutelGewijzigd when someone else was first.
    """
    rij = Jaar.objects.select_for_update().filter(jaar=jaar).first()
    if rij is None or rij.status != Jaar.Status.OPEN:
        raise VerdeelFout(_("Boekjaar %(jaar)s is niet open. De verdeling verandert niet meer.") % {"jaar": jaar})
    if rekening.gesloten:
        raise VerdeelFout(str(ZIN_GESLOTEN) % {"rekening": rekening})
    if is_verouderd(gezien, merk_van(jaar, rekening)):
        raise SleutelGewijzigd(str(ANDERS))
    delen = {kamer: deel for kamer, deel in (procenten or {}).items() if deel}
    vast = wijze == Verdeelsleutel.Wijze.VAST
    _keur(jaar, wijze, delen)
    sleutel, _nieuw = Verdeelsleutel.objects.update_or_create(jaar=rij, rekening=rekening, defaults={"wijze": wijze})
    sleutel.delen.all().delete()
    if vast:
        Verdeeldeel.objects.bulk_create(
            Verdeeldeel(sleutel=sleutel, kamer=kamer, procent=deel) for kamer, deel in delen.items()
        )
    return sleutel


def _keur(jaar: int, wijze: str, delen: Mapping[Kamer, Decimal]) -> None:
    if wijze == Verdeelsleutel.Wijze.VAST and sum(delen.values()) != HONDERD:
        raise VerdeelFout(_("De percentages zijn samen precies 100."))
    if wijze == Verdeelsleutel.Wijze.UREN and not any(vars(kamer)["uren"] for kamer in deelnemers(jaar)):
        raise VerdeelFout(_("Er zijn nog geen uren begroot in %(jaar)s. Kies een andere verdeling.") % {"jaar": jaar})
