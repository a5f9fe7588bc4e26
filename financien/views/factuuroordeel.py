"""Judge an invoice: yes for the room, yes of the treasurer, no, or on without a second pair of eyes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.toegang import recht
from financien.forms.facturen import Redenform
from financien.services.akkoorden import boek_factuur, keur_af, neem_akkoord_terug, zeg_gezien, zet_door
from financien.services.boeken import BoekFout
from financien.services.facturen import FactuurFout
from financien.services.verdelen import VerdeelFout
from financien.views.facturen import AKKOORD, TERUG, VOEREN, formulier, stand_of_404, toon

FOUTEN = (FactuurFout, VerdeelFout, BoekFout)


def _ronde(request) -> int:
    """Return the round that was on the screen; nought when the form does not say it."""
    tekst = request.POST.get("ronde", "")
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 5 else 0


def _weer_terug(pk: int) -> str:
    """Return the tag with which a message offers to take back what was just said."""
    return f"ongedaan:{reverse('financien:factuur_akkoord_terug', args=[pk])}"


def _doe(request, pk: int, zin, doe, *, naar: str = "financien:facturen_nu", erbij: str = ""):
    """Do one thing with an invoice and say so; when it is refused the page says why."""
    stand = stand_of_404(request, pk)
    try:
        uitkomst = doe(stand.factuur)
    except FOUTEN as fout:
        return toon(request, stand_of_404(request, pk), fout=str(fout), mist_sleutel=isinstance(fout, VerdeelFout))
    messages.success(request, zin % {"stuk": uitkomst}, extra_tags=erbij)
    return redirect(naar, *([pk] if naar == "financien:factuur" else []))


@recht(AKKOORD)
@require_POST
def akkoord(request, pk):
    """Say yes for the own room, or for all."""
    vast = {"ronde": _ronde(request), "gebruiker": request.user}
    zin = _("Je akkoord staat erbij.")
    return _doe(request, pk, zin, lambda factuur: zeg_gezien(factuur, **vast), erbij=_weer_terug(pk))


@recht(TERUG)
@require_POST
def akkoord_terug(request, pk):
    """Take the own yes back, as long as nobody decided after it."""
    zin = _("Je akkoord is teruggenomen. De factuur wacht weer op akkoord.")
    return _doe(
        request, pk, zin, lambda factuur: neem_akkoord_terug(factuur, gebruiker=request.user), naar="financien:factuur"
    )


@recht(VOEREN)
@require_POST
def boeken(request, pk):
    """Say yes as treasurer and book the costs."""
    vast = {"ronde": _ronde(request), "gebruiker": request.user}
    return _doe(request, pk, _("Geboekt als %(stuk)s."), lambda factuur: boek_factuur(factuur, **vast))


@recht("financien.facturen_afkeuren")
@formulier
def afkeuren(request, pk):
    """Reject an invoice with a reason."""
    return _met_reden(request, pk, keur_af, _("De factuur is afgekeurd."), "afkeuren")


@recht(VOEREN)
@formulier
def doorzetten(request, pk):
    """Go on without a second pair of eyes, with a reason."""
    zin = _("De factuur gaat door. De kascommissie ziet je reden.")
    if stand_of_404(request, pk).loon:
        zin = _("De factuur gaat door. Ze gaat over lonen: de accountant ziet je reden.")
    return _met_reden(request, pk, zet_door, zin, "doorzetten", erbij=_weer_terug(pk))


def _met_reden(request, pk: int, doe, zin: str, wat: str, *, erbij: str = ""):
    stand = stand_of_404(request, pk)
    form = Redenform(request.POST or None, initial={"ronde": stand.factuur.ronde})
    if form.is_valid():
        try:
            doe(
                stand.factuur,
                gebruiker=request.user,
                ronde=form.cleaned_data["ronde"] or 0,
                reden=form.cleaned_data["reden"],
            )
        except FactuurFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, zin, extra_tags=erbij)
            return redirect("financien:facturen_nu")
    context = {"form": form, "stand": stand, "factuur": stand.factuur, "wat": wat}
    return render(request, "financien/factuur_reden.html", context, status=422 if form.errors else 200)
