"""Note the btw in a document that is no invoice, and tell what was noted (docs/facturen.md)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import DecimalField, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Boeking, Boekstuk, Btwnotitie, Factuurakkoord, Overlopendepost, Rekeningsoort
from financien.services.boeken import BoekFout
from financien.services.saldi import NUL

_GELD = DecimalField(max_digits=14, decimal_places=2)
ZINNEN = {  # what the trigger says when someone was just before us, see ``models/btwnotitie``
    "Dit boekjaar is vastgesteld.": gettext_lazy("Dit boekjaar is vastgesteld. De btw ervan verandert niet meer."),
    "Bij dit boekstuk komt geen btw.": gettext_lazy("Dit boekstuk is net veranderd. Ververs de pagina."),
}


class BtwFout(BoekFout):
    """Btw cannot be noted; the text is a Dutch sentence for the field of the btw."""


@dataclass(frozen=True)
class Stukbtw:
    """What is known about the btw of a document.

    ``kosten``: its cost with btw, without wages; below zero when cost came back. ``notities``: the newest first, of
    which that one counts. ``mis``: why nothing can be noted, or empty.
    """

    kosten: Decimal
    notities: tuple[Btwnotitie, ...]
    mis: str

    @property
    def btw(self) -> Decimal:
        """What counts; nothing noted is nothing."""
        return self.notities[0].bedrag if self.notities else NUL


def met_kosten(stukken: QuerySet[Boekstuk]) -> QuerySet[Boekstuk]:
    """Add ``kosten``: what is booked on costs that are no wages, debit minus credit."""
    return stukken.annotate(kosten=_som("debet") - _som("credit"))


def _som(kant: str) -> Coalesce:
    op = {f"{kant}__soort": Rekeningsoort.KOSTEN, f"{kant}__loon": False}
    rijen = Boeking.objects.filter(boekstuk=OuterRef("pk"), **op).order_by().values("boekstuk")
    som = Subquery(rijen.annotate(som=Sum("bedrag", output_field=_GELD)).values("som"), output_field=_GELD)
    return Coalesce(som, NUL, output_field=_GELD)


def met_btw(stukken: QuerySet[Boekstuk]) -> QuerySet[Boekstuk]:
    """Add what ``btw_van`` asks, so that it asks nothing more than the notes: one question for all of them."""
    eigen = Factuurakkoord.objects.filter(boekstuk=OuterRef("pk"), factuur__btw__isnull=False)
    schuift = Overlopendepost.objects.filter(Q(boekstuk=OuterRef("pk")) | Q(tegenstuk=OuterRef("pk")))
    om = Boekstuk.objects.filter(keert_om=OuterRef("pk"))
    rijen = met_kosten(stukken).annotate(eigen_btw=Exists(eigen), schuift=Exists(schuift), om=Exists(om))
    notities = Btwnotitie.objects.select_related("wie").order_by("-pk")
    return rijen.select_related("jaar").prefetch_related(Prefetch("btwnotities", notities))


def btw_van(stuk: Boekstuk) -> Stukbtw:
    """Return what is known about the btw of one document. Two queries, or none after ``met_btw``."""
    rij = stuk if "eigen_btw" in vars(stuk) else met_btw(Boekstuk.objects.filter(pk=stuk.pk)).get()
    return Stukbtw(vars(rij)["kosten"], tuple(rij.btwnotities.all()), _mis(rij))


def _mis(rij: Boekstuk) -> str:
    velden = vars(rij)
    if rij.keert_om_id:
        return _("Dit stuk keert een ander om. De btw staat bij dat andere stuk.")
    if velden["om"]:
        return _("Dit stuk is omgekeerd. De btw telt niet meer mee.")
    if velden["eigen_btw"]:
        return _("De btw staat op de factuur. Verander haar daar.")
    if velden["schuift"]:
        return _("Deze kosten zijn alleen verschoven. Schrijf de btw op bij het stuk van de betaling.")
    if not velden["kosten"]:
        return _("In dit stuk staan geen kosten met btw.")
    if rij.jaar.status == Jaar.Status.VASTGESTELD:
        return str(ZINNEN["Dit boekjaar is vastgesteld."])
    return ""


@transaction.atomic
def noteer_btw(stuk: Boekstuk, *, btw: Decimal, sleutel: UUID, gebruiker: Gebruiker) -> Btwnotitie | None:
    """Note how much btw is in a document, as it is typed: without the sign; 0 takes it away. The last note counts.

    What counts already is not noted again: then nothing is returned. The same form again returns its note. BtwFout
    when it is more than the cost, or when this document has its btw elsewhere or counts no more.
    """
    eerder = Btwnotitie.objects.filter(sleutel=sleutel).first()
    if eerder:
        return _zelfde(eerder, stuk, btw)
    nu = btw_van(stuk)
    _keur(nu, btw)
    bedrag = btw if nu.kosten > 0 else -btw
    if bedrag == nu.btw:
        return None
    try:
        with transaction.atomic():
            return Btwnotitie.objects.create(boekstuk=stuk, bedrag=bedrag, sleutel=sleutel, wie=gebruiker)
    except IntegrityError as fout:
        eerder = Btwnotitie.objects.filter(sleutel=sleutel).first()  # the same form, pressed twice at once
        if eerder:
            return _zelfde(eerder, stuk, btw)
        raise _vertaal(fout) from fout


def _keur(nu: Stukbtw, btw: Decimal) -> None:
    if nu.mis:
        raise BtwFout(nu.mis)
    if btw < 0:
        raise BtwFout(_("Vul de btw in zonder min."))
    if btw > abs(nu.kosten):
        zin = _("De btw is hoger dan de kosten van dit stuk: %(kosten)s.")
        raise BtwFout(zin % {"kosten": euro(abs(nu.kosten))})


def _zelfde(eerder: Btwnotitie, stuk: Boekstuk, btw: Decimal) -> Btwnotitie:
    if (eerder.boekstuk_id, abs(eerder.bedrag)) == (stuk.pk, btw):
        return eerder
    raise BtwFout(_("Dit formulier is al gebruikt. Kijk na wat er staat en probeer het opnieuw."))


def _vertaal(fout: IntegrityError) -> Exception:
    melding = getattr(getattr(fout.__cause__, "diag", None), "message_primary", "")
    return BtwFout(str(ZINNEN[melding])) if melding in ZINNEN else fout


def noteer_erbij(stuk: Boekstuk, btw: Decimal | None, gebruiker: Gebruiker) -> None:
    """Note the btw that was asked while a document was booked, in its transaction; 0 or nothing is nothing to note."""
    if btw:
        noteer_btw(stuk, btw=btw, sleutel=uuid5(stuk.sleutel, f"btw {btw}"), gebruiker=gebruiker)


def genoteerd_in(jaar: int, gebruiker: Gebruiker) -> list[Boekstuk]:
    """Return the documents of a year of which btw is noted and that still count, by day; with ``btw`` and ``kosten``.

    One that tells a wage is not in it for who may not see those. One query.
    """
    laatste = Btwnotitie.objects.filter(boekstuk=OuterRef("pk")).order_by("-pk").values("bedrag")[:1]
    rijen = Boekstuk.objects.filter(datum__range=(date(jaar, 1, 1), date(jaar, 12, 31)), omgekeerd_door=None)
    met = met_kosten(rijen.met_dicht(gebruiker).filter(dicht=False)).annotate(btw=Subquery(laatste))
    return list(met.exclude(btw=None).exclude(btw=0).order_by("datum", "pk"))
