"""Keys, cards and passes of a room, and of the cooperative itself: who has them, giving out and taking in."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.sleutels import Nieuwesleutelform, Sleuteldaadform
from kamers.models import Kamer, Sleutel, Sleuteldaad
from kamers.services import sleutels as dienst
from kamers.views.feitblad import bewerk
from kamers.views.kamer import kamer_van

PER_BLAD = 50
LAATSTE = 30  # so much of what happened stands below the list


def _adres(kamer: Kamer | None, naam: str, *rest) -> str:
    return reverse(f"kamers:{naam}", args=[kamer.code, *rest]) if kamer else reverse(f"kamers:alle_{naam}", args=rest)


def _lijst(request, kamer: Kamer | None, rijen, mag_wijzigen: bool):
    rijen = dienst.met_houder(rijen, timezone.localdate()).in_gebruik().select_related("kamer")
    blad = None if kamer else Paginator(rijen, PER_BLAD).get_page(request.GET.get("blad", "1")[:6])
    daden = Sleuteldaad.objects.zichtbaar_voor(request.user).select_related("sleutel__kamer", "houder", "door")
    inhoud = {
        "kamer": kamer,
        "blad": blad,
        "rijen": [(rij, _adres(rij.kamer if kamer else None, "sleutel", rij.pk)) for rij in blad or rijen],
        "daden": (daden.filter(sleutel__kamer=kamer) if kamer else daden).order_by("-pk")[:LAATSTE],
        "nieuw": _adres(kamer, "sleutel_nieuw") if mag_wijzigen else "",
    }
    return render(request, "kamers/sleutels.html", inhoud)


def _blad(kamer: Kamer | None) -> dict:
    return {"terug": _adres(kamer, "sleutels"), "terug_tekst": _("Sleutels en passen"), "kamer": kamer}


def _nieuw(request, kamer: Kamer | None):
    form = Nieuwesleutelform(request.POST or None, instance=Sleutel(kamer=kamer))

    def bewaar():
        velden = {naam: form.cleaned_data[naam] for naam in ("houder", "op", "sleutel")}
        return dienst.voeg_toe(rij=form.instance, gebruiker=request.user, **velden)

    woorden = {"titel": _("Nieuwe sleutel of pas"), "gedaan": _("De sleutel of pas staat op de lijst.")}
    return bewerk(request, form, bewaar=bewaar, **woorden, **_blad(kamer))


def _een(request, rij: Sleutel, kamer: Kamer | None):
    if not dienst.DAARNA[vars(rij)["stand"]]:
        raise Http404
    form = Sleuteldaadform(request.POST or None, rij=rij)

    def bewaar():
        return dienst.schrijf_op(rij=rij, gebruiker=request.user, **form.cleaned_data)

    blad = {"titel": f"{rij.get_soort_display().capitalize()}: {rij.omschrijving}", "uitleg": _waar(rij)}
    return bewerk(request, form, bewaar=bewaar, gedaan=_("Het is opgeschreven."), **blad, **_blad(kamer))


def _waar(rij: Sleutel) -> str:
    stand, naam, dag = (vars(rij)[veld] for veld in ("stand", "bij_naam", "sinds"))
    if stand == Sleuteldaad.Soort.GEGEVEN:
        return _("Nu bij %(naam)s, sinds %(dag)s.") % {"naam": naam, "dag": f"{dag:%d-%m-%Y}"}
    if stand == Sleuteldaad.Soort.KWIJT:
        return _("Kwijt sinds %(dag)s.") % {"dag": f"{dag:%d-%m-%Y}"}
    return _("Niemand heeft hem nu.")


@recht("kamers.sleutels_zien")
@require_safe
def lijst(request, kamer):
    """Show who has which key, card or pass of a room."""
    hier = kamer_van(request, kamer)
    return _lijst(request, hier, Sleutel.objects.van(hier), mag(request.user, "kamers.sleutels"))


@recht("kamers.sleutels")
def nieuw(request, kamer):
    """Put a key of a room on the list."""
    return _nieuw(request, kamer_van(request, kamer))


@recht("kamers.sleutels")
def sleutel(request, kamer, pk):
    """Give out a key of a room, take it in, or write down that it is lost."""
    hier = kamer_van(request, kamer)
    return _een(request, get_object_or_404(Sleutel.objects.van(hier).met_stand(), pk=pk), hier)


@recht("kamers.alle_sleutels_zien")
@require_safe
def alle(request):
    """Show who has which key, card or pass, of the cooperative and of all rooms."""
    return _lijst(request, None, Sleutel.objects.all(), mag(request.user, "kamers.alle_sleutels"))


@recht("kamers.alle_sleutels")
def alle_nieuw(request):
    """Put a key or card of the cooperative on the list."""
    return _nieuw(request, None)


@recht("kamers.alle_sleutels")
def alle_sleutel(request, pk):
    """Give out a key or card of the cooperative or of any room, take it in, or write down that it is lost."""
    return _een(request, get_object_or_404(Sleutel.objects.met_stand().select_related("kamer"), pk=pk), None)
