"""What the books say of a year: costs per room and line, income per room, and until which day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from financien.models import Rekeningsoort
from rapportage.tabellen.basis import NUL
from rapportage.tabellen.geldregels import Geboekt

BUITEN = ""  # the code of costs that have no line


@dataclass(frozen=True)
class Boekcijfers:
    """Costs by room and code of the line, income by room; a room without a booking is in neither."""

    geboekt_tot: date
    kosten: dict[tuple[int, str], Decimal] = field(default_factory=dict)
    baten: dict[int, Decimal] = field(default_factory=dict)

    def resultaat(self, kamer: int) -> Decimal | None:
        """Return income minus costs of a room, or None when nothing was booked for it."""
        kosten = [bedrag for (wie, _code), bedrag in self.kosten.items() if wie == kamer]
        if not kosten and kamer not in self.baten:
            return None
        return self.baten.get(kamer, NUL) - sum(kosten, NUL)


def boekcijfers(geboekt: Iterable[Geboekt], tot: date | None) -> Boekcijfers | None:
    """Return what was booked, or None when there are no costs and no income; ``tot`` is the last day of them."""
    kosten: dict[tuple[int, str], Decimal] = defaultdict(lambda: NUL)
    baten: dict[int, Decimal] = defaultdict(lambda: NUL)
    for rij in geboekt:
        if rij.soort == Rekeningsoort.BATEN:
            baten[rij.kamer] -= rij.bedrag
        else:
            kosten[rij.kamer, rij.code] += rij.bedrag
    return Boekcijfers(tot, dict(kosten), dict(baten)) if tot and (kosten or baten) else None
