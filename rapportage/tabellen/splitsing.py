"""People by name beside people counted: shown apart, unless that would point at somebody."""

from buurtwerkkamer.bedragen import getal
from kamers.services.tellen import Aantal

KLEINSTE_N = 5  # fewer answers of a survey, or fewer people in a finer cell, are not shown (design.md §5, domain.md §7)


def te_klein(aantal: Aantal) -> bool:
    """Tell whether one of the two is 1–4: apart is finer than the agreed table, and the total gives away the other."""
    return 0 < min(aantal.op_naam, aantal.geteld) < KLEINSTE_N


def apart(aantal: Aantal) -> str:
    """Show people by name and people counted apart, wherever there are both (design.md §5)."""
    beide = aantal.op_naam and aantal.geteld
    return f"{getal(aantal.op_naam)} op naam + {getal(aantal.geteld)} geteld" if beide else ""
