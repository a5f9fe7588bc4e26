"""The tablets that belong to a room, and the own code for them."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtwerkkamer.toegang import recht
from kamers import tabletsessie
from kamers.forms.tablets import NieuweCodeForm, TabletForm
from kamers.models import Tablet
from kamers.services import tabletcode
from kamers.services import tablets as dienst
from kamers.views.kamer import kamer_van


@recht("kamers.tablet")
@require_safe
def tablets(request, kamer):
    """Show the tablets of a room, and when each was used last."""
    kamer = kamer_van(request, kamer)
    rijen = list(Tablet.objects.niet_ingetrokken().filter(kamer=kamer).select_related("aangemeld_door"))
    inhoud = {"kamer": kamer, "tablets": rijen, "heeft_code": request.user.code, "vandaag": timezone.localdate()}
    return render(request, "kamers/tablets.html", inhoud)


@recht("kamers.tablet")
@require_http_methods(["GET", "POST"])
def nieuw(request, kamer):
    """Register the device in front of the coordinator, who then goes off it."""
    return _nieuw(request, kamer_van(request, kamer))


@recht("kamers.tablet")
@require_POST
def weg(request, kamer, pk):
    """Withdraw a tablet, from whatever device."""
    kamer = kamer_van(request, kamer)
    tablet = get_object_or_404(Tablet.objects.zichtbaar_voor(request.user), pk=pk, kamer=kamer)
    if dienst.trek_in(tablet=tablet):
        messages.success(request, _("%(naam)s opent deze kamer niet meer.") % {"naam": tablet})
    return redirect("kamers:tablets", kamer.code)


@reauthentication_required
def _nieuw(request, kamer):
    """Open a door for thirty days only to who says again who opens it."""
    form, oud = TabletForm(request.POST or None), request.COOKIES.get(settings.TABLET_COOKIE_NAME, "")
    if form.is_valid():
        try:
            geheim = dienst.meld_aan(kamer=kamer, naam=form.cleaned_data["naam"], gebruiker=request.user, oud=oud)
        except ValidationError as fout:
            form.add_error("naam", ValidationError(fout.messages))
        else:
            return _is_tablet(request, geheim)
    return render(
        request, "kamers/tablet_nieuw.html", {"kamer": kamer, "form": form}, status=422 if form.errors else 200
    )


def _is_tablet(request, geheim: str):
    tabletsessie.einde(request)
    messages.success(request, _("Deze tablet hoort nu bij de kamer. Tik op je naam."))
    antwoord = redirect("kamers:tablet")
    tabletsessie.geef_koekje(antwoord, geheim)
    return antwoord


@recht("kamers.tabletcode")
@reauthentication_required
@require_http_methods(["GET", "POST"])
def mijn_code(request):
    """Choose the own code for the tablets of the rooms; never on such a tablet itself."""
    form = NieuweCodeForm(request.POST or None)
    if form.is_valid():
        tabletcode.zet_code(gebruiker=request.user, code=form.cleaned_data["code"])
        messages.success(request, _("Je code voor de tablet is veranderd."))
        return redirect("start")
    inhoud = {"form": form, "heeft_code": bool(request.user.code)}
    return render(request, "kamers/tablet_mijn_code.html", inhoud, status=422 if form.errors else 200)
