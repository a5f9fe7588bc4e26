"""The sources in the financing plan of an open version."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import VersieFout
from financien.forms.begroting import BronForm
from financien.models import Financieringsbron
from financien.services.bronnen import BronGewijzigd, bewaar_bron, verwijder_bron
from financien.views.versies import WIJZIGEN, versies_van


@recht(WIJZIGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def bron(request, jaar, pk=None):
    """Add a source to the open version of a year, or change one."""
    versie = versies_van(jaar)[0]
    bestaand = None if pk is None else _bron(request, versie, pk)
    if versie.staat_vast:
        return _ligt_vast(request, jaar)
    form = BronForm(request.POST or None, instance=bestaand)
    if form.is_valid() and _bewaar(form, versie):
        messages.success(request, _("%(bron)s staat in het financieringsplan.") % {"bron": form.instance})
        return redirect("financien:begroting", jaar)
    context = {"form": form, "jaar": versie.jaar, "bron": bestaand}
    return render(request, "financien/bron.html", context, status=422 if form.errors else 200)


@recht(WIJZIGEN)
@require_POST
def weg(request, jaar, pk):
    """Take a source without amounts out of the plan."""
    try:
        verwijder_bron(bron=_bron(request, versies_van(jaar)[0], pk))
    except VersieFout as fout:
        messages.error(request, str(fout))
        return redirect("financien:bron", jaar, pk)
    messages.success(request, _("De bron is uit het financieringsplan."))
    return redirect("financien:begroting", jaar)


def _ligt_vast(request, jaar: int):
    messages.error(request, _("Deze versie ligt vast. Maak eerst een nieuwe versie."))
    return redirect("financien:begroting", jaar)


def _bron(request, versie, pk: int) -> Financieringsbron:
    return get_object_or_404(Financieringsbron.objects.zichtbaar_voor(request.user).filter(versie=versie), pk=pk)


def _bewaar(form: BronForm, versie) -> bool:
    try:
        bewaar_bron(bron=form.instance, versie=versie, gezien=form.cleaned_data["gezien"])
    except BronGewijzigd as fout:
        form.begin_opnieuw(fout.nu)
        form.add_error(None, str(fout))
        return False
    except VersieFout as fout:
        form.add_error("naam", str(fout))
        return False
    return True
