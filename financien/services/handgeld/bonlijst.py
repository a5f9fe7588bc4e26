"""Lists of receipts: of a room, of all rooms that wait for an approval, and one with everything about it."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery

from buurtwerkkamer.models import Gebruiker
from financien.models import Bon, Bonstap, Ontvangst, Terugbetaling
from financien.services.handgeld.basis import volgende
from kamers.models import Kamer

LOOPT = (Bonstap.Soort.INGEDIEND, Bonstap.Soort.TERUGGEDRAAID, Bonstap.Soort.TERUGGESTUURD)
PER_BLAD = 50


def met_alles(rijen):
    """Add what a list shows: where a receipt stands and why, whether it looks like another, whether money went back."""
    laatste = Bonstap.objects.filter(bon=OuterRef("pk")).order_by("-pk")
    ander = Bon.objects.met_stand().exclude(stand=Bonstap.Soort.INGETROKKEN).exclude(pk=OuterRef("pk"))
    terug = Terugbetaling.objects.filter(bon=OuterRef("pk"), boekstuk__omgekeerd_door=None)
    return (
        rijen.met_stand()
        .annotate(
            reden=Subquery(laatste.values("reden")[:1]),
            zelfde_foto=Exists(ander.filter(foto=OuterRef("foto"))),
            zelfde_bedrag=Exists(
                ander.filter(kamer=OuterRef("kamer"), datum=OuterRef("datum"), bedrag=OuterRef("bedrag"))
            ),
            terugbetaald=Exists(terug),
            teruggekregen=Exists(Ontvangst.objects.filter(bon=OuterRef("pk"), boekstuk__omgekeerd_door=None)),
        )
        .select_related("kamer", "gemaakt_door", "voorschieter")
    )


def van_kamer(kamer: Kamer, maand: date) -> list[Bon]:
    """Return the receipts of a month, and older ones that still ask something. Newest first. One query."""
    rijen = met_alles(Bon.objects.filter(kamer=kamer))
    in_maand = Q(datum__gte=maand, datum__lt=volgende(maand))
    vordering = Q(stand=Bonstap.Soort.AFGEWEZEN, teruggekregen=False) & ~Q(betaald_uit="eigen")
    rijen = rijen.exclude(stand=Bonstap.Soort.INGETROKKEN)
    return list(rijen.filter(in_maand | Q(stand__in=LOOPT) | vordering).order_by("-datum", "-pk"))


def te_keuren(gebruiker: Gebruiker, *, blad: str | int = 1) -> Page:
    """Return what waits for an approval, oldest first; the own ones are for someone else."""
    rijen = met_alles(Bon.objects.zichtbaar_voor(gebruiker)).te_keuren().order_by("datum", "pk")
    return Paginator(rijen, PER_BLAD).get_page(blad)


def volgende_te_keuren(gebruiker: Gebruiker, na: Bon) -> Bon | None:
    """Return the next receipt that waits for this user, in the order of the list; after the last one the first."""
    eigen = Bonstap.objects.filter(bon=OuterRef("pk"), soort=Bonstap.Soort.INGEDIEND, wie=gebruiker)
    rijen = Bon.objects.zichtbaar_voor(gebruiker).met_stand().te_keuren().exclude(Exists(eigen))
    rijen = rijen.order_by("datum", "pk")
    later = Q(datum__gt=na.datum) | Q(datum=na.datum, pk__gt=na.pk)
    return rijen.filter(later).first() or rijen.first()


def klaar(gebruiker: Gebruiker, jaar: int, *, kamer: Kamer | None = None, blad: str | int = 1) -> Page:
    """Return what was decided of a year, newest first."""
    rijen = met_alles(Bon.objects.zichtbaar_voor(gebruiker)).exclude(stand__in=LOOPT).filter(datum__year=jaar)
    rijen = rijen.filter(kamer=kamer) if kamer else rijen
    return Paginator(rijen.order_by("-datum", "-pk"), PER_BLAD).get_page(blad)


@dataclass(frozen=True)
class Aantallen:
    """How many receipts wait, and in how many rooms."""

    bonnen: int
    kamers: int


def wachtend(gebruiker: Gebruiker) -> Aantallen:
    """Return how much waits for an approval. One query."""
    rijen = Bon.objects.zichtbaar_voor(gebruiker).met_stand().te_keuren()
    som = rijen.aggregate(bonnen=Count("pk"), kamers=Count("kamer", distinct=True))
    return Aantallen(**som)


def zonder_foto(jaar: int):
    """Return the receipts without a photo of a year: all of them are for the audit committee (§4.5)."""
    return met_alles(Bon.objects.filter(foto=None, datum__year=jaar)).telt().order_by("datum", "pk")


def een(gebruiker: Gebruiker, pk: int) -> Bon | None:
    """Return one receipt in reach with everything, and its steps. Two queries."""
    stappen = Bonstap.objects.select_related("wie", "boekstuk").order_by("pk")
    rijen = met_alles(Bon.objects.zichtbaar_voor(gebruiker)).select_related("foto").defer("foto__inhoud")
    return rijen.prefetch_related(Prefetch("stappen", stappen)).filter(pk=pk).first()
