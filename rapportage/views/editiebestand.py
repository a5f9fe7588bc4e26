"""A recorded file as answer."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from buurtwerkkamer.bijlage import bijlage
from rapportage.services.vastleggen import BestandVervalst, haal_op

log = logging.getLogger(__name__)


def editiebestand(request, rapport, vorm: str, terug: str) -> HttpResponse:
    """Return a file of an edition and log it; a file that no longer is what was recorded is not served."""
    try:
        bestand = haal_op(rapport, vorm, request.user)
    except BestandVervalst:
        log.exception("recorded file changed")
        messages.error(request, _("Dit bestand is niet meer wat is vastgelegd. Meld dit aan de beheerder."))
        return redirect(terug)
    return bijlage(bytes(bestand.inhoud), bestand.type, bestand.naam)
