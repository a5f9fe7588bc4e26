"""The weekly rota of a room: look, add, change, stop, and who is on it."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.rooster import Plekform, Roosterform, Stopform
from kamers.models import Activiteit, Roosterplek
from kamers.services import rooster as dienst
from kamers.views.kamer import kamer_van


@recht("kamers.noteer")
def rooster(request, kamer):
    """Show the week."""
    kamer = kamer_van(request, kamer)
    week = dienst.rooster(kamer, timezone.localdate())
    return render(request, "kamers/rooster.html", {"kamer": kamer, "week": week, "vandaag": timezone.localdate()})


@recht("kamers.noteer")
def nieuw(request, kamer):
    """Add a weekly activity."""
    kamer = kamer_van(request, kamer)
    form = Roosterform(request.POST or None, instance=Activiteit(kamer=kamer), initial={"van": timezone.localdate()})
    if form.is_bound and form.is_valid():
        rij = form.save(commit=False)
        tik = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user}
        if not dienst.begin_activiteit(activiteit=rij, **tik):
            messages.info(request, AL_OPGESLAGEN)
            return redirect("kamers:rooster", kamer.code)
        messages.success(request, _("%(naam)s staat op het rooster.") % {"naam": rij.naam})
        return redirect("kamers:activiteit", kamer.code, rij.pk)
    inhoud = {"kamer": kamer, "form": form}
    return render(request, "kamers/rooster_form.html", inhoud, status=422 if form.is_bound else 200)


@recht("kamers.noteer")
def activiteit(request, kamer, pk):
    """Change a weekly activity."""
    kamer, rij = _activiteit(request, kamer, pk)
    form = Roosterform(request.POST or None, instance=rij)
    if form.is_bound and form.is_valid():
        tik = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user}
        vast = {"velden": form.velden(), "vandaag": timezone.localdate()}
        verder = dienst.wijzig_activiteit(activiteit=rij, **vast, **tik)
        gedaan = verder and _("%(naam)s is aangepast.") % {"naam": verder.naam}
        messages.success(request, gedaan or AL_OPGESLAGEN)
        return redirect("kamers:rooster", kamer.code)
    return _toon(request, kamer, rij, form=form)


@recht("kamers.noteer")
@require_POST
def stop(request, kamer, pk):
    """Let an activity end after a day."""
    kamer, rij = _activiteit(request, kamer, pk)
    form = Stopform(request.POST)
    if form.is_valid():
        try:
            dienst.stop_activiteit(activiteit=rij, laatste_dag=form.cleaned_data["laatste_dag"])
        except ValidationError as fout:
            form.add_error("laatste_dag", fout)
    if form.errors:
        return _toon(request, kamer, rij, stopform=form)
    messages.success(request, _("%(naam)s stopt na die dag. Wat genoteerd is, blijft staan.") % {"naam": rij.naam})
    return redirect("kamers:rooster", kamer.code)


@recht("kamers.noteer")
@require_POST
def plek(request, kamer, pk):
    """Put someone on the rota of an activity."""
    kamer, rij = _activiteit(request, kamer, pk)
    form = Plekform(request.POST, personen=dienst.vrijwilligers_op(kamer, timezone.localdate()))
    if not form.is_valid():
        return _toon(request, kamer, rij, plekform=form)
    erop = dienst.zet_op_rooster(activiteit=rij, **form.cleaned_data)
    messages.success(request, _("%(naam)s staat op het rooster.") % {"naam": erop.persoon.voornaam})
    return redirect("kamers:activiteit", kamer.code, pk)


@recht("kamers.noteer")
@require_POST
def plek_weg(request, kamer, pk, plek):
    """Take someone off the rota from today on."""
    kamer, rij = _activiteit(request, kamer, pk)
    weg = get_object_or_404(Roosterplek.objects.select_related("persoon"), pk=plek, activiteit=rij)
    dienst.haal_van_rooster(activiteit=rij, persoon=weg.persoon, vanaf=timezone.localdate())
    messages.success(request, _("%(naam)s staat niet meer op het rooster.") % {"naam": weg.persoon.voornaam})
    return redirect("kamers:activiteit", kamer.code, pk)


def _activiteit(request, kamer: str, pk: int):
    kamer = kamer_van(request, kamer)
    return kamer, get_object_or_404(dienst.wekelijks(kamer), pk=pk)


def _toon(request, kamer, rij, **forms):
    nu = timezone.localdate()
    begin = {"van": nu, "uren": Decimal(2)}
    inhoud = {
        "kamer": kamer,
        "activiteit": rij,
        "form": forms.get("form") or Roosterform(instance=rij),
        "plekform": forms.get("plekform") or Plekform(personen=dienst.vrijwilligers_op(kamer, nu), initial=begin),
        "stopform": forms.get("stopform") or Stopform(initial={"laatste_dag": nu}),
        "plekken": rij.roosterplekken.op(nu).select_related("persoon").order_by("persoon__voornaam"),
    }
    fout = any(form.errors for form in (inhoud["form"], inhoud["plekform"], inhoud["stopform"]))
    return render(request, "kamers/rooster_form.html", {**inhoud, "fouten": fout}, status=422 if fout else 200)
