"""What does not take place on a day because the room is closed, or because it is a school holiday."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kamers.models import Kamer, Sluiting
from kamers.services.planning import planning


@dataclass(frozen=True)
class VrijeDag:
    """Days off on one day of a room, and the names of the activities that rest."""

    sluiting: Sluiting
    rust: list[str]


def vrije_dag(kamer: Kamer, dag: date) -> VrijeDag | None:
    """Return the days off that a day of a room belongs to, or None; one query on an ordinary day."""
    hier = Sluiting.objects.op(dag).filter(Q(kamer__isnull=True) | Q(kamer=kamer)).order_by("soort", "van", "pk")
    sluiting = hier.first()  # "dicht" before "vakantie"
    if sluiting is None:
        return None
    return VrijeDag(sluiting, [k.naam for k in planning(kamer.activiteiten.all(), dag, dag) if k.sluiting])


def sluitingen_van(kamer: Kamer, van: date, tot: date) -> list[Sluiting]:
    """Return the days off of a room, and of all rooms, that touch these days."""
    hier = Sluiting.objects.filter(Q(kamer__isnull=True) | Q(kamer=kamer), van__lte=tot, tot__gte=van)
    return list(hier.order_by("soort", "van", "pk"))
