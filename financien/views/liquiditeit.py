"""The money in bank and cash, twelve months ahead."""

from dataclasses import dataclass
from decimal import Decimal

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.toegang import recht
from financien.services.liquiditeit import vooruitblik
from financien.services.stand import zin_niet_geboekt
from financien.services.vooruitblik import Maand, zin_van
from financien.views.realisatie import kop

BREED = 150  # b-150 in balken.css is the whole width


@dataclass(frozen=True)
class Balk:
    """A month with the width of its bar."""

    maand: Maand
    breedte: int


@recht("financien.vooruitzien")
@require_safe
def pagina(request):
    """Show what is expected to come in and go out, and where the money stands at the end of each month."""
    vandaag = timezone.localdate()
    ziet_lonen = rollen.mag(request.user, "financien.lonen_zien")
    blik = vooruitblik(vandaag, loon=ziet_lonen)
    context = kop(request, vandaag.year, "liquiditeit")
    balken = [Balk(maand, _breedte(maand.eind, blik.hoogste)) for maand in blik.maanden]
    context |= {"blik": blik, "balken": balken, "zin": zin_van(blik), "ziet_lonen": ziet_lonen}
    context["maanden_open"] = zin_niet_geboekt(blik.niet_geboekt) if blik.niet_geboekt else ""
    context["ziet_bank"] = rollen.mag(request.user, "financien.bank_zien")
    return render(request, "financien/liquiditeit.html", context)


def _breedte(bedrag: Decimal, hoogste: Decimal) -> int:
    return int(rond(max(bedrag, Decimal(0)) * BREED / hoogste, Decimal(1))) if hoogste else 0
