"""A year of one room month by month and kind by kind: who was new, who came, how often, klussen and hours."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import CharField, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, ExtractMonth

from buurtwerkkamer.bedragen import rond
from kamers.models import AlGeteld, Bijeenkomst, Deelname, Inzet, Kamer, Klus
from kamers.services.tellen import KAMER
from kamers.services.vorigjaar import GETAL

KEREN, KLUS, UREN, HELPERS = "keren", "klus", "uren", "helpers"
Sleutel = int | str


@dataclass
class Maand:
    """What one month brought of one kind, or of the whole room."""

    geteld: int = 0  # new people, counted without a name
    op_naam: int = 0  # new people with a pass
    klanten: int = 0  # people for whom the room did its first klus of the year
    bezoeken: int = 0  # every time that someone came
    keren: int = 0  # occurrences that were logged
    klussen: int = 0
    uren: Decimal = Decimal(0)
    helpers: int = 0  # people whose first hours of the year these are

    @property
    def nieuw(self) -> int:
        """People who were counted for the first time this year."""
        return self.geteld + self.op_naam + self.klanten

    @property
    def genoteerd(self) -> bool:
        """Whether anything was logged: a month without is not a zero."""
        return bool(self.keren or self.klussen or self.uren)

    @property
    def groep(self) -> Decimal | None:
        """The average group [41], in one decimal; None when nothing was logged."""
        return rond(Decimal(self.bezoeken) / self.keren, Decimal("0.1")) if self.keren else None

    def __add__(self, ander: "Maand") -> "Maand":
        return Maand(**{veld: getattr(self, veld) + getattr(ander, veld) for veld in vars(self)})


@dataclass
class Reeks:
    """The twelve months of one kind, or of the whole room."""

    maanden: dict[int, Maand] = field(default_factory=lambda: {nummer: Maand() for nummer in range(1, 13)})

    @property
    def jaar(self) -> Maand:
        """The twelve months together; each person is new once a year, so the new ones may be added up."""
        return sum(self.maanden.values(), Maand())


def maandreeksen(kamer: Kamer, jaar: int) -> dict[Sleutel, Reeks]:
    """Return the months of a room by kind and under ``"kamer"`` of all together. Two queries.

    Unique people are not additive over kinds: the room has its own column, which is no sum of the others.
    """
    reeksen: dict[Sleutel, Reeks] = defaultdict(Reeks, {KAMER: Reeks()})
    for wat, soort, nummer, aantal, nieuw, extra, som in _geteld(kamer, jaar):
        van_kamer = reeksen[KAMER].maanden[nummer]
        if wat == KEREN:
            _tel_keren(reeksen[soort].maanden[nummer], int(aantal), int(nieuw), int(som))
            _tel_keren(van_kamer, int(aantal), int(extra), int(som))
        elif wat == KLUS:
            van_kamer.klussen += int(aantal)
            van_kamer.klanten += int(extra)
        elif wat == HELPERS:
            van_kamer.helpers += 1
        else:
            van_kamer.uren += som
    _tel_op_naam(reeksen, kamer, jaar)
    return dict(reeksen)


def _tel_keren(maand: Maand, keren: int, nieuw: int, bezoeken: int) -> None:
    maand.keren += keren
    maand.geteld += nieuw
    maand.bezoeken += bezoeken


def _rijen(qs: QuerySet, wat: str, soort, dag: str, *sommen) -> QuerySet:
    vast = {"wat": Value(wat, output_field=CharField()), "sleutel": soort, "maand": ExtractMonth(dag)}
    cijfers = {f"n{nr}": Coalesce(Cast(som, GETAL), Decimal(0)) for nr, som in enumerate(sommen)}
    return qs.order_by().annotate(**vast).values_list("wat", "sleutel", "maand").annotate(**cijfers)


def _geteld(kamer: Kamer, jaar: int) -> QuerySet:
    """Return (what, kind, month, number, new in the kind, new in the room, sum) of three tables, in one query."""
    geen, niets = Value(None, output_field=IntegerField()), Value(0)
    keren = Bijeenkomst.objects.in_jaar(jaar).genoteerd().filter(kamer=kamer)
    klaar = Klus.objects.klaar_in(jaar).filter(kamer=kamer)
    uren = Inzet.objects.in_jaar(jaar).filter(kamer=kamer)
    bezoeken = Sum(F("kwamen_al") + F("nieuw_soort") + F("op_naam"))
    eerste = Count("pk", filter=Q(eerste_keer=Klus.EersteKeer.JA))
    deel = _rijen(keren, KEREN, F("soort_id"), "dag", Count("pk"), Sum("nieuw_soort"), Sum("nieuw_kamer"), bezoeken)
    return deel.union(
        _rijen(klaar, KLUS, geen, "gedaan_op", Count("pk"), niets, eerste, niets),
        _rijen(uren, UREN, geen, "dag", Count("pk"), niets, niets, Sum("uren")),
        _helpers(uren),
        all=True,
    )


def _helpers(uren: QuerySet[Inzet]) -> QuerySet:
    """Return a row of the same shape for everyone who gave hours, in the month of the first."""
    vast = {"wat": Value(HELPERS, output_field=CharField()), "sleutel": Value(None, output_field=IntegerField())}
    nul = {f"n{nr}": Cast(Value(0), GETAL) for nr in range(4)}
    per_persoon = uren.filter(uren__gt=0).order_by().values("persoon")
    eerste = per_persoon.annotate(**vast, maand=ExtractMonth(Min("dag")), **nul)
    return eerste.values_list("wat", "sleutel", "maand", *nul)


def _eerste_keren(kamer: Kamer, jaar: int) -> QuerySet:
    """Return (person, kind, first day, already counted in the kind, already counted in the room)."""
    al = AlGeteld.objects.filter(persoon=OuterRef("persoon"), kamer=kamer, jaar=jaar)
    geteld = {
        "al_soort": Exists(al.filter(soort=OuterRef("bijeenkomst__soort"))),
        "al_kamer": Exists(al),
    }
    keren = Deelname.objects.filter(
        bijeenkomst__kamer=kamer,
        bijeenkomst__status=Bijeenkomst.Status.GENOTEERD,
        bijeenkomst__dag__range=(date(jaar, 1, 1), date(jaar, 12, 31)),
    )
    per_soort = keren.order_by().values_list("persoon", "bijeenkomst__soort")
    return per_soort.annotate(eerste=Min("bijeenkomst__dag"), **geteld)


def _tel_op_naam(reeksen: dict[Sleutel, Reeks], kamer: Kamer, jaar: int) -> None:
    """Add each pass holder to the month of the first time: in each kind, and once in the room."""
    eerste_in_kamer: dict[int, date] = {}
    for persoon, soort, dag, al_soort, al_kamer in _eerste_keren(kamer, jaar):
        if not al_soort:
            reeksen[soort].maanden[dag.month].op_naam += 1
        if not al_kamer:
            eerste_in_kamer[persoon] = min(dag, eerste_in_kamer.get(persoon, dag))
    for dag in eerste_in_kamer.values():
        reeksen[KAMER].maanden[dag.month].op_naam += 1
