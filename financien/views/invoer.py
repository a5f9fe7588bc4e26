"""Sheets that go into the books and the budget: choose one, look at what it would do, and book it."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.models import Versie
from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import VersieFout
from financien.forms.invoer import Boekinvoerform
from financien.resources import SOORTEN
from financien.resources.basis import Boekinvoer, Omgeving
from financien.resources.verwerken import Verlopen, beeld_van, bevestig, leg_klaar, soortnaam
from financien.services.boeken import BoekFout
from financien.views.boeken import BOEKEN, ZIEN, boekjaar, formulier
from kamers.forms.bestanden import Bevestigform
from kamers.models import Invoer

GETOOND = 200  # so many rows stand on the page; of the others the number


def omgeving_van(request, jaar: int) -> Omgeving:
    return Omgeving(jaar, request.user, timezone.localdate())


@recht(ZIEN)
@require_safe
def kies(request, jaar):
    """Show which sheets the books take."""
    context = boekjaar(request, jaar, "invoersoorten")
    context["soorten"] = [soort for soort in _soorten(context) if rollen.mag(request.user, soort.recht)]
    return render(request, "financien/invoersoorten.html", context)


def _soorten(context: dict) -> list[type[Boekinvoer]]:
    """Return the kinds of a year: books that are kept elsewhere only take over what stands there, and the budget."""
    elders = {"grootboek": True, "lonen": False, "balans": False}
    return [soort for naam, soort in SOORTEN.items() if elders.get(naam) in (None, context["elders"] is not None)]


@recht(BOEKEN)
@formulier
def kies_blad(request, jaar, blad):
    """Take a sheet in to look at it first."""
    soort = SOORTEN.get(blad)
    if soort is None:
        raise Http404
    vast = {"endingen": soort.endingen, "hoogste": soort.hoogste}
    form = Boekinvoerform(request.POST or None, request.FILES or None, **vast)
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        wat = {"sleutel": form.cleaned_data["sleutel"], "naam": bestand.name, "inhoud": bestand.read()}
        try:
            rij = leg_klaar(soort, **wat, omgeving=omgeving_van(request, jaar))
            return redirect("financien:invoer_bekijk", jaar, rij.pk)
        except BestandFout as fout:
            form.add_error("bestand", list(fout.zinnen))
    context = boekjaar(request, jaar, "invoersoorten") | {"soort": soort, "form": form}
    context["kolommen"] = list(soort.kolommen.values())
    return render(request, "financien/invoer.html", context, status=422 if form.errors else 200)


@recht(BOEKEN)
@formulier
def bekijk(request, jaar, sleutel):
    """Show what a kept sheet would do, or book it on confirmation."""
    rij = get_object_or_404(Invoer, pk=sleutel, gebruiker=request.user, kamer=None)
    soort = next((soort for soort in SOORTEN.values() if soortnaam(soort, jaar) == rij.soort), None)
    if soort is None:
        raise Http404
    if not rollen.mag(request.user, soort.recht):
        raise PermissionDenied
    if rij.verwerkt_op or rij.verloopt_op <= timezone.now():
        messages.info(request, _("Dit bestand is al ingevoerd.") if rij.verwerkt_op else Verlopen().messages[0])
        return redirect("financien:invoersoorten", jaar)
    if request.method == "POST":
        return _bevestig(request, jaar, rij, soort)
    return _toon(request, jaar, rij, soort)


def _bevestig(request, jaar: int, rij: Invoer, soort: type[Boekinvoer]):
    form = Bevestigform(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        zin = bevestig(soort, sleutel=rij.pk, omgeving=omgeving_van(request, jaar), **form.cleaned_data)
    except (ValidationError, BoekFout, VersieFout) as fout:
        let = fout.messages[0] if isinstance(fout, ValidationError) else str(fout)
        return _toon(request, jaar, rij, soort, let=let, status=422)
    terug = _terug(jaar, rij) if zin and soort.kan_terug else ""
    messages.success(request, zin or _("Dit bestand is al ingevoerd."), extra_tags=terug)
    return redirect("financien:invoersoorten", jaar)


def _terug(jaar: int, rij: Invoer) -> str:
    """Return the tag that lets the bar take back what a sheet saved in the open version of a year."""
    versie = Versie.objects.filter(jaar__jaar=jaar, vastgesteld_op=None).first()
    if versie is None:
        return ""
    return "ongedaan:" + reverse("financien:begroting_ongedaan", args=[jaar, versie.volgnummer, rij.pk])


def _toon(request, jaar: int, rij: Invoer, soort: type[Boekinvoer], *, let: str = "", status: int = 200):
    voorbeeld = soort(omgeving_van(request, jaar)).bekijk(rij.naam, bytes(rij.inhoud))
    context = boekjaar(request, jaar, "invoersoorten") | {
        "rij": rij,
        "soort": soort,
        "voorbeeld": voorbeeld,
        "let": let,
    }
    context |= {"getoond": GETOOND, "rijen": voorbeeld.rijen[:GETOOND], "beeld": beeld_van(voorbeeld)}
    return render(request, "financien/invoer_bekijk.html", context, status=status)
