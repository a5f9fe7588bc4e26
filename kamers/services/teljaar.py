"""The counting year of a room: open until the project coach closes it (domain.md §1.7)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kamers.models import Kamer, Teljaar
from kamers.models.teljaar import SLOT


class TeljaarGesloten(ValidationError):
    """The counting year of this room is closed: its counts do not change any more."""

    def __init__(self, kamer: Kamer, jaar: int):
        zin = _("Het teljaar %(jaar)s van %(kamer)s is gesloten. Vraag de projectcoach wat je kunt doen.")
        super().__init__(zin % {"jaar": jaar, "kamer": kamer.naam})


class KamerDicht(TeljaarGesloten):
    """The last day of this room was before: what happened until then can still be counted, nothing after it."""

    def __init__(self, kamer: Kamer):
        laatste = date_format(kamer.gesloten_op, "j F Y") if kamer.gesloten_op else ""
        zin = _("%(kamer)s is dicht. De laatste dag was %(dag)s. Kies die dag of een dag ervoor.")
        ValidationError.__init__(self, zin % {"kamer": kamer.naam, "dag": laatste})


def wacht_op_teljaar(kamer_id: int) -> None:
    """Let nobody close a year of this room until the end of the transaction; wait for who is closing one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [SLOT, kamer_id])


def controleer_dag(kamer_id: int, dag: date) -> None:
    """Refuse to count in a closed year (TeljaarGesloten) or after the last day of the room (KamerDicht)."""
    controleer_open(kamer_id, dag.year)
    dicht = Kamer.objects.filter(pk=kamer_id, gesloten_op__lt=dag).first()
    if dicht is not None:
        raise KamerDicht(dicht)


def controleer_open(kamer_id: int, jaar: int) -> None:
    """Refuse to count in a closed year with TeljaarGesloten; until the end of the transaction nobody closes it."""
    wacht_op_teljaar(kamer_id)
    if Teljaar.objects.gesloten(kamer_id, jaar):
        raise TeljaarGesloten(Kamer.objects.get(pk=kamer_id), jaar)


def gesloten_jaren(kamers: Iterable[int]) -> set[tuple[int, int]]:
    """Return room and year of every closed counting year of these rooms, in one query."""
    return set(Teljaar.objects.filter(kamer__in=kamers).values_list("kamer_id", "jaar"))
