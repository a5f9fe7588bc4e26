"""The bank: open lines with their proposal, reading a file, accepting a line, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.toegang import recht
from financien.forms.bank import Bankbestandform
from financien.models import Bankboeking, Bankregel
from financien.models.boekstuk import LOON_ZIEN
from financien.services.bank import lijst
from financien.services.bank.boeken import VoorstelAnders, maak_ongedaan, neem_aan
from financien.services.bank.handgeld import met_handgeld
from financien.services.bank.inlezen import Uitslag, lees_in
from financien.services.bank.terugbetaling import met_terug
from financien.services.bankplek import met_voorlopig
from financien.services.boeken import BoekFout

ZIEN, DOEN = "financien.bank_zien", "financien.bank"


def bankblad(request, hier: str) -> dict:
    """Return what every page of the bank needs: the balances, how many lines wait, and who may book."""
    saldi = lijst.banksaldi()
    aantal = request.user._wachtende_bankregels = lijst.aantal_open(saldi)  # the menu shows the same number
    return {
        "saldi": saldi,
        "aantal_open": aantal,
        "mag_bank": rollen.mag(request.user, DOEN),
        "ziet_loon": rollen.actieve_rol(request.user) in LOON_ZIEN,
        "hier": hier,
    }


@recht(ZIEN)
@require_safe
def bank(request):
    """Show the open lines, each with a proposal beside it."""
    return render(request, "financien/bank.html", _open(request) | {"form": Bankbestandform()})


def _open(request) -> dict:
    context = bankblad(request, "bank")
    vast = {"gebruiker": request.user, "aantal": context["aantal_open"]}
    blad, rijen = lijst.open_regels(blad=request.GET.get("blad", "1")[:9], **vast)
    return context | {"blad": blad, "rijen": rijen}


@recht(DOEN)
@require_POST
def inlezen(request):
    """Read a bank file, or say what is wrong with it."""
    form = Bankbestandform(request.POST, request.FILES)
    if form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            uitslag = lees_in(inhoud=bestand.read(), naam=bestand.name, gebruiker=request.user)
        except BestandFout as fout:
            form.add_error("bestand", list(fout.zinnen))
        else:
            messages.success(request, _wat_er_kwam(uitslag))
            return redirect("financien:bank")
    return render(request, "financien/bank.html", _open(request) | {"form": form}, status=422)


def _wat_er_kwam(uitslag: Uitslag) -> str:
    if uitslag.eerder or not uitslag.nieuw:
        return _("Dit bestand voegt niets toe: alle regels stonden er al.")
    nieuw = ngettext("%(n)s nieuwe regel.", "%(n)s nieuwe regels.", uitslag.nieuw) % {"n": uitslag.nieuw}
    bekend = ngettext("%(n)s stond er al.", "%(n)s stonden er al.", uitslag.bekend) % {"n": uitslag.bekend}
    slot = _("Het eindsaldo klopt.") if uitslag.afschrift.eind is not None else _("In dit bestand staat geen saldo.")
    return " ".join([nieuw, *([bekend] if uitslag.bekend else []), slot])


def regel_van(request, pk: int, *, om_te_tonen: bool = False) -> Bankregel:
    """Return a bank line within reach of this user; to show a proposal with what it asks and may pay. 404."""
    rijen = Bankregel.objects.met_stand().zichtbaar_voor(request.user).select_related("rekening__kamer")
    return get_object_or_404(met_voorlopig(met_terug(met_handgeld(rijen))) if om_te_tonen else rijen, pk=pk)


def neem_over(request, regel: Bankregel, kenmerk: str):
    """Book a line as was proposed, with the reference of the accountant where its year asks one."""
    vast = {"kenmerk": kenmerk, "gebruiker": request.user}
    try:
        boeking = neem_aan(regel=regel, beeld=request.POST.get("beeld", "")[:16], **vast)
    except BoekFout as fout:
        messages.error(request, str(fout))
        naar = "financien:bank" if isinstance(fout, VoorstelAnders) else "financien:bankregel"
        return _ga(request, reverse(naar, args=[regel.pk] if naar == "financien:bankregel" else []))
    zeg_geboekt(request, boeking)
    if not request.htmx:
        return redirect("financien:bank")
    saldi = lijst.banksaldi()
    inhoud = {"regel": regel, "boeking": boeking, "saldi": saldi, "aantal_open": lijst.aantal_open(saldi)}
    inhoud |= {"ziet_loon": True}  # who books, sees
    return render(request, "financien/_bankregel_klaar.html", inhoud)


def _ga(request, adres: str):
    """Go to a page: htmx needs to be told, because it would put the page in the place of the line."""
    return HttpResponse(status=204, headers={"HX-Redirect": adres}) if request.htmx else redirect(adres)


def zeg_geboekt(request, boeking: Bankboeking) -> None:
    """Say what was booked; with a way back when the document came from the bank line."""
    terug = f"{reverse('financien:bankregel_ongedaan', args=[boeking.regel_id])}?stuk={boeking.boekstuk_id}"
    tekst = _("Geboekt als %(stuk)s.") if boeking.is_eigen else _("Gekoppeld aan %(stuk)s.")
    tags = f"ongedaan:{terug}" if boeking.is_eigen else ""
    messages.success(request, tekst % {"stuk": boeking.boekstuk}, extra_tags=tags)


@recht(DOEN)
@require_POST
def ongedaan(request, pk):
    """Take back what a line was booked as; the line is open again."""
    regel = regel_van(request, pk)
    try:
        gezien = _nummer(request.GET.get("stuk", ""))
        stuk = maak_ongedaan(regel=regel, datum=timezone.localdate(), gebruiker=request.user, gezien=gezien)
    except BoekFout as fout:
        messages.error(request, str(fout))
    else:
        zin = _("Omgekeerd door %(stuk)s. De regel staat weer open.") % {"stuk": stuk}
        messages.success(request, zin if stuk else _("Deze regel stond al open."))
    return redirect("financien:bank")


def _nummer(tekst: str) -> int | None:
    """Return which document was on the screen; nothing when the address does not say."""
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 19 else None
