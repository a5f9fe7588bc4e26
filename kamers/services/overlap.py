"""Whether two activities use the room at the same time, and whether it is open then. Hints, never refusals."""

from datetime import date, time, timedelta

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from kamers.models import Activiteit, Bijeenkomst, Kamer, Openingstijd, Sluiting
from kamers.services.planning import planning
from kamers.services.reeksen import dagen
from kamers.services.vrije_dag import sluitingen_van

PERIODE = timedelta(days=190)  # long enough for two monthly series to meet


def tegelijk(activiteit: Activiteit, anderen: list[Activiteit], vanaf: date) -> list[Activiteit]:
    """Return which others stand in the room at the same hour on at least one day from a day on.

    What is open the whole day (the inloop) leaves room for others, so it clashes with nothing.
    """
    if activiteit.hele_dag:
        return []
    uren = [a for a in anderen if a.weekdag == activiteit.weekdag and _zelfde_uur(activiteit, a)]
    kandidaten = [a for a in uren if a.pk != activiteit.pk and not a.hele_dag]
    eigen = set(dagen(activiteit, vanaf, vanaf + PERIODE)) if kandidaten else set()
    return [a for a in kandidaten if not eigen.isdisjoint(dagen(a, vanaf, vanaf + PERIODE))]


def _zelfde_uur(een, ander) -> bool:
    return een.begin < ander.eind and ander.begin < een.eind


def lopend(kamer: Kamer, vanaf: date) -> list[Activiteit]:
    """Return the activities of a room that have not ended before a day."""
    return list(kamer.activiteiten.filter(Q(tot__isnull=True) | Q(tot__gte=vanaf)))


def vraag_tegelijk(activiteit: Activiteit, anderen: list[Activiteit]) -> str:
    """Ask whether it is right that the room is used twice: "Op dinsdag 10:00–12:00 is er ook Inloop. Klopt dat?"."""
    namen = [a.naam for a in anderen]
    wie = namen[0] if len(namen) == 1 else _("%(namen)s en %(laatste)s") % _opsomming(namen)
    woorden = {"dag": activiteit.get_weekdag_display(), "tijd": tijd(activiteit.begin, activiteit.eind), "wie": wie}
    return _("Op %(dag)s %(tijd)s is er ook %(wie)s. Klopt dat?") % woorden


def hints_op_dag(kamer: Kamer, keer: Bijeenkomst) -> list[str]:
    """Say what else stands in the room when an occurrence was moved, or that it is closed then. Three queries."""
    van_de_dag = planning(kamer.activiteiten.all(), keer.dag, keer.dag)
    gelijk = [k for k in van_de_dag if k.gaat_door and not k.activiteit.hele_dag and _zelfde_uur(keer, k)]
    namen = [k.naam for k in gelijk if (k.activiteit.pk, k.gepland) != (keer.activiteit_id, keer.gepland)]
    dicht = next((s for s in sluitingen_van(kamer, keer.dag, keer.dag) if s.soort == Sluiting.Soort.DICHT), None)
    hints = [_("Let op: tegelijk met %(namen)s.") % {"namen": get_text_list(namen, _("en"))}] if namen else []
    return hints + ([_("Let op: de kamer is dan dicht (%(naam)s).") % {"naam": dicht.naam}] if dicht else [])


def _opsomming(namen: list[str]) -> dict[str, str]:
    return {"namen": ", ".join(namen[:-1]), "laatste": namen[-1]}


def buiten_openingstijd(activiteit: Activiteit, tijden: list[Openingstijd]) -> str:
    """Return a hint when an activity does not fit in the opening hours of its day, otherwise nothing.

    A room that has no opening hours at all gives no hints.
    """
    van_de_dag = [t for t in tijden if t.weekdag == activiteit.weekdag]
    if not tijden or any(t.begin <= activiteit.begin and activiteit.eind <= t.eind for t in van_de_dag):
        return ""
    dag = activiteit.get_weekdag_display()
    if not van_de_dag:
        return _("Op %(dag)s is de kamer dicht.") % {"dag": dag}
    open_ = _(" en ").join(tijd(t.begin, t.eind) for t in van_de_dag)
    return _("Op %(dag)s is de kamer open van %(tijd)s.") % {"dag": dag, "tijd": open_}


def tijd(begin: time, eind: time) -> str:
    """Print two times: 10:00–12:00."""
    return f"{begin:%H:%M}–{eind:%H:%M}"
