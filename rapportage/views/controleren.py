"""The public page that verifies a printed check code."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.toegang import openbaar
from rapportage.forms import Controleform
from rapportage.services.controleren import edities_met, mag_zoeken


@openbaar
@require_safe
def controleer(request):
    """Say of a check code which edition it is and how far that year is; never a figure. It changes nothing."""
    form = Controleform(request.GET if "code" in request.GET else None)
    context = {"form": form, "gezocht": False, "cooperatie": Cooperatie.objects.huidig()}
    if not form.is_bound:
        return render(request, "rapportage/controleer.html", context)
    if not mag_zoeken(request):
        return render(request, "rapportage/controleer.html", {**context, "te_vaak": True}, status=429)
    if form.is_valid():
        context |= {"gezocht": True, "gevonden": edities_met(form.cleaned_data["code"])}
    return render(request, "rapportage/controleer.html", context, status=422 if form.errors else 200)
