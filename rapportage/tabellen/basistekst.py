"""The printed label of a cost line with the basis of its own version behind it."""

import re
from collections.abc import Sequence
from decimal import Decimal

from buurtwerkkamer.bedragen import invoer
from financien.services.basis import Basis

SCHEIDING = ": basis is "
ANDERS = "per kamer anders"
_WOORD = re.compile(r"\w+|€")


def met_basis(label: str, bases: Sequence[tuple[Decimal | None, str]]) -> str:
    """Return a label with what these rooms are built on in this version.

    The label of the house may carry a basis too ("…: basis is 4 uur professionele inzet per week"). Where that says
    the same it is printed to the letter; otherwise that of the version stands in its place, or nothing.
    """
    hoofd, scheiding, gedrukt = label.partition(SCHEIDING)
    eigen = in_woorden([Basis(*basis) for basis in bases])
    if scheiding and _woorden(gedrukt) == _woorden(eigen):
        return label
    return f"{hoofd}{SCHEIDING}{eigen}" if eigen else hoofd


def in_woorden(bases: Sequence[Basis]) -> str:
    """Say what rooms are built on: one basis, from lowest to highest, or that it differs."""
    alle = list(dict.fromkeys(basis for basis in bases if basis))
    if not alle:
        return ""
    if len(alle) == 1:
        return str(alle[0]) if all(bases) else f"{alle[0]} (niet in elke kamer)"
    aantallen = sorted(basis.aantal for basis in alle if basis.aantal is not None)
    if len({basis.eenheid for basis in alle}) > 1 or len(aantallen) < len(alle):
        return ANDERS
    laagste = Basis(aantallen[0], alle[0].eenheid)
    munt = "€ " if laagste.is_geld else ""
    van_tot = f"{munt}{invoer(aantallen[0])} tot "
    return f"{van_tot}{Basis(aantallen[-1], laagste.eenheid)} ({ANDERS})"


def _woorden(tekst: str) -> list[str]:
    """Return the words of a text, so that a comma or a capital makes no difference."""
    return _WOORD.findall(tekst.casefold())
