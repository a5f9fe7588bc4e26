"""Close the months and the year: where it stands, and the steps that never go back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.panelen import panelen
from buurtwerkkamer.toegang import recht
from financien.forms.afsluiten import Sluitform
from financien.services.afsluiten import AfsluitFout, sluit_voorlopig
from financien.services.jaarstand import Stap, jaarstand
from financien.views.boeken import ZIEN, boekjaar

AFSLUITEN, VASTSTELLEN = "financien.afsluiten", "financien.vaststellen"


@recht(ZIEN)
@require_safe
def jaar(request, jaar):
    """Show the months of a year and the one next step."""
    context = boekjaar(request, jaar, "jaar")
    if context["boekjaar"]:
        stand = jaarstand(context["boekjaar"], elders=bool(context["elders"]), vandaag=timezone.localdate())
        context |= {"stand": stand, "form": Sluitform()}
        context["panelen"] = panelen("jaar.vaststellen", jaar=jaar, gebruiker=request.user)
        context["mag_stap"] = rollen.mag(request.user, VASTSTELLEN if stand.stap == Stap.VASTSTELLEN else AFSLUITEN)
    return render(request, "financien/jaar.html", context)


@recht(AFSLUITEN)
@require_POST
def voorlopig(request, jaar):
    """Close a year provisionally."""
    get_object_or_404(Jaar, jaar=jaar)
    form = Sluitform(request.POST)
    if not form.is_valid():
        messages.error(request, _("Er is niets afgesloten. Probeer het opnieuw."))
        return redirect("financien:jaar", jaar)
    try:
        rij = sluit_voorlopig(jaar=jaar, gebruiker=request.user, sleutel=form.cleaned_data["sleutel"])
    except AfsluitFout as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, _("De %(wat)s staat vast. Er komt geen gewone boeking meer bij.") % {"wat": rij})
    return redirect("financien:jaar", jaar)
