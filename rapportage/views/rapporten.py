"""The reports: the list, a report as page, its concept as file, and its editions."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from buurtwerkkamer.bijlage import bijlage
from buurtwerkkamer.pdf import PdfFout
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from rapportage.inhoud import RapportFout
from rapportage.models import Rapport
from rapportage.services.drukken import druk_pdf, maak_lijf
from rapportage.services.overzicht import BESTANDEN, edities, per_jaar
from rapportage.services.vastleggen import MAKERS, TYPEN
from rapportage.tabellen import Rapportinhoud
from rapportage.uitvoer import naar_csv, naar_json, naar_xlsx
from rapportage.views.editiebestand import editiebestand

SCHRIJVERS = {"pdf": druk_pdf, "xlsx": naar_xlsx, "csv": naar_csv, "json": naar_json}
log = logging.getLogger(__name__)


@recht("rapportage.zien")
@require_GET
def rapporten(request):
    """Show each year with its kinds of report: the concept of now, and what was recorded."""
    dit_jaar = timezone.localdate().year
    context = {"jaren": per_jaar(request.user, dit_jaar), "dit_jaar": dit_jaar, "vormen": BESTANDEN[1:]}
    context["mag_vastleggen"] = mag(request.user, "rapportage.vastleggen")
    context["mag_meten"] = mag(request.user, "kamers.meting")
    context["mag_controle"] = mag(request.user, "financien.controle_zien")
    return render(request, "rapportage/rapporten.html", context)


@recht("rapportage.zien")
@require_GET
def rapport(request, jaar, soort):
    """Show the concept of a report as page: the same tables as its PDF."""
    inhoud = inhoud_van(soort, jaar)
    context = {"inhoud": inhoud, "soort": Rapport.Soort(soort), "lijf": maak_lijf(inhoud), "vormen": BESTANDEN}
    context["mag_vastleggen"] = mag(request.user, "rapportage.vastleggen")
    return render(request, "rapportage/rapport.html", context)


@recht("rapportage.zien")
@require_GET
def concept(request, jaar, soort, vorm):
    """Send the concept of a report as file; its name says that it is one."""
    inhoud = inhoud_van(soort, jaar)
    try:
        uitvoer = SCHRIJVERS[vorm](inhoud)
    except (PdfFout, RapportFout) as fout:
        messages.error(request, _waarom(fout, f"{soort} {jaar}"))
        return redirect("rapportage:rapport", jaar, soort)
    return bijlage(uitvoer, TYPEN[vorm], f"{inhoud.bestandsnaam}-concept.{vorm}")


@recht("rapportage.zien")
@require_GET
def editie(request, jaar, soort, editie, vorm):
    """Send a recorded file of an edition."""
    gevonden = get_object_or_404(edities(request.user), jaar__jaar=jaar, soort=soort, editie=editie)
    return editiebestand(request, gevonden, vorm, reverse("rapportage:rapporten"))


def inhoud_van(soort: str, jaar: int) -> Rapportinhoud:
    """Return the content of a report of now; 404 when the year has none."""
    try:
        return MAKERS[Rapport.Soort(soort)](jaar)
    except RapportFout as fout:
        raise Http404(str(fout)) from fout


def _waarom(fout: Exception, wat: str) -> str:
    """Return the sentence for the user; what went wrong inside goes to the log."""
    if isinstance(fout, RapportFout):
        return str(fout)
    log.error("%s cannot be printed: %s", wat, fout)
    return _("De PDF kon niet worden gemaakt. Meld dit aan de beheerder.")
