"""Columns of a spreadsheet, and the rows that are read from one."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _
from import_export.fields import Field

from buurtwerkkamer.invoer.fouten import Celfout
from buurtwerkkamer.invoer.widgets import Keuze, Strikt
from kamers.models import Kamer

VOORBEELD = "VOORBEELD"


class Kolom(Field):
    """A column: its header (always Dutch, as it is part of the format), how it is read, and what to tell about it.

    ``merk``: the column in which the row of example says that it is one, so that it is never stored.
    """

    def __init__(self, naam: str, widget: Strikt, *, verplicht=False, uitleg="", voorbeeld=None, merk=False):
        super().__init__(column_name=naam, widget=widget)
        self.verplicht, self.uitleg, self.voorbeeld, self.merk = verplicht, uitleg, voorbeeld, merk

    def clean(self, row, **kwargs):
        """Read a cell. ValueError with what to do, also when a cell is empty that must not be."""
        if self.merk and str(row[self.column_name] or "").strip().startswith(f"{VOORBEELD} "):
            raise ValueError(_("Dit is de rij met het voorbeeld. Haal deze rij weg, of vul je eigen gegevens in."))
        waarde = self.widget.clean(row[self.column_name], row=row)
        if self.verplicht and waarde in (None, ()):
            raise ValueError(_("Deze cel is leeg. Vul hier iets in."))
        return waarde

    def cel_als_voorbeeld(self):
        """Return the example as a cell of its own kind: a day is a day; of a list that stands elsewhere the first."""
        voorbeeld = self.voorbeeld
        if voorbeeld is None and self.verplicht and isinstance(self.widget, Keuze):
            voorbeeld = next((namen[0] for namen in self.widget.namen.values()), None)
        if self.merk:
            return f"{VOORBEELD} {voorbeeld}"
        return self.widget.render(self.widget.clean(voorbeeld)) if voorbeeld is not None else None


@dataclass(frozen=True)
class Omgeving:
    """Who reads or writes a file, for which rooms, on which day. ``kamer`` is the room of the page, when it has one."""

    gebruiker: object
    kamers: tuple[Kamer, ...]
    vandaag: date
    kamer: Kamer | None = None


class Rij:
    """A row of a spreadsheet, cleaned: an attribute per column, and the number the spreadsheet gives it."""

    def __init__(self, nummer: int = 0, **waarden):
        self.nummer = nummer
        self.bron = None  # the row of the database that it is about
        vars(self).update(waarden)

    def zet(self, **waarden) -> None:
        """Fill in what follows from other cells."""
        vars(self).update(waarden)


@dataclass(frozen=True)
class Verschil:
    """What changes in one column, in words."""

    kop: str
    oud: str
    nieuw: str


@dataclass(frozen=True)
class Rijuitkomst:
    """What happens with one row."""

    nummer: int
    wat: str  # NIEUW, GEWIJZIGD or ZELFDE
    titel: str
    verschillen: tuple[Verschil, ...] = ()


NIEUW, GEWIJZIGD, ZELFDE = "nieuw", "gewijzigd", "zelfde"


@dataclass(frozen=True)
class Uitkomst:
    """What a file would do or did: every row, or every mistake, and what to know about it."""

    rijen: tuple[Rijuitkomst, ...]
    fouten: tuple[Celfout, ...]
    meldingen: tuple[str, ...] = ()

    @classmethod
    def uit_json(cls, alles: dict) -> Self:
        """Return an outcome that was kept as JSON (``asdict``)."""
        rijen = [
            Rijuitkomst(**{**rij, "verschillen": tuple(Verschil(**een) for een in rij["verschillen"])})
            for rij in alles["rijen"]
        ]
        fouten = [Celfout(**fout) for fout in alles["fouten"]]
        return cls(tuple(rijen), tuple(fouten), tuple(alles["meldingen"]))

    def van(self, wat: str) -> list[Rijuitkomst]:
        return [rij for rij in self.rijen if rij.wat == wat]

    @property
    def aantallen(self) -> dict[str, int]:
        return {wat: len(self.van(wat)) for wat in (NIEUW, GEWIJZIGD, ZELFDE)}

    @property
    def doet_iets(self) -> bool:
        return any(rij.wat != ZELFDE for rij in self.rijen)
