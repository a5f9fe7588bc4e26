"""The hand-over of a room or of the treasurer: what goes from one to the other, on the page and on paper."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bijlage import bijlage
from buurtwerkkamer.toegang import recht
from financien.services.overdracht import Pakket, druk_pakket, van_kamer, van_penningmeester
from kamers.models import Kamer
from kamers.views.kamer import kamer_van

KAMER, KAS = "financien.handgeld_zien", "financien.bank_zien"


def _toon(request, pakket: Pakket):
    context = {"pakket": pakket, "kamer": pakket.kamer, "mag_tellen": rollen.mag(request.user, "financien.handgeld")}
    return render(request, "financien/overdracht.html", context)


def _geef(pakket: Pakket, wie: str):
    return bijlage(druk_pakket(pakket).inhoud, "application/pdf", f"overdracht-{wie}-{pakket.dag:%Y-%m-%d}.pdf")


@recht(KAMER)
@require_safe
def kamer(request, kamer):
    """Show what the coordinator of a room hands over."""
    return _toon(request, van_kamer(kamer_van(request, kamer), timezone.localdate(), request.user))


@recht(KAMER)
@require_safe
def kamer_pdf(request, kamer):
    """Give the same on paper, to sign."""
    hier = kamer_van(request, kamer)
    with override("nl"):
        return _geef(van_kamer(hier, timezone.localdate(), request.user), hier.code)


def _alles(gebruiker) -> Pakket:
    return van_penningmeester(list(Kamer.objects.tellend().in_volgorde()), timezone.localdate(), gebruiker)


@recht(KAS)
@require_safe
def penningmeester(request):
    """Show what the treasurer hands over."""
    return _toon(request, _alles(request.user))


@recht(KAS)
@require_safe
def penningmeester_pdf(request):
    """Give the same on paper, to sign."""
    with override("nl"):
        return _geef(_alles(request.user), "penningmeester")
