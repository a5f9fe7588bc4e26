"""Which documents of handgeld the kascommissie always looks at: registered with ``services/vierogen.py``."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from financien.models import Boeking, Boekstuk, Bonstap, Rekeningsoort
from financien.services import vierogen
from financien.services.handgeld.potje import POT


def _in(van: date, tot: date) -> QuerySet[Boekstuk]:
    return Boekstuk.objects.filter(datum__range=(van, tot))


def verschil_alleen_geteld(van: date, tot: date) -> QuerySet[Boekstuk]:
    """Return the differences that one person counted, explained and so had booked."""
    return _in(van, tot).filter(kastelling__met="")


def aanvulling_buiten_een_opdracht(van: date, tot: date) -> QuerySet[Boekstuk]:
    """Return money that went from the bank to a pot without an order that two people made."""
    naar_een_potje = Boeking.objects.filter(
        boekstuk=OuterRef("pk"), debet__soort__in=POT, credit__soort=Rekeningsoort.BANK
    )
    stukken = _in(van, tot).filter(Exists(naar_een_potje), keert_om=None)
    return stukken.filter(Q(aanvulling=None) | Q(aanvulling__betaling=None))


def terug_buiten_een_opdracht(van: date, tot: date) -> QuerySet[Boekstuk]:
    """Return own money that went back without an order that two people made."""
    return _in(van, tot).filter(terugbetaling__isnull=False, terugbetaling__betaling=None)


def zonder_foto(van: date, tot: date) -> QuerySet[Boekstuk]:
    """Return the costs of receipts without a photo: all of them are for the kascommissie (§4.5)."""
    goed = Bonstap.Soort.GOEDGEKEURD
    return _in(van, tot).filter(bonstap__soort=goed, bonstap__bon__foto=None, omgekeerd_door=None)


def registreer() -> None:
    """Register what handgeld knows."""
    vierogen.registreer("kasverschil", _("kasverschil, door één persoon geteld"), verschil_alleen_geteld)
    vierogen.registreer("aanvulling", _("handgeld buiten een betaalopdracht"), aanvulling_buiten_een_opdracht)
    vierogen.registreer("voorschot", _("eigen geld terug buiten een betaalopdracht"), terug_buiten_een_opdracht)
    vierogen.registreer("zonder-foto", _("bonnetje zonder foto"), zonder_foto, alleen=False)
