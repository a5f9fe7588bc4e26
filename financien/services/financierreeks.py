"""One partner through the years, whatever it was called."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from financien.models import Boeking, Toekenningstatus, Verdeling
from financien.models.toekenningslot import BINDEND
from financien.services.saldi import NUL
from financien.services.toekenningstand import mutaties
from kamers.models import Partner


@dataclass(frozen=True)
class Reeksjaar:
    """What one partner did in one year, whatever it was called then."""

    jaar: int
    naam: str
    gevraagd: Decimal
    toegekend: Decimal
    baten: Decimal
    ontvangen: Decimal
    natura: Decimal


def reeks(partner: Partner) -> list[Reeksjaar]:
    """Return the years of a partner, the newest first. ``ontvangen`` is what came in during that year."""
    som: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NUL))
    delen = Verdeling.objects.filter(toekenning__partner=partner).select_related("toekenning")
    bindend = Toekenningstatus.objects.geldig().filter(status__in=BINDEND).values("toekenning")
    for deel in delen.annotate(vast=Q(toekenning__in=bindend)):
        kolom = "natura" if deel.toekenning.in_natura else "gevraagd"
        som[deel.jaar][kolom] += deel.bedrag
        if deel.vast and not deel.toekenning.in_natura:
            som[deel.jaar]["toegekend"] += deel.bedrag
    for _pk, dag, _kamer, wijziging in mutaties(Boeking.objects.filter(toekenning__partner=partner)):
        som[dag.year]["baten"] += wijziging.baten
        som[dag.year]["ontvangen"] += wijziging.ontvangen
    namen = list(partner.namen.order_by("-vanaf"))
    velden = ("gevraagd", "toegekend", "baten", "ontvangen", "natura")
    return [
        Reeksjaar(jaar, _naam_in(partner, namen, jaar), *(som[jaar][veld] for veld in velden))
        for jaar in sorted(som, reverse=True)
    ]


def _naam_in(partner: Partner, namen: list, jaar: int) -> str:
    laatste = date(jaar, 12, 31)
    return next((rij.naam for rij in namen if rij.vanaf <= laatste), namen[-1].naam if namen else partner.naam)
