"""The bookings behind one figure: a room, a line, a year up to a month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Q, Sum, When

from buurtwerkkamer.models import Gebruiker
from financien.models import Boeking, Kostenpost, Rekeningsoort
from financien.services.geboekt import NUL
from kamers.models import Kamer

PER_BLAD = 50


@dataclass(frozen=True)
class Uitgaven:
    """A sheet of bookings, each with ``effect``: above zero it cost something, below zero something came back.

    ``verborgen``: what is booked on wages whose single bookings the reader may not see.
    """

    blad: Page
    totaal: Decimal
    verborgen: Decimal


def uitgaven(
    kamer: Kamer, post: Kostenpost | None, van: date, tot: date, *, gebruiker: Gebruiker, blad: str = "1"
) -> Uitgaven:
    """Return what was booked on a line of a room, newest first. Three queries."""
    debet, credit = (Q(**{f"{kant}__soort": Rekeningsoort.KOSTEN, f"{kant}__post": post}) for kant in KANTEN)
    alles = Boeking.objects.filter(debet | credit, kamer=kamer, boekstuk__datum__range=(van, tot))
    alles = alles.annotate(effect=Case(When(debet, then=F("bedrag")), default=NUL) - _terug(credit))
    zichtbaar = alles.filter(pk__in=Boeking.objects.zichtbaar_voor(gebruiker).values("pk"))
    som = alles.aggregate(
        totaal=Sum("effect", default=NUL), te_zien=Sum("effect", filter=Q(pk__in=zichtbaar.values("pk")), default=NUL)
    )
    met = zichtbaar.met_dicht(gebruiker).select_related("boekstuk", "debet", "credit", "partner")
    met = met.order_by("-boekstuk__datum", "-pk")
    return Uitgaven(Paginator(met, PER_BLAD).get_page(blad), som["totaal"], som["totaal"] - som["te_zien"])


KANTEN = ("debet", "credit")


def _terug(credit: Q) -> Case:
    return Case(When(credit, then=F("bedrag")), default=NUL)
