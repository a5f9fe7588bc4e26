"""Cards to print: choose for whom, and get the sheets as PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.pdf import PdfFout
from buurtwerkkamer.toegang import recht
from kamers.forms.passen import Kaartenform
from kamers.services.namen import vouw
from kamers.services.pasbeeld import mensen_van
from kamers.services.pasblad import druk_kaarten, kaarten_voor
from kamers.views.kamer import kamer_van


@recht("kamers.passen")
def kaarten(request, kamer):
    """Choose which cards to print, and print them; ``?kies=alles`` begins with everyone chosen."""
    kamer = kamer_van(request, kamer)
    mensen = sorted(mensen_van(kamer), key=lambda persoon: (vouw(persoon.voornaam), persoon.pk))
    begin = {"personen": [persoon.pk for persoon in mensen]} if request.GET.get("kies") == "alles" else {}
    form = Kaartenform(request.POST or None, mensen=mensen, initial=begin)
    if form.is_valid():
        try:
            return _pdf(request, kamer, form)
        except PdfFout:
            form.add_error(None, _("De kaarten kunnen nu niet geprint worden. Probeer het straks opnieuw."))
    inhoud = {"kamer": kamer, "form": form}
    return render(request, "kamers/pas_kaarten.html", inhoud, status=422 if form.errors else 200)


def _pdf(request, kamer, form) -> HttpResponse:
    schoon, vandaag = form.cleaned_data, timezone.localdate()
    tik = {"sleutel": schoon["sleutel"], "gebruiker": request.user, "vandaag": vandaag}
    pasjes = kaarten_voor(kamer=kamer, personen=form.gekozen(), leeg=schoon["leeg"], **tik)
    naam = f"passen-{kamer.code}-{vandaag:%Y-%m-%d}.pdf"
    kop = {"Content-Disposition": f'attachment; filename="{naam}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(druk_kaarten(kamer, pasjes).inhoud, content_type="application/pdf", headers=kop)
