"""What is due of a grant, and what of it came in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financien.models import Termijn
from financien.services.saldi import NUL


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
