"""Vaststellen: the board writes down what the members decided, and the year is settled."""

import logging

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buurtwerkkamer.models import Jaar
from buurtwerkkamer.pdf import PdfFout
from buurtwerkkamer.toegang import recht
from financien.models import Boekenelders
from financien.services.afsluiten import AfsluitFout
from financien.services.jaarstand import kan_vaststellen, zin_van_jaar
from rapportage.forms import Vaststelform
from rapportage.inhoud import RapportFout
from rapportage.services.vastleggen import versie_van
from rapportage.services.vaststellen import VERSLAG, stel_vast
from rapportage.services.voorbehoud import NietGezien, controleer_gezien, voorbehoud_van
from rapportage.toezicht import met_toezicht, toezicht_van

log = logging.getLogger(__name__)


@recht("financien.vaststellen")
@require_http_methods(["GET", "HEAD", "POST"])
def vaststellen(request, jaar):
    """Ask for the day and the decision, show what is not there yet, and settle books and annual report."""
    jaren = Jaar.objects.annotate(elders=Exists(Boekenelders.objects.filter(jaar=OuterRef("pk"))))
    rij = get_object_or_404(met_toezicht(jaren, naar_jaar=""), jaar=jaar)
    form = Vaststelform(request.POST or None)
    if form.is_valid() and _voer_uit(request, jaar, form):
        return redirect("financien:jaar", jaar)
    if form.errors:
        _noem_wat_mist(jaar, form)
    context = {"form": form, "jaar": jaar, "kan": kan_vaststellen(rij, elders=rij.elders, vandaag=timezone.localdate())}
    if context["kan"] or form.errors:
        versie = versie_van(VERSLAG, jaar)
        context |= {"versie": versie, "voorbehoud": voorbehoud_van(VERSLAG, versie) if versie else None}
        context |= {"toezicht": toezicht_van(rij, jaar)}
    return render(request, "rapportage/vaststellen.html", context, status=422 if form.errors else 200)


def _voer_uit(request, jaar: int, form: Vaststelform) -> bool:
    vast = {naam: form.cleaned_data[naam] for naam in ("besluit_op", "besluit", "sleutel")}
    try:
        stel_vast(jaar=jaar, gebruiker=request.user, gezien=form.gezien_aantal(), **vast)
    except NietGezien as fout:
        form.add_error("gezien", fout)
    except (AfsluitFout, RapportFout) as fout:
        form.add_error(getattr(fout, "veld", None), str(fout))
    except PdfFout:
        log.exception("annual report %s cannot be printed", jaar)
        zin = _("De PDF kon niet worden gemaakt. Er is niets vastgesteld. Meld dit aan de beheerder.")
        form.add_error(None, zin)
    else:
        messages.success(request, zin_van_jaar(jaar))
        return True
    return False


def _noem_wat_mist(jaar: int, form: Vaststelform) -> None:
    """Name a missing tick together with whatever else is wrong, not in a second round."""
    try:
        controleer_gezien(VERSLAG, versie_van(VERSLAG, jaar), form.gezien_aantal())
    except NietGezien as fout:
        if "gezien" not in form.errors:
            form.add_error("gezien", fout)
