"""The heading of pages that are about no room: whoever works in one room keeps its door, its colour and its name."""

from django.utils.functional import SimpleLazyObject

from buurtwerkkamer.panelen import kamercodes_van
from kamers.models import Kamer


def eigen_kamer(request) -> dict:
    """Context processor: the one room of the active role, read only by a page that has no room of its own."""
    return {"eigen_kamer": SimpleLazyObject(lambda: _eigen_kamer(getattr(request, "user", None)))}


def _eigen_kamer(gebruiker) -> Kamer | None:
    if gebruiker is None or not gebruiker.is_authenticated:
        return None
    codes = kamercodes_van(gebruiker)
    return Kamer.objects.filter(code=codes[0]).first() if len(codes) == 1 else None
