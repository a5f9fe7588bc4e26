"""Versions of a year: the list, a new one, settling, comparing; and the start of a new year."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import VersieFout
from financien.forms.begroting import NieuwJaarForm, VastlegForm, VersieForm
from financien.services import versies as dienst
from financien.services.boeken import BoekFout
from financien.services.toekenningboek import erken_in
from financien.services.vergelijking import vergelijk
from kamers.models import Kamer

WIJZIGEN = "financien.begroting_wijzigen"
formulier = require_http_methods(["GET", "HEAD", "POST"])


def versies_van(jaar: int) -> list[Versie]:
    """Return the versions of a year, newest first; 404 when there are none."""
    gevonden = list(Versie.objects.select_related("jaar").filter(jaar__jaar=jaar).order_by("-volgnummer"))
    if not gevonden:
        raise Http404
    return gevonden


@recht("financien.begroting_zien")
@require_safe
def lijst(request, jaar):
    """List the versions of a year."""
    versies = versies_van(jaar)
    context = {
        "versies": versies,
        "laatste": versies[0],
        "jaar": versies[0].jaar,
        "mag_wijzigen": rollen.mag(request.user, WIJZIGEN),
    }
    return render(request, "financien/versies.html", context)


@recht(WIJZIGEN)
@formulier
def nieuw(request, jaar):
    """Make the next version of a year as a copy of the last one."""
    laatste = versies_van(jaar)[0]
    start = {"sleutel": uuid4(), "datum": timezone.localdate()}
    form = VersieForm(request.POST or None, initial=start, soorten=dienst.mogelijke_soorten(laatste))
    if form.is_valid():
        gegevens = {naam: form.cleaned_data[naam] for naam in ("soort", "datum", "reden", "akkoord_van")}
        maak = partial(dienst.kopieer_versie, versie=laatste, **gegevens)
        if _gelukt(request, form, "nieuwe versie", f"jaar:{jaar}", maak):
            return redirect("financien:begroting", jaar)
    context = {"form": form.keuzes(), "jaar": laatste.jaar, "laatste": laatste}
    return render(request, "financien/nieuwe_versie.html", context, status=422 if form.errors else 200)


@recht(WIJZIGEN)
@formulier
def vastleggen(request, jaar, volgnummer):
    """Ask once more, then settle a version for good."""
    versie = _versie(jaar, volgnummer)
    if versie.staat_vast:
        return redirect("financien:versie", jaar, volgnummer)
    start = {"gezien": versie.bewerking, "akkoord_van": versie.akkoord_van, "reden": versie.reden}
    form = VastlegForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            dienst.leg_versie_vast(versie=versie, **form.cleaned_data)
        except VersieFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De versie ligt vast. Niemand kan haar nog veranderen."))
            return redirect("financien:versies", jaar)
    context = {"form": form, "versie": versie, "jaar": versie.jaar}
    return render(request, "financien/vastleggen.html", context, status=422 if form.errors else 200)


@recht("financien.begroting_zien")
@require_safe
def vergelijking(request, jaar):
    """Show which cells differ between two versions of a year; without a choice the last two."""
    versies = versies_van(jaar)
    per_nummer = {str(versie.volgnummer): versie for versie in versies}
    naar = per_nummer.get(request.GET.get("naar", str(versies[0].volgnummer)))
    van = per_nummer.get(request.GET.get("van", str(versies[min(1, len(versies) - 1)].volgnummer)))
    if van is None or naar is None:
        raise Http404
    kamers = Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar)
    context = {"versies": versies, "jaar": van.jaar, "van": van, "naar": naar, "rijen": vergelijk(van, naar, kamers)}
    return render(request, "financien/vergelijking.html", context)


@recht(WIJZIGEN)
@formulier
def nieuw_jaar(request):
    """Begin a new year: a copy of another year with indexation, or empty when there is none yet."""
    jaren = list(Jaar.objects.filter(versies__isnull=False).distinct().values_list("jaar", flat=True))
    volgend = (jaren[-1] + 1) if jaren else timezone.localdate().year
    start = {"sleutel": uuid4(), "jaar": str(volgend), "uit": jaren[-1] if jaren else None}
    form = NieuwJaarForm(request.POST or None, initial=start, jaren=jaren)
    if form.is_valid() and _gelukt(request, form, "nieuw jaar", "jaren", _maak_jaar(form.cleaned_data, request.user)):
        return redirect("financien:begroting", form.cleaned_data["jaar"])
    return render(
        request, "financien/nieuw_jaar.html", {"form": form, "jaren": jaren}, status=422 if form.errors else 200
    )


def _maak_jaar(gegevens: dict, gebruiker):
    """Return the act: make the year, and book in it the income of grants that were decided on before."""

    def doe():
        versie = _versie_van(gegevens)
        try:
            erken_in(gegevens["jaar"], gebruiker)
        except BoekFout as fout:
            raise VersieFout(str(fout)) from fout
        return versie

    return doe


def _versie_van(gegevens: dict):
    vandaag = timezone.localdate()
    if gegevens.get("uit") is None:
        return dienst.begin_jaar(jaar=gegevens["jaar"], datum=vandaag)
    return dienst.nieuw_jaar(
        uit_jaar=gegevens["uit"],
        naar_jaar=gegevens["jaar"],
        datum=vandaag,
        indexatie=gegevens["indexatie"] or 0,
        ook_financiering=gegevens["ook_financiering"],
    )


def _gelukt(request, form, soort: str, doel: str, doe) -> bool:
    """Do an act of a form once; put the sentence of a refusal on the form."""
    try:
        versie = dienst.eens(
            sleutel=form.cleaned_data["sleutel"], soort=soort, gebruiker=request.user, doel=doel, doe=doe
        )
    except VersieFout as fout:
        form.add_error(None, str(fout))
        return False
    if versie:
        messages.success(request, _("%(versie)s staat klaar.") % {"versie": versie})
    return True


def _versie(jaar: int, volgnummer: int) -> Versie:
    for versie in versies_van(jaar):
        if versie.volgnummer == volgnummer:
            return versie
    raise Http404
