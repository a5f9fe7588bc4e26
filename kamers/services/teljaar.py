"""The counting year of a room: open until the project coach closes it (domain.md §1.7)."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from kamers.models import Kamer, Teljaar
from kamers.models.teljaar import SLOT


class TeljaarGesloten(ValidationError):
    """The counting year of this room is closed: its counts do not change any more."""

    def __init__(self, kamer: Kamer, jaar: int):
        zin = _("Het teljaar %(jaar)s van %(kamer)s is gesloten. Vraag de projectcoach wat je kunt doen.")
        super().__init__(zin % {"jaar": jaar, "kamer": kamer.naam})


def wacht_op_teljaar(kamer_id: int) -> None:
    """Let nobody close a year of this room until the end of the transaction; wait for who is closing one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [SLOT, kamer_id])


def controleer_open(kamer_id: int, jaar: int) -> None:
    """Refuse to count in a closed year with TeljaarGesloten; until the end of the transaction nobody closes it."""
    wacht_op_teljaar(kamer_id)
    if Teljaar.objects.gesloten(kamer_id, jaar):
        raise TeljaarGesloten(Kamer.objects.get(pk=kamer_id), jaar)
