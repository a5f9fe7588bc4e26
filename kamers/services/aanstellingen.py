"""Tells floor 1 who holds which role today, and the coach who coordinates a room."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.utils import timezone

from buurtwerkkamer.rollen import Aanstellinginfo, Rol
from kamers.models import Aanstelling, Kamer

OPEN_EERST = (F("kamer__gesloten_op").desc(nulls_first=True), "kamer__volgorde", "pk")  # a closed room comes last


def info_van(aanstelling: Aanstelling) -> Aanstellinginfo:
    """Return what floor 1 needs to know of an appointment that was read with its room."""
    code = aanstelling.kamer.code if aanstelling.kamer else ""
    return Aanstellinginfo(Rol(aanstelling.rol), aanstelling.kamer_id, code, aanstelling.partner_id)


def aanstellingen_van(gebruiker) -> list[Aanstellinginfo]:
    """Return the appointments of a user that hold today, in one query."""
    rijen = Aanstelling.objects.op(timezone.localdate()).filter(gebruiker=gebruiker)
    return [info_van(rij) for rij in rijen.select_related("kamer").order_by(*OPEN_EERST)]


def coordinatoren(kamers: Iterable[Kamer], dag: date) -> dict[int, list[str]]:
    """Return by room the names of who coordinates it on a day, in one query; a room without anyone is not in it."""
    rijen = Aanstelling.objects.op(dag).filter(kamer__in=kamers, rol=Rol.COORDINATOR)
    namen: dict[int, list[str]] = defaultdict(list)
    for kamer, naam in rijen.order_by("gebruiker__naam", "pk").values_list("kamer", "gebruiker__naam"):
        namen[kamer].append(naam)
    return dict(namen)


def coordinatoren_van(dag: date) -> ArraySubquery:
    """Return the same names for one room, to be read in the question about that room."""
    rijen = Aanstelling.objects.op(dag).filter(kamer=OuterRef("pk"), rol=Rol.COORDINATOR)
    return ArraySubquery(rijen.order_by("gebruiker__naam", "pk").values("gebruiker__naam"))
