"""The front door: the first screen of the role, the role switch, help."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from buurtwerkkamer import panelen, rollen
from buurtwerkkamer.hulp import TELT_MENSEN, onderwerpen_van, wie_helpt
from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.toegang import openbaar, recht
from buurtwerkkamer.voorbeelden import voorbeelden


@recht("buurtwerkkamer.ingelogd")
def start(request):
    """Send a user to the first screen of the active role."""
    return redirect(panelen.startadres(request.user) or "hulp")


@recht("buurtwerkkamer.ingelogd")
@require_POST
def wissel_rol(request):
    """Switch to another role that the user holds."""
    rol = request.POST.get("rol")
    if rol not in rollen.rollen_van(request.user):
        raise Http404
    request.session["rol"] = rol
    request.user.rol = rollen.Rol(rol)
    return redirect(panelen.startadres(request.user) or "hulp")


@openbaar
def hulp(request):
    """Explain what one may do in the active role, and whom to ask."""
    onderwerpen = list(onderwerpen_van(request.user)) if request.user.is_authenticated else []
    inhoud = {
        "cooperatie": Cooperatie.objects.huidig(),
        "onderwerpen": onderwerpen,
        "telt": not onderwerpen or any(onderwerp.recht in TELT_MENSEN for onderwerp in onderwerpen),
        "wie_helpt": wie_helpt(request.user),
    }
    return render(request, "hulp.html", inhoud)


@openbaar
def toegankelijkheid(request):
    """Say how accessible the site is, and whom to tell when it is not."""
    return render(request, "toegankelijkheid.html", {"cooperatie": Cooperatie.objects.huidig()})


@openbaar
def stijl(request):
    """Show every component of the house style."""
    return render(request, "stijl.html", voorbeelden())
