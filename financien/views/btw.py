"""The btw in a document that is no invoice: on the page of the document, and when what was typed is refused."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import euro, in_taal
from buurtwerkkamer.toegang import recht
from financien.forms.btw import Btwform
from financien.models import Boekstuk
from financien.services.btwnotities import BtwFout, btw_van, noteer_btw

BOEKEN = "financien.boeken"


def btwdeel(request, stuk: Boekstuk) -> dict:
    """Return what the page of a document shows of its btw; nothing of a document whose words are not for this user."""
    if vars(stuk)["dicht"]:
        return {}
    nu = btw_van(stuk)
    mag = rollen.mag(request.user, BOEKEN) and not nu.mis
    return {"btw": nu, "btwform": Btwform() if mag else None}


@recht(BOEKEN)
@require_http_methods(["GET", "HEAD", "POST"])
def stukbtw(request, pk):
    """Note how much btw is in a document."""
    stuk = get_object_or_404(Boekstuk.objects.select_related("jaar"), pk=pk)
    form = Btwform(request.POST or None)
    if form.is_valid() and _noteer(request, stuk, form):
        return redirect("financien:boekstuk", stuk.pk)
    context = {"stuk": stuk, "btw": btw_van(stuk), "btwform": form, "form": form}
    return render(request, "financien/stukbtw.html", context, status=422 if form.errors else 200)


def _noteer(request, stuk: Boekstuk, form: Btwform) -> bool:
    try:
        noteer_btw(stuk, gebruiker=request.user, **form.cleaned_data)
    except BtwFout as fout:
        form.meld(fout)
        return False
    bedrag = form.cleaned_data["btw"]
    zin = _("Opgeschreven: %(btw)s btw.") if bedrag else _("Bij dit stuk staat nu geen btw.")
    messages.success(request, zin % {"btw": in_taal(euro(bedrag))} if bedrag else zin)
    return True
