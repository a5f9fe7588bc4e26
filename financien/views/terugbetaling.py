"""Money that goes back to a financier, set ready to be paid."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.toegang import recht
from financien.forms.toekenningdaden import Terugklaarform
from financien.models import Inkoopfactuur, Toekenning
from financien.services.boeken import BoekFout
from financien.services.maanden import boekdag
from financien.services.ontvangsten import schuld_van
from financien.services.terugbetaling import zet_te_betalen
from financien.views.toekenningen import WIJZIGEN, formulier


@recht(WIJZIGEN)
@formulier
def klaarzetten(request, pk):
    """Put what is owed to a financier to what can be paid, where two people make the order."""
    rijen = Toekenning.objects.zichtbaar_voor(request.user).met_status().select_related("partner")
    rij = get_object_or_404(rijen, pk=pk)
    schuld = sum(schuld_van(rij, boekdag(timezone.localdate())).values(), Decimal("0.00"))
    form = Terugklaarform(request.POST or None, schuld=schuld)
    factuur = _zet_klaar(request, rij, form) if form.is_valid() else None
    if factuur:
        return redirect("financien:factuur", factuur.pk)
    context = {"toekenning": rij, "form": form, "titel": _("Terugbetaling klaarzetten"), "knop": _("Zet klaar")}
    context["uitleg"] = _(
        "Het bedrag komt bij Betalen te staan. Daar maken twee mensen de betaling. "
        "Ging het geld al van de bank? Boek dan die bankregel."
    )
    return render(request, "financien/toekenningdaad.html", context, status=422 if form.errors else 200)


def _zet_klaar(request, rij: Toekenning, form: Terugklaarform) -> Inkoopfactuur | None:
    try:
        factuur = zet_te_betalen(toekenning=rij, gebruiker=request.user, **form.cleaned_data)
    except BoekFout as fout:
        form.add_error(None, str(fout))
        return None
    messages.success(request, _("%(factuur)s staat klaar bij Betalen.") % {"factuur": factuur})
    return factuur
