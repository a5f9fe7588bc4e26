"""Books that are kept elsewhere: the setting of a year, and what accounts of the other package are here."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.toegang import recht
from financien.forms.elders import Koppelform, Pakketform
from financien.models import Koppeling
from financien.resources.grootboek import Grootboekinvoer
from financien.resources.verwerken import soortnaam
from financien.services.boeken import BoekFout
from financien.services.elders import bewaar_koppelingen, zet_elders, zet_hier
from financien.views.boeken import BOEKEN, ZIEN, boekjaar, formulier
from financien.views.invoer import omgeving_van
from kamers.models import Invoer


@recht(ZIEN)
@require_safe
def elders(request, jaar):
    """Show where the books of a year are kept, and what accounts of the other package are here."""
    return _toon(request, jaar)


def _toon(request, jaar: int, form: Pakketform | None = None):
    context = boekjaar(request, jaar, "elders")
    pakket = {"pakket": context["elders"].pakket if context["elders"] else ""}
    context |= {"form": form or Pakketform(initial=pakket), "mag_zetten": rollen.mag(request.user, BOEKEN)}
    context["koppelingen"] = Koppeling.objects.select_related("rekening__kamer", "kamer")
    return render(request, "financien/elders.html", context, status=422 if form and form.errors else 200)


@recht(BOEKEN)
@require_POST
def elders_aan(request, jaar):
    """Let the books of a year be kept elsewhere, or name another package."""
    form = Pakketform(request.POST)
    if form.is_valid():
        try:
            zet_elders(jaar=jaar, **form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            zin = _("De boeken van %(jaar)s staan elders. Hier boeken kan nu niet.")
            messages.success(request, zin % {"jaar": jaar})
            return redirect("financien:elders", jaar)
    return _toon(request, jaar, form)


@recht(BOEKEN)
@require_POST
def elders_uit(request, jaar):
    """Keep the books of a year here again."""
    boekjaar(request, jaar, "elders")  # 404 for a year that does not exist
    try:
        zet_hier(jaar=jaar, gebruiker=request.user)
        messages.success(request, _("De boeken van %(jaar)s staan weer hier.") % {"jaar": jaar})
    except BoekFout as fout:
        messages.error(request, str(fout))
    return redirect("financien:elders", jaar)


@recht(BOEKEN)
@formulier
def koppelen(request, jaar, sleutel):
    """Say what the unknown accounts and cost centres of a kept file are here, and go back to its preview."""
    soort = soortnaam(Grootboekinvoer, jaar)
    rij = get_object_or_404(Invoer, pk=sleutel, gebruiker=request.user, soort=soort, verwerkt_op=None)
    lezer = Grootboekinvoer(omgeving_van(request, jaar))
    onbekend = lezer.onbekend(lezer.lees_grootboek(rij.naam, bytes(rij.inhoud)))
    form = Koppelform(request.POST if request.method == "POST" else None, onbekend=onbekend)
    if not any(onbekend.values()):
        return redirect("financien:invoer_bekijk", jaar, rij.pk)
    if form.is_valid():
        bewaar_koppelingen(form.koppelingen())
        return redirect("financien:invoer_bekijk", jaar, rij.pk)
    context = boekjaar(request, jaar, "elders") | {"form": form, "rij": rij}
    return render(request, "financien/koppelen.html", context, status=422 if form.errors else 200)


@recht(BOEKEN)
@require_POST
def ontkoppel(request, jaar, koppeling):
    """Take a mapping away, so that it is asked again at the next file."""
    weg = get_object_or_404(Koppeling, pk=koppeling)
    weg.delete()
    messages.success(request, _("%(wat)s is niet meer gekoppeld.") % {"wat": weg})
    return redirect("financien:elders", jaar)
