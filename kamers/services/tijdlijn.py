"""What happened in and around a room: its opening and closing from its own facts, the rest as it was noted [132]."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kamers.models import Gebeurtenis, Kamer, Kamerstap


@dataclass(frozen=True)
class Moment:
    """One thing on the time line; ``rij`` is None when it follows from the facts of the room.

    ``maand``: only the month is known.
    """

    dag: date
    titel: str
    soort: str = ""
    webadres: str = ""
    rij: Gebeurtenis | None = None
    maand: bool = False


def tijdlijn(kamer: Kamer, opening: Kamerstap | None = None) -> list[Moment]:
    """Return everything, the newest first. One query; ``opening`` is the step when it is known."""
    rijen = list(Gebeurtenis.objects.filter(kamer=kamer))
    momenten = [Moment(r.dag, r.titel, r.get_soort_display(), r.webadres, r) for r in rijen]
    if not any(r.soort == Gebeurtenis.Soort.OPENING for r in rijen):
        momenten += _opening(kamer, opening)
    if kamer.gesloten_op:
        momenten.append(Moment(kamer.gesloten_op, _("De kamer gaat dicht")))
    return sorted(momenten, key=lambda moment: moment.dag, reverse=True)


def _opening(kamer: Kamer, opening: Kamerstap | None) -> list[Moment]:
    titel, soort = _("De kamer gaat open"), str(Gebeurtenis.Soort.OPENING.label)
    if opening:
        return [Moment(opening.gedaan_op, titel, soort)]
    return [Moment(kamer.start, titel, soort, maand=True)] if kamer.start else []
