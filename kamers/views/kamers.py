"""All rooms side by side."""

from datetime import date

from django.shortcuts import render
from django.utils import timezone

from buurtwerkkamer.models import Jaar
from buurtwerkkamer.panelen import panelen
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from kamers.services import tellen
from kamers.services.volledigheid import volledigheid


@recht("kamers.overzicht")
def kamers(request):
    """Show what every room reached of what was agreed, this year or an earlier one."""
    jaren = list(Jaar.objects.filter(jaar__lte=timezone.localdate().year).nieuwste_eerst())
    gevraagd = request.GET.get("jaar", "")
    jaar = next((j.jaar for j in jaren if str(j.jaar) == gevraagd), timezone.localdate().year)
    alle = list(Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar))
    compleet = volledigheid(alle, date(jaar, 1, 1), date(jaar, 12, 31))
    bestaat = any(ander.jaar == jaar for ander in jaren)
    inhoud = {
        "jaar": jaar,
        "jaren": [j.jaar for j in jaren],
        "rijen": [(kamer, doelen, compleet[kamer.pk]) for kamer, doelen in tellen.doelen_per_kamer(alle, jaar)],
        "mag_afspraken": mag(request.user, "kamers.afspraken") and bestaat,
        "panelen": panelen("kamers.kop", jaar=jaar, gebruiker=request.user) if bestaat else [],
        "wacht": panelen("kamers.wacht", gebruiker=request.user),
    }
    return render(request, "kamers/kamers.html", inhoud)


@recht("kamers.noteer")
def kies(request):
    """Let someone who works in more than one room choose a door."""
    eigen, vandaag = list(Kamer.objects.zichtbaar_voor(request.user).in_volgorde()), timezone.localdate()
    dicht = [kamer for kamer in eigen if kamer.is_dicht(vandaag)]
    return render(request, "kamers/kies.html", {"eigen": [k for k in eigen if k not in dicht], "dicht": dicht})
