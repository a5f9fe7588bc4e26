"""The room of a page."""

from django.shortcuts import get_object_or_404

from kamers.models import Kamer


def kamer_van(request, code: str, **erbij) -> Kamer:
    """Return the room of the address, if it is within the reach of the user; otherwise 404.

    ``erbij``: what a page with little room for questions to the database wants to know in the same one.
    """
    return get_object_or_404(Kamer.objects.zichtbaar_voor(request.user).annotate(**erbij), code=code)


def terug_naar(request, kamer: Kamer, anders: str) -> str:
    """Return the page of this room that the form came from, or another address when it names none."""
    terug = request.POST.get("terug") or request.GET.get("terug") or ""
    return terug if terug.startswith(f"/kamers/{kamer.code}/") and "//" not in terug else anders
