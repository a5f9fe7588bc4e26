"""The passes of a room: the list, searching by POST (a name never stands in an address), a new pass."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.toegang import recht
from kamers.forms.passen import Nummerform, Pasform, Zoekform
from kamers.services import pasbeeld
from kamers.services import passen as dienst
from kamers.services.pasnummer import lees_nummer
from kamers.services.teljaar import TeljaarGesloten
from kamers.views.kamer import kamer_van
from kamers.views.pas import meld_met_terug


@recht("kamers.passen")
def passen(request, kamer):
    """Show who came last, or who was looked for."""
    kamer = kamer_van(request, kamer)
    if request.method == "POST":
        return _zoek(request, kamer)
    return _lijst(request, kamer, Zoekform())


def _lijst(request, kamer, form, status=200, **extra):
    blad = request.GET.get("blad", "1")
    nummer = int(blad[:6]) if blad.isascii() and blad.isdecimal() else 1
    inhoud = {"kamer": kamer, "form": form, "lijst": pasbeeld.lijst(kamer, nummer), **extra}
    return render(request, "kamers/passen.html", inhoud, status=status)


def _zoek(request, kamer):
    """Answer a search: the pass itself for a number of this room, otherwise who or what was found."""
    form = Zoekform(request.POST)
    if not form.is_valid():
        return _lijst(request, kamer, form, status=422)
    tekst = form.cleaned_data["zoek"]
    nummer = lees_nummer(tekst)
    if not nummer:
        inhoud = {"form": form, "kamer": kamer, "gevonden": dienst.zoek(kamer, tekst), "gezocht": tekst}
        return render(request, "kamers/passen.html", inhoud)
    vondst, persoon = dienst.wat_is(kamer, nummer)
    if persoon:
        return redirect("kamers:pas", kamer.code, persoon.pk)
    inhoud = {"form": form, "kamer": kamer, "vondst": vondst, "nummer": nummer, "sleutel": uuid4()}
    return render(request, "kamers/passen.html", inhoud)


@recht("kamers.passen")
def nieuw(request, kamer):
    """Give someone a pass; ``?pas=`` is the number of a card that was printed without a name."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    bekend = {"soorten": pasbeeld.tel_soorten(), "naamgenoten": pasbeeld.naamgenoten(kamer)}
    form = Pasform(request.POST or None, initial={"nummer": lees_nummer(request.GET.get("pas", ""))}, **bekend)
    persoon = _maak(request, kamer, vandaag, form) if form.is_valid() else None
    if persoon is None:
        inhoud = {"kamer": kamer, "form": form, "jaar": vandaag.year}
        return render(request, "kamers/pas_nieuw.html", inhoud, status=422 if form.errors else 200)
    woorden = {"naam": persoon.voornaam, "nummer": persoon.pasnummer}
    messages.success(request, _("%(naam)s heeft pas %(nummer)s.") % woorden)
    return redirect("kamers:pas", kamer.code, persoon.pk)


def _maak(request, kamer, vandaag, form):
    schoon = form.cleaned_data
    gegevens = {"voornaam": schoon["voornaam"], "nummer": schoon["nummer"], "al_geteld": form.al_geteld()}
    tik = {"sleutel": schoon["sleutel"], "gebruiker": request.user}
    try:
        return dienst.maak_pas(kamer=kamer, vandaag=vandaag, **gegevens, **tik)
    except (dienst.PasNietVrij, TeljaarGesloten) as fout:
        form.add_error(None, fout)
        return None


@recht("kamers.passen")
@require_POST
def naar_kamer(request, kamer):
    """Let the holder of a card of another room belong to this room too."""
    kamer, form = kamer_van(request, kamer), Nummerform(request.POST)
    if not form.is_valid():
        raise BadRequest
    tik = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user}
    persoon = dienst.kom_erbij(kamer=kamer, tekst=form.cleaned_data["nummer"], **tik)
    if persoon is None:
        messages.warning(request, dienst.Vondst.ONBEKEND.label)
        return redirect("kamers:passen", kamer.code)
    zin = _("%(naam)s hoort nu ook bij deze kamer.") % {"naam": persoon.voornaam}
    meld_met_terug(request, kamer, zin, form.cleaned_data["sleutel"])
    return redirect("kamers:pas", kamer.code, persoon.pk)
