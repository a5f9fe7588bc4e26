"""Where a bank line is booked: on its own day, in a year that is provisionally closed, or on the first open day."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Jaar
from financien.models import Bankboeking, Bankregel, Dagboek
from financien.services.boeken import BoekFout, Stuk
from financien.services.maanden import DECEMBER, boekdag, open_dagen


@dataclass(frozen=True)
class Plek:
    """A day; and as what a document of a line of the bank is booked on it.

    ``bankdag``: the day of the line when that lies in a year that is closed. ``kenmerk``: the accountant's reference,
    when the document corrects that year.
    """

    datum: date
    bankdag: date | None = None
    kenmerk: str = ""

    def zet(self, stuk: Stuk) -> Stuk:
        """Return the document as it is booked here; of a closed year it says which day the bank meant."""
        if self.bankdag is None:
            return stuk
        dag = f"{self.bankdag:%d-%m-%Y}"
        stuk = replace(stuk, omschrijving=f"{stuk.omschrijving[:120]} (bank {dag})")
        if not self.kenmerk:
            return stuk
        reden = f"Bankregel van {dag}, gelezen na het voorlopig afsluiten"  # Dutch, whoever books it
        return replace(stuk, dagboek=Dagboek.MEMORIAAL, reden=reden, kenmerk=self.kenmerk)


def plek_van(regel: Bankregel) -> Plek:
    """Return where a line is booked; ask it under the lock of the line.

    Its year is that of the day it can be booked from (``met_vanaf``). When that is provisionally closed the line is a
    correction in it, so that the bank of 31 December is right: BoekFout without ``regel.van_accountant``. When it is
    settled the line comes on the first open day after.
    """
    dag: date = vars(met_vanaf(Bankregel.objects.filter(pk=regel.pk)).get())["vanaf"]
    status = Jaar.objects.filter(jaar=dag.year, boeken_elders__isnull=True).values_list("status", flat=True).first()
    if status in (None, Jaar.Status.OPEN):
        return Plek(boekdag(dag), regel.datum if dag.year > regel.datum.year else None)
    if status == Jaar.Status.VASTGESTELD:
        return Plek(open_dagen([dag])[-1][0], regel.datum)
    if not regel.van_accountant:
        zin = _(
            "%(jaar)s is voorlopig afgesloten. Vul het kenmerk van de accountant in, dan komt de regel in dat jaar."
        )
        raise BoekFout(zin % {"jaar": dag.year})
    return Plek(max(dag, date(dag.year, DECEMBER, 1)), regel.datum, regel.van_accountant)


def met_vanaf(rijen: QuerySet[Bankregel]) -> QuerySet[Bankregel]:
    """Add to lines ``vanaf``, the first day each can be booked on: what was taken back counted until its reversal."""
    eerder = Bankboeking.objects.filter(regel=OuterRef("pk")).order_by().values("regel")
    terug = eerder.annotate(dag=Max("boekstuk__omgekeerd_door__datum")).values("dag")
    return rijen.annotate(vanaf=Greatest(F("datum"), Subquery(terug)))


def met_voorlopig(rijen: QuerySet[Bankregel]) -> QuerySet[Bankregel]:
    """Add to lines ``vanaf``, and ``voorlopig``: whether ``plek_van`` asks the accountant's reference."""
    jaar = Jaar.objects.filter(jaar=OuterRef("vanaf__year"), status=Jaar.Status.VOORLOPIG, boeken_elders__isnull=True)
    return met_vanaf(rijen).annotate(voorlopig=Exists(jaar))
