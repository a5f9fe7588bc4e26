"""Judge receipts: the list of all rooms, yes once, back with a reason, or no."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.toegang import recht
from financien.forms.bonnen import Bonreden
from financien.forms.btw import Bonbtw
from financien.models import Categorie
from financien.services.boeken import BoekFout
from financien.services.btwnotities import BtwFout
from financien.services.handgeld import basis, bonlijst
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.oordeel import keur_goed, stuur_terug, wijs_af
from financien.views.bonnen import KEUREN, bon_of_404, toon
from financien.views.btw import BOEKEN
from financien.views.handgeld import formulier

LIJST = "financien.bonnen_zien"
GEEN_SOORT = basis.ZINNEN["Dit bonnetje heeft nog geen soort."]


@recht(LIJST)
@require_safe
def lijst(request):
    """List what waits for an approval over all rooms, or what was decided this year."""
    blad, klaar = request.GET.get("blad", "1")[:6], "klaar" in request.GET
    jaar = timezone.localdate().year
    context = {"klaar": klaar, "jaar": jaar, "mag_keuren": rollen.mag(request.user, KEUREN), "hier": "bonnen"}
    context["mag_aanvullen"] = rollen.mag(request.user, "financien.aanvullen")
    gevonden = bonlijst.klaar(request.user, jaar, blad=blad) if klaar else bonlijst.te_keuren(request.user, blad=blad)
    return render(request, "financien/bonnen.html", context | {"blad": gevonden})


@recht(KEUREN)
@require_POST
def goedkeuren(request, pk):
    """Approve a receipt, and go on to the next one that waits."""
    bon, soort = bon_of_404(request, pk), request.POST.get("categorie", "")
    boekt = rollen.mag(request.user, BOEKEN)
    form = Bonbtw(request.POST if boekt else {})
    soort = soort if soort in Categorie.values else ""
    vast = {"gekozen": soort, **({"btwform": form} if boekt else {})}
    if not soort:
        return toon(request, bon, fout=str(GEEN_SOORT), veld="id_categorie", **vast)
    try:
        if form.is_valid():
            keur_goed(bon, gebruiker=request.user, categorie=soort, **form.cleaned_data)
            messages.success(request, _("Goedgekeurd en geboekt."))
            return _verder(request, bon)
    except BtwFout as fout:
        form.add_error("btw", str(fout))
    except (HandgeldFout, BoekFout) as fout:
        return toon(request, bon_of_404(request, pk), fout=str(fout), **vast)
    return toon(request, bon_of_404(request, pk), fout=form.errors["btw"][0], veld="id_btw", **vast)


@recht(KEUREN)
@formulier
def terugsturen(request, pk):
    """Send a receipt back to the room with a reason."""
    return _met_reden(request, pk, stuur_terug, _("Teruggestuurd. De kamer ziet je reden."), "terugsturen")


@recht(KEUREN)
@formulier
def afwijzen(request, pk):
    """Refuse a receipt with a reason: who paid from the pot owes it."""
    return _met_reden(request, pk, wijs_af, _("Afgewezen. De kamer ziet je reden."), "afwijzen")


def _met_reden(request, pk: int, doe, zin: str, wat: str):
    bon = bon_of_404(request, pk)
    form = Bonreden(request.POST or None)
    if form.is_valid():
        try:
            doe(bon, reden=form.cleaned_data["reden"], gebruiker=request.user)
        except (HandgeldFout, BoekFout) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, zin)
            return _verder(request, bon)
    context = {"form": form, "bon": bon, "wat": wat, "kamer": bon.kamer}
    return render(request, "financien/bon_reden.html", context, status=422 if form.errors else 200)


def _verder(request, bon):
    volgende = bonlijst.volgende_te_keuren(request.user, bon)
    return redirect("financien:bon", volgende.pk) if volgende else redirect("financien:bonnen")
