"""The hand-over of a room or of the treasurer: what goes from one to the other, on the page and on paper."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bijlage import bijlage
from buurtwerkkamer.toegang import recht
from financien.models import Overdracht, Overdrachtscan
from financien.models.boekstuk import LOON_ZIEN
from financien.services.overdracht import Pakket, druk_pakket, van_kamer, van_penningmeester
from kamers.models import Kamer
from kamers.views.kamer import kamer_van

KAMER, KAS = "financien.handgeld_zien", "financien.bank_zien"
EERDER = 20  # so many earlier ones stand on the page


def _toon(request, pakket: Pakket, nieuw: str, mag: str):
    rijen = Overdracht.objects.filter(kamer=pakket.kamer).met_stand().select_related("van", "naar", "bestand")
    scans = Prefetch("scans", Overdrachtscan.objects.order_by("pk"))
    rijen = list(rijen.prefetch_related(scans).defer("bestand__inhoud")[:EERDER])
    context = {
        "pakket": pakket,
        "kamer": pakket.kamer,
        "overdrachten": rijen,
        "loopt": next((rij for rij in rijen if rij.loopt), None),
        "mag_tellen": rollen.mag(request.user, "financien.handgeld"),
        "mag_bestand": bool(pakket.kamer) or _ziet_loon(request),
        "mag_tekenen": rollen.mag(request.user, "financien.overdracht"),
        "nieuw": nieuw if rollen.mag(request.user, mag) else "",
        "sleutels": _sleutels(request, pakket.kamer),
    }
    return render(request, "financien/overdracht.html", context)


def _sleutels(request, kamer: Kamer | None) -> str:
    """Return where the keys stand, for who may see them."""
    if kamer:
        return reverse("kamers:sleutels", args=[kamer.code])
    return reverse("kamers:alle_sleutels") if rollen.mag(request.user, "kamers.alle_sleutels_zien") else ""


def _ziet_loon(request) -> bool:
    return rollen.actieve_rol(request.user) in LOON_ZIEN


def _geef(pakket: Pakket, wie: str):
    return bijlage(druk_pakket(pakket).inhoud, "application/pdf", f"overdracht-{wie}-{pakket.dag:%Y-%m-%d}.pdf")


@recht(KAMER)
@require_safe
def kamer(request, kamer):
    """Show what the coordinator of a room hands over."""
    hier = kamer_van(request, kamer)
    nieuw = reverse("financien:kameroverdracht_nieuw", args=[hier.code])
    return _toon(request, van_kamer(hier, timezone.localdate()), nieuw, "financien.overdracht_kamer")


@recht(KAMER)
@require_safe
def kamer_pdf(request, kamer):
    """Give the same on paper, to sign."""
    hier = kamer_van(request, kamer)
    with override("nl"):
        return _geef(van_kamer(hier, timezone.localdate()), hier.code)


def _alles(request) -> Pakket:
    kamers = list(Kamer.objects.tellend().in_volgorde())
    return van_penningmeester(kamers, timezone.localdate(), loon=_ziet_loon(request))


@recht(KAS)
@require_safe
def penningmeester(request):
    """Show what the treasurer hands over."""
    return _toon(request, _alles(request), reverse("financien:overdracht_nieuw"), "financien.overdracht_kas")


@recht(KAS)
@require_safe
def penningmeester_pdf(request):
    """Give the same on paper, to sign."""
    with override("nl"):
        return _geef(_alles(request), "penningmeester")
