"""What is due of a grant, and what of it came in."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from financien.models import Bestemming, Betaalverzoek, Termijn, Toekenning
from financien.models.bestemming import Naar
from financien.services.saldi import NUL

_GELD = DecimalField(max_digits=14, decimal_places=2)
BETAALTERMIJN = timedelta(days=14)


@dataclass(frozen=True)
class Termijnstand:
    """One instalment: what of it came in; what is open is due from its day on, and overdue the day after."""

    termijn: Termijn
    bedrag: Decimal
    ontvangen: Decimal
    te_laat: bool

    @property
    def open(self) -> Decimal:
        return self.bedrag - self.ontvangen


def termijnstanden(
    termijnen: list[Termijn], ontvangen: Decimal, toegekend: Decimal, vandaag: date
) -> list[Termijnstand]:
    """Return the instalments with what came in: receipts fill the oldest first.

    What a lower final decision takes away is taken from the last ones.
    """
    uit = []
    for termijn in sorted(termijnen, key=lambda t: t.vervalt):
        bedrag = min(termijn.bedrag, toegekend)
        toegekend -= bedrag
        binnen = min(bedrag, max(ontvangen, NUL))
        ontvangen -= binnen
        uit.append(Termijnstand(termijn, bedrag, binnen, binnen < bedrag and termijn.vervalt < vandaag))
    return uit


def uiterlijk(datum: date, vervalt: date | None = None) -> date:
    """Return by which day a request asks to pay: two weeks after it, and never before its instalment is due."""
    return max(vervalt or date.min, datum + BETAALTERMIJN)


def met_verzoek(rijen: QuerySet[Toekenning]) -> QuerySet[Toekenning]:
    """Add ``verzoek_op`` and ``verzoek_bedrag``: the request of a grant without instalments; and as ``met_eraf``."""
    los = Betaalverzoek.objects.geldig().filter(toekenning=OuterRef("pk"), termijn=None)
    velden = {"verzoek_op": "datum", "verzoek_bedrag": "bedrag"}
    return met_eraf(rijen.annotate(**{naam: Subquery(los.values(veld)[:1]) for naam, veld in velden.items()}))


def met_eraf(rijen: QuerySet[Toekenning]) -> QuerySet[Toekenning]:
    """Add ``eraf``: what closing a year took off the income of a grant, to go back (``toekenningstand.gehad``)."""
    terug = Bestemming.objects.filter(toekenning=OuterRef("pk"), naar=Naar.TERUG).order_by().values("toekenning")
    som = Subquery(terug.annotate(som=Sum("bedrag")).values("som"), output_field=_GELD)
    return rijen.annotate(eraf=Coalesce(som, NUL, output_field=_GELD))


def verzoekstand(op: date, bedrag: Decimal, ontvangen: Decimal, toegekend: Decimal, vandaag: date) -> Termijnstand:
    """Return a request of ``op`` for what was open of a grant without instalments, as if it was the last of these.

    So a receipt goes to what was not asked for first, and what a lower final decision takes away is not asked any more.
    """
    open_, vervalt = max(min(bedrag, toegekend - ontvangen), NUL), uiterlijk(op)
    termijn = Termijn(vervalt=vervalt, bedrag=bedrag)
    return Termijnstand(termijn, bedrag, bedrag - open_, open_ > 0 and vervalt < vandaag)
