"""What of the wages is not booked in a month: the month itself, and the holiday allowance that is paid in May."""

from collections.abc import Mapping
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from financien.models import Boekenelders, Boeking, Grootboekrekening, Loonjournaalpost, Loonstop
from financien.services.lonen import MEI, VAKANTIEGELD, vakantiegelden
from financien.services.maanden import DECEMBER
from financien.services.saldi import NUL

LONEN, VAKANTIE = "loon", "vakantiegeld"
DRIE_MAANDEN = relativedelta(months=3)  # so long without wages there is nobody in service any more
_GELD = DecimalField(max_digits=12, decimal_places=2)


def ontbrekend(jaar: int, maand: int) -> list[QuerySet]:
    """Return what is missing, as questions to ask as one: (what, day, key); no rows when all is booked.

    Of a year whose books are kept elsewhere nothing is: there its wages are booked, and its allowance is paid.
    """
    eerste, hier = date(jaar, maand, 1), ~Exists(Boekenelders.objects.filter(jaar__jaar=jaar))
    geldend = Loonjournaalpost.objects.geldend().filter(hier)
    geen = Loonstop.objects.filter(maand__gt=OuterRef("maand"), maand__lte=eerste)  # see ``loonstop``
    eerder = geldend.filter(~Exists(geldend.filter(maand=eerste)), ~Exists(geen), maand__range=_ervoor(eerste))
    lonen = eerder.order_by().annotate(wat=Value(LONEN)).values_list("wat", "maand", "pk")
    return [lonen, _gereserveerd(jaar).filter(hier)] if maand >= MEI else [lonen]


def _ervoor(eerste: date) -> tuple[date, date]:
    """Return in which days wages say that this month has them too.

    In December, which does not close without, only the month before: who left in autumn is not waited for.
    """
    terug = relativedelta(months=1) if eerste.month == DECEMBER else DRIE_MAANDEN
    return eerste - terug, eerste - relativedelta(days=1)


def _gereserveerd(jaar: int) -> QuerySet:
    """Return the account of the allowance while something of what stood on it at the end of May was not paid since.

    Who paid in May what stood there at the end of April keeps that of May for next year.
    """
    april, mei, oud = date(jaar, MEI - 1, 30), date(jaar, MEI, 31), date(jaar, DECEMBER, 31)
    rijen = Grootboekrekening.objects.filter(~Exists(vakantiegelden(jaar)), nummer=VAKANTIEGELD).order_by()
    rijen = rijen.alias(
        saldo=_som("credit", mei) - _som("debet", oud),
        tot_mei=_som("credit", april) - _som("debet", april),
        betaald=_som("debet", oud) - _som("debet", april),
    ).filter(Q(betaald=0) | Q(betaald__lt=F("tot_mei")), saldo__gt=0)
    return rijen.annotate(wat=Value(VAKANTIE), dag=Value(mei)).values_list("wat", "dag", "pk")


def _som(kant: str, tot: date) -> Coalesce:
    """Return what was booked on one side; what was reversed, such as a wrong file, leaves no trace in it."""
    rijen = Boeking.objects.filter(**{kant: OuterRef("pk")}, boekstuk__datum__lte=tot).order_by().values(kant)
    rijen = rijen.filter(boekstuk__keert_om__isnull=True, boekstuk__omgekeerd_door__isnull=True)
    som = Subquery(rijen.annotate(som=Sum("bedrag")).values("som"), output_field=_GELD)
    return Coalesce(som, Value(NUL), output_field=_GELD)


def zinnen(jaar: int, maand: int, aantal: Mapping[str, int]) -> list[tuple[str, str]]:
    """Say what is missing, with the page where it is booked. ``aantal``: how many rows there are of what."""
    uit = []
    if aantal.get(LONEN):
        zin = _("De lonen van %(maand)s zijn nog niet geboekt.") % {"maand": MONTHS[maand]}
        uit.append((zin, reverse("financien:lonen", args=[jaar])))
    if aantal.get(VAKANTIE):
        zin = _("Het vakantiegeld van %(jaar)s is nog niet geboekt.") % {"jaar": jaar}
        uit.append((zin, reverse("financien:vakantiegeld", args=[jaar])))
    return uit
