"""What is in the pot of a room, computed from bookings only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import accumulate
from operator import or_

from django.db.models import Count, DateField, Q, QuerySet, Sum, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Greatest

from financien.models import BetaaldUit, Boeking, Bon, Handgeldregel, Kastelling, Rekeningsoort
from financien.services.handgeld.basis import TE_KEUREN, VOORGESCHOTEN, eerste, regel_van, volgende
from financien.services.saldi import NUL
from kamers.models import Kamer

KANTEN = ("debet", "credit")
POT = (Rekeningsoort.KAS, Rekeningsoort.HANDGELD)


@dataclass(frozen=True)
class Stand:
    """The pot of a room in euros. ``te_keuren``: what left it for receipts that nobody approved yet."""

    kas: Decimal = NUL
    rekening: Decimal = NUL
    te_keuren: Decimal = NUL
    voorgeschoten: Decimal = NUL
    gebruikt: bool = field(default=False, compare=False)  # whether anything was ever booked on the pot

    @property
    def over(self) -> Decimal:
        """Return what can be spent: cash and account together."""
        return self.kas + self.rekening

    @property
    def boek(self) -> Decimal:
        """Return what the room has to account for: cash + account + receipts to approve (§4.3)."""
        return self.over + self.te_keuren


def standen(kamers: Sequence[Kamer], *, tot: date | None = None) -> dict[int, Stand]:
    """Return the pots of these rooms, up to and including a day when asked. One query for any number of rooms."""
    return standen_uit(kamers, standrijen(kamers, tot=tot))


def standrijen(kamers: Sequence[Kamer], *, tot: date | None = None) -> QuerySet:
    """Return the question behind it: a row per room with ``kas``, ``rekening``, ``te_keuren``, ``schuld`` and ``n``."""
    welke = [Q(**{f"{kant}__kamer__isnull": False}) for kant in KANTEN]
    welke += [Q(**{f"{kant}__nummer__in": (TE_KEUREN, VOORGESCHOTEN)}) for kant in KANTEN]
    rijen = Boeking.objects.filter(reduce(or_, welke), kamer__in=kamers)
    rijen = rijen.filter(boekstuk__datum__lte=tot) if tot else rijen
    return (
        rijen.order_by()
        .values("kamer")
        .annotate(
            kas=_saldo("soort", Rekeningsoort.KAS),
            rekening=_saldo("soort", Rekeningsoort.HANDGELD),
            te_keuren=_saldo("nummer", TE_KEUREN),
            schuld=_saldo("nummer", VOORGESCHOTEN),
            n=Count("pk", filter=welke[0] | welke[1]),
        )
    )


def standen_uit(kamers: Sequence[Kamer], rijen: Iterable[Mapping]) -> dict[int, Stand]:
    """Return the pots from these rows; a room without a row has an empty one."""
    uit = {kamer.pk: Stand() for kamer in kamers}
    for rij in rijen:
        uit[rij["kamer"]] = Stand(rij["kas"], rij["rekening"], rij["te_keuren"], -rij["schuld"], rij["n"] > 0)
    return uit


def _saldo(veld: str, waarde: str) -> CombinedExpression:
    """Return debit minus credit on the accounts of a kind, or on one number."""
    debet, credit = (Sum("bedrag", filter=Q(**{f"{kant}__{veld}": waarde}), default=NUL) for kant in KANTEN)
    return debet - credit


def stand(kamer: Kamer, *, tot: date | None = None) -> Stand:
    """Return the pot of one room."""
    return standen([kamer], tot=tot)[kamer.pk]


def ruimte(kamer: Kamer, vanaf: date) -> Decimal:
    """Return what can leave the pot of a room on a day: the least there is in it from then on. One query.

    So what someone enters later for an earlier day takes nothing that came into the pot after it (§4.4).
    """
    dag = Greatest("boekstuk__datum", Value(vanaf, DateField()))
    erin, eruit = (Sum("bedrag", filter=Q(**{f"{kant}__kamer": kamer}), default=NUL) for kant in KANTEN)
    rijen = Boeking.objects.filter(Q(debet__kamer=kamer) | Q(credit__kamer=kamer)).order_by()
    per_dag = dict(rijen.annotate(dag=dag).values("dag").annotate(som=erin - eruit).values_list("dag", "som"))
    loop = accumulate((per_dag[later] for later in sorted(per_dag) if later > vanaf), initial=per_dag.get(vanaf, NUL))
    return min(loop)


@dataclass(frozen=True)
class Besteed:
    """What a room spent in a month or year on its receipts, own money included, beside what it may."""

    bedrag: Decimal
    eigen: Decimal
    grens: Decimal
    procent: int

    @property
    def bijna(self) -> bool:
        """Whether the warning of the year's rule holds."""
        return self.bedrag * 100 >= self.procent * self.grens

    @property
    def voorbij(self) -> bool:
        return self.bedrag > self.grens


@dataclass(frozen=True)
class Gebruik:
    """What a room spent in a month, and in the whole year of it (§4.4)."""

    maand: Besteed
    jaar: Besteed


def gebruik(kamers: Sequence[Kamer], maand: date, regel: Handgeldregel | None = None) -> dict[int, Gebruik]:
    """Return what each room spent in a month and in the whole year, beside its maxima. One query, and the rule."""
    regel = regel or regel_van(maand.year)
    rijen = Bon.objects.met_stand().telt().filter(kamer__in=kamers, datum__year=maand.year)
    in_maand, eigen = Q(datum__gte=maand, datum__lt=volgende(maand)), Q(betaald_uit=BetaaldUit.EIGEN)
    som = (
        rijen.order_by()
        .values_list("kamer")
        .annotate(
            m=Sum("bedrag", filter=in_maand, default=NUL),
            me=Sum("bedrag", filter=in_maand & eigen, default=NUL),
            j=Sum("bedrag", default=NUL),
            je=Sum("bedrag", filter=eigen, default=NUL),
        )
    )
    per = {kamer: rest for kamer, *rest in som}
    uit = {}
    for kamer in kamers:
        m, me, j, je = per.get(kamer.pk, (NUL, NUL, NUL, NUL))
        per_maand = Besteed(m, me, regel.per_maand, regel.waarschuwing)
        uit[kamer.pk] = Gebruik(per_maand, Besteed(j, je, regel.per_jaar, regel.waarschuwing))
    return uit


def laatste_telling(kamer: Kamer) -> Kastelling | None:
    """Return the last time the tin was counted, or None."""
    rijen = Kastelling.objects.geldig().filter(kamer=kamer).exclude(soort=Kastelling.Soort.NIET)
    return rijen.select_related("geteld_door").order_by("-datum", "-pk").first()


def geteld(kamers: Sequence[Kamer], maand: date) -> dict[int, Kastelling]:
    """Return the last count of each room for a month: also 'not counted' with its reason. One query."""
    rijen = Kastelling.objects.geldig().filter(kamer__in=kamers, maand=maand).order_by("datum", "pk")
    return {rij.kamer_id: rij for rij in rijen}


def telmaand(datum: date) -> date:
    """Return for which month a count of this day is: in the first half it is still about the month before."""
    dag = eerste(datum)
    return dag if datum.day > 15 else date(dag.year - (dag.month == 1), (dag.month - 2) % 12 + 1, 1)
