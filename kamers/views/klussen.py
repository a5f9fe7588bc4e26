"""The klussen of a room, and the buttons on a line: Klaar, an answer afterwards, undo."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from buurtwerkkamer.bedragen import uren
from buurtwerkkamer.toegang import recht
from buurtwerkkamer.wachtrij import lezer
from kamers.forms.klussen import BordfilterForm, EersteKeerForm, KlaarForm, Tikform
from kamers.models import Klus
from kamers.services import klussen as lijst
from kamers.services import kluswerk
from kamers.services.klusbord import Bordfilter, klusbord
from kamers.services.teljaar import TeljaarGesloten
from kamers.views.kamer import kamer_van, terug_naar

CIJFERS = 19  # no id is longer


@recht("kamers.noteer")
def klussen(request, kamer):
    """Show the board: what is asked, planned, done this week and off, and what still misses an answer."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    keuze = Bordfilter(wie=_getal(request, "wie"), corporatie=_getal(request, "corporatie"))
    bord = klusbord(kamer, vandaag, keuze)
    filterform = BordfilterForm(
        helpers=bord.helpers,
        corporaties=bord.corporaties,
        initial={"wie": keuze.wie or "", "corporatie": keuze.corporatie or ""},
    )
    inhoud = {"bord": bord, "filter": filterform, "gefilterd": keuze != Bordfilter()}
    inhoud["doel"] = lijst.klusdoel(kamer, vandaag.year)
    return render(request, "kamers/klussen.html", {"kamer": kamer, "vandaag": vandaag, **inhoud})


@recht("kamers.noteer")
@require_POST
def klaar(request, kamer, pk):
    """Mark a klus as done on the day of the page."""
    klus, form = klus_van(request, kamer, pk), KlaarForm(request.POST)
    if voer_uit(request, form, kluswerk.maak_klaar, klus, al_gedaan=_("Deze klus was al klaar.")):
        _meld(request, klus, form, klaar_tekst(lijst.regel(pk, form.cleaned_data["dag"])))
    dag = form.cleaned_data.get("dag") or timezone.localdate()
    return _antwoord(request, klus, lijst.regel(pk, dag))


@recht("kamers.noteer")
@require_POST
def heropen(request, kamer, pk):
    """Put a klus that was done or off back to do."""
    klus, form = klus_van(request, kamer, pk), Tikform(request.POST)
    if voer_uit(request, form, kluswerk.heropen, klus):
        messages.success(request, _("Deze klus staat weer open."))
    return redirect("kamers:klussen", klus.kamer.code)


@recht("kamers.noteer")
@require_POST
def eerste_keer(request, kamer, pk):
    """Answer afterwards whether the requester came for the first time this year."""
    klus, form = klus_van(request, kamer, pk), EersteKeerForm(request.POST)
    if voer_uit(request, form, kluswerk.zet_eerste_keer, klus):
        _meld(request, klus, form, _("Ingevuld. Dank je wel."))
    return redirect("kamers:klussen", klus.kamer.code)


@recht("kamers.noteer")
@require_POST
def ongedaan(request, kamer, pk, sleutel):
    """Take back the last act on a klus; on the line itself when that stands on the page."""
    klus = klus_van(request, kamer, pk)
    try:
        if kluswerk.neem_klus_terug(klus_id=pk, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except kluswerk.KlusGewijzigd as fout:
        messages.warning(request, gewijzigd_tekst(fout.klus, lezer(request)))
    except TeljaarGesloten as fout:
        messages.warning(request, fout.message)
    terug = terug_naar(request, klus.kamer, reverse("kamers:klussen", args=[klus.kamer.code]))
    if request.htmx and "regel" not in request.GET:
        return HttpResponseClientRedirect(terug)
    return _antwoord(request, klus, lijst.regel(pk, klus.gedaan_op or timezone.localdate()), ongedaan=True)


def _getal(request, naam: str) -> int:
    """Return a number of the address; whatever is no number filters nothing."""
    waarde = request.GET.get(naam, "")
    return int(waarde) if waarde.isascii() and waarde.isdecimal() and len(waarde) < CIJFERS else 0


def klus_van(request, kamer: str, pk: int) -> Klus:
    """Return the klus of the address, if it is of this room and within reach; otherwise 404."""
    klussen = Klus.objects.zichtbaar_voor(request.user).select_related("kamer")
    return get_object_or_404(klussen, pk=pk, kamer__code=kamer)


def voer_uit(request, form, dienst, klus, *, al_gedaan: str = "", **extra) -> bool:
    """Run a service with what the form holds; tell the user why when it did nothing."""
    if not form.is_valid():
        for fout in [fout for fouten in form.errors.values() for fout in fouten]:
            messages.error(request, fout)
        return False
    try:
        gedaan = dienst(klus_id=klus.pk, gebruiker=request.user, **form.cleaned_data, **extra)
    except kluswerk.KlusGewijzigd as fout:
        messages.warning(request, gewijzigd_tekst(fout.klus, lezer(request)))
        return False
    except TeljaarGesloten as fout:
        messages.warning(request, fout.message)
        return False
    if not gedaan and al_gedaan:
        messages.info(request, al_gedaan)
    return gedaan


def gewijzigd_tekst(klus: Klus, gebruiker) -> str:
    """Say who changed a klus in between; without a reader no name."""
    if gebruiker is None or klus.gewijzigd_door is None or klus.gewijzigd_door == gebruiker:
        return _("Deze klus is net ook ergens anders aangepast. Kijk wat er nu staat.")
    wie = klus.gewijzigd_door.get_short_name()
    return _("%(wie)s heeft dit net ook aangepast. Kijk wat er nu staat.") % {"wie": wie}


def klaar_tekst(regel) -> str:
    """Say what was noted: who helped and for how long."""
    if not regel.aantal:
        return _("Klus klaar. Hielp er iemand? Vul het in bij 'Wijzig uren'.")
    zin = (
        _("Klus klaar. %(wie)s, %(uren)s uur.") if regel.aantal == 1 else _("Klus klaar. %(wie)s, samen %(uren)s uur.")
    )
    return zin % {"wie": regel.namen, "uren": uren(regel.uren)}


def ongedaan_url(klus: Klus, sleutel, **extra) -> str:
    """Return where this act on a klus is taken back."""
    pad = reverse("kamers:klus_ongedaan", args=[klus.kamer.code, klus.pk, sleutel])
    return f"{pad}?{urlencode(extra)}" if extra else pad


def _meld(request, klus: Klus, form, tekst: str) -> None:
    extra = {"terug": terug_naar(request, klus.kamer, "")} if request.POST.get("terug") else {}
    if request.htmx:
        extra["regel"] = "1"
    adres = ongedaan_url(klus, form.cleaned_data["sleutel"], **extra)
    messages.success(request, tekst, extra_tags=f"ongedaan:{adres}")


def _antwoord(request, klus: Klus, regel, *, ongedaan: bool = False):
    """Return the line as it is now, with the message; without htmx the page it came from."""
    pagina = reverse("kamers:klussen", args=[klus.kamer.code])
    terug = terug_naar(request, klus.kamer, pagina)
    if not request.htmx:
        return redirect(f"{terug}#klus-{klus.pk}")
    doel = lijst.klusdoel(klus.kamer, timezone.localdate().year) if terug == pagina else None
    inhoud = {"regel": regel, "kamer": klus.kamer, "terug": terug, "doel": doel, "ongedaan": ongedaan}
    return trigger_client_event(render(request, "kamers/_klus_antwoord.html", inhoud), "klus-gewijzigd")
