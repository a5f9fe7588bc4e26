"""A year's amount over its months, to the cent (domain.md §5.8)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from buurtwerkkamer.bedragen import rond
from financien.models import Begrotingsregel

JAAR = range(1, 13)
NUL = Decimal("0.00")
Soort = Begrotingsregel.Spreiding


def in_maanden(soort: str, maanden: Sequence[int]) -> list[int]:
    """Return the months over which a line is spread, in order; a one-off without a month is planned in December."""
    if soort == Soort.GELIJK:
        return list(JAAR)
    return sorted(maanden) or [12]


def verdeel(bedrag: Decimal, soort: str, maanden: Sequence[int] = ()) -> tuple[Decimal, ...]:
    """Return what falls in each of the twelve months; together they are the amount exactly.

    The running total is rounded, not the part: 100,00 over twelve months is 8,33 · 8,34 · 8,33 …
    """
    gepland = in_maanden(soort, maanden)
    standen = [NUL, *(_stand(bedrag, maand, gepland) for maand in JAAR)]
    return tuple(na - voor for voor, na in pairwise(standen))


def _stand(bedrag: Decimal, maand: int, gepland: list[int]) -> Decimal:
    """Return what has fallen up to and including a month."""
    return rond(bedrag * sum(m <= maand for m in gepland) / len(gepland))


def tot_en_met(bedrag: Decimal, maand: int, soort: str, maanden: Sequence[int], besteed: Decimal = NUL) -> Decimal:
    """Return the budget up to and including a month.

    A one-off whose month nobody knows counts as soon as it is spent, in December whole: one twelfth a month would
    call every purchase a deviation, and no purchase at all one too (the 11/12 trap).
    """
    if soort == Soort.EENMALIG and not maanden and maand < 12:
        return min(bedrag, max(besteed, NUL))
    return _stand(bedrag, maand, in_maanden(soort, maanden))


def nog_te_komen(bedrag: Decimal, maand: int, soort: str, maanden: Sequence[int], besteed: Decimal) -> Decimal:
    """Return the budget of the months after this one; of a one-off what is not spent yet. After December nothing."""
    if maand == 12:
        return NUL
    if soort == Soort.EENMALIG:
        return max(bedrag - besteed, NUL)
    return bedrag - _stand(bedrag, maand, in_maanden(soort, maanden))
