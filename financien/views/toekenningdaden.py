"""What is done to a grant: a step, money, and that a contract stops."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buurtwerkkamer.bewijs import bewaar_bewijs
from buurtwerkkamer.toegang import recht
from financien.forms.toekenningdaden import Bevestigform, Geldform, Stapform, Stopform, Terugneemform
from financien.models import Toekenning
from financien.services.boeken import BoekFout
from financien.services.financiers import lks_tot
from financien.services.ontvangsten import betaal_terug, ontvang
from financien.services.stapgevolg import Gevolg, bekijk_stap, keur_terugname, neem_terug, zet_getoond
from financien.services.toekenningboek import eigen_inkomsten
from financien.services.toekenningen import Status, besloten, mogelijke_stappen, stop_contract
from financien.views.toekenningen import WIJZIGEN, formulier, toekenning_van


def _handel(request, rij: Toekenning, form, doe, *, titel: str, knop: str, gedaan: str, uitleg: str = ""):
    """Show a small form about a grant, or do what it asks and go back to the grant."""
    if form.is_valid():
        try:
            doe(form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, gedaan)
            return redirect("financien:toekenning", rij.pk)
    context = {"toekenning": rij, "form": form, "titel": titel, "knop": knop, "uitleg": uitleg}
    return render(request, "financien/toekenningdaad.html", context, status=422 if form.errors else 200)


@recht(WIJZIGEN)
@formulier
def stap(request, pk):
    """Take the next step: asked, promised, granted, accounted for, finally decided, or refused."""
    rij = toekenning_van(request, pk)
    vast = _stapvelden(rij)
    if not vast["stappen"]:
        messages.info(request, _("Na deze stap komt er geen meer."))
        return redirect("financien:toekenning", rij.pk)
    klasse = Bevestigform if "gezien" in request.POST else Stapform
    form = klasse(request.POST or None, request.FILES or None, **vast)
    gevolg = _neem_stap(request, rij, form) if form.is_valid() else None
    if form.is_valid() and gevolg is None:
        messages.success(request, _("De stap is vastgelegd."))
        return redirect("financien:toekenning", rij.pk)
    if gevolg:
        form = _bevestig(request, form, gevolg, vast)
    context = {"toekenning": rij, "form": form, "gevolg": gevolg, "besloten": besloten(rij.nu)}
    context["einde"] = rij.gestopt_op or rij.tot
    return render(request, "financien/toekenningstap.html", context, status=422 if form.errors else 200)


def _stapvelden(rij: Toekenning) -> dict:
    """Return which steps may come next, and the amount that goes with one of them: nothing is asked in kind."""
    stappen = mogelijke_stappen(rij.soort, rij.nu)
    bedrag = lks_tot(rij, rij.gestopt_op) if rij.gestopt_op else rij.bedrag
    return {"stappen": stappen, "bedrag": None if rij.in_natura and Status.VASTGESTELD not in stappen else bedrag}


def _bevestig(request, form, gevolg: Gevolg, vast: dict) -> Bevestigform:
    """Return the form that asks what this step needs, with what was typed and what was wrong with it."""
    anders = Bevestigform(request.POST, request.FILES, gevolg=gevolg, **vast)
    for fout in form.errors.get(NON_FIELD_ERRORS, []):
        anders.add_error(None, fout)
    return anders


def _neem_stap(request, rij: Toekenning, form) -> Gevolg | None:
    """Take the step; return what it would do when that has to be confirmed. What is wrong is said in the form."""
    schoon = {naam: waarde for naam, waarde in form.cleaned_data.items() if waarde is not None}
    merk, brief = schoon.pop("gezien", ""), schoon.pop("brief", None)
    erbij = {naam: schoon.pop(naam) for naam in ("zonder_brief", "vroeg") if naam in schoon}
    schoon |= {"toekenning": rij, "gebruiker": request.user}
    gevolg = None
    try:
        gevolg = bekijk_stap(**schoon)
        if not merk and gevolg and not gevolg.stil:
            return gevolg
        if brief:
            erbij["brief"] = bewaar_bewijs(brief).bestand
        zet_getoond(merk=merk or (gevolg.merk if gevolg else ""), **schoon, **erbij)
    except BoekFout as fout:
        form.add_error(None, str(fout))
        return gevolg
    return None


@recht(WIJZIGEN)
@formulier
def terugname(request, pk):
    """Take back the last step, which was a mistake."""
    rij = toekenning_van(request, pk)
    laatste = rij.stappen.geldig().order_by("-pk")[0]
    form = Terugneemform(request.POST or None, initial={"stap": laatste.pk})
    if request.method != "POST":
        try:
            keur_terugname(rij)
        except BoekFout as fout:
            messages.error(request, str(fout))
            return redirect("financien:toekenning", rij.pk)

    def doe(schoon):
        neem_terug(toekenning=rij, gebruiker=request.user, **schoon)

    uitleg = _("Wat bij deze stap geboekt is, draaien we terug op dezelfde dag. De stap blijft te lezen, met je reden.")
    titel = _("Stap terugnemen: %(stap)s") % {"stap": laatste.get_status_display()}
    vast = {"titel": titel, "knop": _("Neem de stap terug"), "gedaan": _("De stap is teruggenomen.")}
    return _handel(request, rij, form, doe, uitleg=uitleg, **vast)


@recht(WIJZIGEN)
@formulier
def ontvangst(request, pk):
    """Book money that came in."""
    rij = toekenning_van(request, pk)
    form = Geldform(request.POST or None, met_kamer=eigen_inkomsten(rij))

    def doe(schoon):
        ontvang(toekenning=rij, gebruiker=request.user, **schoon)

    uitleg = _("Het bedrag gaat over de kamers zoals de toekenning verdeeld is.")
    vast = {"titel": _("Ontvangst boeken"), "knop": _("Boek de ontvangst"), "gedaan": _("De ontvangst is geboekt.")}
    return _handel(request, rij, form, doe, uitleg=uitleg, **vast)


@recht(WIJZIGEN)
@formulier
def terugbetaling(request, pk):
    """Book money that goes back to the partner."""
    rij = toekenning_van(request, pk)
    form = Geldform(request.POST or None, met_kamer=False)

    def doe(schoon):
        betaal_terug(toekenning=rij, gebruiker=request.user, **schoon)

    vast = {"titel": _("Terugbetaling boeken"), "knop": _("Boek de terugbetaling")}
    return _handel(request, rij, form, doe, gedaan=_("De terugbetaling is geboekt."), **vast)


@recht(WIJZIGEN)
@formulier
def stop(request, pk):
    """Write down that the contract behind a wage subsidy stops earlier."""
    rij = toekenning_van(request, pk)
    if rij.aard != Toekenning.Aard.LKS:
        raise Http404
    form = Stopform(request.POST or None)

    def doe(schoon):
        stop_contract(toekenning=rij, **schoon)

    uitleg = _("Na deze dag verwachten we geen loonkostensubsidie meer. Leg daarna vast wat er definitief komt.")
    vast = {"titel": _("Contract stopt eerder"), "knop": _("Leg de dag vast"), "gedaan": _("De dag is vastgelegd.")}
    return _handel(request, rij, form, doe, uitleg=uitleg, **vast)
