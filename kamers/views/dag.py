"""The page of today, of an earlier day and of a day to come, and the choice of another day."""

from datetime import timedelta
from uuid import uuid4

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from buurtwerkkamer.toegang import recht
from kamers.forms.andere_dag import AndereDagForm
from kamers.services.dag import dagbeeld
from kamers.services.verzoeken import wachtende
from kamers.services.vrije_dag import vrije_dag
from kamers.views.dagpagina import Blad, eerste_aan_de_beurt, jaar_samen
from kamers.views.kamer import kamer_van

TERUG = 7  # so many earlier days are one tap away
VOORUIT = 14  # so many days ahead can be looked at


@recht("kamers.noteer")
def vandaag(request, kamer):
    """Show today: the activity that is not logged yet stands open. Of a closed room only its facts are left."""
    kamer = kamer_van(request, kamer, verzoeken_open=wachtende())
    if kamer.is_dicht(timezone.localdate()):
        return redirect("kamers:feiten", kamer.code)
    return _toon(Blad(request, kamer, timezone.localdate()))


@recht("kamers.noteer")
def dag(request, kamer, dag):
    """Show an earlier day in the same way; of a day to come only what is planned, and nothing can be counted."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    if kamer.is_dicht(dag):
        return redirect("kamers:feiten", kamer.code)
    if dag <= vandaag:
        return _toon(Blad(request, kamer, dag))
    if dag > vandaag + timedelta(days=VOORUIT) or "noteer" in request.GET:
        return _kies(request, kamer, {"datum": dag.isoformat()})
    inhoud = {"kamer": kamer, "dag": dag, "morgen": vandaag + timedelta(days=1), "nu_jaar": vandaag.year}
    keren = [(regel, uuid4()) for regel in dagbeeld(kamer, dag).regels]
    return render(request, "kamers/komende_dag.html", {**inhoud, "keren": keren, "vrij": vrije_dag(kamer, dag)})


@recht("kamers.noteer")
def andere_dag(request, kamer):
    """Choose another day: the last seven and the coming fourteen by one tap, any earlier one by its date."""
    kamer = kamer_van(request, kamer)
    return _kies(request, kamer, request.GET if "datum" in request.GET else None)


@recht("kamers.noteer")
def samen(request, kamer, dag):
    """Return "Dit jaar samen" again, after a klus changed it."""
    kamer = kamer_van(request, kamer)
    return render(request, "kamers/_samen.html", {"kamer": kamer, "dag": dag, **jaar_samen(kamer, dag)})


def _toon(blad: Blad):
    beeld = dagbeeld(blad.kamer, blad.dag)
    gevraagd = blad.request.GET.get("noteer")
    regel = beeld.regel(gevraagd) if gevraagd else eerste_aan_de_beurt(beeld)
    if gevraagd and regel is None:
        raise Http404
    form = blad.kaart(regel) if regel else None
    vrij = None if regel else vrije_dag(blad.kamer, blad.dag)  # an open card says enough, and costs its own questions
    return blad.antwoord(regel, form, beeld=beeld, focus="kaart" if gevraagd else "", vrij=vrij)


def _kies(request, kamer, data):
    form = AndereDagForm(data)
    if form.is_bound and form.is_valid():
        return redirect("kamers:dag", kamer.code, form.cleaned_data["datum"])
    nu = timezone.localdate()
    inhoud = {
        "kamer": kamer,
        "form": form,
        "dagen": [nu - timedelta(days=n) for n in range(1, TERUG + 1)],
        "komende": [nu + timedelta(days=n) for n in range(1, VOORUIT + 1)],
    }
    return render(request, "kamers/andere_dag.html", inhoud, status=422 if form.errors else 200)
