"""One pass: what we know, what was counted before, leaving, being forgotten. Who looks is written down."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer import panelen
from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.models import Handeling
from buurtwerkkamer.toegang import recht
from kamers.forms.passen import IN_KAMER, AlGeteldform, Sleutelform
from kamers.models import Persoon
from kamers.services import pasbeeld, vergeten
from kamers.services.inzage import inzage as alles_van
from kamers.services.pas_terug import neem_pas_terug
from kamers.services.passen import zet_al_geteld
from kamers.views.kamer import kamer_van


@recht("kamers.passen")
@transaction.atomic
def pas(request, kamer, pk):
    """Show one pass with its year as numbers."""
    kamer = kamer_van(request, kamer)
    persoon = get_object_or_404(pasbeeld.pas_met_feiten(kamer), pk=pk)
    pasbeeld.bekeken(persoon, request.user)
    return _toon(request, kamer, persoon)


def pas_van(request, code: str, pk: int):
    """Return the room and the person of an address, if both are within reach; otherwise 404."""
    kamer = kamer_van(request, code)
    return kamer, get_object_or_404(Persoon.objects.met_pas().filter(kamers=kamer), pk=pk)


def _toon(request, kamer, persoon):
    soorten = pasbeeld.tel_soorten()
    standen = pasbeeld.jaarstanden(persoon, kamer, timezone.localdate())
    met_form = [(stand, _al_form(stand, soorten)) for stand in standen]
    inhoud = {"kamer": kamer, "persoon": persoon, "standen": met_form, "sleutel": uuid4()}
    return render(request, "kamers/pas.html", inhoud)


def _al_form(stand, soorten):
    if stand.dicht:
        return None
    gekozen = [str(soort) for soort in stand.al_geteld if soort is not None]
    if stand.al_geteld == {None}:
        gekozen = [IN_KAMER]
    start = {"jaar": stand.jaar, "soorten": gekozen}
    return AlGeteldform(initial=start, soorten=soorten, auto_id=f"al-{stand.jaar}-%s")


@recht("kamers.passen")
@require_POST
def al_geteld(request, kamer, pk):
    """Write in which kinds someone was counted before the pass."""
    kamer, persoon = pas_van(request, kamer, pk)
    form = AlGeteldform(request.POST, soorten=pasbeeld.tel_soorten())
    if not form.is_valid():
        raise BadRequest
    try:
        jaar = form.cleaned_data["jaar"]
        zet_al_geteld(persoon=persoon, kamer=kamer, jaar=jaar, soorten=form.al_geteld())
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
    else:
        messages.success(request, _("Opgeslagen. De telling van %(jaar)s klopt weer.") % {"jaar": jaar})
    return redirect("kamers:pas", kamer.code, pk)


@recht("kamers.passen")
@require_POST
def weg(request, kamer, pk):
    """Let someone leave this room."""
    if al_gedaan(request):
        return redirect("kamers:passen", kamer)
    kamer, persoon = pas_van(request, kamer, pk)
    sleutel = _sleutel(request)
    try:
        vergeten.verlaat(persoon=persoon, kamer=kamer, gebruiker=request.user, sleutel=sleutel)
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
        return redirect("kamers:pas", kamer.code, pk)
    zin = _("%(naam)s hoort niet meer bij deze kamer. Met het nummer van de pas komt %(naam)s weer terug.")
    meld_met_terug(request, kamer, zin % {"naam": persoon.voornaam}, sleutel)
    return redirect("kamers:passen", kamer.code)


@recht("kamers.passen")
@require_POST
def ongedaan(request, kamer, sleutel):
    """Take back leaving, coming to this room, or merging."""
    kamer = kamer_van(request, kamer)
    adres = reverse("kamers:passen", args=[kamer.code])
    try:
        persoon = neem_pas_terug(kamer=kamer, sleutel=sleutel, gebruiker=request.user)
    except ValidationError as fout:
        messages.warning(request, fout.messages[0])
    else:
        messages.success(request, _("Ongedaan gemaakt.") if persoon else _("Dit was al ongedaan gemaakt."))
        if persoon and persoon.kamers.contains(kamer):
            adres = reverse("kamers:pas", args=[kamer.code, persoon.pk])
    return HttpResponseClientRedirect(adres) if request.htmx else redirect(adres)


def meld_met_terug(request, kamer, tekst: str, sleutel) -> None:
    """Say what was done, with the button that takes it back."""
    pad = reverse("kamers:pas_ongedaan", args=[kamer.code, sleutel])
    messages.success(request, tekst, extra_tags=f"ongedaan:{pad}")


@recht("kamers.passen")
@transaction.atomic
def vergeet(request, kamer, pk):
    """Say what forgetting does, and do it."""
    if al_gedaan(request):
        return redirect("kamers:passen", kamer)
    kamer, persoon = pas_van(request, kamer, pk)
    fout, naam = "", persoon.voornaam
    if request.method == "POST":
        tik = {"gebruiker": request.user, "sleutel": _sleutel(request)}
        try:
            vergeten.vergeet(persoon=persoon, vandaag=timezone.localdate(), **tik)
        except ValidationError as weigering:
            fout = weigering.messages[0]
        else:
            messages.success(request, _("De naam %(naam)s is gewist. De aantallen blijven gelijk.") % {"naam": naam})
            return redirect("kamers:passen", kamer.code)
    inhoud = {"kamer": kamer, "persoon": persoon, "fout": fout, "sleutel": uuid4()}
    return render(request, "kamers/pas_vergeet.html", inhoud, status=422 if fout else 200)


@recht("kamers.passen")
@transaction.atomic
def inzage(request, kamer, pk):
    """Show everything that is held about one person, to print for that person."""
    kamer, persoon = pas_van(request, kamer, pk)
    pasbeeld.bekeken(persoon, request.user)
    delen = panelen.panelen("persoon.inzage", persoon=persoon, gebruiker=request.user)
    inhoud = {"kamer": kamer, "inzage": alles_van(persoon.pk), "panelen": delen, "vandaag": timezone.localdate()}
    return render(request, "kamers/pas_inzage.html", {**inhoud, "persoon": persoon})


def al_gedaan(request) -> bool:
    """Tell whether this very form was sent before by this user; say so. The pass may be out of reach by then."""
    form = Sleutelform(request.POST)
    if not form.is_valid():
        return False
    gedaan = Handeling.objects.filter(sleutel=form.cleaned_data["sleutel"], gebruiker=request.user).exists()
    if gedaan:
        messages.info(request, AL_OPGESLAGEN)
    return gedaan


def _sleutel(request):
    form = Sleutelform(request.POST)
    if not form.is_valid():
        raise BadRequest
    return form.cleaned_data["sleutel"]
