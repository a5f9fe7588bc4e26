"""One partner through the years, whatever it was called."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financien.models import Boeking, Toekenning, Verdeling
from financien.services.naar_rato import verdeel
from financien.services.saldi import NUL
from financien.services.toegekend import met_stand, per_toekenning, toegekend
from financien.services.toekenningen import besloten, gevraagd
from financien.services.toekenningstand import mutaties
from kamers.models import Partner


@dataclass
class Reeksjaar:
    """What one partner did in one year, whatever it was called then."""

    jaar: int
    naam: str = ""
    gevraagd: Decimal = NUL
    toegekend: Decimal = NUL
    baten: Decimal = NUL
    ontvangen: Decimal = NUL
    natura: Decimal = NUL
    natura_los: bool = False  # something in kind without an amount
    naar_rato: bool = False  # what was asked for several years at once stands here by what was granted for each


class _Reeks(dict[int, Reeksjaar]):
    def __missing__(self, jaar: int) -> Reeksjaar:
        return self.setdefault(jaar, Reeksjaar(jaar))


def reeks(partner: Partner) -> list[Reeksjaar]:
    """Return the years of a partner, the newest first. ``ontvangen`` is what came in during that year."""
    per = _Reeks()
    for delen in per_toekenning(met_stand(Verdeling.objects.filter(toekenning__partner=partner))):
        (_tel_natura if delen[0].toekenning.in_natura else _tel)(per, delen)
    for rij in Toekenning.objects.filter(partner=partner, aard=Toekenning.Aard.NATURA, bedrag=0):
        for jaar in rij.jaren:
            per[jaar].natura_los = True
    for _pk, dag, _kamer, wijziging in mutaties(Boeking.objects.filter(toekenning__partner=partner)):
        per[dag.year].baten += wijziging.baten
        per[dag.year].ontvangen += wijziging.ontvangen
    namen = list(partner.namen.order_by("-vanaf"))
    for jaar in per:
        per[jaar].naam = _naam_in(partner, namen, jaar)
    return [per[jaar] for jaar in sorted(per, reverse=True)]


def _tel_natura(per: _Reeks, delen: list[Verdeling]) -> None:
    for deel in delen:
        per[deel.jaar].natura += deel.bedrag


def _tel(per: _Reeks, delen: list[Verdeling]) -> None:
    """Add one grant; what was granted is lowered by its final decision, as on its own page."""
    rij, nu = delen[0].toekenning, vars(delen[0])["nu"]
    som = gevraagd(rij, nu, vars(delen[0])["gevraagd"])
    per_jaar: dict[int, Decimal] = defaultdict(lambda: NUL)
    for deel in delen:
        per_jaar[deel.jaar] += deel.bedrag
    for jaar, bedrag in verdeel(som, per_jaar).items():
        per[jaar].gevraagd += bedrag
        per[jaar].naar_rato |= som != rij.bedrag and len(per_jaar) > 1
    for deel, bedrag in toegekend(delen).items() if besloten(nu) else ():
        per[deel.jaar].toegekend += bedrag


def _naam_in(partner: Partner, namen: list, jaar: int) -> str:
    laatste = date(jaar, 12, 31)
    return next((rij.naam for rij in namen if rij.vanaf <= laatste), namen[-1].naam if namen else partner.naam)
