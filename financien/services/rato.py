"""What the budget of a room would be that is open for a part of the year; only proposed (domain.md §5.7)."""

from dataclasses import replace
from decimal import Decimal

from buurtwerkkamer.bedragen import rond
from financien.models import Begrotingsregel
from financien.services.raster import DEKKING, KOSTEN, Raster, Rij, Waarde
from financien.services.spreiding import verdeel
from kamers.services.rato import HEEL, Deeljaar

Soort = Begrotingsregel.Spreiding


def begroting_naar_rato(raster: Raster, deel: Deeljaar) -> dict[str, Waarde]:
    """Return the cells of a room that would change: costs and contributions in whole euros, and hours per person.

    Costs follow their spread: what falls in certain months counts the months in which the room is open, and what is
    spent once stays as it is.
    """
    voorstel = {}
    for rij in raster.rijen:
        stond = rij.waarden.get(deel.kamer.pk)
        wordt = None if stond is None else _wordt(rij, stond, deel)
        if wordt is not None and wordt != stond:
            voorstel[rij.cel(deel.kamer)] = wordt
    return voorstel


def _wordt(rij: Rij, stond: Waarde, deel: Deeljaar) -> Waarde:
    if rij.groep in KOSTEN:
        soort, maanden = rij.vallen[deel.kamer.pk]
        if soort == Soort.EENMALIG:
            return stond
        per_maand = verdeel(stond, soort, maanden)
        return rond(sum((per_maand[maand - 1] for maand in deel.maanden), Decimal(0)), HEEL)
    if rij.groep == DEKKING or rij.sleutel.startswith("u-"):
        return deel.deel(stond)
    return stond


def met_voorstel(raster: Raster, voorstel: dict[str, Waarde]) -> Raster:
    """Return the grid as it would be, so that its totals are those of the proposal."""
    rijen = tuple(
        replace(rij, waarden={kamer: voorstel.get(f"{rij.sleutel}-{kamer}", w) for kamer, w in rij.waarden.items()})
        for rij in raster.rijen
    )
    return replace(raster, rijen=rijen)
