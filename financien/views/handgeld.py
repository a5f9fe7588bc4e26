"""The pot of a room: what is left, its receipts, cash and money received."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import euro, in_taal
from buurtwerkkamer.toegang import recht
from financien.forms.handgeld import Ontvangstform, Verplaatsform
from financien.models import Bonstap
from financien.services.boeken import BoekFout
from financien.services.handgeld import basis, bonlijst, potje
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.kas import ontvang, terug_te_betalen, verplaats
from kamers.views.kamer import kamer_van

NOTEREN, ZIEN = "financien.handgeld", "financien.handgeld_zien"
formulier = require_http_methods(["GET", "HEAD", "POST"])


def meld(form, fout: HandgeldFout | BoekFout) -> None:
    """Show on the form why the pot or the books refused."""
    form.meld(fout if isinstance(fout, HandgeldFout) else HandgeldFout(str(fout)))


@recht(ZIEN)
@require_safe
def handgeld(request, kamer):
    """Show what is in the pot of a room, what was spent this month, and its receipts."""
    kamer = kamer_van(request, kamer)
    maand = basis.eerste(timezone.localdate())
    regel = basis.regel_van(maand.year)
    bonnen = bonlijst.van_kamer(kamer, maand)
    terug = [bon for bon in bonnen if vars(bon)["stand"] == Bonstap.Soort.TERUGGESTUURD]
    afgewezen = [bon for bon in bonnen if vars(bon)["stand"] == Bonstap.Soort.AFGEWEZEN and not bon.voorschieter_id]
    vorderingen = [bon for bon in afgewezen if not vars(bon)["teruggekregen"]]
    context = {
        "kamer": kamer,
        "stand": potje.stand(kamer),
        "gebruik": potje.gebruik([kamer], maand, regel)[kamer.pk],
        "regel": regel,
        "maand": maand,
        "bonnen": [bon for bon in bonnen if bon not in terug],
        "teruggestuurd": terug,
        "vorderingen": vorderingen,
        "telling": potje.laatste_telling(kamer),
        "mag": rollen.mag(request.user, NOTEREN),
    }
    return render(request, "financien/handgeld.html", context)


@recht(NOTEREN)
@formulier
def gepind(request, kamer):
    """Note cash that was taken from the account of the room, or put on it."""
    kamer = kamer_van(request, kamer)
    form = Verplaatsform(request.POST or None)
    if form.is_valid() and _verplaatst(kamer, form, request.user):
        messages.success(
            request, _("Vastgelegd. In de kas zit nu %(kas)s.") % {"kas": in_taal(euro(potje.stand(kamer).kas))}
        )
        return redirect("financien:handgeld", kamer.code)
    context = {"kamer": kamer, "form": form, "stand": potje.stand(kamer)}
    return render(request, "financien/gepind.html", context, status=422 if form.errors else 200)


def _verplaatst(kamer, form, gebruiker) -> bool:
    velden = form.cleaned_data
    vast = {naam: velden[naam] for naam in ("datum", "bedrag", "sleutel")}
    try:
        verplaats(kamer=kamer, naar_kas=velden["naar"] != "rekening", gebruiker=gebruiker, **vast)
    except (HandgeldFout, BoekFout) as fout:
        meld(form, fout)
    return not form.errors


@recht(NOTEREN)
@formulier
def ontvangen(request, kamer):
    """Note money that came in in the room."""
    kamer = kamer_van(request, kamer)
    form = Ontvangstform(request.POST or None, bonnen=list(terug_te_betalen(kamer)))
    if form.is_valid() and _ontvangen(kamer, form, request.user):
        zin = _("Vastgelegd. Er is nu %(over)s.") % {"over": in_taal(euro(potje.stand(kamer).over))}
        messages.success(request, zin)
        return redirect("financien:handgeld", kamer.code)
    context = {"kamer": kamer, "form": form}
    return render(request, "financien/ontvangen.html", context, status=422 if form.errors else 200)


def _ontvangen(kamer, form, gebruiker) -> bool:
    velden = form.cleaned_data
    vast = {naam: velden[naam] for naam in ("datum", "bedrag", "soort", "omschrijving", "sleutel")}
    waar = {"op_rekening": velden["waar"] == "rekening", "bon": form.gekozen_bon}
    try:
        ontvang(kamer=kamer, gebruiker=gebruiker, **vast, **waar)
    except (HandgeldFout, BoekFout) as fout:
        meld(form, fout)
    return not form.errors


def adres(kamer) -> str:
    """Return the page of the pot of a room."""
    return reverse("financien:handgeld", args=[kamer.code])
