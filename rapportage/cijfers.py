"""Figures of a year that are counted from what was logged: people, jobs, active volunteers and hours."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, Sum

from kamers.models import Inzet, Tariefsoort
from kamers.services.tellen import Aantal, telling
from vrijwilligers.models import Vrijwilliger


@dataclass(frozen=True)
class Actief:
    """Active volunteers of one room (indicator O2): how many, and the hours they gave on average."""

    aantal: int
    gemiddeld: Decimal | None  # hours; None when there is nobody


@dataclass(frozen=True)
class Kamercijfers:
    """What one room logged in a year. A missing key or None means: niet geregistreerd, never 0."""

    bereikt: Mapping[int | str, Aantal] = field(default_factory=dict)  # keys as in kamers.services.tellen
    actief: Actief | None = None
    uren: Mapping[str, Decimal] = field(default_factory=dict)  # by Tariefsoort
    laatste_dag: date | None = None  # the last day with hours: how far the figures go


@dataclass(frozen=True)
class Persoonsuren:
    """What one person gave in one room in a year; stays here, no report shows it."""

    soort: str  # Tariefsoort
    overeenkomst: bool  # had an agreement on some day of the year
    uren: Decimal  # that count
    laatste_dag: date


@dataclass(frozen=True)
class Jaarcijfers:
    """What the rooms logged in a year, and how many different people the cooperative reached at most."""

    per_kamer: Mapping[int, Kamercijfers] = field(default_factory=dict)
    cooperatie: Aantal | None = None  # "ten hoogste"; None when nobody was counted


def jaarcijfers(jaar: int, uren_voor_actief: int) -> Jaarcijfers:
    """Return the figures of every room that logged something in a year. Two queries.

    Rooms to practise in are left out.
    """
    geteld = telling(jaar)
    bereikt, inzet = geteld.per_kamer, _inzet_per_kamer(jaar)
    per_kamer = {
        kamer: Kamercijfers(
            bereikt=bereikt.get(kamer, {}),
            actief=_actief(inzet.get(kamer, []), uren_voor_actief),
            uren=_uren(inzet.get(kamer, [])),
            laatste_dag=max((wie.laatste_dag for wie in inzet.get(kamer, [])), default=None),
        )
        for kamer in bereikt.keys() | inzet.keys()
    }
    return Jaarcijfers(per_kamer, geteld.cooperatie)


def _inzet_per_kamer(jaar: int) -> dict[int, list[Persoonsuren]]:
    """Return per room the hours of each person. One query."""
    overeenkomst = Vrijwilliger.objects.met_overeenkomst_in(jaar).filter(persoon=OuterRef("persoon"))
    rijen = (
        Inzet.objects.in_jaar(jaar)
        .filter(kamer__oefenkamer=False)
        .order_by()
        .annotate(heeft_overeenkomst=Exists(overeenkomst))
        .values_list("kamer", "persoon", "tariefsoort", "heeft_overeenkomst")
        .annotate(som=Sum("uren"), laatste=Max("dag"))
    )
    per_kamer = defaultdict(list)
    for kamer, _persoon, *rest in rijen:
        per_kamer[kamer].append(Persoonsuren(*rest))
    return dict(per_kamer)


def _actief(personen: list[Persoonsuren], grens: int) -> Actief | None:
    """Count who has an agreement and gave at least so many hours in this room (domain.md §3)."""
    bewoners = [wie for wie in personen if wie.soort == Tariefsoort.BEWONER]
    if not bewoners:
        return None
    genoeg = [wie.uren for wie in bewoners if wie.overeenkomst and wie.uren >= grens]
    return Actief(len(genoeg), sum(genoeg, Decimal(0)) / len(genoeg) if genoeg else None)


def _uren(personen: list[Persoonsuren]) -> dict[str, Decimal]:
    som: dict[str, Decimal] = defaultdict(Decimal)
    for wie in personen:
        som[wie.soort] += wie.uren
    return dict(som)
