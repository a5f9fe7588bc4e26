"""Results that are not computed: the list of a year, and one result."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from rapportage.forms import MetingForm
from rapportage.models import Meting, Rapport
from rapportage.services import meten
from rapportage.services.vastleggen import versie_van


@recht("kamers.meting")
@require_safe
def metingen(request, jaar):
    """Show what is measured in a year, for the rooms within reach."""
    get_object_or_404(Jaar, jaar=jaar)
    kamers = list(Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar))
    return render(request, "rapportage/metingen.html", {"jaar": jaar, "rijen": meten.meetrijen(jaar, kamers)})


@recht("kamers.meting")
@require_safe
def van_kamer(request, kamer):
    """Show what is measured this year in one room."""
    kamer, jaar = get_object_or_404(Kamer.objects.zichtbaar_voor(request.user), code=kamer), timezone.localdate().year
    context = {"kamer": kamer, "jaar": jaar, "rijen": meten.meetrijen(jaar, [kamer])}
    return render(request, "rapportage/metingen.html", context)


@recht("kamers.meting")
@require_http_methods(["GET", "POST"])
def meting(request, jaar, kamer, indicator):
    """Write one result down; the earlier ones stay below."""
    kamer, indicator, doel = _doel_of_404(request, jaar, kamer, indicator)
    form = MetingForm(
        request.POST or None, indicator=indicator, aangemeld=doel.op_aangemeld is not None, initial={"sleutel": uuid4()}
    )
    if form.is_valid():
        vast = {"jaar": jaar, "indicator": indicator, "kamer": kamer, "gebruiker": request.user}
        ingevuld = _("%(prestatie)s is ingevuld.") % {"prestatie": indicator.prestatie}
        messages.success(request, ingevuld if meten.noteer(**vast, **form.cleaned_data) else AL_OPGESLAGEN)
        return redirect("rapportage:metingen", jaar)
    eerdere = Meting.objects.filter(jaar__jaar=jaar, indicator=indicator, kamer=kamer).select_related("auteur")
    context = {"jaar": jaar, "kamer": kamer, "indicator": indicator, "doel": doel, "form": form, "eerdere": eerdere}
    return render(request, "rapportage/meting.html", context, status=422 if form.errors else 200)


def _doel_of_404(request, jaar: int, kamer: str, indicator: str):
    """Return room, indicator and target of the address, when the room is within reach and the result is measured."""
    kamer = get_object_or_404(Kamer.objects.zichtbaar_voor(request.user), code=kamer)
    versie = versie_van(Rapport.Soort.JAARVERSLAG, jaar)
    if versie is None:
        raise Http404
    streef = get_object_or_404(
        versie.streefwaarden.select_related("indicator"), kamer=kamer, indicator__code=indicator.upper()
    )
    if not meten.wordt_gemeten(streef.indicator):
        raise Http404
    return kamer, streef.indicator, meten.doel_van(streef.indicator, streef)
