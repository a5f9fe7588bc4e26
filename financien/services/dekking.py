"""Is there enough money? Financing minus costs of a room or a source, and from where on that is called a shortage."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from buurtwerkkamer.models import Versie
from financien.services.saldi import NUL

TEKORT_MARGE = Decimal(1000)


def is_tekort(verschil: Decimal) -> bool:
    """Tell whether a difference of financing minus costs, in euros, is a shortage against the target "0 tekort" [64].

    Up to € 1.000 below zero is not: contributions are granted in hundreds of euros and costs are not, so the offer
    of 2018 itself stands at −680 and −156 for two rooms and −44 in total beside "0 tekort" [116]. The difference is
    always shown; the margin only decides about the word. It holds for a room and for the total alike.
    """
    return verschil < -TEKORT_MARGE


KOLOMMEN = (
    *("kosten", "plan", "toegekend", "raming", "lopend", "natura", "banen", "banen_kosten", "lks"),
    *("zonder_besluit", "los", "baten"),
)


@dataclass
class Kamerdekking:
    """One room (or all together) in one year, in euros. In kind stands apart: it pays no bill."""

    naam: str
    kosten: Decimal = NUL
    plan: Decimal = NUL
    toegekend: Decimal = NUL
    raming: Decimal = NUL  # own income and the refund of the tax office: expected, nobody decided
    lopend: Decimal = NUL  # asked for or promised, not decided
    natura: Decimal = NUL
    banen: Decimal = NUL  # budget of the perspectiefbanen
    banen_kosten: Decimal = NUL  # what they cost so far
    lks: Decimal = NUL  # wage subsidy granted
    zonder_besluit: Decimal = NUL  # income in the books that no decision is needed for: own income, the tax office
    los: Decimal = NUL  # other income in the books that no decision is written down for: it covers nothing for sure
    baten: Decimal = NUL  # all income in the books: what the statement of income and expenditure says

    @property
    def zeker(self) -> Decimal:
        return self.toegekend + self.zonder_besluit

    @property
    def nog_te_boeken(self) -> Decimal:
        """Return what is granted and is no income yet: the bridge to the statement of income and expenditure."""
        return self.zeker + self.los - self.baten

    @property
    def nog_geraamd(self) -> Decimal:
        """Return the estimate that is not in the books yet."""
        return max(self.raming - self.zonder_besluit, NUL)

    @property
    def verschil(self) -> Decimal:
        """Return what is granted or booked minus what is budgeted: what is covered for sure."""
        return self.zeker - self.kosten

    @property
    def verwacht(self) -> Decimal:
        """Return the same when everything that is asked for and estimated comes."""
        return self.zeker + self.nog_geraamd + self.lopend - self.kosten

    @property
    def tekort(self) -> bool:
        return is_tekort(self.verwacht)

    @property
    def naast_plan(self) -> Decimal:
        return self.zeker + self.nog_geraamd + self.lopend - self.plan

    @property
    def banen_netto(self) -> Decimal:
        return self.banen - self.lks


@dataclass
class Brondekking:
    """One line of the financing plan and what its source granted; ``plan`` is None where the plan has no line."""

    naam: str
    plan: Decimal | None
    toegekend: Decimal = NUL
    verwacht: Decimal = NUL
    geboekt: Decimal = NUL  # income in the books without a decision

    @property
    def open(self) -> Decimal:
        """Return what nobody decided about and nobody booked."""
        return max(self.verwacht - self.geboekt, NUL)

    @property
    def verschil(self) -> Decimal:
        return self.toegekend + self.geboekt + self.open - (self.plan or NUL)


@dataclass
class Dekking:
    """Rooms and sources of a year, as they stand at the end of a day."""

    jaar: int
    dag: date
    versie: Versie | None
    kamers: list[Kamerdekking] = field(default_factory=list)
    bronnen: list[Brondekking] = field(default_factory=list)

    @property
    def totaal(self) -> Kamerdekking:
        return Kamerdekking("", *(sum((getattr(k, veld) for k in self.kamers), NUL) for veld in KOLOMMEN))
