"""Leg vast: the confirmation, and the act."""

import logging
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buurtwerkkamer.pdf import PdfFout
from buurtwerkkamer.toegang import recht
from rapportage.forms import VastlegForm
from rapportage.inhoud import RapportFout
from rapportage.models import Rapport
from rapportage.services import vastleggen
from rapportage.services.voorbehoud import NietGezien, voorbehoud_van

log = logging.getLogger(__name__)


@recht("rapportage.vastleggen")
@require_http_methods(["GET", "POST"])
def leg_vast(request, jaar, soort):
    """Ask for the act and do it once: the same key makes one edition."""
    versie = vastleggen.versie_van(soort, jaar)
    if versie is None:
        raise Http404
    form = VastlegForm(request.POST or None, initial={"sleutel": uuid4()})
    if form.is_valid() and _voer_uit(request, soort, jaar, form):
        return redirect("rapportage:rapporten")
    context = {"versie": versie, "jaar": jaar, "soort": Rapport.Soort(soort), "form": form}
    context |= vastleggen.volgende(soort, versie)
    context["voorbehoud"] = voorbehoud_van(soort, versie)
    return render(request, "rapportage/leg_vast.html", context, status=422 if "gezien" in form.errors else 200)


def _voer_uit(request, soort: str, jaar: int, form: VastlegForm) -> bool:
    vast = {"gebruiker": request.user, "sleutel": form.cleaned_data["sleutel"], "gezien": form.gezien_aantal()}
    try:
        rapport = vastleggen.leg_vast(soort=soort, jaar=jaar, **vast)
    except NietGezien as fout:
        form.add_error("gezien", fout)
        return False
    except RapportFout as fout:
        messages.error(request, str(fout))
        return False
    except PdfFout:
        log.exception("report %s %s cannot be printed", soort, jaar)
        messages.error(request, _("De PDF kon niet worden gemaakt. Er is niets vastgelegd. Meld dit aan de beheerder."))
        return False
    tekst = _("Het %(soort)s %(jaar)s is vastgelegd als editie %(editie)s.")
    messages.success(request, tekst % {"soort": Rapport.Soort(soort).label, "jaar": jaar, "editie": rapport.editie})
    return True
