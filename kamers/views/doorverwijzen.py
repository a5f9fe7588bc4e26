"""Referrals onward: a quick form, and the counts of this year and the last one."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.verzoeken import DoorverwijzingForm
from kamers.services.doorverwijzingen import noteer_doorverwijzing, per_jaar
from kamers.services.teljaar import TeljaarGesloten
from kamers.views.kamer import kamer_van, terug_naar
from kamers.views.verzoeken import ongedaan_url


@recht("kamers.noteer")
def doorverwezen(request, kamer):
    """Note how many people were referred where, and show the counts."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    hier = reverse("kamers:doorverwezen", args=[kamer.code])
    terug = terug_naar(request, kamer, hier)
    start = {"sleutel": uuid4(), "aantal": 1, "dag": vandaag}
    form = DoorverwijzingForm(request.POST or None, initial=start)
    if form.is_valid() and _noteer(request, kamer, form, terug):
        return redirect(terug)
    jaren = [vandaag.year, vandaag.year - 1]
    inhoud = {"kamer": kamer, "form": form, "terug": terug, "hier": hier, "jaren": jaren}
    inhoud["rijen"] = per_jaar(kamer, jaren)
    return render(request, "kamers/doorverwezen.html", inhoud, status=422 if form.errors else 200)


def _noteer(request, kamer, form: DoorverwijzingForm, terug: str) -> bool:
    """Note it; False when the form has to say why not."""
    try:
        nieuw = noteer_doorverwijzing(kamer=kamer, gebruiker=request.user, **form.cleaned_data)
    except TeljaarGesloten as gesloten:
        form.add_error("dag", gesloten)
        return False
    if nieuw:
        adres = ongedaan_url(kamer, form.cleaned_data["sleutel"], terug)
        messages.success(request, _("Genoteerd: doorverwezen."), extra_tags=f"ongedaan:{adres}")
    else:
        messages.info(request, AL_OPGESLAGEN)
    return True
