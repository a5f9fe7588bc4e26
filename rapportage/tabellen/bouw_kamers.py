"""Build the table of the rooms of a report."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.formats import date_format

from kamers.models import Werkgebied
from rapportage.tabellen.kamers import Kamerrij


def met_gebied(kamers: QuerySet) -> QuerySet:
    """Add to rooms the names of their neighbourhoods, per kind and in their order; no query more."""
    return kamers.annotate(vooral=_namen(Werkgebied.Soort.VOORAL), ook=_namen(Werkgebied.Soort.OOK))


def _namen(soort: str) -> ArraySubquery:
    plekken = Werkgebied.objects.filter(kamer=OuterRef("pk"), soort=soort).order_by("volgorde", "pk")
    return ArraySubquery(plekken.values("buurt__naam"))


def kamertabel(kamers: Iterable[Any]) -> tuple[Kamerrij, ...]:
    """Return a row for each room (``met_gebied``). No query."""
    return tuple(
        Kamerrij(
            code=kamer.code,
            naam=kamer.naam,
            start=date_format(kamer.start, "F Y") if kamer.start else "",
            gepland=kamer.start_tekst,
            vestiging=kamer.vestiging,
            vooral=tuple(kamer.vooral),
            ook=tuple(kamer.ook),
            doel=kamer.doel,
        )
        for kamer in kamers
    )
