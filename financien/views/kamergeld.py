"""The money of one room: the simple page of its coordinator, and the bookings behind a figure."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from financien.services.realisatie import laatste_dag, realisatie
from financien.services.stand import som
from financien.services.uitgaven import uitgaven
from financien.views.realisatie import BOEKEN_ZIEN, ZIEN, gekozen_maand, post_of_404
from kamers.models import Kamer

KAMERGELD = "financien.kamergeld_zien"


def ziet_lonen(request) -> bool:
    """Whether this user sees wages by line and month (domain.md §5.6)."""
    return rollen.mag(request.user, "financien.lonen_zien")


@recht(KAMERGELD)
@require_safe
def geld(request, kamer):
    """Show what a room may spend this year, what it spent and what is left; wages as one figure."""
    kamer = get_object_or_404(Kamer.objects.zichtbaar_voor(request.user), code=kamer)
    begroot = Jaar.objects.filter(versies__isnull=False).select_related("afwijkingsgrens").distinct()
    jaren = {rij.jaar: rij for rij in begroot}
    jaar = _jaar(request, jaren)
    vandaag = timezone.localdate()
    maand = vandaag.month if jaar == vandaag.year else 12
    stand = realisatie(jaren.get(jaar) or Jaar(jaar=jaar), maand, [kamer], loon=ziet_lonen(request))
    mensen = [regel for regel in stand.regels if regel.is_loon]
    dingen = [regel for regel in stand.regels if not regel.is_loon]
    context = {"kamer": kamer, "jaar": jaar, "jaren": sorted(jaren), "stand": stand, "dingen": dingen}
    context |= {"mensen": som(mensen), "fysiek": som(dingen), "heel_jaar": jaar < vandaag.year}
    return render(request, "financien/kamergeld.html", context)


def _jaar(request, jaren: dict) -> int:
    gevraagd, dit_jaar = request.GET.get("jaar", ""), timezone.localdate().year
    if not gevraagd:
        return dit_jaar
    if not gevraagd.isascii() or not gevraagd.isdecimal() or int(gevraagd[:5]) not in jaren:
        raise Http404
    return int(gevraagd[:5])


@recht(KAMERGELD)
@require_safe
def boekingen(request, jaar, kamer, post):
    """List the bookings behind one figure; of wages only for who may see them, for two months tell what one earns."""
    kamer = get_object_or_404(Kamer.objects.zichtbaar_voor(request.user), code=kamer)
    post, maand = post_of_404(post), gekozen_maand(request, jaar)
    ziet_alles = rollen.mag(request.user, ZIEN)
    if not 2000 <= jaar <= 2100 or (post and post.is_loon and not ziet_lonen(request)):
        raise Http404
    periode = date(jaar, 1, 1), laatste_dag(jaar, maand)
    lijst = uitgaven(kamer, post, *periode, gebruiker=request.user, blad=request.GET.get("blad", "1")[:4])
    context = {"kamer": kamer, "post": post, "jaar": jaar, "maand": maand, "maandnaam": MONTHS[maand], "lijst": lijst}
    context |= {"ziet_boeken": rollen.mag(request.user, BOEKEN_ZIEN), "ziet_alles": ziet_alles}
    return render(request, "financien/uitgaven.html", context)
