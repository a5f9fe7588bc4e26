"""Calendars by a secret address: make, show and withdraw it, and the calendar itself."""

from hashlib import sha256

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.toegang import openbaar, recht
from kamers.services import agendalinks
from kamers.services.agenda import agenda
from kamers.views.kamer import kamer_van
from kamers.views.mijn_rooster import persoon_van

BEWAAR = 60 * 60 * 24 * 60  # seconds: since when a calendar is as it is, is forgotten after two months


@recht("kamers.agenda")
def van_kamer(request, kamer):
    """Show the calendar address of a room, or make it."""
    kamer = kamer_van(request, kamer)
    if request.method == "POST":
        agendalinks.maak_link(kamer=kamer)
        return redirect("kamers:agenda", kamer.code)
    terug = reverse("kamers:rooster", args=[kamer.code])
    weg = reverse("kamers:agenda_weg", args=[kamer.code])
    return _toon(request, agendalinks.link_van(kamer=kamer), {"kamer": kamer, "terug": terug, "weg": weg})


@recht("kamers.agenda")
@require_POST
def van_kamer_weg(request, kamer):
    """Withdraw the calendar address of a room."""
    kamer = kamer_van(request, kamer)
    _meld_ingetrokken(request, agendalinks.trek_in(kamer=kamer))
    return redirect("kamers:agenda", kamer.code)


@recht("kamers.mijn_uren")
def van_mij(request):
    """Show the calendar address of a volunteer, or make it."""
    persoon = persoon_van(request)
    if request.method == "POST":
        agendalinks.maak_link(persoon=persoon)
        return redirect("kamers:mijn_agenda")
    adressen = {"terug": reverse("kamers:mijn_rooster"), "weg": reverse("kamers:mijn_agenda_weg")}
    return _toon(request, agendalinks.link_van(persoon=persoon), adressen)


@recht("kamers.mijn_uren")
@require_POST
def van_mij_weg(request):
    """Withdraw the calendar address of a volunteer."""
    _meld_ingetrokken(request, agendalinks.trek_in(persoon=persoon_van(request)))
    return redirect("kamers:mijn_agenda")


def _meld_ingetrokken(request, gedaan: bool) -> None:
    if gedaan:
        messages.success(request, _("De link werkt niet meer. Wie hem heeft, ziet niets nieuws."))


def _toon(request, link, adressen: dict):
    adres = request.build_absolute_uri(reverse("kamers:agenda_ics", args=[link.geheim])) if link else ""
    webcal = "webcal://" + adres.split("://", 1)[1] if adres else ""
    return render(request, "kamers/agenda.html", {**adressen, "link": link, "adres": adres, "webcal": webcal})


@openbaar
@require_safe
def ics(request, geheim):
    """Serve a calendar to whoever has its address; 404 for an unknown or withdrawn one. Asks no login."""
    link = agendalinks.link_met(geheim)
    if link is None:
        raise Http404
    inhoud = agenda(link, timezone.localdate())
    etag = f'"{sha256(inhoud).hexdigest()[:32]}"'
    sinds = _sinds(link.pk, etag)
    antwoord = HttpResponse(inhoud, content_type="text/calendar; charset=utf-8")
    koppen = {"ETag": etag, "Last-Modified": http_date(sinds), "Cache-Control": "private, max-age=900"}
    for naam, waarde in (koppen | {"Content-Disposition": 'inline; filename="rooster.ics"'}).items():
        antwoord.headers[naam] = waarde
    return get_conditional_response(request, etag=etag, last_modified=sinds, response=antwoord)


def _sinds(link: int, etag: str) -> int:
    """Return the moment at which this content was first served, in whole seconds."""
    sleutel, nu = f"agenda:{link}", int(timezone.now().timestamp())
    bekend = cache.get(sleutel)
    if bekend and bekend[0] == etag:
        return bekend[1]
    cache.set(sleutel, (etag, nu), BEWAAR)
    return nu
