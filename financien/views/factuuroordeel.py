"""Judge an invoice: yes for the room, yes of the treasurer, no, or on without a second pair of eyes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.toegang import recht
from financien.forms.facturen import Redenform
from financien.services.akkoorden import boek_factuur, keur_af, zeg_gezien, zet_door
from financien.services.boeken import BoekFout
from financien.services.facturen import FactuurFout
from financien.services.verdelen import VerdeelFout
from financien.views.facturen import AKKOORD, VOEREN, formulier, stand_of_404, toon

FOUTEN = (FactuurFout, VerdeelFout, BoekFout)


def _ronde(request) -> int:
    """Return the round that was on the screen; nought when the form does not say it."""
    tekst = request.POST.get("ronde", "")
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 5 else 0


def _doe(request, pk: int, zin, doe):
    """Do one thing with an invoice and say so; when it is refused the page says why."""
    stand = stand_of_404(request, pk)
    try:
        uitkomst = doe(stand.factuur)
    except FOUTEN as fout:
        return toon(request, stand_of_404(request, pk), fout=str(fout), mist_sleutel=isinstance(fout, VerdeelFout))
    messages.success(request, zin % {"stuk": uitkomst})
    return redirect("financien:facturen_nu")


@recht(AKKOORD)
@require_POST
def akkoord(request, pk):
    """Say yes for the own room, or for all."""
    vast = {"ronde": _ronde(request), "gebruiker": request.user}
    return _doe(request, pk, _("Je akkoord staat erbij."), lambda factuur: zeg_gezien(factuur, **vast))


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
    return _met_reden(request, pk, zet_door, _("De factuur gaat door. De kascommissie ziet je reden."), "doorzetten")


def _met_reden(request, pk: int, doe, zin: str, wat: str):
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
            messages.success(request, zin)
            return redirect("financien:facturen_nu")
    context = {"form": form, "stand": stand, "factuur": stand.factuur, "wat": wat}
    return render(request, "financien/factuur_reden.html", context, status=422 if form.errors else 200)
