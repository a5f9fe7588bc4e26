"""The forecast of wages for who may not see what one person earns (domain.md §5.6).

What is left of the budget of this month would tell, beside that budget, what was booked of wages this month. So here it
follows from two figures that the reader may see: the budget, and the wages of the year.
"""

from collections.abc import Container, Mapping
from dataclasses import replace
from decimal import Decimal

from financien.services import spreiding
from financien.services.plannen import Delen, Plan
from financien.services.saldi import NUL

Geboekt = tuple[Mapping[int, Decimal], Mapping[int, Decimal]]  # per line of the budget: of this year, of this month


def mensen_samen(plan: Plan) -> Plan:
    """Return a plan in which all that is budgeted for people is one line, under the first of them."""
    mensen = [post for post in plan.kosten if post.is_loon]
    kosten = {post: delen for post, delen in plan.kosten.items() if not post.is_loon}
    if mensen:
        kosten[mensen[0]] = tuple(deel for post in mensen for deel in plan.kosten[post])
    return replace(plan, kosten=kosten)


def zonder_maandloon(plan: Plan, maand: int, geboekt: Geboekt, lonen: Decimal, open_: Container[int]) -> Geboekt:
    """Return what was booked, with people as one line (``mensen_samen``) of which this month follows from the year.

    ``lonen``: all wages of the year. ``open_``: months of which nothing is booked.
    """
    dit_jaar, deze_maand = (dict(deel) for deel in geboekt)
    for post, delen in plan.kosten.items():
        if post.is_loon:
            dit_jaar[post.pk], deze_maand[post.pk] = lonen, _van_deze_maand(delen, maand, lonen, open_)
    return dit_jaar, deze_maand


def _van_deze_maand(delen: Delen, maand: int, lonen: Decimal, open_: Container[int]) -> Decimal:
    """Return how much of the wages of the year counts as of this month: what is above the budget of those before.

    The budget of a month of which nothing is booked is still to come, so nothing of it was spent.
    """
    ervoor = [nr for nr in range(1, maand) if nr not in open_]
    return max(lonen - sum((spreiding.verdeel(*deel)[nr - 1] for deel in delen for nr in ervoor), NUL), NUL)
