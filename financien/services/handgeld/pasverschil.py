"""Rooms whose card differs: at the last count the bank said something else than the books, and nobody said why.

A difference of the tin cannot be kept without a sentence; what the bank says of the card is asked too, and may come
right by itself. It waits until a count of the room agrees, or has a sentence.
"""

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from financien.models import Kastelling
from kamers.models import Kamer

PAS = "pas"
_LATER_OP_DE_DAG = Q(datum=OuterRef("datum"), pk__gt=OuterRef("pk"))


def pasverschillen(gebruiker, kamer: Kamer | None = None) -> QuerySet:
    """Return a row (what, room, its code) for each room in reach whose card differs, to be asked with others."""
    bank = Kastelling.objects.geldig().exclude(rekening_gezien=None)
    later = bank.filter(kamer=OuterRef("kamer")).filter(Q(datum__gt=OuterRef("datum")) | _LATER_OP_DE_DAG)
    rijen = bank.zichtbaar_voor(gebruiker).filter(~Exists(later), uitleg="").exclude(rekening_gezien=F("rekening_boek"))
    rijen = rijen.filter(kamer=kamer) if kamer else rijen
    code = Cast("kamer__code", CharField())
    return rijen.order_by().annotate(wat=Value(PAS), code=code).values_list("wat", "kamer_id", "code")
