"""Acts on a whole series: stop, not for a while, and who is on the rota."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.roosterdelen import EvenNietForm, Plekform, Stopform
from kamers.models import Roosterplek
from kamers.services import rooster as dienst
from kamers.services.even_niet import Periode, laat_even_vervallen, neem_even_niet_terug
from kamers.services.reeksstand import NietMeerTerug, neem_wijziging_terug
from kamers.services.reekswijziging import ReeksGewijzigd, stop_activiteit
from kamers.views.rooster import activiteit_van, begin_opnieuw, toon


@recht("kamers.noteer")
@require_POST
def stop(request, kamer, pk):
    """Let an activity end after a day."""
    kamer, rij = activiteit_van(request, kamer, pk)
    form = Stopform(request.POST, versie=rij.versie)
    weg = _doe(form, stop_activiteit, activiteit=rij, gebruiker=request.user)
    if form.errors:
        return toon(request, kamer, pk, stopform=form)
    if weg is None:
        messages.info(request, AL_OPGESLAGEN)
        return redirect("kamers:rooster", kamer.code)
    zinnen = [_("%(naam)s stopt na die dag. Wat genoteerd is, blijft staan.") % {"naam": rij.naam}]
    if weg:
        zin = ngettext("%(n)s aangepaste keer is er niet meer.", "%(n)s aangepaste keren zijn er niet meer.", weg)
        zinnen.append(zin % {"n": weg})
    _meld(request, " ".join(zinnen), "kamers:activiteit_ongedaan", kamer, pk, form)
    return redirect("kamers:rooster", kamer.code)


@recht("kamers.noteer")
@require_POST
def even_niet(request, kamer, pk):
    """Cancel all times from a day to a day."""
    kamer, rij = activiteit_van(request, kamer, pk)
    form = EvenNietForm(request.POST, versie=rij.versie)
    gedaan = _doe(form, laat_even_vervallen, activiteit=rij, gebruiker=request.user)
    if form.errors:
        return toon(request, kamer, pk, evenform=form)
    if gedaan is None:
        messages.info(request, AL_OPGESLAGEN)
    else:
        _meld(request, _even_in_woorden(rij.naam, gedaan), "kamers:even_ongedaan", kamer, pk, form)
    return redirect("kamers:activiteit", kamer.code, pk)


def _even_in_woorden(naam: str, gedaan: Periode) -> str:
    zin = ngettext("%(naam)s gaat %(n)s keer niet door.", "%(naam)s gaat %(n)s keer niet door.", gedaan.vervallen)
    zinnen = [zin % {"naam": naam, "n": gedaan.vervallen}]
    if gedaan.genoteerd:
        al = ngettext(
            "%(n)s keer was al genoteerd en blijft staan.",
            "%(n)s keer waren al genoteerd en blijven staan.",
            gedaan.genoteerd,
        )
        zinnen.append(al % {"n": gedaan.genoteerd})
    return " ".join(zinnen)


def _doe(form, dienst_, **vast):
    """Run a service with what the form says; what it refuses stands in the form."""
    if not form.is_valid():
        return None
    try:
        return dienst_(**form.cleaned_data, **vast)
    except ReeksGewijzigd as fout:
        begin_opnieuw(form, fout)
    except ValidationError as fout:
        form.add_error(None, fout)
    return None


def _meld(request, tekst: str, urlnaam: str, kamer, pk: int, form) -> None:
    pad = reverse(urlnaam, args=[kamer.code, pk, form.cleaned_data["sleutel"]])
    messages.success(request, tekst, extra_tags=f"ongedaan:{pad}")


@recht("kamers.noteer")
@require_POST
def ongedaan(request, kamer, pk, sleutel):
    """Take back the end of a series or its successor."""
    return _neem_terug(request, kamer, pk, sleutel, neem_wijziging_terug)


@recht("kamers.noteer")
@require_POST
def even_ongedaan(request, kamer, pk, sleutel):
    """Let the times that were cancelled together take place again."""
    return _neem_terug(request, kamer, pk, sleutel, neem_even_niet_terug)


def _neem_terug(request, kamer, pk, sleutel, dienst_):
    kamer, rij = activiteit_van(request, kamer, pk)
    try:
        if dienst_(activiteit=rij, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except NietMeerTerug:
        messages.warning(request, _("Er is daarna iets veranderd. Pas het rooster met de hand aan."))
    adres = reverse("kamers:rooster", args=[kamer.code])
    return HttpResponseClientRedirect(adres) if request.htmx else redirect(adres)


@recht("kamers.noteer")
@require_POST
def plek(request, kamer, pk):
    """Put someone on the rota of an activity."""
    kamer, rij = activiteit_van(request, kamer, pk)
    form = Plekform(request.POST, personen=dienst.vrijwilligers_op(kamer, timezone.localdate()))
    if not form.is_valid():
        return toon(request, kamer, pk, plekform=form)
    erop = dienst.zet_op_rooster(activiteit=rij, **form.cleaned_data)
    messages.success(request, _("%(naam)s staat op het rooster.") % {"naam": erop.persoon.voornaam})
    return redirect("kamers:activiteit", kamer.code, pk)


@recht("kamers.noteer")
@require_POST
def plek_weg(request, kamer, pk, plek):
    """Take someone off the rota from today on."""
    kamer, rij = activiteit_van(request, kamer, pk)
    weg = get_object_or_404(Roosterplek.objects.select_related("persoon"), pk=plek, activiteit=rij)
    dienst.haal_van_rooster(activiteit=rij, persoon=weg.persoon, vanaf=timezone.localdate())
    messages.success(request, _("%(naam)s staat niet meer op het rooster.") % {"naam": weg.persoon.voornaam})
    return redirect("kamers:activiteit", kamer.code, pk)
