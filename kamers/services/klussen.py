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

from kamers.models import Inzet, Kamer, Klus, Klusplek, Partner, Persoon
from kamers.services.rooster import vrijwilligers_op
from kamers.services.tellen import Doel, doelen

VERWIJZERS = (  # kinds of partners that send residents with a klus
    Partner.Soort.CORPORATIE,
    Partner.Soort.WELZIJN,
    Partner.Soort.GEMEENTE,
    Partner.Soort.UITKERING,
    Partner.Soort.ZORGVERZEKERAAR,
    Partner.Soort.OVERIG,
)
HALF_JAAR = timedelta(days=183)


@dataclass(frozen=True)
class Klushelper:
    """Someone who helps or helped, with the hours."""

    persoon: int
    naam: str
    uren: Decimal


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
    def te_heropenen(self) -> bool:
        """It may go back to do: its text still stands."""
        return (self.klaar or self.vervallen) and self.klus.gewist_op is None

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
        return get_text_list([helper.naam for helper in self.helpers if helper.uren], _("en"))

    @property
    def aantal(self) -> int:
        return sum(1 for helper in self.helpers if helper.uren)

    @property
    def uren(self) -> Decimal:
        """The hours of all helpers: planned, or after the klus those that count."""
        return sum((helper.uren for helper in self.helpers), Decimal("0.00"))

    @property
    def helpers(self) -> list[Klushelper]:
        rijen = getattr(self.klus, "gewerkt" if self.klaar else "gepland")  # annotated by met_helpers
        return [Klushelper(rij["persoon"], rij["naam"], Decimal(rij["uren"])) for rij in rijen]


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


def verwijzers(kamer: Kamer, ook: int | None = None):
    """Return the partners by whom a klus may come in: those that refer, the associations of the room, and ``ook``."""
    eigen = Q(soort=Partner.Soort.BEWONERSVERENIGING, kamer=kamer)
    return Partner.objects.filter(Q(soort__in=VERWIJZERS) | eigen | Q(pk=ook)).order_by("naam")


def met_helpers(klussen):
    """Add the planned and the worked hours per helper, so that a page of klussen is one query."""

    def per_persoon(rijen):
        paar = JSONObject(persoon="persoon_id", naam="persoon__voornaam", uren=Cast("uren", CharField()))
        return ArraySubquery(rijen.filter(klus=OuterRef("pk")).order_by("persoon__voornaam", "pk").values(paar=paar))

    return klussen.select_related("corporatie").annotate(
        gepland=per_persoon(Klusplek.objects.all()), gewerkt=per_persoon(Inzet.objects.all())
    )


def regel(klus_id: int, dag: date) -> Klusregel:
    """Return one klus as a line."""
    return Klusregel(met_helpers(Klus.objects.all()).get(pk=klus_id), dag)


def van_vandaag(kamer: Kamer, dag: date) -> list[Klusregel]:
    """Return the klussen of a day: open ones with an appointment up to that day, and those done on it."""
    nu = Q(status=Klus.Status.GEPLAND, afspraak__lte=dag) | Q(status=Klus.Status.KLAAR, gedaan_op=dag)
    klussen = met_helpers(Klus.objects.filter(nu, kamer=kamer)).order_by("afspraak", "afspraak_tijd", "pk")
    return [Klusregel(klus, dag) for klus in klussen]


def klusdoel(kamer: Kamer, jaar: int) -> Doel | None:
    """Return the klussen done in a year beside what was agreed."""
    return next((doel for doel in doelen(kamer, jaar) if doel.klussen), None)
