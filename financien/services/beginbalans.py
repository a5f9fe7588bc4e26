"""The opening balance: once, when the books begin here; after that every year carries on by itself."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Boekstuk, Dagboek, Grootboekrekening, Rekeningsoort
from financien.models.grootboek import PASSIVA
from financien.services.boeken import BoekFout, Regel, Stuk, boek
from financien.services.rekeningschema import vaste_rekening

BEGINBALANS = "0900"  # the only account of its kind
Bedragen = dict[Grootboekrekening, Decimal]


def te_openen() -> list[Grootboekrekening]:
    """Return the accounts that can have an opening balance: those of the balance sheet that are open."""
    buiten = [Rekeningsoort.KOSTEN, Rekeningsoort.BATEN, Rekeningsoort.BEGINBALANS]
    return list(Grootboekrekening.objects.open().exclude(soort__in=buiten).select_related("kamer"))


def beginbalans_van() -> Boekstuk | None:
    """Return the opening balance that holds, or None."""
    stukken = Boekstuk.objects.filter(boekingen__credit__soort=Rekeningsoort.BEGINBALANS) | Boekstuk.objects.filter(
        boekingen__debet__soort=Rekeningsoort.BEGINBALANS
    )
    return stukken.filter(omgekeerd_door__isnull=True, keert_om__isnull=True).distinct().first()


@transaction.atomic
def boek_beginbalans(*, jaar: int, bedragen: Bedragen, sleutel: UUID, gebruiker: Gebruiker) -> Boekstuk:
    """Book the opening balance at 1 January against account *beginbalans*.

    ``bedragen``: euros as they stand on the balance sheet: above zero is a possession on the left side, a debt or
    reserve on the right side; below zero is the other way round. BoekFout when there is one already, when the books
    hold earlier years, when nothing was filled in, or when there are no accounts yet.
    """
    tegen = vaste_rekening(BEGINBALANS, BoekFout, slot=True)  # one at a time
    eerder = beginbalans_van()
    if eerder and eerder.sleutel != sleutel:
        raise BoekFout(_("De beginbalans is al geboekt als %(stuk)s. Keer die eerst om.") % {"stuk": eerder})
    if Boekstuk.objects.filter(datum__lt=date(jaar, 1, 1)).exists():
        raise BoekFout(_("Er is al geboekt in een eerder jaar. Kies dat jaar voor de beginbalans."))
    regels = [_regel(rekening, bedrag, tegen) for rekening, bedrag in bedragen.items() if bedrag]
    if not regels:
        raise BoekFout(_("Vul minstens één bedrag in."))
    stuk = Stuk(Dagboek.MEMORIAAL, date(jaar, 1, 1), f"Beginbalans {jaar}", regels)
    return boek(stuk, sleutel=sleutel, gebruiker=gebruiker)


def _regel(rekening: Grootboekrekening, bedrag: Decimal, tegen: Grootboekrekening) -> Regel:
    rechts = rekening.soort in PASSIVA
    debet, credit = (rekening, tegen) if (bedrag > 0) != rechts else (tegen, rekening)
    return Regel(debet=debet, credit=credit, bedrag=abs(bedrag), kamer=rekening.kamer)
