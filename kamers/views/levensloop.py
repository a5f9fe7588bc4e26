"""The life of a room: the steps towards its opening, and its next status."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.feiten import Nieuwekamerform
from kamers.forms.levensloop import KNOPPEN, Stapform, Statusform
from kamers.models import Kamer, Kamerstap
from kamers.services import levensloop as dienst
from kamers.services.kamerfeiten import begin_kamer
from kamers.views.feitblad import bewerk
from kamers.views.kamer import kamer_van


@recht("kamers.feiten_zien")
@require_safe
def levensloop(request, kamer):
    """Show which steps were taken, what still lacks, and where the room can go from here."""
    kamer = kamer_van(request, kamer)
    gedaan = {rij.stap: rij for rij in kamer.stappen.prefetch_related("partners")}
    stappen = [(stap, gedaan.get(stap)) for stap in Kamerstap.Stap]
    inhoud = {
        "kamer": kamer,
        "was_er_al": kamer.status == Kamer.Status.OPEN and not gedaan,
        "stappen": [(stap, rij, stap in dienst.VOORBEREIDING) for stap, rij in stappen],
        "overgangen": [(o, KNOPPEN[o.naar]) for o in dienst.overgangen(kamer, gedaan)],
        "dicht": kamer.is_dicht(timezone.localdate()),
        "mag_sturen": mag(request.user, "kamers.levensloop"),
    }
    return render(request, "kamers/levensloop.html", inhoud)


def _blad(kamer) -> dict:
    terug = reverse("kamers:levensloop", args=[kamer.code])
    return {"terug": terug, "terug_tekst": _("Levensloop"), "kamer": kamer}


@recht("kamers.levensloop")
def nieuw(request):
    """Begin a room that is being sought."""
    kamer = Kamer()
    form = Nieuwekamerform(request.POST or None, instance=kamer)
    woorden = {"titel": _("Nieuwe kamer"), "terug_tekst": _("Over de kamers")}

    def bewaar():
        begonnen = begin_kamer(kamer=kamer, sleutel=form.cleaned_data["sleutel"], gebruiker=request.user)
        return reverse("kamers:levensloop", args=[begonnen.code]) if begonnen else False

    terug = reverse("kamers:over_de_kamers")
    gedaan = _("De kamer is begonnen. Zet nu de stappen naar de opening.")
    return bewerk(request, form, bewaar=bewaar, terug=terug, gedaan=gedaan, **woorden)


@recht("kamers.levensloop")
def stap(request, kamer, stap):
    """Write that a step was taken, or change it."""
    kamer = kamer_van(request, kamer)
    if stap not in dienst.VOORBEREIDING:
        raise Http404
    welke = Kamerstap.Stap(stap)
    rij = kamer.stappen.prefetch_related("partners").filter(stap=stap).first()
    form = Stapform(request.POST or None, stap=welke, rij=rij)
    inhoud = {"titel": _("Stap: %(stap)s") % {"stap": welke.label}, "gedaan": _("De stap is bewaard."), **_blad(kamer)}
    if rij and stap not in dienst.vaste_stappen(kamer):
        inhoud["weg"] = reverse("kamers:stap_wis", args=[kamer.code, stap])

    def bewaar():
        dienst.zet_stap(kamer=kamer, stap=stap, **form.velden())

    return bewerk(request, form, bewaar=bewaar, **inhoud)


@recht("kamers.levensloop")
@require_POST
def stap_wis(request, kamer, stap):
    """Take away a step that was noted by mistake."""
    kamer = kamer_van(request, kamer)
    if stap not in dienst.VOORBEREIDING:
        raise Http404
    try:
        if dienst.wis_stap(kamer=kamer, stap=stap):
            messages.success(request, _("De stap is weggehaald."))
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
    return redirect("kamers:levensloop", kamer.code)


@recht("kamers.levensloop")
def status(request, kamer, naar):
    """Let a room go to its next status: bare, open, closed."""
    kamer = kamer_van(request, kamer)
    if naar not in Kamer.Status.values:
        raise Http404
    form = Statusform(request.POST or None, kamer=kamer, naar=naar)

    def bewaar():
        velden = {"dag": None, **form.cleaned_data}
        vast = {"kamer": kamer, "naar": naar, "vandaag": timezone.localdate(), "gebruiker": request.user}
        return dienst.zet_status(**vast, **velden)

    uitleg = {"gesloten": _("Wat genoteerd is, blijft. De kamer verdwijnt van de schermen van elke dag.")}
    inhoud = {"titel": form.knop, "uitleg": uitleg.get(naar, ""), **_blad(kamer)}
    gedaan = _("De status is nu: %(status)s.") % {"status": Kamer.Status(naar).label}
    return bewerk(request, form, bewaar=bewaar, gedaan=gedaan, **inhoud)
