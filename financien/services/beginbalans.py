"""The opening balance: once, when the books begin here; after that every year carries on by itself."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, Q, QuerySet, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Boekstuk, Dagboek, Grootboekrekening, Rekeningsoort
from financien.models.grootboek import PASSIVA
from financien.services.boeken import BoekFout, Regel, Stuk, boek
from financien.services.maanden import boekdag
from financien.services.rekeningschema import vaste_rekening

BEGINBALANS = "0900"  # the only account of its kind
BEGIN = "beginbalans"  # what ``ontbrekend`` asks
Bedragen = dict[Grootboekrekening, Decimal]


def te_openen() -> list[Grootboekrekening]:
    """Return the accounts that can have an opening balance: those of the balance sheet that are open."""
    buiten = [Rekeningsoort.KOSTEN, Rekeningsoort.BATEN, Rekeningsoort.BEGINBALANS]
    return list(Grootboekrekening.objects.open().exclude(soort__in=buiten).select_related("kamer"))


def beginbalans_van() -> Boekstuk | None:
    """Return the opening balance that holds, or None."""
    return _geldend().first()


def _stukken() -> QuerySet[Boekstuk]:
    soort = Rekeningsoort.BEGINBALANS
    return Boekstuk.objects.filter(Q(boekingen__debet__soort=soort) | Q(boekingen__credit__soort=soort))


def _geldend() -> QuerySet[Boekstuk]:
    return _stukken().filter(omgekeerd_door__isnull=True, keert_om__isnull=True)


def ontbrekend(jaar: int, maand: int) -> list[QuerySet]:
    """Return whether the opening balance is missing, as a question to ask with others: (what, day, key).

    Only of January of the first year: later years carry on by themselves.
    """
    if maand != 1:
        return []
    eerder = Boekstuk.objects.filter(jaar__jaar__lt=jaar)
    rijen = Jaar.objects.filter(~Exists(eerder), ~Exists(_geldend()), jaar=jaar).order_by()
    return [rijen.annotate(wat=Value(BEGIN), dag=Value(date(jaar, 1, 1))).values_list("wat", "dag", "pk")]


def begindag(jaar: int) -> date:
    """Return the first open day from 1 January on, never before the day on which an earlier opening balance was undone.

    Otherwise the books would have both in between (docs/jaar.md).
    """
    terug = _stukken().filter(keert_om__isnull=False, datum__year=jaar).aggregate(dag=Max("datum"))["dag"]
    return boekdag(terug or date(jaar, 1, 1))


def zin_laat(jaar: int) -> str:
    """Say on which day it will be booked when that is not 1 January, or return an empty text. Two queries."""
    dag = begindag(jaar)
    zin = _("De beginbalans komt in de boeken op %(dag)s. Eerder kan niet meer.")
    return zin % {"dag": date_format(dag, "j F Y")} if dag > date(jaar, 1, 1) else ""


@transaction.atomic
def boek_beginbalans(*, jaar: int, bedragen: Bedragen, sleutel: UUID, gebruiker: Gebruiker) -> Boekstuk:
    """Book the opening balance at ``begindag`` against account *beginbalans*; the same key returns what is there.

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
    zelfde = Boekstuk.objects.filter(sleutel=sleutel).first()  # its month may have closed since
    dag = zelfde.datum if zelfde else begindag(jaar)
    stuk = Stuk(Dagboek.MEMORIAAL, dag, f"Beginbalans {jaar}", regels)
    return boek(stuk, sleutel=sleutel, gebruiker=gebruiker)


def _regel(rekening: Grootboekrekening, bedrag: Decimal, tegen: Grootboekrekening) -> Regel:
    rechts = rekening.soort in PASSIVA
    debet, credit = (rekening, tegen) if (bedrag > 0) != rechts else (tegen, rekening)
    return Regel(debet=debet, credit=credit, bedrag=abs(bedrag), kamer=rekening.kamer)
