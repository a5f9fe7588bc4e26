"""Two passes of one person become one: find the other, see both, and confirm."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.toegang import recht
from kamers.forms.passen import Samenform, Zoekform
from kamers.models import Persoon
from kamers.services import pasbeeld
from kamers.services.passen import zoek
from kamers.services.passen_samenvoegen import kies_blijver, samenbeeld, voeg_samen
from kamers.views.pas import al_gedaan, meld_met_terug, pas_van


@recht("kamers.passen")
@transaction.atomic
def samen(request, kamer, pk):
    """Look for the other pass, show both, and merge on confirmation."""
    if al_gedaan(request):
        return redirect("kamers:passen", kamer)
    kamer, persoon = pas_van(request, kamer, pk)
    if "ander" in request.POST:
        return _twee(request, kamer, persoon)
    form = Zoekform(request.POST or None)
    gevonden = zoek(kamer, form.cleaned_data["zoek"]) if form.is_valid() else None
    if gevonden is not None:
        gevonden = [ander for ander in gevonden if ander != persoon]
    inhoud = {"kamer": kamer, "persoon": persoon, "form": form, "gevonden": gevonden}
    return render(request, "kamers/pas_samen.html", inhoud, status=422 if form.errors else 200)


def _twee(request, kamer, persoon):
    """Show what merging will do, or do it."""
    form = Samenform(request.POST)
    mensen = Persoon.objects.met_pas().filter(kamers=kamer)
    ander = get_object_or_404(mensen, pk=form.cleaned_data["ander"] if form.is_valid() else 0)
    inhoud = {"kamer": kamer, "persoon": persoon, "ander": ander, "sleutel": uuid4()}
    try:
        blijft, gaat_op = kies_blijver(persoon, ander)
        if form.cleaned_data["sleutel"]:
            return _doe(request, kamer, blijft, gaat_op, form.cleaned_data["sleutel"])
    except ValidationError as fout:
        return render(request, "kamers/pas_samen_twee.html", {**inhoud, "fout": fout.messages[0]}, status=422)
    for iemand in (persoon, ander):
        pasbeeld.bekeken(iemand, request.user)
    return render(request, "kamers/pas_samen_twee.html", {**inhoud, "beeld": samenbeeld(blijft, gaat_op)})


def _doe(request, kamer, blijft, gaat_op, sleutel):
    tik = {"sleutel": sleutel, "gebruiker": request.user, "vandaag": timezone.localdate()}
    blijft = voeg_samen(blijft=blijft, gaat_op=gaat_op, **tik)
    woorden = {"naam": blijft.voornaam, "oud": gaat_op.pasnummer}
    zin = _("Samengevoegd bij %(naam)s. Ook de kaart %(oud)s werkt nog.") if gaat_op.pasnummer else _("Samengevoegd.")
    meld_met_terug(request, kamer, zin % woorden, sleutel)
    return redirect("kamers:pas", kamer.code, blijft.pk)
