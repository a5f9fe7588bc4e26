"""The page of an account: a new one, its name and its line of the budget, close it and open it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.toegang import recht
from financien.forms.rekeningen import Rekeningform
from financien.models import Grootboekrekening, Kostenpost, Rekeningsoort
from financien.services import rekeningbeheer
from financien.services.rekeningbeheer import RekeningFout, RekeningGewijzigd
from financien.views.boeken import BOEKEN, boekjaar, formulier


def _rekening(nummer: str, pk: str = "") -> Grootboekrekening:
    """Return an account by its number; ``pk``: the one a page was about, whose number changed meanwhile."""
    is_pk = pk.isascii() and pk.isdecimal() and len(pk) < 10
    zoek = {"pk": pk} if is_pk else {"nummer": nummer}
    return get_object_or_404(Grootboekrekening.objects.select_related("kamer", "post"), **zoek)


@recht(BOEKEN)
@formulier
def nieuw(request, jaar):
    """Make an account; ``post`` in the address: for this line of the budget."""
    form = Rekeningform(request.POST or None, initial=_voor_post(request.GET.get("post", "")))
    if form.is_valid():
        try:
            rij = rekeningbeheer.maak(form.opgave())
        except RekeningFout as fout:
            form.meld(fout)
        else:
            messages.success(request, _("Rekening %(rekening)s staat klaar.") % {"rekening": rij})
            return redirect("financien:rekening", jaar, rij.nummer)
    context = boekjaar(request, jaar, "rekeningen") | {"form": form}
    return render(request, "financien/rekening_form.html", context, status=422 if form.errors else 200)


def _voor_post(code: str) -> dict:
    post = Kostenpost.objects.filter(code=code[:6].replace("\0", "")).first() if code else None
    if post is None:
        return {}
    vast = {"soort": Rekeningsoort.KOSTEN, "nummer": rekeningbeheer.volgend_nummer(Rekeningsoort.KOSTEN)}
    return vast | {"naam": post.naam, "post": post.pk, "loon": post.is_loon}


@recht(BOEKEN)
@formulier
def wijzigen(request, jaar, nummer):
    """Change what may change about an account."""
    rij = _rekening(nummer, request.POST.get("rekening", ""))
    form = Rekeningform(request.POST or None, rekening=rij)
    if form.is_valid() and _wijzig(form, rij):
        messages.success(request, _("De rekening is bewaard."))
        return redirect("financien:rekening", jaar, form.opgave().nummer)
    context = boekjaar(request, jaar, "rekeningen") | {"form": form, "rekening": rij}
    context |= {"waarom_open": "" if rij.gesloten else rekeningbeheer.waarom_open(rij)}
    return render(request, "financien/rekening_form.html", context, status=422 if form.errors else 200)


def _wijzig(form: Rekeningform, rij: Grootboekrekening) -> bool:
    try:
        rekeningbeheer.wijzig(rij, form.opgave(), gezien=form.cleaned_data["gezien"])
    except RekeningFout as fout:
        if isinstance(fout, RekeningGewijzigd):
            form.begin_opnieuw(rekeningbeheer.merk_van(_rekening("", str(rij.pk))))
        form.meld(fout)
        return False
    return True


@recht(BOEKEN)
@require_POST
def sluiten(request, jaar, nummer):
    """Close an account; the bar opens it again."""
    rij = _rekening(nummer)
    try:
        rekeningbeheer.sluit(rij)
    except RekeningFout as fout:
        messages.error(request, str(fout))
        return redirect("financien:rekening_wijzigen", jaar, nummer)
    terug = reverse("financien:rekening_openen", args=[jaar, nummer])
    zin = _("Rekening %(rekening)s is gesloten.") % {"rekening": rij}
    messages.success(request, zin, extra_tags=f"ongedaan:{terug}")
    return redirect("financien:rekening", jaar, nummer)


@recht(BOEKEN)
@require_POST
def openen(request, jaar, nummer):
    """Open a closed account again."""
    rij = _rekening(nummer)
    rekeningbeheer.heropen(rij)
    messages.success(request, _("Rekening %(rekening)s is weer open.") % {"rekening": rij})
    return redirect("financien:rekening", jaar, nummer)
