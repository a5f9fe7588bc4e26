"""Where a bank line is booked: on its own day, in a year that is provisionally closed, or on the first open day."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, QuerySet
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

    Of a year that is provisionally closed a line is a correction in that year, so that the bank of 31 December is
    right: BoekFout without ``regel.van_accountant``. Of a year that is settled it comes on the first open day after.
    """
    status, dag = _status(regel), _vanaf(regel)
    if status in (None, Jaar.Status.OPEN):
        return Plek(boekdag(regel.datum))
    if status == Jaar.Status.VASTGESTELD or dag.year > regel.datum.year:
        return Plek(open_dagen([dag])[-1][0], regel.datum)
    if not regel.van_accountant:
        zin = _(
            "%(jaar)s is voorlopig afgesloten. Vul het kenmerk van de accountant in, dan komt de regel in dat jaar."
        )
        raise BoekFout(zin % {"jaar": regel.datum.year})
    return Plek(max(dag, date(dag.year, DECEMBER, 1)), regel.datum, regel.van_accountant)


def met_voorlopig(rijen: QuerySet[Bankregel]) -> QuerySet[Bankregel]:
    """Add to lines ``voorlopig``: whether they can only be booked with the accountant's reference (``plek_van``)."""
    jaar = Jaar.objects.filter(jaar=OuterRef("datum__year"), status=Jaar.Status.VOORLOPIG, boeken_elders__isnull=True)
    later = {"boekstuk__omgekeerd_door__datum__year__gt": OuterRef("datum__year")}  # then it comes there again
    terug = Bankboeking.objects.filter(regel=OuterRef("pk"), **later)
    return rijen.annotate(voorlopig=Exists(jaar) & ~Exists(terug))


def _status(regel: Bankregel) -> str | None:
    """Return how far the year of a line is; None when it is not there, or kept elsewhere."""
    rijen = Jaar.objects.filter(jaar=regel.datum.year, boeken_elders__isnull=True)
    return rijen.values_list("status", flat=True).first()


def _vanaf(regel: Bankregel) -> date:
    """Return the first day a line can be booked on: what was taken back counted until the day of its reversal."""
    terug = regel.boekingen.aggregate(dag=Max(F("boekstuk__omgekeerd_door__datum")))["dag"]
    return max(regel.datum, terug or regel.datum)
