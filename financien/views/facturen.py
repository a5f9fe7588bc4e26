"""Purchase invoices on the screen: the lists, one invoice, entering and changing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.toegang import recht
from financien.forms.facturen import Factuurform
from financien.models import Inkoopfactuur
from financien.panelen import wachtend_van
from financien.services.bewijsrecht import alleen_eigen_controle, scans_voor
from financien.services.btwlijst import btw_per_kwartaal
from financien.services.facturen import FactuurFout, voer_in, wijzig
from financien.services.factuurlijst import geboekte_delen, klare, lopende
from financien.services.factuurstand import Factuurstand, Stand, met_alles, stand_van, zoals_gezien
from financien.services.handgeld import bonfoto
from financien.views.boeken import ZIEN as BOEKEN_ZIEN
from financien.views.boeken import boekjaar
from kamers.views.kamer import kamer_van

ZIEN, VOEREN, AKKOORD = "financien.facturen_zien", "financien.facturen", "financien.facturen_akkoord"
TERUG = "financien.facturen_terug"
formulier = require_http_methods(["GET", "HEAD", "POST"])


def kop(request, jaar: int, hier: str) -> dict:
    """Return what the pages around invoices share: the header of the books for who may see those."""
    return boekjaar(request, jaar, hier) | {"mag_invoeren": rollen.mag(request.user, VOEREN)}


@recht(ZIEN)
@require_safe
def nu(request):
    """Open the invoices of this year; for a coordinator those of the own room."""
    if rollen.actieve_rol(request.user) == Rol.COORDINATOR:
        return redirect("financien:kamerfacturen", request.user.kamercode or _eerste_kamer(request))
    jaren = list(Jaar.objects.values_list("jaar", flat=True))
    jaar = timezone.localdate().year
    return redirect("financien:facturen", jaar if jaar in jaren or not jaren else max(jaren))


def _eerste_kamer(request) -> str:
    return next(info.kamercode for info in rollen.aanstellingen(request.user) if info.rol == Rol.COORDINATOR)


@recht("financien.betalingen_zien")
@require_safe
def lijst(request, jaar):
    """List the invoices that wait, first those that wait for this user; or what is done in a year."""
    return _lijst(request, kop(request, jaar, "facturen"), jaar)


@recht("financien.kamerfacturen")
@require_safe
def van_kamer(request, kamer):
    """List the invoices with a line of this room."""
    kamer = kamer_van(request, kamer)
    return _lijst(request, {"kamer": kamer}, timezone.localdate().year, kamer)


def _lijst(request, context: dict, jaar: int, kamer=None):
    blad, klaar = request.GET.get("blad", "1")[:6], "klaar" in request.GET
    if klaar:
        context |= {"blad": klare(request.user, jaar, kamer=kamer, blad=blad)}
    else:
        wacht = wachtend_van(request.user, kamer)
        gevonden = lopende(request.user, wacht, kamer=kamer, blad=blad)
        context |= {"blad": gevonden.blad, "wacht_op_mij": wacht.aantal, "opdrachten": gevonden.opdrachten}
        context |= {"van_mij": gevonden.van_mij, "van_anderen": gevonden.van_anderen, "terug": gevonden.terug}
    context |= {"klaar": klaar, "klaarjaar": jaar}
    return render(request, "financien/facturen.html", context)


def stand_of_404(request, pk: int) -> Factuurstand:
    """Return where an invoice stands that this user may see; otherwise 404."""
    rijen = met_alles(Inkoopfactuur.objects.zichtbaar_voor(request.user)).select_related("leverancier")
    return zoals_gezien(stand_van(get_object_or_404(rijen, pk=pk)), request.user)


@recht(ZIEN)
@require_safe
def factuur(request, pk):
    """Show one invoice: what is asked, who decided, what was booked, and what this user can do now."""
    return toon(request, stand_of_404(request, pk))


def toon(request, stand: Factuurstand, **erbij):
    """Show an invoice, with a sentence when something was refused."""
    context = {"stand": stand, "factuur": stand.factuur, "besluiten": list(stand.factuur.akkoorden.all())}
    jaar = timezone.localdate().year if stand.stond_open else stand.factuur.datum.year
    context |= {"kan": _kan(request, stand), "terug": _terug(request, stand, jaar), "jaar": jaar}
    beperkt = stand.factuur.scan_id and alleen_eigen_controle(request.user)
    context["scan_dicht"] = beperkt and not scans_voor(request.user).filter(pk=stand.factuur.pk).exists()
    if rollen.mag(request.user, BOEKEN_ZIEN):
        context["delen"] = geboekte_delen(stand.factuur)
        context["tegoed"] = -stand.open
    if rollen.mag(request.user, "financien.betalingen_zien"):
        context["onderweg"] = stand.betaling
    if request.user.rol == Rol.COORDINATOR:
        eigen = rollen.bereik(request.user).kamers
        context["kamer"] = next(r.kamer for r in stand.factuur.regels.all() if r.kamer_id in eigen)
    van = Inkoopfactuur.objects.zichtbaar_voor(request.user).filter(pk=stand.factuur.credit_van_id)
    context["credit_van"] = van.first() if stand.factuur.credit_van_id else None
    context["geboekt"] = next((a.boekstuk for a in stand.akkoorden if a.boekstuk_id), None)
    return render(request, "financien/factuur.html", context | erbij, status=422 if erbij.get("fout") else 200)


def _kan(request, stand: Factuurstand) -> dict[str, bool]:
    """Return which buttons this role has now."""
    invoeren = rollen.mag(request.user, VOEREN)
    afkeuren = rollen.mag(request.user, "financien.facturen_afkeuren")
    open_ = stand.stand in (Stand.INGEVOERD, Stand.GEZIEN)
    los = stand.stand == Stand.TE_BETALEN and not stand.in_de_boeken  # rejected, while it was set off before
    kan = {
        "akkoord": rollen.mag(request.user, AKKOORD) and bool(stand.te_zien_door(request.user)),
        "terug": rollen.mag(request.user, TERUG) and bool(stand.terug_te_nemen_door(request.user)),
        "boeken": invoeren and stand.stand == Stand.GEZIEN,
        "doorzetten": invoeren and stand.mag_alleen,
        "afkeuren": afkeuren and open_,
        "wijzigen": invoeren
        and not stand.stond_open
        and (open_ or los or stand.stand in (Stand.AFGEKEURD, Stand.TERUGGEDRAAID)),
        "betalen": invoeren and stand.stand == Stand.TE_BETALEN and stand.open > 0,
        "opdracht": stand.stand in (Stand.OPDRACHT, Stand.ONDERWEG)
        and rollen.mag(request.user, "financien.betalingen_zien"),
        "omkeren": invoeren and stand.in_de_boeken and stand.stand in (Stand.TE_BETALEN, Stand.BETAALD, Stand.TEGOED),
    }
    return kan | {"iets": any(kan.values())}


def _terug(request, stand: Factuurstand, jaar: int) -> str:
    if request.user.rol == Rol.COORDINATOR:
        return reverse("financien:facturen_nu")
    if stand.stond_open and rollen.mag(request.user, "financien.lonen_zien"):
        return reverse("financien:openposten")
    return reverse("financien:facturen", args=[jaar])


@recht(ZIEN)
@require_safe
def scan(request, pk):
    """Give the scan of an invoice as a download."""
    rij = get_object_or_404(scans_voor(request.user).select_related("scan"), pk=pk)
    if rij.scan is None:
        raise Http404
    return bewijs_antwoord(rij.scan)


@recht(VOEREN)
@formulier
def nieuw(request, jaar):
    """Enter an invoice; or fill in lines as the last time, or add lines, without storing anything."""
    form = Factuurform(request.POST or None, request.FILES or None)
    if _opslaan(request) and form.is_valid():
        gemaakt = _probeer(
            request, form, lambda inhoud: voer_in(inhoud, sleutel=_sleutel(form), gebruiker=request.user)
        )
        if gemaakt:
            _meld(request, gemaakt)
            return redirect("financien:factuur", gemaakt.factuur.pk)
    return _formulier(request, form, kop(request, jaar, "factuur_nieuw"))


@recht(VOEREN)
@formulier
def veranderen(request, pk):
    """Change an invoice that is not booked; who said yes before is asked again."""
    stand = stand_of_404(request, pk)
    if stand.stond_open:
        raise Http404  # turned back and put in again, not changed
    form = Factuurform(request.POST or None, request.FILES or None, factuur=stand.factuur)
    if _opslaan(request) and form.is_valid():
        ronde = form.kop.cleaned_data["ronde"] or 0
        if _probeer(request, form, lambda inhoud: wijzig(stand.factuur, inhoud, ronde=ronde)):
            messages.success(request, _("De factuur is veranderd."))
            return redirect("financien:factuur", pk)
    return _formulier(request, form, {"jaar": stand.factuur.datum.year, "factuur": stand.factuur, "stand": stand})


def _opslaan(request) -> bool:
    return request.method == "POST" and not {"meer", "vorige"} & set(request.POST)


def _sleutel(form: Factuurform):
    return form.kop.cleaned_data["sleutel"]


def _probeer(request, form: Factuurform, doe):
    """Do it with the scan that was chosen now or kept before; None when a rule is in the way."""
    velden, sleutel = form.kop.cleaned_data, _sleutel(form)
    velden["scan"] = velden["scan"] or bonfoto.bewaarde(sleutel, request.user)
    try:
        gelukt = doe(form.inhoud())
    except FactuurFout as fout:
        form.kop.meld(fout)
        return None
    bonfoto.ruim_op(sleutel)
    return gelukt


def _bewaar_scan(request, form: Factuurform) -> None:
    """Keep the scan of a form that is not done, as the photo of a receipt is kept, and say so at its field."""
    form.kop.is_valid()  # also when only lines were asked
    velden = form.kop.cleaned_data
    if not isinstance(velden.get("sleutel"), UUID):
        return
    sleutel = UUID(form.kop.data["sleutel"])  # another one when the old one was used
    if velden.get("scan"):
        bonfoto.onthoud(sleutel, velden["scan"], request.user)
    form.kop.scan_bewaard(bonfoto.bewaarde(sleutel, request.user))


def _meld(request, gemaakt) -> None:
    messages.success(request, _("De factuur is ingevoerd. Nu wacht hij op akkoord."))
    if gemaakt.zelfde_scan:
        messages.warning(
            request, _("Let op: dezelfde scan staat al bij %(factuur)s.") % {"factuur": gemaakt.zelfde_scan}
        )


def _formulier(request, form: Factuurform, context: dict):
    if request.method == "POST":
        _bewaar_scan(request, form)
    context |= {"form": form, "fouten": _opslaan(request)}
    return render(request, "financien/factuur_form.html", context, status=422 if _opslaan(request) else 200)


@recht(BOEKEN_ZIEN)
@require_safe
def btw(request, jaar):
    """List the btw of what is booked per quarter."""
    context = kop(request, jaar, "btw") | {"kwartalen": btw_per_kwartaal(jaar, gebruiker=request.user)}
    return render(request, "financien/btw.html", context)
