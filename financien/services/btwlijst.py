"""The btw of everything that stands in the books, per quarter: of invoices, and of what was noted beside a document."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buurtwerkkamer.models import Gebruiker
from financien.models import Boekstuk, Inkoopfactuur
from financien.services.btwnotities import genoteerd_in
from financien.services.factuurstand import met_alles


@dataclass(frozen=True)
class Btwregel:
    """The btw of one document. Without ``factuur`` it was noted beside it."""

    boekstuk: Boekstuk
    datum: date
    btw: Decimal
    totaal: Decimal
    factuur: Inkoopfactuur | None = None


@dataclass(frozen=True)
class Btwkwartaal:
    """A quarter with its documents and their btw together, in euros."""

    nummer: int
    regels: tuple[Btwregel, ...]

    @property
    def btw(self) -> Decimal:
        return sum((regel.btw for regel in self.regels), Decimal("0.00"))


def btw_per_kwartaal(jaar: int, *, gebruiker: Gebruiker) -> list[Btwkwartaal]:
    """Return what is booked with an amount of btw: an invoice by its own date, any other document by its day.

    Credit notes and costs that came back take theirs off. What was reversed is not in it, nor what is about wages for
    who may not see those. No return is filed with it.
    """
    rijen = sorted([*_facturen(jaar, gebruiker), *_genoteerd(jaar, gebruiker)], key=_op_dag)
    kwartalen: dict[int, list[Btwregel]] = {nummer: [] for nummer in (1, 2, 3, 4)}
    for rij in rijen:
        kwartalen[kwartaal(rij.datum)].append(rij)
    return [Btwkwartaal(nummer, tuple(regels)) for nummer, regels in kwartalen.items()]


def _op_dag(rij: Btwregel) -> tuple[date, int]:
    return rij.datum, rij.boekstuk.pk


def _facturen(jaar: int, gebruiker: Gebruiker) -> list[Btwregel]:
    rijen = Inkoopfactuur.objects.zichtbaar_voor(gebruiker).filter(datum__year=jaar).exclude(btw=None).exclude(btw=0)
    uit = []
    for rij in met_alles(rijen).filter(geboekt=True):
        stuk = next(a.boekstuk for a in reversed(rij.akkoorden.all()) if a.boekstuk)
        uit.append(Btwregel(stuk, rij.datum, rij.btw, vars(rij)["totaal"], factuur=rij))
    return uit


def _genoteerd(jaar: int, gebruiker: Gebruiker) -> list[Btwregel]:
    rijen = genoteerd_in(jaar, gebruiker)
    return [Btwregel(rij, rij.datum, vars(rij)["btw"], vars(rij)["kosten"]) for rij in rijen]


def kwartaal(dag: date) -> int:
    """Return the quarter of a day, 1 to 4."""
    return (dag.month + 2) // 3
