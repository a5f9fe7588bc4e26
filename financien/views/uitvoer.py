"""What goes out of the books: the files for the accountant, each written down with its sha256."""

from django.http import FileResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.toegang import recht
from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models.boekstuk import LOON_ZIEN
from financien.services.uitvoer.soorten import SOORTEN
from financien.views.boeken import ZIEN, boekjaar
from kamers.models import Uitvoer
from kamers.services.uitvoerbestand import haal_uit

GETOOND = 20  # so many files that went out before stand on the page


@recht(ZIEN)
@require_safe
def uitvoer(request, jaar):
    """Show which files there are, and who took one before."""
    return render(request, "financien/uitvoer.html", _context(request, jaar))


def _context(request, jaar: int) -> dict:
    eerder = Uitvoer.objects.filter(soort__in=SOORTEN, jaar=jaar).select_related("gebruiker")[:GETOOND]
    namen = {naam: str(soort.label) for naam, soort in SOORTEN.items()}
    meer = {naam for naam, soort in SOORTEN.items() if len(soort.vormen) > 1}  # otherwise the name says it
    return boekjaar(request, jaar, "uitvoer") | {
        "soorten": SOORTEN,
        "eerder": [
            (rij, f"{namen[rij.soort]}, {rij.vorm}" if rij.soort in meer else namen[rij.soort]) for rij in eerder
        ],
        "zonder_loon": request.user.rol not in LOON_ZIEN,
    }


@recht(ZIEN)
@require_POST
def ophalen(request, jaar):
    """Give a file of the books."""
    context = _context(request, jaar)
    soort, _punt, vorm = request.POST.get("wat", "").partition(".")
    try:
        if soort not in SOORTEN:
            raise UitvoerFout(_("Kies welk bestand je wilt ophalen."))
        uit = haal_uit(soort, Vraag(jaar, vorm, request.user))
    except UitvoerFout as fout:
        return render(request, "financien/uitvoer.html", context | {"fout": str(fout)}, status=422)
    koppen = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(uit.bestand, as_attachment=True, filename=uit.naam, content_type=uit.type, headers=koppen)
