"""Is there enough money? Financing minus costs, and from where on that is called a shortage."""

from decimal import Decimal

TEKORT_MARGE = Decimal(1000)


def is_tekort(verschil: Decimal) -> bool:
    """Tell whether a difference of financing minus costs, in euros, is a shortage against the target "0 tekort" [64].

    Up to € 1.000 below zero is not: contributions are granted in hundreds of euros and costs are not, so the offer
    of 2018 itself stands at −680 and −156 for two rooms and −44 in total beside "0 tekort" [116]. The difference is
    always shown; the margin only decides about the word. It holds for a room and for the total alike.
    """
    return verschil < -TEKORT_MARGE
