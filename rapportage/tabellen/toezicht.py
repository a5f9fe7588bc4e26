"""What kascommissie and accountant said about a year, and what went without a second pair of eyes (domain.md §6)."""

from dataclasses import dataclass
from datetime import date

POSITIEF, OPMERKINGEN, BEPERKING = "positief", "positief, met opmerkingen", "positief, met beperking"
NIET_POSITIEF = "niet positief"


@dataclass(frozen=True)
class Controleregel:
    """One check by the kascommissie. ``oordeel`` is in the words of the members, empty until both signed."""

    van: date
    tot: date
    stukken: int
    bekeken: int
    vragen: int
    oordeel: str = ""
    getekend_op: date | None = None


@dataclass(frozen=True)
class Verklaringregel:
    """A statement of the accountant, in exactly its words."""

    soort: str
    oordeel: str
    datum: date


@dataclass(frozen=True)
class Zondervierogen:
    """How many documents of the year went without a second pair of eyes in one way, and how many of them were seen."""

    woorden: str
    aantal: int
    bekeken: int


@dataclass(frozen=True)
class Toezicht:
    """The whole: ``oordeel`` is indicator I2, empty while it follows; ``bij`` says on what it rests or waits."""

    zin: str
    oordeel: str
    bij: str
    controles: tuple[Controleregel, ...] = ()
    verklaringen: tuple[Verklaringregel, ...] = ()
    zonder: tuple[Zondervierogen, ...] = ()
    tellingen: int = 0  # counts of the tin in the year
    alleen_geteld: int = 0  # of which by one person

    @property
    def gecontroleerd(self) -> bool:
        """Whether anybody began to check, so that there is something to print."""
        return bool(self.controles or self.verklaringen)

    @property
    def getekend(self) -> bool:
        """Whether the kascommissie gave a verdict about (a part of) the year."""
        return any(controle.oordeel for controle in self.controles)
