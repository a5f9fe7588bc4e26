"""A file as answer: always a download, never kept by a cache or guessed by a browser."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from rapportage.services.vastleggen import BestandVervalst, haal_op

log = logging.getLogger(__name__)


def bijlage(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    """Return bytes as a download."""
    antwoord = HttpResponse(inhoud, content_type=soort)
    antwoord["Content-Length"] = str(len(inhoud))
    antwoord["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=naam)
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def editiebestand(request, rapport, vorm: str, terug: str) -> HttpResponse:
    """Return a file of an edition and log it; a file that no longer is what was recorded is not served."""
    try:
        bestand = haal_op(rapport, vorm, request.user)
    except BestandVervalst:
        log.exception("recorded file changed")
        messages.error(request, _("Dit bestand is niet meer wat is vastgelegd. Meld dit aan de beheerder."))
        return redirect(terug)
    return bijlage(bytes(bestand.inhoud), bestand.type, bestand.naam)
