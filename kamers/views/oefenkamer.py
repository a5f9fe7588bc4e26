"""The room to practise in: making it, and starting again."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from buurtwerkkamer import bedragen
from buurtwerkkamer.toegang import recht
from kamers.services import oefenkamer as dienst


@recht("kamers.oefenkamer")
@require_http_methods(["GET", "POST"])
def oefenkamer(request):
    """Show whether there is a room to practise in; make it, or empty it."""
    kamer, acts = dienst.oefenkamer(), {"maak": _maak, "opnieuw": _opnieuw}
    if request.method == "GET":
        wie = kamer.aanstellingen.op(timezone.localdate()).select_related("gebruiker") if kamer else []
        return render(request, "kamers/oefenkamer.html", {"kamer": kamer, "wie": wie})
    actie = acts.get(request.POST.get("actie", ""))
    if actie is None or (kamer is None) == (actie is _opnieuw):
        raise BadRequest
    messages.success(request, actie(request, kamer))
    return redirect("kamers:oefenkamer")


def _maak(_request, _kamer) -> str:
    dienst.maak_oefenkamer(timezone.localdate())
    return _("De oefenkamer is er.")


def _opnieuw(request, kamer) -> str:
    weg = dienst.begin_opnieuw(kamer=kamer, vandaag=timezone.localdate(), gebruiker=request.user)
    tekst = ngettext("De oefenkamer is leeg: %(n)s ding weg.", "De oefenkamer is leeg: %(n)s dingen weg.", weg)
    return tekst % {"n": bedragen.getal(weg)}
