"""The parts of a hand-over pack: a thing, a list of them, and how several lists are asked for in one question."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, CharField, DateField, DecimalField, F, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

LEEG, NIETS = Value(""), Value(None)
Kolom = str | Combinable


@dataclass(frozen=True)
class Punt:
    """One thing that the next one finds open, or gets."""

    wat: str
    dag: date | None = None
    bedrag: Decimal | None = None


@dataclass(frozen=True)
class Lijst:
    naam: str
    punten: tuple[Punt, ...]
    leeg: str

    @property
    def met_dag(self) -> bool:
        """Whether a day is known of anything in it."""
        return any(punt.dag for punt in self.punten)

    @property
    def met_bedrag(self) -> bool:
        """Whether anything in it is about money."""
        return any(punt.bedrag is not None for punt in self.punten)


@dataclass(frozen=True)
class Deel:
    """Rows of one list, and which of their columns say what, how it stands, on which day and how much."""

    rijen: QuerySet
    wat: Kolom
    bij: Kolom = LEEG
    dag: Kolom = NIETS
    bedrag: Kolom = NIETS

    def als(self, naam: str) -> QuerySet:
        """Return these rows as those of the list ``naam``."""
        vast = (Value(naam, CharField()), Cast(self.wat, CharField()), Cast(self.bij, CharField()))
        geld = DecimalField(max_digits=12, decimal_places=2)
        return self.rijen.order_by().values_list(*vast, Cast(self.dag, DateField()), Cast(self.bedrag, geld))


def verzamel(*delen: tuple[str, Deel]) -> dict[str, tuple[Punt, ...]]:
    """Ask for several lists at once, each the oldest day first; parts of one name are one list. One question."""
    eerste, *rest = (deel.als(naam) for naam, deel in delen)
    uit: dict[str, list[Punt]] = {naam: [] for naam, _deel in delen}
    for naam, wat, bij, dag, bedrag in eerste.union(*rest, all=True):
        uit[naam].append(Punt(", ".join(filter(None, (wat, bij))), dag, bedrag))
    return {naam: tuple(sorted(punten, key=_volgorde)) for naam, punten in uit.items()}


def _volgorde(punt: Punt) -> tuple:
    return (punt.dag is None, punt.dag or date.min, punt.wat, punt.bedrag or 0)


def zin(*delen) -> Concat:
    """Return a sentence of texts and columns; a column is an ``F``."""
    return Concat(*(Cast(deel, CharField()) if isinstance(deel, F) else Value(str(deel)) for deel in delen), LEEG)


def woord(veld: str, keuzes) -> Case:
    """Return the label of what stands in a column with choices."""
    gevallen = (When(**{veld: keuze.value}, then=Value(str(keuze.label))) for keuze in keuzes)
    return Case(*gevallen, default=LEEG, output_field=CharField())
