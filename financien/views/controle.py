"""The check by the kascommissie: the list, a new one, its workspace, the verdict, and the report."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bijlage import bijlage
from buurtwerkkamer.panelen import panelen
from buurtwerkkamer.toegang import recht
from financien.forms.controle import Controleform, Stopform, Verklaringform
from financien.models import Accountantsverklaring, Kascontrole
from financien.services import controledaden
from financien.services.controles import ControleFout, andere_leden, begin
from financien.services.controlestand import posten_van, uitkomst
from financien.services.controleverslag import druk_verslag
from financien.services.steekproef import reekswoorden
from financien.services.vierogen import is_alleen

ZIEN, DOEN, ANTWOORD = "financien.controle_zien", "financien.controle_doen", "financien.controle_antwoord"
formulier = require_http_methods(["GET", "HEAD", "POST"])


def controle_of_404(pk: int) -> Kascontrole:
    """Return a check with where it stands."""
    rijen = Kascontrole.objects.met_stand().select_related("eerste", "tweede", "stop__wie")
    return get_object_or_404(rijen, pk=pk)


@recht(ZIEN)
@require_safe
def lijst(request):
    """List the checks with where they stand, and what accountants said."""
    verklaringen = Accountantsverklaring.objects.select_related("jaar", "vastgelegd_door", "bestand")
    context = {
        "controles": Kascontrole.objects.met_stand().select_related("eerste", "tweede"),
        "verklaringen": verklaringen.defer("bestand__inhoud"),
        "mag_controleren": rollen.mag(request.user, DOEN),
        "mag_vastleggen": rollen.mag(request.user, "financien.accountantsverklaring"),
        "vorig_jaar": timezone.localdate().year - 1,
        "panelen": panelen("controles.accountant", gebruiker=request.user),
        "hier": "controles",
    }
    return render(request, "financien/controles.html", context)


@recht(DOEN)
@formulier
def nieuw(request):
    """Begin a check."""
    form = Controleform(request.POST or None, gebruiker=request.user)
    if form.is_valid():
        try:
            gemaakt = begin(form.opgave(), sleutel=form.cleaned_data["sleutel"], gebruiker=request.user)
        except ControleFout as fout:
            form.add_error(fout.veld, str(fout))
        else:
            return redirect("financien:controle", gemaakt.pk)
    context = {"form": form, "alleen": not andere_leden(request.user).exists()}
    return render(request, "financien/controle_nieuw.html", context, status=422 if form.errors else 200)


@recht(ZIEN)
@require_safe
def controle(request, pk):
    """Show a check: how it was drawn, what is to be done, and every document in it."""
    rij = controle_of_404(pk)
    lid = request.user.pk in rij.leden and rollen.mag(request.user, DOEN)
    posten, verklaringen = posten_van(rij, request.user), list(rij.verklaringen.select_related("wie"))
    loopt = not rij.gestopt and not verklaringen
    context = {"controle": rij, "posten": posten, "verklaringen": verklaringen, "lid": lid, "loopt": loopt}
    context |= {"uitkomst": uitkomst(verklaringen), "reeksen": reekswoorden(rij.reeksen)}
    context["later"] = len(controledaden.later_bijgekomen(rij, posten)) if loopt and lid else 0
    context["getekend"] = any(v.wie_id == request.user.pk for v in verklaringen)
    context["eerste_open"] = next((p.volgnummer for p in posten if p.laatste is None), None)
    context["gevraagd"] = [p for p in posten if p.laatste == "vraag"]
    context["mag_antwoorden"] = rollen.mag(request.user, ANTWOORD) and request.user.pk not in rij.leden and loopt
    context["ziet_lonen"] = rollen.mag(request.user, "financien.lonen_zien")
    context["zonder"] = sum(1 for post in posten if is_alleen(post.bron))
    return render(request, "financien/controle.html", context)


@recht(DOEN)
@require_POST
def aanvullen(request, pk):
    """Fetch what went without four eyes since the check began."""
    rij = controle_of_404(pk)
    try:
        n = controledaden.vul_aan(rij, gebruiker=request.user)
    except ControleFout as fout:
        messages.error(request, str(fout))
    else:
        zin = ngettext("Er is %(n)s boekstuk bijgekomen.", "Er zijn %(n)s boekstukken bijgekomen.", n)
        messages.success(request, zin % {"n": n})
    return redirect("financien:controle", pk)


@recht(DOEN)
@formulier
def tekenen(request, pk):
    """Give the own verdict."""
    rij, form = controle_of_404(pk), Verklaringform(request.POST or None)
    if form.is_valid():
        velden = form.cleaned_data
        try:
            controledaden.teken(rij, uitspraak=velden["oordeel"], tekst=velden["tekst"], gebruiker=request.user)
        except ControleFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Je oordeel staat vast."))
            return redirect("financien:controle", pk)
    context = {"controle": rij, "form": form, "ander": rij.verklaringen.select_related("wie").first()}
    return render(request, "financien/controle_tekenen.html", context, status=422 if form.errors else 200)


@recht(DOEN)
@formulier
def intrekken(request, pk):
    """Withdraw a check with a reason."""
    rij, form = controle_of_404(pk), Stopform(request.POST or None)
    if form.is_valid():
        try:
            controledaden.trek_in(rij, reden=form.cleaned_data["reden"], gebruiker=request.user)
        except ControleFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De controle is ingetrokken. Je kunt een nieuwe beginnen."))
            return redirect("financien:controles")
    context = {"controle": rij, "form": form}
    return render(request, "financien/controle_intrekken.html", context, status=422 if form.errors else 200)


@recht(ZIEN)
@require_safe
def verslag(request, pk):
    """Give the report of a check as PDF; until both signed it says that it is a concept."""
    rij = controle_of_404(pk)
    pdf = druk_verslag(rij)
    return bijlage(pdf.inhoud, "application/pdf", f"kascontrole-{rij.van:%Y-%m-%d}-{rij.tot:%Y-%m-%d}.pdf")
