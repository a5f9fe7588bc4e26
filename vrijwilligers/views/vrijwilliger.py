"""One volunteer: added, changed, stopped."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from kamers.views.kamer import kamer_van
from vrijwilligers.forms.vrijwilligers import VrijwilligerForm
from vrijwilligers.models import Vrijwilliger
from vrijwilligers.services import vrijwilligers


@recht("vrijwilligers.wijzigen")
def nieuw(request, kamer):
    """Add a volunteer to this room, or to more rooms of the user."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    bereik = Kamer.objects.zichtbaar_voor(request.user).in_volgorde()
    form = VrijwilligerForm(
        request.POST or None, initial={"sleutel": uuid4(), "kamers": [kamer]}, kamer=kamer, bereik=bereik
    )
    if not form.is_valid():
        return _formulier(request, kamer, form)
    sleutel = form.cleaned_data["sleutel"]
    gegevens = form.gegevens()
    if vrijwilligers.voeg_toe(gegevens=gegevens, vandaag=vandaag, sleutel=sleutel, gebruiker=request.user):
        messages.success(request, _("%(naam)s staat erbij.") % {"naam": gegevens.voornaam})
    return redirect("vrijwilligers:kamerlijst", kamer.code)


@recht("vrijwilligers.wijzigen")
def wijzig(request, kamer, pk):
    """Change a volunteer of this room."""
    kamer = kamer_van(request, kamer)
    rijen = Vrijwilliger.objects.zichtbaar_voor(request.user).select_related("persoon")
    vrijwilliger = get_object_or_404(rijen, pk=pk, persoon__kamers=kamer)
    velden = ("achternaam", "telefoon", "email", "overeenkomst_op", "gestopt_op")
    start = {naam: getattr(vrijwilliger, naam) for naam in velden}
    start |= {"voornaam": vrijwilliger.persoon.voornaam, "sleutel": uuid4()}
    form = VrijwilligerForm(
        request.POST or None, initial=start, kamer=kamer, bereik=Kamer.objects.none(), vrijwilliger=vrijwilliger
    )
    if not form.is_valid():
        return _formulier(request, kamer, form, vrijwilliger=vrijwilliger)
    vrijwilligers.wijzig(vrijwilliger_id=pk, gegevens=form.gegevens())
    messages.success(request, _("%(naam)s is gewijzigd.") % {"naam": form.cleaned_data["voornaam"]})
    return redirect("vrijwilligers:kamerlijst", kamer.code)


def _formulier(request, kamer: Kamer, form: VrijwilligerForm, vrijwilliger: Vrijwilliger | None = None):
    inhoud = {"kamer": kamer, "form": form, "vrijwilliger": vrijwilliger}
    return render(request, "vrijwilligers/vrijwilliger_form.html", inhoud, status=422 if form.errors else 200)
