"""The volunteers of a room, the hours that wait for approval, and all rooms side by side for the project coach."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer.bedragen import uren as toon_uren
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from kamers.services import uren
from kamers.views.kamer import kamer_van
from vrijwilligers.forms.uren import OordeelForm
from vrijwilligers.services import vrijwilligers


@recht("vrijwilligers.lijst")
def alle_kamers(request):
    """Show the rooms with their volunteers in figures."""
    jaar = timezone.localdate().year
    kamers = vrijwilligers.per_kamer(Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar), jaar)
    return render(request, "vrijwilligers/kamers.html", {"kamers": kamers, "jaar": jaar})


@recht("vrijwilligers.lijst")
def kamerlijst(request, kamer):
    """Show the volunteers of a room, and who waits for approval."""
    kamer, jaar = kamer_van(request, kamer), timezone.localdate().year
    wachtend = list(uren.wachtend(kamer))
    te_keuren = [inzet for inzet in wachtend if inzet.persoon.vrijwilliger.gebruiker_id != request.user.pk]
    inhoud = {
        "kamer": kamer,
        "jaar": jaar,
        "vrijwilligers": list(vrijwilligers.van_kamer(kamer, jaar)),
        "wachtend": [(inzet, inzet in te_keuren, uuid4()) for inzet in wachtend],
        "te_keuren": te_keuren if mag(request.user, "kamers.goedkeuren") else [],
        "sleutel": uuid4(),
        "mag_wijzigen": mag(request.user, "vrijwilligers.wijzigen"),
    }
    return render(request, "vrijwilligers/lijst.html", inhoud)


@recht("kamers.goedkeuren")
@require_POST
def beoordeel(request, kamer):
    """Approve reported hours, or keep what was noted."""
    kamer, form = kamer_van(request, kamer), OordeelForm(request.POST)
    if form.is_valid():
        _beoordeel(request, kamer, **form.cleaned_data)
    else:
        messages.warning(request, _("Er staat niets meer klaar om goed te keuren."))
    return redirect("vrijwilligers:kamerlijst", kamer.code)


def _beoordeel(request, kamer: Kamer, *, gezien, oordeel, sleutel) -> None:
    akkoord = oordeel == "goed"
    vast = {"kamer": kamer, "sleutel": sleutel, "gebruiker": request.user}
    try:
        rijen = uren.beoordeel(gezien=gezien, akkoord=akkoord, **vast)
    except uren.EigenUren:
        messages.error(request, _("Je eigen uren keurt iemand anders goed."))
    except uren.UrenGewijzigd:
        messages.warning(request, _("De uren zijn net aangepast. Kijk nog een keer wat er staat."))
    else:
        if rijen:
            terug = reverse("vrijwilligers:oordeel_ongedaan", args=[kamer.code, sleutel])
            messages.success(request, _oordeel_tekst(rijen, akkoord), extra_tags=f"ongedaan:{terug}")


def _oordeel_tekst(rijen, akkoord: bool) -> str:
    eerste = rijen[0]
    wie = {"naam": eerste.persoon.voornaam, "uren": toon_uren(eerste.uren)}
    if not akkoord:
        return _("Niet goedgekeurd. De %(uren)s uur van %(naam)s blijft staan.") % wie
    if len(rijen) == 1:
        return _("Goedgekeurd. %(uren)s uur voor %(naam)s.") % wie
    return ngettext("%(n)s keer goedgekeurd.", "%(n)s keer goedgekeurd.", len(rijen)) % {"n": len(rijen)}


@recht("kamers.goedkeuren")
@require_POST
def oordeel_ongedaan(request, kamer, sleutel):
    """Let the hours wait again."""
    kamer = kamer_van(request, kamer)
    try:
        if uren.neem_oordeel_terug(kamer=kamer, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt. De uren wachten weer."))
    except uren.UrenGewijzigd:
        messages.warning(request, _("De uren zijn net aangepast. Kijk nog een keer wat er staat."))
    adres = reverse("vrijwilligers:kamerlijst", args=[kamer.code])
    return HttpResponseClientRedirect(adres) if request.htmx else redirect(adres)
