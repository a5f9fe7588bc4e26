"""What a financier sees: the recorded reports of the years in which its partner stands."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from buurtwerkkamer.toegang import recht
from rapportage.models import Rapport
from rapportage.services.vastleggen import lees_opname
from rapportage.services.verantwoording import nieuwste as nieuwste_edities
from rapportage.services.verantwoording import partners_van, verantwoording
from rapportage.tabellen.uitleg import hoe_tellen_we as uitleg
from rapportage.views.editiebestand import editiebestand

UREN_VOOR_ACTIEF = 100  # of a version that says nothing else


@recht("rapportage.verantwoording")
@require_GET
def nieuwste(request):
    """Show the newest annual report; without one, say so."""
    edities = nieuwste_edities(request.user)
    verslagen = [rapport for rapport in edities if rapport.soort == Rapport.Soort.JAARVERSLAG]
    return _toon(request, edities, verslagen[0] if verslagen else None)


@recht("rapportage.verantwoording")
@require_GET
def jaar(request, jaar):
    """Show the annual report of one year; 404 for a year that is not this partner's."""
    edities = nieuwste_edities(request.user)
    return _toon(request, edities, _kies(edities, jaar, Rapport.Soort.JAARVERSLAG))


@recht("rapportage.verantwoording")
@require_GET
def bestand(request, jaar, soort, vorm):
    """Send a file of the newest edition; the name says what it is: jaarverslag-2025.pdf."""
    rapport = _kies(nieuwste_edities(request.user), jaar, soort)
    return editiebestand(request, rapport, vorm, reverse("rapportage:verantwoording"))


@recht("rapportage.verantwoording")
@require_GET
def hoe_tellen_we(request):
    """Explain the figures: as the newest report explains them, or in general when there is none yet."""
    edities = nieuwste_edities(request.user)
    inhoud = lees_opname(edities[0]).inhoud if edities else None
    algemeen = uitleg(jaarverslag=True, uren_voor_actief=UREN_VOOR_ACTIEF)
    context = {"inhoud": inhoud, "toelichting": inhoud.toelichting if inhoud else algemeen}
    return render(request, "rapportage/hoe_tellen_we.html", context)


def _kies(edities: list[Rapport], jaar: int, soort: str) -> Rapport:
    for rapport in edities:
        if (rapport.jaar.jaar, rapport.soort) == (jaar, soort):
            return rapport
    raise Http404


def _toon(request, edities: list[Rapport], rapport: Rapport | None):
    partners = partners_van(request.user)
    context = {"partner": ", ".join(partners.values()), "dit_jaar": timezone.localdate().year}
    context["andere"] = [editie for editie in edities if editie != rapport]
    if rapport is not None:
        context["beeld"] = verantwoording(rapport, partners)
    return render(request, "rapportage/verantwoording.html", context)
