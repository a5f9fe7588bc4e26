"""What waits at the bank and with the financiers: bank lines to book, and instalments that are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Least

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Betaalverzoek, Boeking, Rekeningsoort, Termijn, Toekenning
from financien.models.toekenning import SLOT
from financien.models.toekenningslot import BINDEND
from financien.services.saldi import NUL
from financien.services.termijnen import BETAALTERMIJN
from financien.services.toekenningstand import TUSSEN

BANK, TERMIJN = "bankregels", "termijn"
_GELD = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True)
class Wachtgeld:
    """How many bank lines are not booked, and of which grants an instalment is late."""

    bankregels: int = 0
    toekenningen: tuple[int, ...] = ()

    @property
    def iets(self) -> bool:
        return bool(self.bankregels or self.toekenningen)


def vragen(gebruiker: Gebruiker, vandaag: date) -> list[QuerySet]:
    """Return the questions behind it, of what this user can do something about; to be asked with those of others."""
    uit = []
    if rollen.mag(gebruiker, "financien.bank"):
        regels = Bankregel.objects.open().order_by().annotate(wat=Value(BANK), daad=Value(""))
        uit.append(regels.values("wat", "daad").annotate(n=Count("pk")).values_list("wat", "n", "daad"))
    if rollen.mag(gebruiker, "financien.toekenningen_wijzigen"):
        rijen = te_laat(vandaag).order_by().annotate(wat=Value(TERMIJN), daad=Value(""))
        uit.append(rijen.values_list("wat", "pk", "daad"))
    return uit


def uit_rijen(rijen: Iterable[tuple[str, int, str]]) -> Wachtgeld:
    """Return what waits from the rows of these questions; rows of other questions are left alone."""
    per = [(wat, waarde) for wat, waarde, _daad in rijen if wat in (BANK, TERMIJN)]
    return Wachtgeld(sum(n for wat, n in per if wat == BANK), tuple(pk for wat, pk in per if wat == TERMIJN))


def te_laat(vandaag: date) -> QuerySet[Toekenning]:
    """Return the decided grants of which less came in than was due before today, as ``termijnstanden`` says.

    What a lower final decision takes away is taken from the last instalments. A grant without instalments is due two
    weeks after its request, as ``verzoekstand`` says.
    """
    termijnen = Termijn.objects.filter(toekenning=OuterRef("pk"), vervalt__lt=vandaag).order_by().values("toekenning")
    som = Subquery(termijnen.annotate(som=Sum("bedrag", output_field=_GELD)).values("som"), output_field=_GELD)
    rijen = Toekenning.objects.met_status().filter(nu__in=(*BINDEND, *SLOT)).exclude(aard=Toekenning.Aard.NATURA)
    rijen = rijen.annotate(toegekend=Coalesce("vastgesteld", "bedrag", output_field=_GELD))
    rijen = rijen.annotate(binnen=_geld("debet", vandaag) - _geld("credit", vandaag))
    los = Betaalverzoek.objects.geldig().filter(toekenning=OuterRef("pk"), termijn=None)
    gevraagd = Subquery(los.filter(datum__lt=vandaag - BETAALTERMIJN).values("bedrag")[:1], output_field=_GELD)
    verviel = Coalesce(som, F("binnen") + gevraagd, NUL, output_field=_GELD)
    return rijen.annotate(verviel=Least(verviel, "toegekend", output_field=_GELD)).filter(verviel__gt=F("binnen"))


def _geld(kant: str, vandaag: date) -> Coalesce:
    """Return what of a grant went to (debet) or came from (credit) something else than income and what is between."""
    rijen = Boeking.objects.filter(toekenning=OuterRef("pk")).tot_en_met(vandaag).order_by()
    rijen = rijen.exclude(**{f"{kant}__soort": Rekeningsoort.BATEN}).exclude(**{f"{kant}__nummer__in": TUSSEN})
    som = rijen.values("toekenning").annotate(som=Sum("bedrag", output_field=_GELD)).values("som")
    return Coalesce(Subquery(som, output_field=_GELD), NUL, output_field=_GELD)
