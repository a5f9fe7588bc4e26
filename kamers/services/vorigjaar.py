"""Figures of a whole year beside those up to a day, by the formula of ``tellen``: what the pattern of a year needs."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import (
    CharField,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from kamers.models import AlGeteld, Bijeenkomst, Deelname, Inzet, Kamer, Klus, Soort
from kamers.services.prognose import Stand
from kamers.services.tellen import KAMER, KLUSSEN

UREN, HELPERS, SOORT = "uren", "helpers", "soort"
GETAL = DecimalField(max_digits=14, decimal_places=2)
Standen = dict[int, dict[int | str, Stand]]


def deelnames(jaar: int, *, soort: bool) -> QuerySet[Deelname]:
    """Return who was there by name in a year, without those who were counted before: in the kind, or in the room."""
    waar = {"persoon": OuterRef("persoon"), "kamer": OuterRef("bijeenkomst__kamer"), "jaar": jaar}
    if soort:
        waar["soort"] = OuterRef("bijeenkomst__soort")
    dagen = {"bijeenkomst__dag__gte": date(jaar, 1, 1), "bijeenkomst__dag__lte": date(jaar, 12, 31)}
    genoteerd = Deelname.objects.filter(bijeenkomst__status=Bijeenkomst.Status.GENOTEERD, **dagen)
    return genoteerd.filter(~Exists(AlGeteld.objects.filter(**waar)))


def _rijen(qs: QuerySet, wat: str, kamer: str, sleutel, som, tijdig) -> QuerySet:
    """Return (what, room, kind, whole year, up to the day) of one table."""
    vast = {"wat": Value(wat, output_field=CharField()), "plek": F(kamer), "sleutel": sleutel}
    sommen = {
        "heel": Cast(Coalesce(Cast(som, GETAL), Decimal(0)), GETAL),
        "deel": Coalesce(Cast(tijdig, GETAL), Decimal(0)),
    }
    return qs.order_by().annotate(**vast).values_list("wat", "plek", "sleutel").annotate(**sommen)


def _delen(jaar: int, tot: date) -> list[QuerySet]:
    geen = Value(None, output_field=IntegerField())
    keren, klaar = Bijeenkomst.objects.in_jaar(jaar).genoteerd(), Klus.objects.klaar_in(jaar)
    op_tijd, gedaan, aanwezig = Q(dag__lte=tot), Q(gedaan_op__lte=tot), Q(bijeenkomst__dag__lte=tot)
    uniek = Q(soort__telt=Soort.Telt.UNIEK)
    eerste = klaar.filter(eerste_keer=Klus.EersteKeer.JA)
    mensen, gegeven = _mensen(aanwezig), Inzet.objects.in_jaar(jaar).filter(uren__gt=0)
    per_soort = deelnames(jaar, soort=True).filter(bijeenkomst__soort__telt=Soort.Telt.UNIEK)
    return [
        _rijen(keren.filter(uniek), SOORT, "kamer_id", F("soort_id"), *_paar("nieuw_soort", op_tijd)),
        _rijen(keren, KAMER, "kamer_id", geen, *_paar("nieuw_kamer", op_tijd)),
        _rijen(klaar, KLUSSEN, "kamer_id", geen, Count("pk"), Count("pk", filter=gedaan)),
        _rijen(eerste, KAMER, "kamer_id", geen, Count("pk"), Count("pk", filter=gedaan)),
        _rijen(per_soort, SOORT, "bijeenkomst__kamer_id", F("bijeenkomst__soort_id"), *mensen),
        _rijen(deelnames(jaar, soort=False), KAMER, "bijeenkomst__kamer_id", geen, *mensen),
        _rijen(gegeven, UREN, "kamer_id", geen, *_paar("uren", op_tijd)),
        _rijen(gegeven, HELPERS, "kamer_id", geen, *_mensen(op_tijd)),
    ]


def _mensen(filter_: Q) -> tuple[Count, Count]:
    return Count("persoon", distinct=True), Count("persoon", distinct=True, filter=filter_)


def _paar(veld: str, filter_: Q) -> tuple[Sum, Sum]:
    return Sum(veld), Sum(veld, filter=filter_)


def stand_per_kamer(jaar: int, tot: date, kamers: list[Kamer] | None = None) -> Standen:
    """Return per room and per figure the year, and what was there on ``tot``. One query.

    The keys are those of ``tellen``, and ``"uren"`` and ``"helpers"``. A room that logged nothing in the year has no
    key at all.
    """
    delen = _delen(jaar, tot)
    if kamers is not None:
        delen = [deel.filter(plek__in=[kamer.pk for kamer in kamers]) for deel in delen]
    som: dict[int, dict[int | str, list[Decimal]]] = defaultdict(lambda: defaultdict(lambda: [Decimal(0), Decimal(0)]))
    eerste, *rest = delen
    for wat, plek, soort, heel, deel in eerste.union(*rest, all=True):
        cijfer = som[plek][wat if soort is None else soort]
        cijfer[0] += heel
        cijfer[1] += deel
    return {plek: {sleutel: Stand(*cijfer) for sleutel, cijfer in per.items()} for plek, per in som.items()}
