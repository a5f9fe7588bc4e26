"""The opening hours of a room [8]: a week of at most two stretches a day, from a day on."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from buurtwerkkamer.handelingen import eenmaal
from kamers.models import Kamer, Openingstijd, Weekdag
from kamers.services.keer import een_tegelijk

Stukken = tuple[tuple[time, time], ...]


class TijdenGewijzigd(Exception):
    """Someone else changed the opening hours after the page was made."""


@dataclass(frozen=True)
class Opendag:
    """A day of the week and when the room is open then; nothing when it is closed."""

    weekdag: int
    naam: str
    stukken: Stukken = field(default=())


def week(kamer: Kamer, dag: date) -> list[Opendag]:
    """Return the opening hours that hold on a day, Monday first; seven days, one query."""
    rijen = geldend(kamer, dag)
    return [
        Opendag(d.value, str(d.label), tuple((r.begin, r.eind) for r in rijen if r.weekdag == d.value)) for d in Weekdag
    ]


def geldend(kamer: Kamer, dag: date) -> list[Openingstijd]:
    """Return the rows that hold on a day, in order of weekday and time."""
    return list(kamer.openingstijden.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag))


def open_per_dag(kamer: Kamer, van: date, tot: date) -> dict[date, Stukken]:
    """Return the opening hours of each day from a day to a day: those that hold on that very day. One query."""
    rijen = list(kamer.openingstijden.filter(Q(tot__isnull=True) | Q(tot__gte=van), van__lte=tot))
    dagen = [van + timedelta(days=n) for n in range((tot - van).days + 1)]
    return {dag: tuple((r.begin, r.eind) for r in rijen if r.geldt_op(dag)) for dag in dagen}


def stand_van(dagen: list[Opendag]) -> str:
    """Return the week as the form saw it, so that a second editor is noticed."""
    return ";".join(f"{d.weekdag}:{b:%H%M}-{e:%H%M}" for d in dagen for b, e in d.stukken)


@transaction.atomic
def zet_week(*, kamer: Kamer, dagen: dict[int, Stukken], van: date, gezien: str, sleutel: UUID, gebruiker) -> bool:
    """Write the opening hours of a week from a day on; days that stay the same keep their rows.

    False when this form was sent before; TijdenGewijzigd when the hours are not what the user saw.
    """
    if eenmaal(sleutel, "openingstijden", gebruiker, f"kamer:{kamer.pk}") is None:
        return False
    een_tegelijk(kamer.pk)
    if stand_van(week(kamer, van)) != gezien:
        raise TijdenGewijzigd
    later = Q(van__gt=van)
    for dag in week(kamer, van):
        nieuw = dagen.get(dag.weekdag, ())
        rijen = kamer.openingstijden.filter(weekdag=dag.weekdag)
        if nieuw == dag.stukken and not rijen.filter(later).exists():
            continue
        rijen.filter(van__gte=van).delete()
        rijen.filter(Q(tot__isnull=True) | Q(tot__gte=van)).update(tot=van - timedelta(days=1))
        for begin, eind in nieuw:
            Openingstijd.objects.create(kamer=kamer, weekdag=dag.weekdag, begin=begin, eind=eind, van=van)
    return True
