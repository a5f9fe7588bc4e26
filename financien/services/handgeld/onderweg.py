"""What is under way to the pots: in an order to the bank, or left our account while its bank line is not booked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro, in_taal
from financien.models import Bankboeking, Bankregel, Boeking, Grootboekrekening, Handgeldbetaling, Rekeningsoort
from financien.services.handgeld.basis import eerste
from kamers.models import Kamer

VELDEN = ("soort", "potje", "dag", "maand_van", "som", "nummer")
OPDRACHT, BANKREGEL, GEBOEKT = "opdracht", "bankregel", "geboekt"
DICHTBIJ = timedelta(days=7)  # so far a document may lie from its bank line, as in ``bank/bronnen.py``


@dataclass(frozen=True)
class Onderweg:
    """Money on its way to the pot of a room. ``dag``: of the bank line, or when its order was prepared."""

    soort: str
    potje: int
    dag: date
    maand: date
    som: Decimal
    nummer: int

    @property
    def op_de_bank(self) -> bool:
        """Whether the bank shows it by a line that waits, and no order knows it."""
        return self.soort == BANKREGEL

    def zin(self, kamer: Kamer) -> str:
        """Say what to do before anything more goes to this room."""
        zin = _("Op %(dag)s ging al %(bedrag)s naar %(kamer)s. Boek eerst die bankregel.")
        return zin % {"dag": date_format(self.dag, "j F"), "bedrag": in_taal(euro(self.som)), "kamer": kamer}


def vragen(kamers: Sequence[Kamer]) -> list[QuerySet]:
    """Return the questions, with ``VELDEN`` for ``lees``: top-ups in orders, open bank lines, documents without one."""
    naar = Grootboekrekening.objects.filter(soort=Rekeningsoort.HANDGELD, kamer__in=kamers, iban__isnull=False)
    regels = Bankregel.objects.open().filter(bedrag__lt=0, rekening__soort=Rekeningsoort.BANK).order_by()
    op_iban = naar.filter(iban=OuterRef("tegen_iban")).values("kamer")[:1]
    gewoon = regels.filter(tegen_iban__in=naar.values("iban")).annotate(potje=Subquery(op_iban))
    ongedaan = Bankboeking.objects.filter(
        boekstuk__aanvulling__kamer__in=kamers,
        boekstuk__aanvulling__betaling=None,
        boekstuk__omgekeerd_door__isnull=False,
    ).order_by("-pk")
    van_wie = ongedaan.filter(regel=OuterRef("pk")).values("boekstuk__aanvulling__kamer")[:1]
    ooit = regels.filter(pk__in=ongedaan.order_by().values("regel")).exclude(tegen_iban__in=naar.values("iban"))
    return [_opdrachten(kamers), *map(_bankregels, (gewoon, ooit.annotate(potje=Subquery(van_wie)))), _stukken(kamers)]


def _met(rijen: QuerySet, soort: str, **velden) -> QuerySet:
    return rijen.annotate(soort=Value(soort, CharField()), **velden)


def _opdrachten(kamers: Sequence[Kamer]) -> QuerySet:
    loopt = Handgeldbetaling.objects.met_stand().onderweg().values("pk")
    rijen = Handgeldbetaling.objects.filter(pk__in=loopt, kamer__in=kamers, maand__isnull=False).order_by()
    dag = TruncDate("opdracht__klaargezet_op")
    return _met(rijen, OPDRACHT, potje=F("kamer"), dag=dag, maand_van=F("maand"), som=F("bedrag"), nummer=F("pk"))


def _bankregels(rijen: QuerySet) -> QuerySet:
    return _met(rijen, BANKREGEL, dag=F("datum"), maand_van=F("datum"), som=-F("bedrag"), nummer=F("pk"))


def _stukken(kamers: Sequence[Kamer]) -> QuerySet:
    """Return what was booked from the bank to a pot and waits for its bank line: that line is nothing new."""
    heeft_regel = Bankboeking.objects.filter(boekstuk=OuterRef("boekstuk"), regel__rekening=OuterRef("credit"))
    past = Bankregel.objects.open().filter(
        rekening=OuterRef("credit"),
        tegen_iban=OuterRef("debet__iban"),
        bedrag=-1 * OuterRef("bedrag"),
        datum__range=(OuterRef("boekstuk__datum") - DICHTBIJ, OuterRef("boekstuk__datum") + DICHTBIJ),
    )
    rijen = Boeking.objects.filter(kamer__in=kamers, debet__soort=Rekeningsoort.HANDGELD, debet__iban__isnull=False)
    rijen = rijen.filter(credit__soort=Rekeningsoort.BANK, boekstuk__omgekeerd_door=None, boekstuk__keert_om=None)
    rijen = rijen.filter(~Exists(heeft_regel), Exists(past)).order_by()
    dag = F("boekstuk__datum")
    return _met(rijen, GEBOEKT, potje=F("kamer"), dag=dag, maand_van=dag, som=F("bedrag"), nummer=F("pk"))


def vraag(kamers: Sequence[Kamer]) -> list[Onderweg]:
    """Return what is under way to these rooms. One query."""
    een, *meer = (rijen.values_list(*VELDEN) for rijen in vragen(kamers))
    return lees(een.union(*meer, all=True))


def lees(rijen: Iterable[tuple[str, int, date, date, Decimal, int]]) -> list[Onderweg]:
    """Return what is under way, each thing once: a bank line of a document or of an order is not counted beside it."""
    alles = [Onderweg(soort, pk, dag, eerste(maand), som, n) for soort, pk, dag, maand, som, n in rijen]
    stukken, opdrachten = ([rij for rij in alles if rij.soort == soort] for soort in (GEBOEKT, OPDRACHT))
    vrij, los = list(opdrachten), []
    for regel in sorted((rij for rij in alles if rij.op_de_bank), key=lambda rij: (rij.dag, rij.nummer)):
        zelfde = [rij for rij in stukken if _even_groot(rij, regel) and abs(rij.dag - regel.dag) <= DICHTBIJ]
        if zelfde:
            stukken.remove(min(zelfde, key=lambda rij: (abs(rij.dag - regel.dag), rij.nummer)))
            continue
        eigen = next((rij for rij in vrij if _even_groot(rij, regel) and rij.dag <= regel.dag), None)
        if eigen:
            vrij.remove(eigen)
        else:
            los.append(regel)
    return [*opdrachten, *los]


def _even_groot(een: Onderweg, ander: Onderweg) -> bool:
    return (een.potje, een.som) == (ander.potje, ander.som)
