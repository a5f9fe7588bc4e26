"""When a document of a pot is reversed: one at a time, and the pot never below zero (§4.4)."""

from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker
from financien.models import Boekstuk, Bon
from financien.services.boeken import BoekFout
from financien.services.handgeld import basis, potje
from financien.services.saldi import NUL
from kamers.models import Kamer


def op_slot(boekstuk: Boekstuk) -> None:
    """Take the pots that a document moves, in their order, and then the row of its receipt: as who pays from them."""
    for kamer in _kamers(boekstuk):
        basis.op_slot(kamer)
    list(Bon.objects.select_for_update(of=("self",)).filter(stappen__boekstuk=boekstuk))


def nooit_onder_nul(boekstuk: Boekstuk, omkering: Boekstuk, gebruiker: Gebruiker) -> None:
    """Refuse a reversal that takes more from a pot than there is, on its day or later, or from its tin or card.

    Registered with ``boeken``.
    """
    for kamer in _kamers(omkering):
        uit_kas, van_pas = (_eruit(omkering, kamer, soort) for soort in potje.POT)
        nu, over = potje.stand(kamer), potje.ruimte(kamer, omkering.datum)
        if over < 0 and uit_kas + van_pas > 0:
            zin = _("Dan komt het potje van %(kamer)s %(bedrag)s onder nul. Boek eerst wat er nog mist.")
            _weiger(zin, kamer, over)
        if nu.kas < 0 and uit_kas > 0:
            zin = _("Dan zit er %(bedrag)s te weinig in de kas van %(kamer)s. Leg eerst vast wat er nog in ging.")
            _weiger(zin, kamer, nu.kas)
        if nu.rekening < 0 and van_pas > 0:
            zin = _("Dan staat er %(bedrag)s te weinig op de pas van %(kamer)s. Leg eerst vast wat er nog op kwam.")
            _weiger(zin, kamer, nu.rekening)


def _weiger(zin: str, kamer: Kamer, tekort: Decimal) -> None:
    raise BoekFout(zin % {"kamer": kamer, "bedrag": euro(-tekort)})


def _eruit(stuk: Boekstuk, kamer: Kamer, soort: str) -> Decimal:
    """Return what a document takes from the tin or the card of a room; below zero when it puts something in."""
    erin, eruit = (
        Sum("bedrag", filter=Q(**{f"{kant}__kamer": kamer, f"{kant}__soort": soort}), default=NUL)
        for kant in potje.KANTEN
    )
    return stuk.boekingen.aggregate(som=eruit - erin)["som"]


def _kamers(boekstuk: Boekstuk) -> list[Kamer]:
    boekingen = boekstuk.boekingen.filter(Q(debet__kamer__isnull=False) | Q(credit__kamer__isnull=False))
    return list(Kamer.objects.filter(pk__in=boekingen.values("kamer")).order_by("pk"))
