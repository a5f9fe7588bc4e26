"""How the rooms share costs, on the screen."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer.toegang import recht
from financien.forms.betalingen import Sleutelform
from financien.models import Grootboekrekening, Rekeningsoort, Verdeelsleutel
from financien.services.verdelen import (
    SleutelGewijzigd,
    VerdeelFout,
    deelnemers,
    merk_van,
    verdeelsleutels,
    zet_sleutel,
)
from financien.views.boeken import BOEKEN, ZIEN
from financien.views.facturen import formulier, kop


@recht(ZIEN)
@require_safe
def verdeling(request, jaar):
    """List the cost lines with how they are shared in a year."""
    gezet = {sleutel.rekening.pk: sleutel for sleutel in verdeelsleutels(jaar)}
    kosten = Grootboekrekening.objects.open().filter(soort=Rekeningsoort.KOSTEN)
    rijen = [(rekening, gezet.get(rekening.pk)) for rekening in kosten]
    context = kop(request, jaar, "verdeling") | {"rijen": rijen}
    return render(request, "financien/verdeling.html", context)


@recht(BOEKEN)
@formulier
def sleutel(request, jaar, kosten):
    """Choose how the rooms share one cost line in a year."""
    rekening = get_object_or_404(Grootboekrekening, soort=Rekeningsoort.KOSTEN, nummer=kosten)
    form = Sleutelform(request.POST or None, kamers=deelnemers(jaar), initial=_begin(jaar, rekening))
    if form.is_valid():
        velden = {naam: form.cleaned_data[naam] for naam in ("wijze", "gezien")} | {"procenten": form.procenten()}
        try:
            zet_sleutel(jaar=jaar, rekening=rekening, **velden)
        except VerdeelFout as fout:
            form.add_error(None, str(fout))
            if isinstance(fout, SleutelGewijzigd):
                form.begin_opnieuw(merk_van(jaar, rekening))
        else:
            messages.success(request, _("De verdeling is bewaard. Wat al geboekt is, blijft zoals het is."))
            return redirect("financien:verdeling", jaar)
    context = kop(request, jaar, "verdeling") | {"form": form, "rekening": rekening}
    return render(request, "financien/verdeelsleutel.html", context, status=422 if form.errors else 200)


def _begin(jaar: int, rekening: Grootboekrekening) -> dict:
    rij = Verdeelsleutel.objects.filter(jaar__jaar=jaar, rekening=rekening).prefetch_related("delen").first()
    begin = {"gezien": merk_van(jaar, rekening)}
    if rij is None:
        return begin
    return begin | {"wijze": rij.wijze} | {f"k{deel.kamer_id}": deel.procent for deel in rij.delen.all()}
