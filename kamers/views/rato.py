"""The button *naar rato* above a grid: it shows a proposal in the cells, and saves nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from kamers.models import Kamer
from kamers.services.rato import Deeljaar, deeljaren

NAAM = "rato"


@dataclass(frozen=True)
class Ratoknop:
    """A room of this sheet that is open for a part of the year; ``vraag`` asks for its proposal, beside the others."""

    deel: Deeljaar
    gekozen: bool
    vraag: str


class Rato:
    """Which rooms of a sheet are open for a part of the year, and of which the proposal was asked (``?rato=kg``)."""

    def __init__(self, kamers: Iterable[Kamer], jaar: int, vraag: QueryDict, *, mag: bool):
        self.alle = deeljaren(kamers, jaar) if mag else []
        self.vraag = vraag
        gevraagd = vraag.getlist(NAAM)
        self.gekozen = [deel for deel in self.alle if deel.kamer.code in gevraagd]

    @property
    def knoppen(self) -> list[Ratoknop]:
        return [Ratoknop(deel, deel in self.gekozen, self._erbij(deel)) for deel in self.alle]

    def _erbij(self, deel: Deeljaar) -> str:
        vraag = self.vraag.copy()
        vraag.setlist(NAAM, sorted({*(d.kamer.code for d in self.gekozen), deel.kamer.code}))
        return f"?{vraag.urlencode()}"

    @property
    def zonder(self) -> str:
        """Return the sheet without a proposal, as the tail of an address."""
        return zonder_rato(self.vraag) or "?"


def zonder_rato(vraag: QueryDict) -> str:
    """Return which sheet of rooms was open, as the tail of an address; a proposal is over once it is saved."""
    rest = vraag.copy()
    rest.pop(NAAM, None)
    return f"?{rest.urlencode()}" if rest else ""
