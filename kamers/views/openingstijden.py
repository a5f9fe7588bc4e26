"""The opening hours of a room."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.openingstijden import Openingsform
from kamers.services import openingstijden as dienst
from kamers.views.kamer import kamer_van


@recht("kamers.noteer")
def openingstijden(request, kamer):
    """Show and change when the room is open."""
    kamer, nu = kamer_van(request, kamer), timezone.localdate()
    form = Openingsform(request.POST or None, dagen=dienst.week(kamer, nu), vandaag=nu)
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        tik = {"gezien": schoon["gezien"], "sleutel": schoon["sleutel"], "gebruiker": request.user}
        try:
            gedaan = dienst.zet_week(kamer=kamer, dagen=form.dagen(), van=schoon["vanaf"], **tik)
        except dienst.TijdenGewijzigd:
            _begin_opnieuw(form, kamer)
        else:
            messages.success(request, _("De openingstijden zijn opgeslagen.") if gedaan else AL_OPGESLAGEN)
            return redirect("kamers:rooster", kamer.code)
    status = 422 if form.is_bound else 200
    return render(request, "kamers/openingstijden.html", {"kamer": kamer, "form": form}, status=status)


def _begin_opnieuw(form: Openingsform, kamer) -> None:
    form.add_error(None, _("Er staan al andere tijden. Kijk wat klopt en sla dan opnieuw op."))
    form.data = form.data.copy()
    form.data["gezien"] = dienst.stand_van(dienst.week(kamer, form.cleaned_data["vanaf"]))
    form.data["sleutel"] = uuid4()
