"""The time line of a room: everything, adding and changing."""

from uuid import uuid4

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.feiten import Gebeurtenisform
from kamers.models import Gebeurtenis, Kamerstap
from kamers.services import tijdlijn as dienst
from kamers.views.feitblad import bewerk
from kamers.views.feiten import haal_weg
from kamers.views.kamer import kamer_van


@recht("kamers.feiten_zien")
@require_safe
def tijdlijn(request, kamer):
    """Show everything that happened in and around a room."""
    kamer = kamer_van(request, kamer)
    opening = kamer.stappen.filter(stap=Kamerstap.Stap.OPENING).first()
    inhoud = {"momenten": dienst.tijdlijn(kamer, opening), "mag_wijzigen": mag(request.user, "kamers.feiten_wijzigen")}
    return render(request, "kamers/tijdlijn.html", {"kamer": kamer, **inhoud})


def _blad(kamer) -> dict:
    terug = reverse("kamers:tijdlijn", args=[kamer.code])
    return {"terug": terug, "terug_tekst": _("Tijdlijn"), "kamer": kamer}


@recht("kamers.feiten_wijzigen")
def nieuw(request, kamer):
    """Add something that happened."""
    kamer = kamer_van(request, kamer)
    rij, begin = Gebeurtenis(kamer=kamer), {"dag": timezone.localdate()}
    form = Gebeurtenisform(request.POST or None, instance=rij, initial=begin)
    return bewerk(request, form, gedaan=_("Het staat op de tijdlijn."), titel=_("Nieuw op de tijdlijn"), **_blad(kamer))


@recht("kamers.feiten_wijzigen")
def moment(request, kamer, pk):
    """Change something on the time line."""
    kamer = kamer_van(request, kamer)
    form = Gebeurtenisform(request.POST or None, instance=get_object_or_404(kamer.gebeurtenissen, pk=pk))
    weg = reverse("kamers:moment_wis", args=[kamer.code, pk, uuid4()])
    inhoud = {"titel": _("Tijdlijn wijzigen"), "weg": weg, **_blad(kamer)}
    return bewerk(request, form, gedaan=_("De tijdlijn is aangepast."), **inhoud)


@recht("kamers.feiten_wijzigen")
@require_POST
def wis(request, kamer, pk, sleutel):
    """Take something off the time line that was a mistake."""
    kamer = kamer_van(request, kamer)
    rij = get_object_or_404(kamer.gebeurtenissen, pk=pk)
    return haal_weg(request, rij, sleutel, reverse("kamers:tijdlijn", args=[kamer.code]))
