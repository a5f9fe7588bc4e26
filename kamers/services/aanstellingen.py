"""Tells floor 1 who holds which role today."""

from django.utils import timezone

from buurtwerkkamer.rollen import Aanstellinginfo, Rol
from kamers.models import Aanstelling


def aanstellingen_van(gebruiker) -> list[Aanstellinginfo]:
    """Return the appointments of a user that hold today, in one query."""
    rijen = Aanstelling.objects.op(timezone.localdate()).filter(gebruiker=gebruiker)
    velden = rijen.order_by("kamer__volgorde", "pk").values_list("rol", "kamer", "kamer__code", "partner")
    return [Aanstellinginfo(Rol(rol), kamer, code or "", partner) for rol, kamer, code, partner in velden]
