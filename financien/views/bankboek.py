"""The bank, further on: a line in parts, what is booked, which files were read, and what is recognised."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtwerkkamer.toegang import recht
from financien.forms.bank import Bankregelform
from financien.forms.eigen import Eigenform
from financien.forms.kaal import Kenmerkform
from financien.models import Bankregel, Herkenningsregel
from financien.services.bank import eigen, lijst
from financien.services.bank import herkenning as afspraken
from financien.services.bank.boeken import boek_zelf
from financien.services.bank.omschrijving import omschrijving_van
from financien.services.bank.voorstellen import voorstellen
from financien.services.boeken import BoekFout
from financien.services.btwnotities import BtwFout
from financien.services.handgeld import bonfoto
from financien.views import bewaren
from financien.views.bank import DOEN, ZIEN, bankblad, neem_over, regel_van, zeg_geboekt

formulier = require_http_methods(["GET", "HEAD", "POST"])
REGELBLAD = "financien/bankregel.html"


@recht(DOEN)
@formulier
def bankregel(request, pk):
    """Book a line in parts, or add a part to the form without booking."""
    context = _met_formulier(request, pk, request.POST or None)
    form, sleutel = context["form"], context["sleutel"]
    fout = request.method == "POST" and "meer" not in request.POST
    if fout and form.is_valid() and _boek(request, context["regel"], form):
        bonfoto.ruim_op(sleutel)
        return redirect("financien:bank")
    bewaren.houd(request, form.kop, sleutel)
    fout = fout or bool(form.kop.errors)
    return render(request, REGELBLAD, context | {"fouten": fout}, status=422 if fout else 200)


def _met_formulier(request, pk: int, data=None) -> dict:
    """Return a line with its form, its proposal, and the field a year asks that is provisionally closed."""
    regel = regel_van(request, pk, om_te_tonen=True)
    geldig = regel.boekingen.geldig().select_related("boekstuk").first() if regel.geboekt else None
    voorstel = None if geldig else next(iter(voorstellen([regel])[regel.pk]), None)
    voorlopig = not geldig and vars(regel)["voorlopig"]
    sleutel = bewaren.sleutel_van(request)
    vast = {"regel": regel, "voorstel": voorstel, "voorlopig": voorlopig, "bewaard": bewaren.bewaard(request, sleutel)}
    form = Bankregelform(data, request.FILES if data else None, **vast)
    kenmerk = Kenmerkform() if voorlopig and voorstel and voorstel.boek else None
    erbij = {"geboekt": geldig, "kenmerkform": kenmerk, "sleutel": sleutel or uuid4()}
    return {"regel": regel, "form": form, "voorstel": voorstel, **erbij}


@recht(DOEN)
@require_POST
def klopt(request, pk):
    """Book a line as was proposed: back to the list, or the line itself for htmx."""
    form = Kenmerkform(request.POST)
    if request.POST.get("kenmerk", "").strip() and not form.is_valid():
        context = _met_formulier(request, pk) | {"kenmerkform": form, "fouten": False}
        return render(request, REGELBLAD, context, status=422)
    kenmerk = form.cleaned_data["kenmerk"] if form.is_valid() else ""
    return neem_over(request, regel_van(request, pk), kenmerk)


def _boek(request, regel: Bankregel, form: Bankregelform) -> bool:
    kop, delen = form.kop.cleaned_data, form.delen()
    vast = {"omschrijving": kop["omschrijving"], "kenmerk": kop.get("kenmerk", ""), "gebruiker": request.user}
    try:
        boeking = boek_zelf(regel=regel, delen=delen, bewijs=form.kop.gekozen, btw=kop["btw"], **vast)
    except BtwFout as fout:
        form.kop.add_error("btw", str(fout))
        return False
    except BoekFout as fout:
        form.zet_fout(str(fout), fout.regel)
        return False
    if kop["onthoud"]:
        vast = {
            "omschrijving": kop["omschrijving"] or omschrijving_van(delen),  # without the day of a late line
            "woorden": kop["woorden"],
            "vandaag": timezone.localdate(),
        }
        afspraken.onthoud(regel=regel, delen=delen, **vast)
    zeg_geboekt(request, boeking)
    return True


@recht(ZIEN)
@require_safe
def geboekt(request):
    """List the lines that are booked, newest first, each with its document."""
    zoek = request.GET.get("zoek", "")[:60].replace("\0", "")
    blad = lijst.geboekte_regels(gebruiker=request.user, blad=request.GET.get("blad", "1")[:9], zoek=zoek)
    context = bankblad(request, "bank_geboekt") | {"blad": blad, "zoek": zoek}
    return render(request, "financien/bank_geboekt.html", context)


@recht(ZIEN)
@require_safe
def bestanden(request):
    """List the files that were read, with their balances."""
    context = bankblad(request, "bank_bestanden") | {"blad": lijst.bestanden(request.GET.get("blad", "1")[:9])}
    return render(request, "financien/bank_bestanden.html", context)


@recht(DOEN)
@require_safe
def herkenning(request):
    """List how lines are recognised."""
    rijen = Herkenningsregel.objects.in_gebruik().select_related("partner")
    context = {"rijen": rijen.prefetch_related("delen__rekening", "delen__kamer")}
    return render(request, "financien/herkenning.html", bankblad(request, "herkenning") | context)


@recht(DOEN)
@require_POST
def herkenning_stop(request, pk):
    """Do not recognise lines in this way any more."""
    afspraak = get_object_or_404(Herkenningsregel.objects.zichtbaar_voor(request.user), pk=pk)
    if afspraak.gestopt_op is None:
        afspraken.stop(afspraak, timezone.localdate())
    messages.success(request, _("Zo worden regels niet meer herkend. Wat geboekt is, blijft."))
    return redirect("financien:herkenning")


@recht(DOEN)
@formulier
def eigen_rekeningen(request):
    """Write down our own account numbers, so that a bank file finds its ledger account."""
    form = Eigenform(request.POST or None, rekeningen=eigen.bankrekeningen())
    if form.is_valid():
        try:
            eigen.zet_eigen(form.nummers(), form.nieuw())
        except eigen.EigenFout as fout:
            form.meld(fout)
        else:
            messages.success(request, _("De bankrekeningen zijn bewaard."))
            return redirect("financien:eigen_rekeningen")
    context = bankblad(request, "eigen_rekeningen") | {"form": form, "cooperatie": eigen.van_de_cooperatie()}
    return render(request, "financien/eigen_rekeningen.html", context, status=422 if form.errors else 200)
