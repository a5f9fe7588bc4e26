"""Keeping that a hand-over took place: begin it, say yes or no to it, and give the pack as it was."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.bijlage import bijlage
from buurtwerkkamer.toegang import recht
from financien.forms.overdracht import Neeform, Overdrachtform, Scanform
from financien.models import Overdracht, Overdrachtscan
from financien.services import overdragen as dienst
from financien.views.controle import formulier
from kamers.models import Kamer
from kamers.views.kamer import kamer_van

DOEN = "financien.overdracht"


def _terug(kamer: Kamer | None) -> str:
    return reverse("financien:kameroverdracht", args=[kamer.code]) if kamer else reverse("financien:overdracht")


def _begin(request, kamer: Kamer | None):
    form = Overdrachtform(request.POST or None, kamer=kamer, gebruiker=request.user)
    if form.is_valid():
        vast = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user, "vandaag": timezone.localdate()}
        try:
            gemaakt = dienst.begin(form.overgang(), **vast)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            ja = _("De PDF is bewaard. Lees hem na en zeg allebei ja.")
            papier = form.cleaned_data["hoe"] == "papier"
            messages.success(request, _("De overdracht op papier is opgeschreven.") if papier else ja)
            return redirect(_terug(gemaakt.kamer))
    context = {"form": form, "kamer": kamer, "terug": _terug(kamer)}
    return render(request, "financien/overdracht_form.html", context, status=422 if form.errors else 200)


@recht("financien.overdracht_kamer")
@formulier
def kamer(request, kamer):
    """Begin the hand-over of a room."""
    return _begin(request, kamer_van(request, kamer))


@recht("financien.overdracht_kas")
@formulier
def penningmeester(request):
    """Begin the hand-over of the treasurer."""
    return _begin(request, None)


def _een(request, pk: int) -> Overdracht:
    rijen = Overdracht.objects.zichtbaar_voor(request.user).select_related("kamer", "van", "naar")
    return get_object_or_404(rijen, pk=pk)


@recht(DOEN)
@require_POST
def ja(request, pk):
    """Say yes to a hand-over."""
    rij = _een(request, pk)
    try:
        dienst.zeg_ja(rij, gebruiker=request.user)
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
    else:
        messages.success(request, _("Je ja staat erbij."))
    return redirect(_terug(rij.kamer))


def _doe(request, rij: Overdracht, form, doe, *, gelukt: str, bladzijde: str):
    """Show what `form` asks about a hand-over; once it is answered, do it and go back."""
    if form.is_valid():
        try:
            doe(form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            messages.success(request, gelukt)
            return redirect(_terug(rij.kamer))
    context = {"form": form, "rij": rij, "kamer": rij.kamer, "terug": _terug(rij.kamer)}
    return render(request, bladzijde, context, status=422 if form.is_bound else 200)


@recht(DOEN)
@formulier
def nee(request, pk):
    """Say why a hand-over is not right; that ends it."""
    rij = _een(request, pk)
    return _doe(
        request,
        rij,
        Neeform(request.POST or None),
        lambda gezegd: dienst.zeg_nee(rij, reden=gezegd["reden"], gebruiker=request.user),
        gelukt=_("De overdracht gaat niet door. Maak in orde wat niet klopt en begin opnieuw."),
        bladzijde="financien/overdracht_nee.html",
    )


@recht("financien.handgeld_zien")
@require_safe
def bestand(request, pk):
    """Give the pack as it was handed over."""
    rij = _een(request, pk)
    return bijlage(bytes(rij.bestand.inhoud), rij.bestand.type, rij.bestand.naam)


@recht(DOEN)
@formulier
def scan(request, pk):
    """Add a scan of the paper that both signed."""
    rij = _een(request, pk)
    return _doe(
        request,
        rij,
        Scanform(request.POST or None, request.FILES or None),
        lambda gezegd: dienst.voeg_scan_toe(rij, scan=gezegd["bestand"], gebruiker=request.user),
        gelukt=_("De scan is bewaard bij de overdracht."),
        bladzijde="financien/overdracht_scan.html",
    )


@recht("financien.handgeld_zien")
@require_safe
def scanbestand(request, pk, scan):
    """Give a scan, to who may read the hand-over itself."""
    rijen = Overdrachtscan.objects.select_related("bestand")
    return bewijs_antwoord(get_object_or_404(rijen, overdracht=_een(request, pk), pk=scan).bestand)
