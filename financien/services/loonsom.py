"""Wages as one figure of the year in the books, for who may not see what one person earns (domain.md §5.6).

Every other booking is open to the same reader, so an amount with wages in it tells, minus what is open, those wages:
no page may hold one of a day, a month or a document. Costs of wages are one line; what is still to be paid of them is
one line, from whatever account; on bank, handgeld and cash they are one amount of the year, not divided over rooms.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from financien.models import Boeking, Grootboekrekening, Rekeningsoort
from financien.models.boekstuk import is_loon
from financien.services.saldi import NUL, Proefregel, Saldi, Saldo, proefregels, rond_jaar, saldi

KOSTEN, SCHULD = -1, -2  # stand for the accounts that are one line here; no row has such a key
SAMEN = (
    Rekeningsoort.VORDERING,
    Rekeningsoort.OVERLOPEND_ACTIEF,
    Rekeningsoort.SCHULD,
    Rekeningsoort.OVERLOPEND_PASSIEF,
)


def regels() -> list[Grootboekrekening]:
    """Return the two lines that stand for the accounts of wages. They are in no table."""
    return [
        Grootboekrekening(pk=SCHULD, naam=_("Nog te betalen van lonen, samen"), soort=Rekeningsoort.SCHULD, loon=True),
        Grootboekrekening(pk=KOSTEN, naam=_("Lonen, heel het jaar"), soort=Rekeningsoort.KOSTEN, loon=True),
    ]


def saldi_met_loonsom(rijen: QuerySet[Boeking], rekeningen: Iterable[Grootboekrekening]) -> Saldi:
    """Return debit and credit per account, with wages net on the two lines. Two queries."""
    return met_loonsom(saldi(rijen.exclude(is_loon())), saldi(rijen.filter(is_loon())), rekeningen)


def met_loonsom(ander: Saldi, lonen: Saldi, rekeningen: Iterable[Grootboekrekening]) -> Saldi:
    """Return what was read of wages and of all else as one, with wages net on the two lines."""
    uit: Saldi = defaultdict(Saldo, ander)
    netto: dict[int, Decimal] = defaultdict(lambda: NUL)
    waar = {rekening.pk: plek(rekening) for rekening in rekeningen}
    for pk, saldo in lonen.items():
        netto[waar[pk]] += saldo.waarde
    for pk, waarde in netto.items():
        uit[pk] += Saldo(max(waarde, NUL), max(-waarde, NUL))
    return dict(uit)


def plek(rekening: Grootboekrekening) -> int:
    """Return where wages on this account are counted: on a line of their own, or on the account itself."""
    if rekening.soort in SAMEN:
        return SCHULD
    return KOSTEN if rekening.loon else rekening.pk


def proefbalans_met_loonsom(jaar: int) -> list[Proefregel]:
    """Return the trial balance with wages on the two lines."""
    rekeningen = [*Grootboekrekening.objects.select_related("kamer"), *regels()]
    ervoor, erin = (saldi_met_loonsom(rijen, rekeningen) for rijen in rond_jaar(jaar))
    return proefregels(rekeningen, ervoor, erin)
