"""Payments on the screen: prepare an order, approve it as the second person, take it to the bank."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.toegang import recht
from financien.forms.betalingen import Opdrachtform, Rekeningform
from financien.forms.facturen import Redenform
from financien.models import Bankrekening, Betaalopdracht, Boekstuk
from financien.services.bankruimte import bankruimte
from financien.services.betalen import te_betalen, zet_rekening
from financien.services.facturen import FactuurFout
from financien.services.goedkeuring import neem_goedkeuring_terug
from financien.services.opdrachten import haal_op, keur_goed, meld_mislukt, meld_verzonden, stop, zet_klaar
from financien.services.opdrachtstand import Opdrachtstand, opdrachten_in, stand_van_opdracht
from financien.services.werkdagen import eerste_werkdag
from financien.views.facturen import VOEREN, formulier, kop
from kamers.models import Partner

ZIEN, GOEDKEUREN = "financien.betalingen_zien", "financien.betalingen_goedkeuren"
BINNENKORT = timedelta(days=7)  # what is due by then has a tick beforehand


@recht(ZIEN)
@require_safe
def betalingen(request, jaar):
    """List the orders of a year; who prepares them finds what can be paid."""
    context = kop(request, jaar, "betalingen")
    context |= {"opdrachten": opdrachten_in(jaar, request.user)}
    return render(request, "financien/betalingen.html", context)


@recht(VOEREN)
@formulier
def klaarzetten(request, jaar):
    """Gather invoices into an order for the bank."""
    rijen = te_betalen(request.user)
    grens = timezone.localdate() + BINNENKORT
    kan = [rij.stand.factuur for rij in rijen if rij.naar and not rij.mis and not rij.tegoed]
    form = Opdrachtform(request.POST or None)
    if form.is_valid():
        gedaan = _zet_klaar(request, form)
        if gedaan:
            return _klaargezet(request, gedaan)
    gevraagd = request.GET.get("factuur", "")
    al_af = {rij.stand.factuur.pk for rij in rijen if rij.al_af}
    vast = [f.pk for f in kan if (f.vervaldatum <= grens and f.pk not in al_af) or str(f.pk) == gevraagd]
    gekozen = form.gekozen(vast)
    context = kop(request, jaar, "betalingen") | {"form": form, "rijen": rijen, "gekozen": gekozen}
    context["ruimte"] = bankruimte("".join(Cooperatie.objects.huidig().iban.split()).upper())
    context["aangekruist"] = sum(rij.stand.vrij for rij in rijen if str(rij.stand.factuur.pk) in gekozen)
    return render(request, "financien/betaling_form.html", context, status=422 if form.errors else 200)


def _klaargezet(request, gedaan: Betaalopdracht | Boekstuk):
    if isinstance(gedaan, Boekstuk):
        messages.success(request, _("Verrekend. Er gaat niets naar de bank."))
        return redirect("financien:boekstuk", gedaan.pk)
    messages.success(request, _("De betaalopdracht staat klaar. Nu keurt iemand anders haar goed."))
    return redirect("financien:betaling", gedaan.pk)


def _zet_klaar(request, form: Opdrachtform) -> Betaalopdracht | Boekstuk | None:
    velden = {naam: form.cleaned_data[naam] for naam in ("sleutel", "uitvoeren_op")}
    try:
        return zet_klaar(facturen=[int(pk) for pk in form.cleaned_data["facturen"]], gebruiker=request.user, **velden)
    except FactuurFout as fout:
        form.meld(fout)
        return None


def _opdracht(request, pk: int) -> Opdrachtstand:
    rijen = Betaalopdracht.objects.select_related("klaargezet_door", "bestand").defer("bestand__inhoud")
    return stand_van_opdracht(get_object_or_404(rijen, pk=pk), request.user)


@recht(ZIEN)
@require_safe
def betaling(request, pk):
    """Show one order: to whom, how much, which account number is new, and what comes next."""
    return _toon(request, _opdracht(request, pk))


def _toon(request, stand: Opdrachtstand, fout: str = ""):
    zelf = stand.opdracht.klaargezet_door_id == request.user.pk
    invoeren = rollen.mag(request.user, VOEREN)
    context = {"stand": stand, "opdracht": stand.opdracht, "fout": fout, "jaar": stand.opdracht.vanaf.year}
    context["kan"] = {
        "goedkeuren": stand.wacht
        and not zelf
        and not (stand.bezwaren or stand.dicht)
        and rollen.mag(request.user, GOEDKEUREN),
        "terug": stand.alleen_goedgekeurd_door(request.user) and rollen.mag(request.user, GOEDKEUREN),
        "bestand": invoeren and stand.kan_ophalen,
        "verzonden": invoeren and stand.kan_noteren,
        "stoppen": invoeren and stand.kan_stoppen,
    }
    if stand.ziet_loon and stand.loopt and not stand.gestopt:  # with wages in it, what is at the bank tells them (§5.6)
        context["ruimte"] = bankruimte(stand.opdracht.van_iban, stand.opdracht.pk)
    context["kan"]["iets"] = any(context["kan"].values())
    bankdag = eerste_werkdag(stand.opdracht.uitvoeren_op)
    context["bankdag"] = bankdag if bankdag != stand.opdracht.uitvoeren_op and not stand.verzonden else None
    context["mislukken"] = stand.kan_mislukken if invoeren and stand.verzonden else []
    return render(request, "financien/betaling.html", context, status=422 if fout else 200)


def _doe(request, pk: int, zin: str, doe, terug: str = ""):
    stand = _opdracht(request, pk)
    try:
        doe(stand.opdracht, gebruiker=request.user)
    except FactuurFout as fout:
        return _toon(request, _opdracht(request, pk), str(fout))
    messages.success(request, zin, extra_tags=f"ongedaan:{reverse(terug, args=[pk])}" if terug else "")
    return redirect("financien:betaling", pk)


@recht(GOEDKEUREN)
@require_POST
def goedkeuren(request, pk):
    """Approve an order as the second person."""
    zin = _("Goedgekeurd. De penningmeester kan het bestand nu ophalen.")
    return _doe(request, pk, zin, keur_goed, "financien:betaling_goedkeuring_terug")


@recht(GOEDKEUREN)
@require_POST
def goedkeuring_terug(request, pk):
    """Take the own approval back, while nothing was sent; the order waits for its second person again."""
    zin = _("Je goedkeuring is teruggenomen. De opdracht wacht weer op een tweede persoon.")
    return _doe(request, pk, zin, neem_goedkeuring_terug)


@recht(VOEREN)
@require_POST
def verzonden(request, pk):
    """Note that the file went to the bank."""
    return _doe(request, pk, _("Genoteerd. Zodra de bank het laat zien, is het betaald."), meld_verzonden)


@recht(VOEREN)
@formulier
def stoppen(request, pk):
    """Withdraw an order, or note that the bank refused it."""
    stand = _opdracht(request, pk)
    form = Redenform(request.POST or None)
    if form.is_valid():
        try:
            stop(stand.opdracht, reden=form.cleaned_data["reden"], gebruiker=request.user)
        except FactuurFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De opdracht is gestopt. Haar facturen zijn weer vrij."))
            return redirect("financien:betaling", pk)
    context = {"form": form, "stand": stand, "opdracht": stand.opdracht}
    return render(request, "financien/betaling_stop.html", context, status=422 if form.errors else 200)


@recht(VOEREN)
@formulier
def mislukt(request, pk, betaling):
    """Note that the bank did not carry out one payment of an order: its invoice may be paid again."""
    stand = _opdracht(request, pk)
    regel = next((rij for rij in stand.regels if rij.volgnummer == betaling), None)
    if regel is None:
        raise Http404
    form = Redenform(request.POST or None)
    if form.is_valid():
        try:
            meld_mislukt(regel, reden=form.cleaned_data["reden"], gebruiker=request.user)
        except FactuurFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Vastgelegd. De factuur kan weer in een betaalopdracht."))
            return redirect("financien:betaling", pk)
    context = {"form": form, "stand": stand, "opdracht": stand.opdracht, "regel": regel}
    return render(request, "financien/betaling_stop.html", context, status=422 if form.errors else 200)


@recht(VOEREN)
@require_safe
def bestand(request, pk):
    """Give the file for the bank, but only after the second person said yes and while all of it is right."""
    stand = _opdracht(request, pk)
    if not stand.goedgekeurd:
        raise Http404
    try:
        return bewijs_antwoord(haal_op(stand.opdracht))
    except FactuurFout as fout:
        return _toon(request, _opdracht(request, pk), str(fout))


@recht(VOEREN)
@formulier
def rekening(request, pk):
    """Give a supplier an account number; the earlier ones stay to be seen."""
    partner = get_object_or_404(Partner.objects.zichtbaar_voor(request.user), pk=pk)
    eerdere = list(Bankrekening.objects.filter(partner=partner).select_related("ingevoerd_door").order_by("-pk"))
    form = Rekeningform(request.POST or None, initial={"tenaamstelling": partner.naam})
    if form.is_valid():
        try:
            zet_rekening(partner=partner, gebruiker=request.user, **form.cleaned_data)
        except FactuurFout as fout:
            form.zet_fout(fout)
        else:
            messages.success(request, _("Het rekeningnummer is bewaard."))
            return redirect("financien:klaarzetten", timezone.localdate().year)
    context = {"form": form, "partner": partner, "eerdere": eerdere, "jaar": timezone.localdate().year}
    return render(request, "financien/leverancier_rekening.html", context, status=422 if form.errors else 200)
