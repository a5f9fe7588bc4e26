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


def verlaging(lager: Decimal, delen: Mapping[Deel, Decimal], al: Mapping[Deel, Decimal]) -> dict[Deel, Decimal]:
    """Return what goes off each part when ``lager`` goes off all of them, by proportion.

    ``al``: what was taken off before. It stays off its own part: only the difference is divided, by what each part has
    left of it; when too much was taken, it comes back in proportion.
    """
    al = {deel: bedrag for deel, bedrag in al.items() if bedrag}
    verschil = lager - sum(al.values(), Decimal(0))
    uit = {**dict.fromkeys(delen, Decimal(0)), **al}
    if verschil < 0:
        anders = verdeel(-verschil, al)
        return {deel: bedrag - anders.get(deel, Decimal(0)) for deel, bedrag in uit.items()}
    anders = verdeel(verschil, {deel: bedrag - uit[deel] for deel, bedrag in delen.items()}) if verschil else {}
    return {deel: bedrag + anders.get(deel, Decimal(0)) for deel, bedrag in uit.items()}
