"""Neighbourhoods with what is known of them: the table, adding and changing."""

from uuid import uuid4

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.buurten import Buurtcijferform, Buurtform
from kamers.models import Buurt, Buurtcijfer
from kamers.services.buurtcijfers import tabel
from kamers.views.feitblad import bewerk
from kamers.views.feiten import haal_weg


@recht("kamers.overzicht")
@require_safe
def buurten(request):
    """Show every neighbourhood with its figures, several years beside each other."""
    cijfers = list(Buurtcijfer.objects.all())
    inhoud = {"tabel": tabel(list(Buurt.objects.all()), cijfers), "cijfers": len(cijfers)}
    return render(request, "kamers/buurten.html", {**inhoud, "mag_wijzigen": mag(request.user, "kamers.buurtcijfers")})


def _blad() -> dict:
    return {"terug": reverse("kamers:buurten"), "terug_tekst": _("Buurten en hun cijfers")}


@recht("kamers.buurtcijfers")
def buurt_nieuw(request):
    """Add a neighbourhood or a larger area."""
    form = Buurtform(request.POST or None, instance=Buurt())
    return bewerk(request, form, gedaan=_("De buurt staat erbij."), titel=_("Nieuwe buurt"), **_blad())


@recht("kamers.buurtcijfers")
def buurt(request, pk):
    """Change the name of a neighbourhood, or the area it lies in."""
    form = Buurtform(request.POST or None, instance=get_object_or_404(Buurt, pk=pk))
    return bewerk(request, form, gedaan=_("De buurt is aangepast."), titel=_("Buurt wijzigen"), **_blad())


@recht("kamers.buurtcijfers")
def cijfer_nieuw(request):
    """Add a figure; ``?buurt=`` chooses the neighbourhood beforehand."""
    gekozen = request.GET.get("buurt", "")
    begin = {"buurt": int(gekozen[:9])} if gekozen.isascii() and gekozen.isdecimal() else {}
    form = Buurtcijferform(request.POST or None, instance=Buurtcijfer(), initial=begin)
    return bewerk(request, form, gedaan=_("Het cijfer staat erbij."), titel=_("Nieuw buurtcijfer"), **_blad())


@recht("kamers.buurtcijfers")
def cijfer(request, pk):
    """Change a figure, its year or its source."""
    form = Buurtcijferform(request.POST or None, instance=get_object_or_404(Buurtcijfer, pk=pk))
    inhoud = {"titel": _("Buurtcijfer wijzigen"), "weg": reverse("kamers:cijfer_wis", args=[pk, uuid4()]), **_blad()}
    return bewerk(request, form, gedaan=_("Het cijfer is aangepast."), **inhoud)


@recht("kamers.buurtcijfers")
@require_POST
def cijfer_wis(request, pk, sleutel):
    """Take away a figure that was a mistake."""
    rij = get_object_or_404(Buurtcijfer.objects.select_related("buurt"), pk=pk)
    return haal_weg(request, rij, sleutel, reverse("kamers:buurten"))
