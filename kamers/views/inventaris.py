"""The things in a room: the list, adding, changing, and writing off what is gone."""

from uuid import uuid4

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.inventaris import Inventarisform, Wegform
from kamers.models import Inventarisstuk
from kamers.services import inventaris as dienst
from kamers.views.feitblad import bewerk
from kamers.views.feiten import haal_weg
from kamers.views.kamer import kamer_van


@recht("kamers.feiten_zien")
@require_safe
def inventaris(request, kamer):
    """Show what is in the room, where it came from, and what is gone."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    rijen = kamer.inventaris.all()
    inhoud = {
        "kamer": kamer,
        "rijen": dienst.aanwezig(rijen, vandaag),
        "weg": rijen.filter(weg_op__lte=vandaag).order_by("-weg_op", "naam"),
        "telling": dienst.telling(kamer, vandaag),
        "mag_wijzigen": mag(request.user, "kamers.feiten_wijzigen"),
    }
    return render(request, "kamers/inventaris.html", inhoud)


def _blad(kamer) -> dict:
    terug = reverse("kamers:inventaris", args=[kamer.code])
    return {"terug": terug, "terug_tekst": _("Inventaris"), "kamer": kamer}


@recht("kamers.feiten_wijzigen")
def nieuw(request, kamer):
    """Add a thing."""
    kamer = kamer_van(request, kamer)
    begin = {"aantal": 1, "sinds": timezone.localdate()}
    form = Inventarisform(request.POST or None, instance=Inventarisstuk(kamer=kamer), initial=begin)
    gedaan = _("%(naam)s staat op de lijst.") % {"naam": request.POST.get("naam", "")[:80]}
    return bewerk(request, form, gedaan=gedaan, titel=_("Nieuw in de kamer"), **_blad(kamer))


@recht("kamers.feiten_wijzigen")
def stuk(request, kamer, pk):
    """Change a thing."""
    kamer = kamer_van(request, kamer)
    rij = get_object_or_404(kamer.inventaris, pk=pk)
    form = Inventarisform(request.POST or None, instance=rij)
    inhoud = {"titel": _("Inventaris wijzigen"), "weg": reverse("kamers:stuk_wis", args=[kamer.code, pk, uuid4()])}
    if rij.weg_op is None:
        inhoud["afschrijven"] = reverse("kamers:stuk_weg", args=[kamer.code, pk])
    return bewerk(request, form, gedaan=_("De inventaris is aangepast."), **inhoud, **_blad(kamer))


@recht("kamers.feiten_wijzigen")
def weg(request, kamer, pk):
    """Write off a thing, or some of it, that left the room."""
    kamer = kamer_van(request, kamer)
    rij = get_object_or_404(kamer.inventaris, pk=pk)
    if rij.weg_op is not None:
        return redirect("kamers:stuk", kamer.code, pk)
    form = Wegform(request.POST or None, stuk=rij, vandaag=timezone.localdate())

    def bewaar():
        return dienst.haal_weg(stuk=rij, gebruiker=request.user, **form.cleaned_data)

    titel = _("Weg uit de kamer: %(naam)s") % {"naam": rij.naam}
    return bewerk(request, form, bewaar=bewaar, gedaan=_("De inventaris is aangepast."), titel=titel, **_blad(kamer))


@recht("kamers.feiten_wijzigen")
@require_POST
def wis(request, kamer, pk, sleutel):
    """Take away a line that was a mistake."""
    kamer = kamer_van(request, kamer)
    terug = reverse("kamers:inventaris", args=[kamer.code])
    return haal_weg(request, get_object_or_404(kamer.inventaris, pk=pk), sleutel, terug)
