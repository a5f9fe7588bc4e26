"""Figures of a year that are counted from what was logged: people, jobs, active volunteers and hours."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, Sum

from kamers.models import Inzet, Tariefsoort
from kamers.services.tellen import bereikt_per_kamer
from vrijwilligers.models import Vrijwilliger


@dataclass(frozen=True)
class Actief:
    """Active volunteers of one room (indicator O2): how many, and the hours they gave on average."""

    aantal: int
    gemiddeld: Decimal | None  # hours; None when there is nobody


@dataclass(frozen=True)
class Kamercijfers:
    """What one room logged in a year. A missing key or None means: niet geregistreerd, never 0."""

    bereikt: Mapping[int | str, int] = field(default_factory=dict)  # keys as in kamers.services.tellen
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


def jaarcijfers(jaar: int, uren_voor_actief: int) -> dict[int, Kamercijfers]:
    """Return the figures of every room that logged something in a year, by room. Two queries."""
    bereikt = bereikt_per_kamer(jaar)
    inzet = _inzet_per_kamer(jaar)
    return {
        kamer: Kamercijfers(
            bereikt=bereikt.get(kamer, {}),
            actief=_actief(inzet.get(kamer, []), uren_voor_actief),
            uren=_uren(inzet.get(kamer, [])),
            laatste_dag=max((wie.laatste_dag for wie in inzet.get(kamer, [])), default=None),
        )
        for kamer in bereikt.keys() | inzet.keys()
    }


def _inzet_per_kamer(jaar: int) -> dict[int, list[Persoonsuren]]:
    """Return per room the hours of each person. One query."""
    overeenkomst = Vrijwilliger.objects.met_overeenkomst_in(jaar).filter(persoon=OuterRef("persoon"))
    rijen = (
        Inzet.objects.in_jaar(jaar)
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
