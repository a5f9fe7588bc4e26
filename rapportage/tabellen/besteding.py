"""Indicators I1 and I2: whether the money was enough, and what those who checked it found."""

from decimal import Decimal

from buurtwerkkamer.bedragen import getal, rond
from financien.services.dekking import is_tekort
from rapportage.tabellen import prestaties as p
from rapportage.tabellen.toezicht import Toezicht


def besteding(resultaat: Decimal | None) -> p.Bereikt:
    """Return I1 of a room: the shortage of income against costs by the books, in whole euros; up to the margin none."""
    if resultaat is None:
        return p.Bereikt(p.NIETS_GEBOEKT, p.NIETS_GEBOEKT)
    tekort = rond(-resultaat, Decimal(1)) if is_tekort(resultaat) else Decimal(0)
    teken = "+" if rond(resultaat, Decimal(1)) > 0 else ""
    return p.Bereikt(p.GETELD, f"{getal(tekort)} tekort", tekort, bij=f"baten min kosten: {teken}{getal(resultaat)}")


def controle(toezicht: Toezicht) -> p.Bereikt:
    """Return I2, the same in every room: what kascommissie and accountant found, and when that was signed."""
    getekend = [rij for rij in toezicht.controles if rij.oordeel]
    bron = ", ".join(f"kascontrole {rij.van:%d-%m-%Y} – {rij.tot:%d-%m-%Y}" for rij in getekend)
    dag = max((rij.getekend_op for rij in getekend if rij.getekend_op), default=None)
    return p.Bereikt(p.BEOORDEELD, toezicht.oordeel, bij=toezicht.bij, bron=bron, datum=dag)
