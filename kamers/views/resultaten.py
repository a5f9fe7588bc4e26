"""Results: of one room, of one figure with its records, and of all rooms side by side."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtwerkkamer.datums import JAREN
from buurtwerkkamer.panelen import panelen
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from kamers.services import resultaten as cijfers
from kamers.services.herkomst import herkomst
from kamers.services.scheef import scheve_cijfers
from kamers.services.volledigheid import volledigheid
from kamers.views.blad import Kamerblad
from kamers.views.kamer import kamer_van
from kamers.views.maandkaarten import kamerkaarten, soortkaarten, soortmaanden

PER_BLADZIJDE = 25


def _vandaag_in(jaar: int):
    """Return today; 404 for a year of no calendar, or one that has yet to come."""
    vandaag = timezone.localdate()
    if jaar not in JAREN or jaar > vandaag.year:
        raise Http404
    return vandaag


@recht("kamers.resultaten")
@require_safe
def nu(request, kamer):
    """Open the results of this year."""
    return redirect("kamers:resultaten", kamer_van(request, kamer).code, timezone.localdate().year)


@recht("kamers.resultaten")
@require_safe
def resultaten(request, kamer, jaar):
    """Show what a room agreed, reached and may expect, as pictures and tables."""
    kamer, vandaag = kamer_van(request, kamer), _vandaag_in(jaar)
    uitkomst = cijfers.kamerresultaat(kamer, jaar, vandaag)
    inhoud = {
        "kamer": kamer,
        "jaar": jaar,
        "vandaag": vandaag,
        "uitkomst": uitkomst,
        "kaarten": kamerkaarten(uitkomst.kamer, jaar, vandaag),
        "soortmaanden": soortmaanden(uitkomst, jaar, vandaag),
        "vorig_jaar": uitkomst.vorig_jaar,
        "volgend_jaar": jaar < timezone.localdate().year,
        "scheef": scheve_cijfers(kamer, jaar, uitkomst.doelen),
        "compleet": volledigheid([kamer], date(jaar, 1, 1), date(jaar, 12, 31))[kamer.pk],
        "panelen": panelen("resultaten.kop", jaar=jaar, kamer=kamer, gebruiker=request.user),
    }
    return render(request, "kamers/resultaten.html", inhoud)


@recht("kamers.resultaten")
@require_safe
def resultaat(request, kamer, jaar, soortcode):
    """Show how one figure is made, and the records behind it."""
    kamer, vandaag = kamer_van(request, kamer), _vandaag_in(jaar)
    uitkomst = cijfers.kamerresultaat(kamer, jaar, vandaag)
    regel = next((r for r in uitkomst.regels if r.code == soortcode), None)
    if regel is None:
        raise Http404
    bron = herkomst(regel, kamer, jaar)
    reeks = uitkomst.reeks_van(regel)
    inhoud = {
        "kamer": kamer,
        "jaar": jaar,
        "vandaag": vandaag,
        "uitkomst": uitkomst,
        "regel": regel,
        "reeks": reeks,
        "kaarten": soortkaarten(regel.sleutel, reeks, jaar, vandaag),
        "bron": bron,
        "bladzijde": Paginator(bron.rijen, PER_BLADZIJDE).get_page(request.GET.get("bladzijde")),
        "mag_dag": mag(request.user, "kamers.noteer"),
    }
    return render(request, "kamers/resultaat.html", inhoud)


@recht("kamers.overzicht")
@require_safe
def alle_nu(request):
    """Open the results of all rooms in this year."""
    return redirect("kamers:alle_resultaten", timezone.localdate().year)


@recht("kamers.overzicht")
@require_safe
def alle(request, jaar):
    """Show all rooms side by side: agreed, reached and expected."""
    vandaag = _vandaag_in(jaar)
    blad = Kamerblad(Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar), request.GET.get("kamers", "1"))
    naast = cijfers.naast_elkaar(blad.kamers, jaar, vandaag)
    compleet = volledigheid(blad.kamers, date(jaar, 1, 1), date(jaar, 12, 31))
    inhoud = {
        "jaar": jaar,
        "vandaag": vandaag,
        "rijen": naast.per_prestatie,
        "samen": naast.telling.cooperatie,
        "bruggen": naast.bruggen,
        "volledig": [(kamer, compleet[kamer.pk]) for kamer in blad.kamers],
        "vorig_jaar": naast.vorig_jaar,
        "volgend_jaar": jaar < timezone.localdate().year,
        **blad.context,
    }
    return render(request, "kamers/alle_resultaten.html", inhoud)
