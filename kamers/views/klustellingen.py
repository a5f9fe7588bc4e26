"""Klussen done in a year, counted: of one room, and of all rooms."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from buurtwerkkamer.datums import JAREN
from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from kamers.services.klustellingen import alle_tellingen, tellingen_van
from kamers.views.kamer import kamer_van


@recht("kamers.resultaten")
def tellingen(request, kamer, jaar):
    """Show the klussen of a room by corporation and product."""
    kamer = kamer_van(request, kamer)
    inhoud = {"kamer": kamer, "tabel": tellingen_van(kamer, jaar), **_jaren(jaar)}
    return render(request, "kamers/klustellingen.html", inhoud)


@recht("kamers.overzicht")
def alle(request, jaar):
    """Show the klussen of all rooms, by room and by corporation."""
    kamers = list(Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar))
    inhoud = {"tellingen": alle_tellingen(kamers, jaar), **_jaren(jaar)}
    return render(request, "kamers/alle_klustellingen.html", inhoud)


def _jaren(jaar: int) -> dict:
    """Return the year of the page and its neighbours; 404 for a year outside the house or to come."""
    nu = timezone.localdate().year
    if jaar not in JAREN or jaar > nu:
        raise Http404
    return {"jaar": jaar, "vorig": jaar - 1 if jaar - 1 in JAREN else None, "volgend": jaar + 1 if jaar < nu else None}
