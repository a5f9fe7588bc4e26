"""Rooms that are open for a part of a year, and what their targets would be for that part (domain.md §5.7).

Nothing is lowered by itself: this only proposes, and whoever looks decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from buurtwerkkamer.bedragen import rond
from kamers.models import Indicator, Kamer
from kamers.services.afspraken import cel, lees_streefwaarde, toon_streefwaarde

JAAR = range(1, 13)
HEEL = Decimal(1)


@dataclass(frozen=True)
class Deeljaar:
    """A room and the months of a year in which it is open; a month that began counts."""

    kamer: Kamer
    maanden: range

    @property
    def aantal(self) -> int:
        return len(self.maanden)

    def deel(self, waarde: Decimal) -> Decimal:
        """Return so many twelfths of a count or an amount, rounded half up to a whole one."""
        return rond(waarde * self.aantal / len(JAAR), HEEL)


def deeljaren(kamers: Iterable[Kamer], jaar: int) -> list[Deeljaar]:
    """Return the rooms that begin or end within a year; one that is open in every month of it is not among them."""
    alle = [Deeljaar(kamer, _maanden(kamer, jaar)) for kamer in kamers]
    return [deel for deel in alle if 0 < deel.aantal < len(JAAR)]


def _maanden(kamer: Kamer, jaar: int) -> range:
    van, tot = kamer.start, kamer.gesloten_op
    if (van and van.year > jaar) or (tot and tot.year < jaar):
        return range(0)
    eerste = van.month if van and van.year == jaar else 1
    laatste = tot.month if tot and tot.year == jaar else 12
    return range(eerste, laatste + 1)


def doelen_naar_rato(afspraken: Iterable[tuple[Indicator, dict[int, str]]], deel: Deeljaar) -> dict[str, str]:
    """Return the targets of a room that would change, by cell: counts only, and never below one.

    A percentage, a mark, a word or a shortage is as good in half a year as in a whole one.
    """
    voorstel = {}
    for indicator, doelen in afspraken:
        stond = doelen.get(deel.kamer.pk, "")
        if not stond or indicator.eenheid != Indicator.Eenheid.AANTAL:
            continue
        wordt = _lager(stond, deel)
        if wordt != stond:
            voorstel[cel(indicator.pk, deel.kamer.pk)] = wordt
    return voorstel


def _lager(tekst: str, deel: Deeljaar) -> str:
    doel = lees_streefwaarde(tekst)
    if not doel["waarde"]:
        return tekst
    doel["waarde"] = max(deel.deel(doel["waarde"]), HEEL)
    if doel["op_aangemeld"]:
        doel["op_aangemeld"] = max(int(deel.deel(Decimal(doel["op_aangemeld"]))), int(doel["waarde"]))
    return toon_streefwaarde(doel)
