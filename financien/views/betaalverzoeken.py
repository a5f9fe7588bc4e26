"""Requests to pay: made for an instalment or for what is open, read, and withdrawn."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.toegang import recht
from financien.forms.toekenningpapier import Vervalform
from financien.models import Betaalverzoek, Termijn, Toekenning
from financien.services.betaalverzoeken import verzoek_om_betaling
from financien.services.boeken import BoekFout
from financien.services.toekenningpapier import laat_vervallen
from financien.views.toekenningdaden import _handel
from financien.views.toekenningen import WIJZIGEN, ZIEN, formulier


@recht(WIJZIGEN)
@require_POST
def verzoek(request, pk):
    """Make the request to pay for one instalment."""
    termijn = get_object_or_404(Termijn.objects.zichtbaar_voor(request.user).select_related("toekenning"), pk=pk)
    return _maak(request, termijn.toekenning, termijn)


@recht(WIJZIGEN)
@require_POST
def verzoek_open(request, pk):
    """Make the request to pay for what is open of a grant without instalments."""
    return _maak(request, get_object_or_404(Toekenning.objects.zichtbaar_voor(request.user), pk=pk), None)


def _maak(request, toekenning: Toekenning, termijn: Termijn | None):
    try:
        sleutel = UUID(request.POST.get("sleutel", "")[:36])
    except ValueError:
        sleutel = uuid4()
    vast = {"datum": timezone.localdate(), "sleutel": sleutel, "gebruiker": request.user}
    try:
        gemaakt = verzoek_om_betaling(toekenning=toekenning, termijn=termijn, **vast)
    except BoekFout as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, _("Verzoek %(verzoek)s is gemaakt.") % {"verzoek": gemaakt})
    return redirect("financien:toekenning", toekenning.pk)


@recht(WIJZIGEN)
@formulier
def verzoek_intrekken(request, pk):
    """Withdraw a wrong request: it stays to be read, and what it asked for can be asked again."""
    rijen = Betaalverzoek.objects.zichtbaar_voor(request.user).select_related("toekenning__partner")
    rij = get_object_or_404(rijen, pk=pk)

    def doe(schoon):
        laat_vervallen(rij, reden=schoon["reden"], gebruiker=request.user)

    uitleg = _("Zeg het ook tegen de partner. Daarna kun je een nieuw verzoek maken, met het volgende nummer.")
    vast = {"titel": _("Verzoek %(verzoek)s intrekken") % {"verzoek": rij}, "knop": _("Trek het verzoek in")}
    vast |= {"gedaan": _("Verzoek %(verzoek)s is ingetrokken.") % {"verzoek": rij}, "uitleg": uitleg}
    return _handel(request, rij.toekenning, Vervalform(request.POST or None), doe, **vast)


@recht(ZIEN)
@require_safe
def verzoekbestand(request, pk):
    """Serve a request to pay as it was sent."""
    rij = get_object_or_404(Betaalverzoek.objects.zichtbaar_voor(request.user).select_related("bestand"), pk=pk)
    return bewijs_antwoord(rij.bestand)
