"""Counts the people of one room in one year, so that the counting rules of the house always hold."""

from dataclasses import dataclass, field
from random import Random

GROEI = 0.6  # many first visits in January, fewer and fewer later


@dataclass(frozen=True)
class Telling:
    kwamen_al: int
    nieuw_soort: int
    nieuw_kamer: int


@dataclass
class Stand:
    """Whom a room reached so far this year, and where each kind is to end."""

    doel: dict[str, int]
    deel_nieuw_in_kamer: float
    uniek: dict[str, int] = field(default_factory=dict)
    kamer: int = 0

    def tel(self, soort: str, opkomst: int, deel: float, dobbel: Random) -> Telling:
        """Count one occurrence and remember it.

        ``kwamen_al`` is never more than who was reached before (domain.md §1.2), and whoever is new in the kind but
        not in the room was in the room before.
        """
        bereikt = self.uniek.get(soort, 0)
        verwacht = self.doel[soort] * deel**GROEI - bereikt
        nieuw = max(int(verwacht + dobbel.random()), opkomst - bereikt, 0)
        nieuw = min(nieuw, opkomst, max(self.doel[soort] - bereikt, 0))
        ook_kamer = sum(dobbel.random() < self.deel_nieuw_in_kamer for _ in range(nieuw))
        ook_kamer = max(ook_kamer, nieuw - self.kamer)
        self.uniek[soort] = bereikt + nieuw
        self.kamer += ook_kamer
        return Telling(min(opkomst - nieuw, bereikt), nieuw, ook_kamer)


def nieuwe_stand(streef: dict[str, int], totaal: int, klanten: int, dobbel: Random) -> Stand:
    """Draw where a year will end: near the targets, some above and some below.

    ``totaal`` is the target of unique people in the room, ``klanten`` how many of them come through a klus.
    """
    doel = {soort: round(waarde * dobbel.uniform(0.86, 1.12)) for soort, waarde in streef.items()}
    deel = (totaal * dobbel.uniform(0.92, 1.06) - klanten) / max(sum(doel.values()), 1)
    return Stand(doel=doel, deel_nieuw_in_kamer=min(max(deel, 0.3), 0.97))
