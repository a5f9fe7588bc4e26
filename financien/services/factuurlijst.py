"""The lists of invoices: what waits, and what is done."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from buurtwerkkamer.models import Gebruiker
from financien.models import Betaalopdracht, Boeking, Inkoopfactuur
from financien.services.factuurstand import Factuurstand, met_alles, stand_van, zoals_gezien
from financien.services.journaal import PER_BLAD
from financien.services.wachtend import Daad, Wachtend
from kamers.models import Kamer

TWEE_JAAR = timedelta(days=731)


@dataclass(frozen=True)
class Lijst:
    """A sheet of what runs: orders (on the first sheet) and invoices that wait for this user, then the others."""

    blad: Page
    opdrachten: list[tuple[Betaalopdracht, Daad]]
    van_mij: list[tuple[Factuurstand, Daad]]
    van_anderen: list[Factuurstand]
    terug: frozenset[int]  # the invoices of this sheet of which this user can take the own yes back


def lopende(gebruiker: Gebruiker, wacht: Wachtend, *, kamer: Kamer | None = None, blad: str | int = 1) -> Lijst:
    """Return what still runs: first what this user can do now, then the oldest due day.

    An invoice in an order that waits for this user stands there as that order, once.
    """
    rijen = _zichtbaar(gebruiker, kamer).loopt().order_by("vervaldatum", "pk")
    alle = [zoals_gezien(stand_van(rij), gebruiker) for rij in rijen]
    standen = [stand for stand in alle if stand.opdracht not in wacht.opdrachten]
    standen.sort(key=lambda stand: stand.factuur.pk not in wacht.facturen)  # stable: the due day decides within
    pagina = Paginator(standen, PER_BLAD).get_page(blad)
    van_mij = [(stand, wacht.facturen[stand.factuur.pk]) for stand in pagina if stand.factuur.pk in wacht.facturen]
    van_anderen = [stand for stand in pagina if stand.factuur.pk not in wacht.facturen]
    terug = frozenset(stand.factuur.pk for stand in pagina if stand.terug_te_nemen_door(gebruiker))
    return Lijst(pagina, [] if pagina.has_previous() else _opdrachten(wacht), van_mij, van_anderen, terug)


def _opdrachten(wacht: Wachtend) -> list[tuple[Betaalopdracht, Daad]]:
    """Return the orders that wait, the oldest first; nothing is asked when there are none."""
    rijen = Betaalopdracht.objects.filter(pk__in=wacht.opdrachten).order_by("pk") if wacht.opdrachten else []
    return [(rij, wacht.opdrachten[rij.pk]) for rij in rijen]


def klare(gebruiker: Gebruiker, jaar: int, *, kamer: Kamer | None = None, blad: str | int = 1) -> Page:
    """Return what is paid or rejected of a year, newest first."""
    rijen = _zichtbaar(gebruiker, kamer).klaar().filter(datum__year=jaar).order_by("-datum", "-pk")
    pagina = Paginator(rijen, PER_BLAD).get_page(blad)
    pagina.object_list = [zoals_gezien(stand_van(rij), gebruiker) for rij in pagina.object_list]
    return pagina


def _zichtbaar(gebruiker: Gebruiker, kamer: Kamer | None):
    rijen = Inkoopfactuur.objects.zichtbaar_voor(gebruiker)
    return met_alles(rijen.filter(pk__in=_van(kamer)) if kamer else rijen)


def _van(kamer: Kamer):
    return kamer.factuurregels.values("factuur")


def geboekte_delen(factuur: Inkoopfactuur) -> list[Boeking]:
    """Return the bookings of an invoice, oldest first: its costs, what was undone, its payments."""
    rijen = Boeking.objects.filter(factuur=factuur).select_related("boekstuk", "debet", "credit", "kamer")
    return list(rijen.order_by("boekstuk_id", "volgnummer"))


def met_creditnota(factuur: Inkoopfactuur | None) -> QuerySet[Inkoopfactuur]:
    """Return the invoices that a credit note may be of: of the last two years, the newest first."""
    sinds = (factuur.datum if factuur else timezone.localdate()) - TWEE_JAAR
    rijen = Inkoopfactuur.objects.filter(credit=False, datum__gte=sinds).select_related("leverancier")
    anders = rijen.exclude(pk=factuur.pk) if factuur else rijen
    return anders.order_by("leverancier__naam", "-datum", "-pk")
