"""Klussen to look at: those of a day, and all that a room has to do."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from kamers.models import Inzet, Kamer, Klus, Klusplek, Persoon
from kamers.services.rooster import vrijwilligers_op
from kamers.services.tellen import Doel, doelen

ONLANGS = timedelta(days=14)
HALF_JAAR = timedelta(days=183)


@dataclass(frozen=True)
class Klusregel:
    """A klus as a line on a page. ``dag`` is the day on which Klaar would say it was done."""

    klus: Klus
    dag: date
    sleutel: UUID = field(default_factory=uuid4)

    @property
    def klaar(self) -> bool:
        return self.klus.status == Klus.Status.KLAAR

    @property
    def vervallen(self) -> bool:
        return self.klus.status == Klus.Status.VERVALLEN

    @property
    def gedaan_op(self) -> date:
        return self.klus.gedaan_op or self.dag

    @property
    def voorbij(self) -> bool:
        """The appointment has passed and the klus is still open."""
        return not self.klaar and self.klus.afspraak is not None and self.klus.afspraak < self.dag

    @property
    def namen(self) -> str:
        """Who helps, or who helped: those with hours that count."""
        return get_text_list([naam for naam, uren in self._helpers if uren], _("en"))

    @property
    def aantal(self) -> int:
        return sum(1 for _naam, uren in self._helpers if uren)

    @property
    def uren(self) -> Decimal:
        """The hours of all helpers: planned, or after the klus those that count."""
        return sum((uren for _naam, uren in self._helpers), Decimal("0.00"))

    @property
    def _helpers(self) -> list[tuple[str, Decimal]]:
        rijen = getattr(self.klus, "gewerkt" if self.klaar else "gepland")  # annotated by _met_helpers
        return [(rij["naam"], Decimal(rij["uren"])) for rij in rijen]


@dataclass(frozen=True)
class Klussenoverzicht:
    """What the klussen page shows of one room."""

    open: list[Klusregel]
    onlangs: list[Klusregel]
    aanvullen: list[Klusregel]


def klussers_van(kamer: Kamer, dag: date, ook: tuple[int, ...] = ()):
    """Return who may do a klus: the volunteers of the room, and who is on the klus already (``ook``).

    ``vaak`` is how many klussen of this room someone took in the last half year.
    """
    plekken = Klusplek.objects.filter(
        persoon=OuterRef("pk"), klus__kamer=kamer, klus__gevraagd_op__gte=dag - HALF_JAAR
    ).order_by()
    vaak = Subquery(plekken.values("persoon").annotate(n=Count("pk")).values("n"))
    return Persoon.objects.filter(Q(pk__in=vrijwilligers_op(kamer, dag).values("pk")) | Q(pk__in=ook)).annotate(
        vaak=Coalesce(vaak, 0)
    )


def _met_helpers(klussen):
    """Add the planned and the worked hours per helper, so that a page of klussen is one query."""

    def per_persoon(rijen):
        paar = JSONObject(naam="persoon__voornaam", uren=Cast("uren", CharField()))
        return ArraySubquery(rijen.filter(klus=OuterRef("pk")).order_by("persoon__voornaam", "pk").values(paar=paar))

    return klussen.select_related("corporatie").annotate(
        gepland=per_persoon(Klusplek.objects.all()), gewerkt=per_persoon(Inzet.objects.all())
    )


def regel(klus_id: int, dag: date) -> Klusregel:
    """Return one klus as a line."""
    return Klusregel(_met_helpers(Klus.objects.all()).get(pk=klus_id), dag)


def van_vandaag(kamer: Kamer, dag: date) -> list[Klusregel]:
    """Return the klussen of a day: open ones with an appointment up to that day, and those done on it."""
    nu = Q(status=Klus.Status.GEPLAND, afspraak__lte=dag) | Q(status=Klus.Status.KLAAR, gedaan_op=dag)
    klussen = _met_helpers(Klus.objects.filter(nu, kamer=kamer)).order_by("afspraak", "pk")
    return [Klusregel(klus, dag) for klus in klussen]


def overzicht(kamer: Kamer, vandaag: date) -> Klussenoverzicht:
    """Return what is open (by appointment, then by request), done in two weeks, and this year still without answer."""
    jaar = Q(status=Klus.Status.KLAAR, gedaan_op__gte=date(vandaag.year, 1, 1))
    keuze = (
        Q(status__in=[Klus.Status.GEVRAAGD, Klus.Status.GEPLAND])
        | (jaar & Q(eerste_keer=Klus.EersteKeer.ONBEKEND))
        | Q(status=Klus.Status.KLAAR, gedaan_op__gte=vandaag - ONLANGS)
    )
    regels = [Klusregel(klus, vandaag) for klus in _met_helpers(Klus.objects.filter(keuze, kamer=kamer))]
    klaar = sorted((r for r in regels if r.klaar), key=lambda r: (r.gedaan_op, r.klus.pk), reverse=True)
    onbekend = [r for r in klaar if r.klus.eerste_keer == Klus.EersteKeer.ONBEKEND]
    return Klussenoverzicht(
        open=sorted((r for r in regels if not r.klaar), key=_volgorde),
        onlangs=[r for r in klaar if r.gedaan_op >= vandaag - ONLANGS],
        aanvullen=[r for r in onbekend if r.gedaan_op.year == vandaag.year],
    )


def _volgorde(regel: Klusregel) -> tuple:
    klus = regel.klus
    return (klus.afspraak is None, klus.afspraak or klus.gevraagd_op, klus.pk)


def klusdoel(kamer: Kamer, jaar: int) -> Doel | None:
    """Return the klussen done in a year beside what was agreed."""
    return next((doel for doel in doelen(kamer, jaar) if doel.klussen), None)
