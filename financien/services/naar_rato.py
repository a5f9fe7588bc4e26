"""Divide an amount over parts: by proportion, to the cent, the last part takes what rounding leaves."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from buurtwerkkamer.bedragen import CENT, rond

Deel = TypeVar("Deel")


def verdeel(bedrag: Decimal, gewichten: Mapping[Deel, Decimal]) -> dict[Deel, Decimal]:
    """Return the amount in euros over these parts, in their order. The last takes the cents of rounding.

    No part goes below zero: where rounding up would take more than there is, the later part gets nothing.
    """
    geheel, over, uit = sum(gewichten.values()), bedrag, {}
    *eerste, laatste = gewichten
    for deel in eerste:
        uit[deel] = min(rond(bedrag * gewichten[deel] / geheel), over)
        over -= uit[deel]
    uit[laatste] = over
    return uit


def verdeel_verder(bedrag: Decimal, gewichten: Mapping[Deel, Decimal], had: Mapping[Deel, Decimal]) -> dict:
    """Return how to divide the next amount so that all of it together is divided as by ``verdeel``.

    ``had``: what each part got before. So the last of several instalments makes each part exactly its share.
    """
    totaal = verdeel(sum(had.values(), bedrag), gewichten)
    uit = {deel: totaal[deel] - had.get(deel, Decimal(0)) for deel in totaal}
    tekort = sum((-waarde for waarde in uit.values() if waarde < 0), Decimal(0))
    for deel in reversed(list(uit)):  # a cent too much before is a cent less now, never a line below zero
        af = min(max(uit[deel], Decimal(0)), tekort)
        uit[deel] = max(uit[deel], Decimal(0)) - af
        tekort -= af
    return {deel: waarde.quantize(CENT) for deel, waarde in uit.items() if waarde}
