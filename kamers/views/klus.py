"""One klus: new, changed, or off."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.klussen import KlusForm, VervalForm
from kamers.models import Klus
from kamers.services import klussen as lijst
from kamers.services import klusopname, kluswerk
from kamers.views.kamer import kamer_van, terug_naar
from kamers.views.klussen import gewijzigd_tekst, klus_van, ongedaan_url


@recht("kamers.noteer")
def nieuw(request, kamer):
    """Note a new klus."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    start = {"sleutel": uuid4(), "uren": Decimal(1), "afspraak": _dag(request)}
    form = KlusForm(request.POST or None, initial=start, personen=lijst.klussers_van(kamer, vandaag))
    if form.is_valid():
        tik = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user}
        nieuw = klusopname.noteer_klus(kamer=kamer, gegevens=form.gegevens(), vandaag=vandaag, **tik)
        messages.success(request, _("Klus genoteerd.") if nieuw else AL_OPGESLAGEN)
        return redirect(terug_naar(request, kamer, reverse("kamers:klussen", args=[kamer.code])))
    return _formulier(request, kamer, form)


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
        messages.success(request, _("De klus is gewijzigd.") if gedaan else AL_OPGESLAGEN)
        return redirect(terug_naar(request, klus.kamer, reverse("kamers:klussen", args=[kamer])))
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
    velden = ("omschrijving", "straat", "product", "corporatie", "eerste_keer", "afspraak", "gedaan_op", "versie")
    start = {naam: getattr(klus, naam) for naam in velden}
    start |= {"sleutel": uuid4(), "helpers": list(huidige), "uren": Decimal(1)}
    personen = lijst.klussers_van(klus.kamer, timezone.localdate(), ook=tuple(huidige))
    post = None if leeg else request.POST or None
    return KlusForm(post, initial=start, personen=personen, klus=klus, uren=huidige)


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
    inhoud["terug"] = terug_naar(request, kamer, reverse("kamers:klussen", args=[kamer.code]))
    fout = bool(form.errors or (verval and verval.errors))
    return render(request, "kamers/klus_form.html", inhoud, status=422 if fout else status)
