"""The treasurer's month: where each step stands, and closing it."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer import panelen
from buurtwerkkamer.toegang import recht
from financien.forms.afsluiten import Sluitform
from financien.panelen import wachtend_van
from financien.services import boekmaanden
from financien.services.afsluiten import AfsluitFout, sluit_maand
from financien.services.maandstand import maandstand
from financien.views.boeken import formulier
from financien.views.jaar import AFSLUITEN

MAAND = "financien.maand"


def adres(dag: date) -> str:
    """Return the page of the month of a day."""
    return reverse("financien:maand", args=[dag.year, dag.month])


@recht(MAAND)
@require_safe
def nu(request):
    """Open the first month that is open."""
    return redirect(adres(boekmaanden.eerste_open(boekmaanden.boekjaren(), timezone.localdate())))


@recht(MAAND)
@require_safe
def maand(request, jaar, maand):
    """Show the steps of a month with the one next step, and the pots of the rooms."""
    context = {"wacht": panelen.panelen("maand.wacht", gebruiker=request.user)}
    return render(request, "financien/maand.html", context | _blad(request, date(jaar, maand, 1)))


def _blad(request, dag: date) -> dict:
    """Return what both pages of a month show. 404 for a year that nobody began, unless it is this one."""
    jaren, vandaag = boekmaanden.boekjaren(), timezone.localdate()
    rij = next((rij for rij in jaren if rij.jaar == dag.year), None)
    if rij is None and dag.year != vandaag.year:
        raise Http404
    vast = {"gebruiker": request.user, "wachtend": wachtend_van(request.user).facturen}
    return {
        "jaar": dag.year,
        "boekjaar": rij,
        "elders": boekmaanden.elders(rij),
        "hier": "maand_nu",
        "jaarlinks": [(ander.jaar, adres(date(ander.jaar, dag.month, 1))) for ander in jaren],
        "stand": maandstand(dag, jaren=jaren, vandaag=vandaag, **vast),
        "maanden": [_maandlink(rij, date(dag.year, nummer, 1), dag) for nummer in MONTHS],
    }


def _maandlink(rij, dag: date, hier: date) -> dict:
    dicht = rij is not None and boekmaanden.is_dicht(rij, dag.month)
    return {"dag": dag, "url": adres(dag), "hier": dag == hier, "dicht": dicht}


@recht(AFSLUITEN)
@formulier
def afsluiten(request, jaar, maand):
    """Ask once more, say what is not ready, and close the month: that cannot be undone."""
    dag = date(jaar, maand, 1)
    form = Sluitform(request.POST if request.method == "POST" else None)
    if form.is_valid() and _sluit(request, dag, form):
        return redirect(adres(dag))
    if "sleutel" in form.errors:
        form.add_error(None, _("Er is niets afgesloten. Probeer het opnieuw."))
    context = _blad(request, dag) | {"form": form}
    return render(request, "financien/maand_afsluiten.html", context, status=422 if form.errors else 200)


def _sluit(request, dag: date, form: Sluitform) -> bool:
    vast = {naam: form.cleaned_data[naam] for naam in ("sleutel", "reden")}
    try:
        rij = sluit_maand(jaar=dag.year, maand=dag.month, gebruiker=request.user, **vast)
    except AfsluitFout as fout:
        form.add_error(fout.veld, str(fout))
    else:
        messages.success(request, _("De %(wat)s staat vast. Er komt geen gewone boeking meer bij.") % {"wat": rij})
    return not form.errors
