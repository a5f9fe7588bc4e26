"""The tablets that belong to a room, and the own code for them."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buurtwerkkamer.toegang import recht
from kamers import tabletsessie
from kamers.forms.tablets import NieuweCodeForm, TabletForm
from kamers.models import Tablet
from kamers.services import tabletcode
from kamers.services import tablets as dienst
from kamers.views.kamer import kamer_van


@recht("kamers.tablet")
@require_http_methods(["GET", "POST"])
def tablets(request, kamer):
    """Show the tablets of a room; register the device in front of the coordinator, who then goes off it."""
    kamer = kamer_van(request, kamer)
    if request.method == "POST":
        return _meld_aan(request, kamer)
    return _toon(request, kamer, TabletForm())


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
def _meld_aan(request, kamer):
    """Register this browser: a door for thirty days asks who opens it."""
    form, oud = TabletForm(request.POST), request.COOKIES.get(settings.TABLET_COOKIE_NAME, "")
    if not form.is_valid():
        return _toon(request, kamer, form)
    try:
        geheim = dienst.meld_aan(kamer=kamer, naam=form.cleaned_data["naam"], gebruiker=request.user, oud=oud)
    except ValidationError as fout:
        form.add_error("naam", ValidationError(fout.messages))
        return _toon(request, kamer, form)
    tabletsessie.einde(request)
    messages.success(request, _("Deze tablet hoort nu bij de kamer. Tik op je naam."))
    antwoord = redirect("kamers:tablet")
    tabletsessie.geef_koekje(antwoord, geheim)
    return antwoord


def _toon(request, kamer, form):
    rijen = list(Tablet.objects.niet_ingetrokken().filter(kamer=kamer).select_related("aangemeld_door"))
    inhoud = {"kamer": kamer, "form": form, "tablets": rijen, "kiest_code_al": bool(request.user.code)}
    return render(request, "kamers/tablets.html", inhoud, status=422 if form.errors else 200)


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
