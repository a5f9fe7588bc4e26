"""One volunteer: added, changed, stopped."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from kamers.views.kamer import kamer_van
from vrijwilligers.forms.vrijwilligers import VrijwilligerForm
from vrijwilligers.models import Vrijwilliger
from vrijwilligers.services import vrijwilligers

GOEDKEUREN = "kamers.goedkeuren"  # who approves hours also says whose hours they are


@recht("vrijwilligers.wijzigen")
def nieuw(request, kamer):
    """Add a volunteer to this room, or to more rooms of the user."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    bereik = Kamer.objects.zichtbaar_voor(request.user).in_volgorde()
    vast = {"kamer": kamer, "bereik": bereik, "betaald": mag(request.user, GOEDKEUREN)}
    form = VrijwilligerForm(request.POST or None, initial={"sleutel": uuid4(), "kamers": [kamer]}, **vast)
    if not form.is_valid():
        return _formulier(request, kamer, form)
    tik = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user}
    nieuw = vrijwilligers.voeg_toe(gegevens=form.gegevens(), vandaag=vandaag, **tik)
    staat = _("%(naam)s staat erbij.") % {"naam": form.cleaned_data["voornaam"]}
    messages.success(request, staat if nieuw else AL_OPGESLAGEN)
    regel = f"#vrijwilliger-{nieuw.pk}" if nieuw else ""
    return redirect(reverse("vrijwilligers:kamerlijst", args=[kamer.code]) + regel)


@recht("vrijwilligers.wijzigen")
def wijzig(request, kamer, pk):
    """Change a volunteer of this room."""
    kamer = kamer_van(request, kamer)
    rijen = Vrijwilliger.objects.zichtbaar_voor(request.user).select_related("persoon")
    vrijwilliger = get_object_or_404(rijen, pk=pk, persoon__kamers=kamer)
    vast = {"kamer": kamer, "bereik": Kamer.objects.none(), "vrijwilliger": vrijwilliger}
    vast["betaald"] = mag(request.user, GOEDKEUREN)
    form = VrijwilligerForm(request.POST or None, initial=_start(vrijwilliger), **vast)
    verschoven = _bewaar(form, pk) if form.is_valid() else 0
    if form.errors or not form.is_bound:
        return _formulier(request, kamer, form, vrijwilliger=vrijwilliger)
    gewijzigd = _("%(naam)s is gewijzigd.") % {"naam": form.cleaned_data["voornaam"]}
    messages.success(request, f"{gewijzigd} {_verschoven(verschoven)}".strip())
    return redirect("vrijwilligers:kamerlijst", kamer.code)


def _start(vrijwilliger: Vrijwilliger) -> dict:
    gezien = vrijwilligers.stand_van(vrijwilliger)
    return {**vrijwilligers.waarden_van(vrijwilliger), "sleutel": uuid4(), "gezien": gezien}


def _bewaar(form: VrijwilligerForm, pk: int) -> int:
    """Change the volunteer; return how many times hours changed kind. The form says when somebody else was first."""
    try:
        return vrijwilligers.wijzig(vrijwilliger_id=pk, gegevens=form.gegevens(), gezien=form.cleaned_data["gezien"])
    except vrijwilligers.VrijwilligerGewijzigd as gewijzigd:
        form.begin_opnieuw(gewijzigd.nu)
    return 0


def _verschoven(n: int) -> str:
    zin = ngettext(
        "%(n)s keer telt nu bij andere uren (bewoners of medewerkers), ook uit andere kamers.",
        "%(n)s keren tellen nu bij andere uren (bewoners of medewerkers), ook uit andere kamers.",
        n,
    )
    return zin % {"n": n} if n else ""


def _formulier(request, kamer: Kamer, form: VrijwilligerForm, vrijwilliger: Vrijwilliger | None = None):
    inhoud = {"kamer": kamer, "form": form, "vrijwilliger": vrijwilliger}
    return render(request, "vrijwilligers/vrijwilliger_form.html", inhoud, status=422 if form.errors else 200)
