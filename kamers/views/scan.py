"""Scanning passes at an activity: by camera, by a scanner that types, or by hand. Every scan is one POST."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.toegang import recht
from kamers.forms.scan import Scanform
from kamers.models import Deelname, Persoon
from kamers.services import deelname, passen
from kamers.services.dag import dagbeeld
from kamers.services.deelnames import telt_op_naam
from kamers.services.keer import Keer
from kamers.views.kamer import kamer_van

GOED, MIS = "goed", "mis"
CAMERA = "camera=(self)"  # every other page refuses it, see buurtwerkkamer.poort


@dataclass(frozen=True)
class Uitslag:
    """What one scan did: a sentence, and whether the person stands there now."""

    soort: str
    zin: str


@recht("kamers.passen")
def scan(request, kamer, dag, activiteit, gepland):
    """Put the holder of a pass at an occurrence, and stay ready for the next."""
    kamer, regel = _regel(request, kamer, dag, activiteit, gepland)
    uitslag = None
    if request.method == "POST":
        uitslag = _voeg_toe(request, kamer, regel, Scanform(request.POST))
        if uitslag.soort == GOED and not request.htmx:
            request.session["scan"] = uitslag.zin
            return redirect(request.path)
    elif zin := request.session.pop("scan", ""):
        uitslag = Uitslag(GOED, zin)
    return _toon(request, kamer, dag, regel, uitslag)


def _regel(request, code, dag, activiteit, gepland):
    """Return the room and the occurrence of an address; 404 when it is not on this day or takes no names."""
    kamer = kamer_van(request, code)
    rij = get_object_or_404(kamer.activiteiten, pk=activiteit)
    regel = dagbeeld(kamer, dag).regel(f"{rij.pk}:{gepland.isoformat()}")
    if regel is None or not telt_op_naam(regel.activiteit):
        raise Http404
    return kamer, regel


def _voeg_toe(request, kamer, regel, form) -> Uitslag:
    if not form.is_valid():
        return Uitslag(MIS, form.errors["nummer"][0])
    vondst, persoon = passen.wat_is(kamer, form.cleaned_data["nummer"])
    if persoon is None:
        return Uitslag(MIS, str(vondst.label))
    keer = Keer(regel.activiteit, regel.gepland)
    tik = {"gebruiker": request.user, "vandaag": timezone.localdate()}
    try:
        nieuw = deelname.erbij(keer=keer, persoon=persoon, **tik)
    except ValidationError as fout:
        return Uitslag(MIS, fout.messages[0])
    zin = _("%(naam)s staat erbij.") if nieuw else _("%(naam)s stond er al bij.")
    return Uitslag(GOED, zin % {"naam": persoon.voornaam})


def _toon(request, kamer, dag, regel, uitslag):
    keer = {"bijeenkomst__activiteit": regel.activiteit, "bijeenkomst__gepland": regel.gepland}
    hier = Deelname.objects.filter(**keer).select_related("persoon").order_by("-pk")
    mis = uitslag is not None and uitslag.soort == MIS
    inhoud = {"kamer": kamer, "dag": dag, "regel": regel, "scanform": Scanform(), "uitslag": uitslag, "fouten": mis}
    sjabloon = "kamers/_scan.html" if request.htmx else "kamers/scan.html"
    antwoord = render(request, sjabloon, {**inhoud, "hier": hier}, status=422 if mis else 200)
    antwoord.headers["Permissions-Policy"] = CAMERA
    return antwoord


@recht("kamers.passen")
@require_POST
@transaction.atomic
def weg(request, kamer, dag, activiteit, gepland, persoon):
    """Take someone off again who was scanned by mistake."""
    kamer, regel = _regel(request, kamer, dag, activiteit, gepland)
    van_hier = Persoon.objects.filter(Q(kamers=kamer) | Q(deelnames__bijeenkomst__kamer=kamer))
    wie = get_object_or_404(van_hier.distinct(), pk=persoon)
    try:
        weg = deelname.eraf(keer=Keer(regel.activiteit, regel.gepland), persoon_id=persoon, gebruiker=request.user)
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
    else:
        zin = _("%(naam)s staat er niet meer bij.") if weg else _("%(naam)s stond er niet bij.")
        messages.success(request, zin % {"naam": wie.voornaam})
    return redirect("kamers:scan", kamer.code, dag, activiteit, gepland)
