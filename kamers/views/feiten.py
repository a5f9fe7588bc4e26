"""The page "De kamer": what a room is made of; and changing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.feiten import Kamerform
from kamers.services import feiten as dienst
from kamers.services.kamerfeiten import kamerfeiten, wijzig_kamer
from kamers.services.levensloop import VOORBEREIDING
from kamers.services.sleutels import uitgegeven
from kamers.views.feitblad import bewerk, ongedaan_tag
from kamers.views.kamer import kamer_van

MOMENTEN = 6  # so many things of the time line stand on the page


@recht("kamers.feiten_zien")
@require_safe
def feiten(request, kamer):
    """Show what a room is made of."""
    kamer, vandaag = kamer_van(request, kamer, sleutels_uit=uitgegeven()), timezone.localdate()
    staat = kamerfeiten(kamer, vandaag)
    inhoud = {
        "kamer": kamer,
        "feiten": staat,
        "dicht": kamer.is_dicht(vandaag),
        "gezet": sum(stap in staat.stappen for stap in VOORBEREIDING),
        "stappen": len(VOORBEREIDING),
        "momenten": staat.tijdlijn[:MOMENTEN],
        "mag_wijzigen": mag(request.user, "kamers.feiten_wijzigen"),
        "mag_noteren": mag(request.user, "kamers.noteer"),
    }
    return render(request, "kamers/feiten.html", inhoud)


@recht("kamers.feiten_wijzigen")
def wijzig(request, kamer):
    """Change name, place, goal and neighbourhoods of a room."""
    kamer = kamer_van(request, kamer)
    form = Kamerform(request.POST or None, instance=kamer)

    def bewaar():
        wijzig_kamer(kamer=kamer, velden=form.velden(), gebied=form.gebied(), gezien=form.cleaned_data["gezien"])

    woorden = {"titel": _("De kamer wijzigen"), "terug_tekst": _("De kamer"), "kamer": kamer}
    terug = reverse("kamers:feiten", args=[kamer.code])
    return bewerk(request, form, bewaar=bewaar, terug=terug, gedaan=_("De kamer is aangepast."), **woorden)


def haal_weg(request, rij, sleutel, terug: str):
    """Take away a fact that was a mistake, and go back."""
    naam = str(rij)
    if dienst.verwijder(rij=rij, sleutel=sleutel, gebruiker=request.user):
        tekst = _("%(naam)s is weggehaald.") % {"naam": naam}
        messages.success(request, tekst, extra_tags=ongedaan_tag(sleutel))
    return redirect(terug)


@recht("kamers.feiten_wijzigen")
@require_POST
def ongedaan(request, sleutel):
    """Take back adding or taking away a fact; the user who did it is the only one who can."""
    try:
        rij = dienst.maak_ongedaan(sleutel=sleutel, gebruiker=request.user)
    except dienst.FeitGewijzigd as fout:
        rij = fout.nu
        messages.error(request, _("Iemand anders paste dit intussen aan. Het blijft staan."))
    else:
        if rij is not None:
            messages.success(request, _("Ongedaan gemaakt."))
    adres = _plek_van(rij)
    return HttpResponseClientRedirect(adres) if request.htmx else redirect(adres)


def _plek_van(rij) -> str:
    if rij is None:
        return reverse("start")
    if hasattr(rij, "buurt_id"):
        return reverse("kamers:buurten")
    lijst = {"inventarisstuk": "kamers:inventaris", "gebeurtenis": "kamers:tijdlijn"}
    return reverse(lijst[rij._meta.model_name], args=[rij.kamer.code])
