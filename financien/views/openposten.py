"""What we owe suppliers on the screen, and an invoice that is put to a debt of the opening balance."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.toegang import recht
from financien.forms.openposten import Openpostform
from financien.services.facturen import FactuurFout
from financien.services.journaal import PER_BLAD
from financien.services.openposten import per_leverancier, zet_erbij, zonder_factuur
from financien.services.saldi import NUL
from financien.views.boeken import boekjaar
from financien.views.facturen import VOEREN, formulier

ZIEN = "financien.lonen_zien"  # together with the balance of 1500 the other invoices would tell what the wages are


def _kop(request) -> dict:
    """Return the header without years: it is about today."""
    return boekjaar(request, timezone.localdate().year) | {"hier": "openposten", "jaarlinks": []}


@recht(ZIEN)
@require_safe
def openposten(request):
    """List what is open per supplier: together it is the balance of 1500."""
    rijen = per_leverancier()
    context = _kop(request) | {"blad": Paginator(rijen, PER_BLAD).get_page(request.GET.get("blad", "1")[:4])}
    context |= {"samen": sum((rij.open for rij in rijen), NUL), "zonder": sum((rij.zonder for rij in rijen), NUL)}
    context["mag_erbij"] = rollen.mag(request.user, VOEREN) and context["zonder"] > 0
    return render(request, "financien/openposten.html", context)


@recht(VOEREN)
@formulier
def nieuw(request):
    """Put an invoice to what stands on 1500 without one."""
    form = Openpostform(request.POST or None)
    if form.is_valid() and _zet_erbij(request, form):
        return redirect("financien:openposten")
    context = _kop(request) | {"form": form, "zonder": zonder_factuur()}
    return render(request, "financien/openpost_form.html", context, status=422 if form.errors else 200)


def _zet_erbij(request, form: Openpostform) -> bool:
    try:
        with transaction.atomic():  # a new supplier is not kept when the invoice is refused
            factuur = zet_erbij(form.post(), sleutel=form.cleaned_data["sleutel"], gebruiker=request.user)
    except FactuurFout as fout:
        form.meld(fout)
        return False
    messages.success(request, _("%(factuur)s staat erbij. Je kunt hem nu betalen.") % {"factuur": factuur})
    return True
