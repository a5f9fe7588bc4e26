"""The first screen of a volunteer: one question, the own total, the last times."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer import panelen
from buurtwerkkamer.bedragen import uren as toon_uren
from buurtwerkkamer.datums import dag_in_woorden
from buurtwerkkamer.tablet import afgeschermd
from buurtwerkkamer.toegang import recht
from kamers.models import Inzet, Kamer
from kamers.services import uren
from vrijwilligers.forms.uren import MeldForm


@recht("kamers.mijn_uren")
def mijn_uren(request):
    """Ask about the newest time, and show what is on record."""
    return _pagina(request)


@recht("kamers.mijn_uren")
@require_POST
def antwoord(request, pk):
    """Take the answer of the volunteer about one time."""
    genoteerd = get_object_or_404(Inzet.objects.zichtbaar_voor(request.user), pk=pk).uren
    form = MeldForm(request.POST)
    if not form.is_valid():
        return _pagina(request, form=form, pk=pk)
    sleutel = form.cleaned_data["sleutel"]
    inzet = uren.meld_uren(inzet_id=pk, uren=form.gemeld(), sleutel=sleutel, gebruiker=request.user)
    if inzet:
        terug = reverse("vrijwilligers:uren_ongedaan", args=[pk, sleutel])
        messages.success(request, _dank(inzet, genoteerd), extra_tags=f"ongedaan:{terug}")
    return redirect("vrijwilligers:mijn_uren")


@recht("kamers.mijn_uren")
@require_POST
def ongedaan(request, pk, sleutel):
    """Take back the last answer."""
    get_object_or_404(Inzet.objects.zichtbaar_voor(request.user), pk=pk)
    try:
        if uren.neem_melding_terug(inzet_id=pk, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except uren.UrenGewijzigd:
        messages.warning(request, _("De coördinator heeft je uren al nagekeken. Vraag het aan de coördinator."))
    adres = reverse("vrijwilligers:mijn_uren")
    return HttpResponseClientRedirect(adres) if request.htmx else redirect(adres)


def _dank(inzet: Inzet, genoteerd: Decimal) -> str:
    """Say what the answer did to the hours that stood there: the total never grows by it."""
    if not inzet.gemeld_uren:
        return _("Dank je wel. Deze keer telt niet mee.")
    gemeld, telt = toon_uren(inzet.gemeld_uren), toon_uren(inzet.uren)
    if inzet.gemeld_uren > inzet.uren:
        zin = _("Dank je wel. De coördinator kijkt naar je %(gemeld)s uur. Tot dan tellen er %(telt)s.")
        return zin % {"gemeld": gemeld, "telt": telt}
    zin = _("Dank je wel. Je %(uren)s uur klopt.")
    if inzet.gemeld_uren < genoteerd:
        zin = _("Dank je wel. We tellen %(uren)s uur.")
    return zin % {"uren": gemeld}


def _langer(inzet: Inzet) -> bool:
    """Whether more hours stand there than the occurrence took: somebody also prepares and clears up."""
    keer = inzet.bijeenkomst
    if keer is None:
        return False
    duur = datetime.combine(keer.dag, keer.eind) - datetime.combine(keer.dag, keer.begin)
    return timedelta(hours=float(inzet.uren)) > duur


def _pagina(request, form=None, pk=None):
    """Show the page; with a refused answer the question stays and so does what was typed."""
    vandaag, gebruiker = timezone.localdate(), request.user
    vraag = uren.te_bevestigen(gebruiker, vandaag)
    fout = form is not None and vraag is not None and vraag.pk == pk
    inhoud = {
        "kamer": Kamer.objects.filter(code=panelen.kamercode_van(gebruiker)).first(),
        "vraag": vraag,
        "op_slot": afgeschermd(gebruiker),
        "langer": vraag is not None and _langer(vraag),
        "wanneer": dag_in_woorden(vraag.dag, vandaag) if vraag else "",
        "form": form if fout else MeldForm(initial={"uren": vraag.uren}) if vraag else None,
        "sleutel": uuid4(),
        "vandaag": vandaag,
        **dict(zip(("totaal", "onbevestigd"), uren.totaal_van(gebruiker, vandaag.year), strict=True)),
        "keren": uren.laatste_keren(gebruiker, zonder=vraag),
    }
    return render(request, "vrijwilligers/mijn_uren.html", inhoud, status=422 if fout else 200)
