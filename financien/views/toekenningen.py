"""Grants: the financiers of a year, one grant, and everything that is done to it."""

from copy import copy
from decimal import Decimal
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from financien.forms.toekenningen import Gegevensform, Toekenningform
from financien.models import Toekenning
from financien.services.boeken import BoekFout
from financien.services.dekkingsoverzicht import dekking as maak_dekking
from financien.services.financierreeks import reeks
from financien.services.financiers import dossier, financiers, voluit
from financien.services.financierstotaal import totalen
from financien.services.papieren import papieren
from financien.services.stapgevolg import niet_hier_van
from financien.services.terugbetaling import met_terugbetalingen
from financien.services.toekenningen import (
    AlVastgelegd,
    ToekenningGewijzigd,
    besloten,
    bewaar,
    bewaar_nieuw,
    wijzig_gegevens,
)
from financien.views.grootboek import _tot
from kamers.models import Partner

ZIEN, WIJZIGEN = "financien.toekenningen_zien", "financien.toekenningen_wijzigen"
formulier = require_http_methods(["GET", "HEAD", "POST"])


def financiersjaar(request, jaar: int, hier: str) -> dict:
    """Return what every page of the financiers needs: the year, those beside it, and whether this user may change."""
    jaren = list(Jaar.objects.order_by("jaar").values_list("jaar", flat=True))
    if jaar not in jaren:
        raise Http404
    return {
        "jaar": jaar,
        "hier": hier,
        "jaarlinks": [(ander, reverse(f"financien:{hier}", args=[ander])) for ander in jaren],
        "mag_wijzigen": rollen.mag(request.user, WIJZIGEN),
    }


@recht(ZIEN)
@require_safe
def nu(request):
    """Open the financiers of this year, or of the newest year there is; without any, say what comes first."""
    jaren = list(Jaar.objects.values_list("jaar", flat=True))
    if not jaren:
        context = {"mag_wijzigen": rollen.mag(request.user, "financien.begroting_wijzigen")}
        return render(request, "financien/geen_begroting.html", context)
    jaar = timezone.localdate().year
    return redirect("financien:financiers", jaar if jaar in jaren else max(jaren))


@recht(ZIEN)
@require_safe
def lijst(request, jaar):
    """List the financiers of a year, who needs attention first."""
    context = financiersjaar(request, jaar, "financiers")
    rijen = financiers(jaar, timezone.localdate())
    context |= {"financiers": rijen, "totaal": totalen(rijen)}
    context["natura"] = [regel for f in rijen for regel in f.regels if regel.toekenning.in_natura]
    return render(request, "financien/financiers.html", context)


@recht(ZIEN)
@require_safe
def dekking(request, jaar):
    """Show what is granted beside the costs of each room, at a day."""
    context = financiersjaar(request, jaar, "dekking")
    tot, ziet_lonen = _tot(request, jaar), rollen.mag(request.user, "financien.lonen_zien")
    context |= {"dekking": maak_dekking(jaar, tot, loon=ziet_lonen), "tot": tot, "ziet_lonen": ziet_lonen}
    return render(request, "financien/dekking.html", context)


@recht(ZIEN)
@require_safe
def partner(request, pk):
    """Show one partner through the years, under every name it had."""
    rij = get_object_or_404(Partner.objects.zichtbaar_voor(request.user), pk=pk)
    jaren = reeks(rij)
    context = {"partner": rij, "reeks": jaren, "naar_rato": any(jaar.naar_rato for jaar in jaren)}
    return render(request, "financien/financier.html", context)


def toekenning_van(request, pk: int) -> Toekenning:
    """Return a grant within reach with its last status; otherwise 404."""
    return get_object_or_404(voluit(Toekenning.objects.zichtbaar_voor(request.user)), pk=pk)


@recht(ZIEN)
@require_safe
def toekenning(request, pk):
    """Show one grant: where it stands, its rooms, instalments, conditions, letters and history."""
    rij = get_object_or_404(met_terugbetalingen(voluit(Toekenning.objects.zichtbaar_voor(request.user))), pk=pk)
    alles = dossier(rij, timezone.localdate(), request.user)
    context = {"toekenning": rij, "dossier": alles, "niet_hier": niet_hier_van(alles), "sleutel": uuid4()}
    context |= {"jaar": rij.van.year, "mag_wijzigen": rollen.mag(request.user, WIJZIGEN)}
    context["papier"] = papieren(alles)
    context["ziet_boeken"] = rollen.mag(request.user, "financien.boeken_zien")
    context["terugbetalingen"] = [
        {**deel, "totaal": Decimal(deel["totaal"]), "open": Decimal(deel["open"])} for deel in rij.terugbetalingen
    ]
    return render(request, "financien/toekenning.html", context)


@recht(WIJZIGEN)
@formulier
def nieuw(request, jaar):
    """Add a grant."""
    get_object_or_404(Jaar, jaar=jaar)
    return _bewerk(request, Toekenning(), jaar)


@recht(WIJZIGEN)
@formulier
def wijzig(request, pk):
    """Change a grant on which nobody decided yet."""
    rij = get_object_or_404(Toekenning.objects.zichtbaar_voor(request.user).met_status(), pk=pk)
    if besloten(rij.nu):
        messages.error(request, _("Op deze toekenning is besloten. Bedrag en verdeling staan vast."))
        return redirect("financien:toekenning", rij.pk)
    return _bewerk(request, rij, rij.van.year)


@recht(WIJZIGEN)
@formulier
def gegevens(request, pk):
    """Change what is written with a grant after its decision; before it the whole form is open."""
    rij = toekenning_van(request, pk)
    if not besloten(rij.nu):
        return redirect("financien:toekenning_wijzig", rij.pk)
    form = Gegevensform(request.POST or None, instance=copy(rij))
    if form.is_valid() and _wijzig(request, form):
        return redirect("financien:toekenning", rij.pk)
    context = {"form": form, "toekenning": rij}
    return render(request, "financien/toekenninggegevens.html", context, status=422 if form.errors else 200)


def _wijzig(request, form: Gegevensform) -> bool:
    """Store it and say so; what stands in the way is said in the form."""
    try:
        wijzig_gegevens(toekenning=form.instance, gezien=form.cleaned_data["gezien"] or 0, **form.gegevens())
    except BoekFout as fout:
        if isinstance(fout, ToekenningGewijzigd):
            form.begin_opnieuw(fout.nu)
        form.add_error(None, str(fout))
        return False
    messages.success(request, _("De gegevens zijn bewaard."))
    return True


def _bewaar(sleutel: UUID | None, gezien: int | None, *, toekenning: Toekenning, **wat) -> Toekenning:
    if toekenning.pk is None:
        return bewaar_nieuw(sleutel=sleutel or uuid4(), toekenning=toekenning, **wat)
    return bewaar(toekenning=toekenning, gezien=gezien or 0, **wat)


def _bewerk(request, rij: Toekenning, jaar: int):
    form = Toekenningform(request.POST or None, instance=rij, jaar=jaar)
    if "meer" in request.POST:
        form.errors.clear()  # nothing is stored yet, so nothing is wrong yet
    elif form.is_valid():
        wat = {"toekenning": form.instance, "delen": form.delen(), "termijnen": form.termijnen()}
        wat |= {"gebruiker": request.user, "datum": timezone.localdate()}
        try:
            rij = _bewaar(form.cleaned_data["sleutel"], form.cleaned_data["gezien"], **wat)
        except BoekFout as fout:
            if isinstance(fout, ToekenningGewijzigd):
                form.begin_opnieuw(fout.nu)
            if isinstance(fout, AlVastgelegd):
                form.nieuwe_sleutel()
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De toekenning is bewaard."))
            return redirect("financien:toekenning", rij.pk)
    context = {"form": form, "jaar": jaar, "toekenning": rij}
    return render(request, "financien/toekenning_form.html", context, status=422 if form.errors else 200)
