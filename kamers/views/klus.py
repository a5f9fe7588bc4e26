"""One klus: new, changed, or off."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.klussen import KlusForm, VervalForm
from kamers.models import Klus, Verzoek
from kamers.services import klusopname, kluswerk
from kamers.services import klussen as lijst
from kamers.services.teljaar import TeljaarGesloten
from kamers.services.verzoeken import VerzoekGewijzigd
from kamers.views.kamer import kamer_van, terug_naar
from kamers.views.klussen import CIJFERS, gewijzigd_tekst, klus_van, ongedaan_url

OMSCHRIJVING = Klus._meta.get_field("omschrijving").max_length


@recht("kamers.noteer")
def nieuw(request, kamer):
    """Note a new klus; with ``?verzoek=`` it is what came in, and the form begins with those words."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    verzoek = _verzoek(request, kamer)
    start = {"sleutel": uuid4(), "uren": Decimal(1), "afspraak": _dag(request), "klussoort": Klus.Klussoort.REPARATIE}
    start |= {"versie": verzoek.versie, "omschrijving": begin_van(verzoek.tekst)} if verzoek else {}
    form = KlusForm(request.POST or None, initial=start, kamer=kamer, personen=lijst.klussers_van(kamer, vandaag))
    if not form.is_valid():
        return _formulier(request, kamer, form, verzoek=verzoek)
    tik = form.tik()
    bij = {"verzoek": (verzoek.pk, tik["versie"])} if verzoek else {}
    vast = {"kamer": kamer, "gegevens": form.gegevens(), "vandaag": vandaag, "gebruiker": request.user}
    try:
        gedaan = klusopname.noteer_klus(sleutel=tik["sleutel"], **vast, **bij)
    except VerzoekGewijzigd as fout:
        messages.warning(request, str(fout))
        return redirect("kamers:verzoeken", kamer.code)
    _meld_nieuw(request, kamer, tik["sleutel"] if gedaan else None)
    return redirect(_terug(request, kamer))


@recht("kamers.noteer")
@require_POST
def nieuw_ongedaan(request, kamer, sleutel):
    """Remove a klus that was just noted."""
    kamer = kamer_van(request, kamer)
    try:
        if klusopname.neem_nieuwe_klus_terug(kamer=kamer, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except kluswerk.KlusGewijzigd as fout:
        messages.warning(request, gewijzigd_tekst(fout.klus, request.user))
    return redirect(_terug(request, kamer))


@recht("kamers.noteer")
def wijzig(request, kamer, pk):
    """Change a klus; of one that is done also the hours and the day."""
    klus = klus_van(request, kamer, pk)
    form = _klusform(request, klus)
    if form.is_valid():
        try:
            gedaan = klusopname.wijzig_klus(klus_id=pk, gegevens=form.gegevens(), gebruiker=request.user, **form.tik())
        except kluswerk.KlusGewijzigd as fout:
            return _botsing(request, fout.klus, form)
        except TeljaarGesloten as fout:
            form.add_error(None, fout.message)
            return _formulier(request, klus.kamer, form, klus=klus)
        messages.success(request, _("De klus is gewijzigd.") if gedaan else AL_OPGESLAGEN)
        return redirect(_terug(request, klus.kamer))
    return _formulier(request, klus.kamer, form, klus=klus)


@recht("kamers.noteer")
@require_POST
def vervalt(request, kamer, pk):
    """Take a klus off, with the reason."""
    klus, form = klus_van(request, kamer, pk), VervalForm(request.POST, label_suffix="", auto_id="verval_%s")
    if not form.is_valid():
        return _formulier(request, klus.kamer, _klusform(request, klus, leeg=True), klus=klus, verval=form)
    sleutel, versie = form.cleaned_data["sleutel"], form.cleaned_data["versie"]
    try:
        gegevens = {"reden": form.tekst(), "sleutel": sleutel, "gebruiker": request.user}
        kluswerk.laat_vervallen(klus_id=pk, versie=versie, **gegevens)
    except kluswerk.KlusGewijzigd as fout:
        messages.warning(request, gewijzigd_tekst(fout.klus, request.user))
        return redirect("kamers:klus", kamer, pk)
    messages.success(request, _("Deze klus gaat niet door."), extra_tags=f"ongedaan:{ongedaan_url(klus, sleutel)}")
    return redirect("kamers:klussen", kamer)


def begin_van(tekst: str) -> str:
    """Return what a request says as far as it fits the line of a klus, cut at a word."""
    return tekst if len(tekst) <= OMSCHRIJVING else tekst[: OMSCHRIJVING + 1].rsplit(" ", 1)[0][:OMSCHRIJVING]


def _verzoek(request, kamer) -> Verzoek | None:
    """Return the request that this klus comes from, of the room itself; 404 for any other one."""
    pk = request.POST.get("verzoek") or request.GET.get("verzoek") or ""
    if not pk:
        return None
    if not (pk.isascii() and pk.isdecimal() and len(pk) < CIJFERS):
        raise Http404
    return get_object_or_404(Verzoek, pk=pk, kamer=kamer)


def _meld_nieuw(request, kamer, sleutel) -> None:
    if sleutel is None:
        messages.success(request, AL_OPGESLAGEN)
        return
    adres = reverse("kamers:klus_nieuw_ongedaan", args=[kamer.code, sleutel])
    terug = urlencode({"terug": _terug(request, kamer)})
    messages.success(request, _("Klus genoteerd."), extra_tags=f"ongedaan:{adres}?{terug}")


def _terug(request, kamer) -> str:
    return terug_naar(request, kamer, reverse("kamers:klussen", args=[kamer.code]))


def _dag(request) -> date | None:
    """Return the day of the page where someone tapped Nieuwe klus; that is the appointment to begin with."""
    try:
        return date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return None


def _klusform(request, klus: Klus, *, leeg: bool = False) -> KlusForm:
    """Build the form of an existing klus; ``leeg`` ignores what was posted, for the other form on the page."""
    plekken = klus.inzet.filter(uren__gt=0) if klus.status == Klus.Status.KLAAR else klus.plekken
    huidige = {rij.persoon_id: (rij.persoon.voornaam, rij.uren) for rij in plekken.select_related("persoon")}
    velden = ("omschrijving", "straat", "klussoort", "corporatie", "via", "eerste_keer", "afspraak", "afspraak_tijd")
    velden += ("gedaan_op", "versie")
    start = {naam: getattr(klus, naam) for naam in velden}
    start |= {"sleutel": uuid4(), "helpers": list(huidige), "uren": Decimal(1)}
    personen = lijst.klussers_van(klus.kamer, timezone.localdate(), ook=tuple(huidige))
    post = None if leeg else request.POST or None
    return KlusForm(post, initial=start, kamer=klus.kamer, personen=personen, klus=klus, uren=huidige)


def _botsing(request, klus: Klus, form: KlusForm):
    """Show both: what someone else saved, and what this user typed. Saving again is then a choice."""
    form.data = form.data.copy()
    form.data["versie"] = klus.versie
    nu = lijst.regel(klus.pk, timezone.localdate())
    extra = {"klus": klus, "nu": nu, "botsing": gewijzigd_tekst(klus, request.user)}
    return _formulier(request, klus.kamer, form, status=409, **extra)


def _formulier(request, kamer, form: KlusForm, *, klus: Klus | None = None, verval=None, status=200, **extra):
    if klus is not None and verval is None:
        verval = VervalForm(initial={"sleutel": uuid4(), "versie": klus.versie}, label_suffix="", auto_id="verval_%s")
    inhoud = {"kamer": kamer, "form": form, "klus": klus, "verval": verval, **extra}
    inhoud["terug"] = _terug(request, kamer)
    fout = bool(form.errors or (verval and verval.errors))
    return render(request, "kamers/klus_form.html", inhoud, status=422 if fout else status)
