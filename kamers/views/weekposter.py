"""The week of a room as a poster."""

import logging

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer.pdf import PdfFout
from buurtwerkkamer.toegang import recht
from kamers.services.weekposter import FORMATEN, STANDEN, vorige_maandag
from kamers.services.weekposter import weekposter as druk
from kamers.views.kamer import kamer_van

log = logging.getLogger(__name__)


@recht("kamers.noteer")
@require_safe
def weekposter(request, kamer, maandag):
    """Print the week that begins on this Monday: ?formaat=a4|a3 and ?stand=staand|liggend."""
    kamer = kamer_van(request, kamer)
    formaat, stand = request.GET.get("formaat", "a4"), request.GET.get("stand", "staand")
    if formaat not in FORMATEN or stand not in STANDEN:
        raise Http404
    maandag = vorige_maandag(maandag)
    try:
        pdf = druk(kamer, maandag, formaat, stand)
    except PdfFout:
        log.exception("the week poster of room %s cannot be printed", kamer.pk)
        messages.error(request, _("De poster kon niet worden gemaakt. Meld dit aan de beheerder."))
        return redirect("kamers:rooster", kamer.code)
    antwoord = HttpResponse(pdf.inhoud, content_type="application/pdf")
    naam = f"weekposter-{kamer.code}-{maandag.isoformat()}-{formaat}.pdf"
    antwoord.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    return antwoord
