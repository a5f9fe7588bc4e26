"""For whom activities are and what they are about: activities counted, never persons [13, 35]."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from kamers.models import Bijeenkomst, Doelgroep, Domein, Kamer


@dataclass(frozen=True)
class Telling:
    """How many activities, by name, and how many times they took place."""

    activiteiten: int = 0
    keren: int = 0


@dataclass(frozen=True)
class Groepsrij:
    """One target group or domain, or what has none (``groep`` is None); one count per room, and of all rooms."""

    groep: Doelgroep | Domein | None
    cellen: list[tuple[Kamer, Telling]]

    @property
    def totaal(self) -> Telling:
        tellingen = [telling for _kamer, telling in self.cellen]
        return Telling(sum(t.activiteiten for t in tellingen), sum(t.keren for t in tellingen))


def doelgroepen(kamers: Iterable[Kamer], jaar: int) -> list[Groepsrij]:
    """Return the target groups A–I with the activities that took place for them in a year. Two queries."""
    return _rijen("doelgroepen", list(Doelgroep.objects.all()), list(kamers), jaar)


def domeinen(kamers: Iterable[Kamer], jaar: int) -> list[Groepsrij]:
    """Return the domains with the activities of a year that touch them. Two queries."""
    return _rijen("domeinen", list(Domein.objects.all()), list(kamers), jaar)


def _rijen(veld: str, groepen: list, kamers: list[Kamer], jaar: int) -> list[Groepsrij]:
    """Count once per group: an activity with two groups stands in both, one without any in the last row.

    A lesson on Tuesday and Thursday, or one that moved to another day, is one activity: its name in its room.
    """
    keren = Bijeenkomst.objects.genoteerd().in_jaar(jaar).filter(kamer__in=kamers).order_by()
    naam = Count("activiteit__naam", distinct=True)
    tellingen = {
        (groep, kamer): Telling(activiteiten, aantal)
        for groep, kamer, activiteiten, aantal in keren.values_list(f"activiteit__{veld}", "kamer").annotate(
            activiteiten=naam, aantal=Count("pk")
        )
    }
    rijen = [_rij(groep, groep.pk, kamers, tellingen) for groep in groepen]
    zonder = _rij(None, None, kamers, tellingen)
    return [*rijen, zonder] if zonder.totaal.keren else rijen


def _rij(groep, sleutel, kamers: list[Kamer], tellingen: dict) -> Groepsrij:
    return Groepsrij(groep, [(kamer, tellingen.get((sleutel, kamer.pk), Telling())) for kamer in kamers])
