"""Count the tin of a room."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.toegang import recht
from financien.forms.handgeld import Telform
from financien.models import Kastelling
from financien.panelen import onthoud_onverklaard
from financien.services.boeken import BoekFout
from financien.services.handgeld import basis, potje
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.tellen import tel
from financien.services.handgeld.terugnemen import kan_terug, neem_terug
from financien.services.handgeld.verloop import verloop
from financien.views.handgeld import NOTEREN, ZIEN, formulier, meld
from kamers.views.kamer import kamer_van


@recht(NOTEREN)
@formulier
def tellen(request, kamer):
    """Type what is in the tin; the difference shows before saving, and asks how it can be."""
    kamer = kamer_van(request, kamer)
    nu = potje.stand(kamer)
    form = Telform(request.POST or None, verwacht=nu.kas)
    telling = form.is_valid() and _tel(request, kamer, form)
    if telling:
        onthoud_onverklaard(request)
        messages.success(request, _zin(telling), extra_tags=_ongedaan(telling))
        return redirect("financien:handgeld", kamer.code)
    context = {"kamer": kamer, "form": form, "stand": nu, "maand": potje.telmaand(timezone.localdate())}
    return render(request, "financien/tellen.html", context, status=422 if form.is_bound else 200)


def _tel(request, kamer, form: Telform) -> Kastelling | None:
    velden = form.cleaned_data
    try:
        return tel(
            kamer=kamer,
            geteld=velden["geteld"],
            verwacht=velden["verwacht"],
            rekening=velden["rekening"],
            uitleg=velden["uitleg"],
            stuks=form.stuks,
            met=velden["met"] if velden["overdracht"] else "",
            sleutel=velden["sleutel"],
            gebruiker=request.user,
        )
    except (HandgeldFout, BoekFout) as fout:
        meld(form, fout)
        return None


def _ongedaan(telling: Kastelling) -> str:
    """Return what gives the message its button to take the count back, as long as its month is open."""
    if not kan_terug(telling):
        return ""
    return f"ongedaan:{reverse('financien:telling_ongedaan', args=[telling.kamer.code, telling.sleutel])}"


@recht(NOTEREN)
@require_POST
def ongedaan(request, kamer, sleutel):
    """Take back the own last count of today."""
    kamer = kamer_van(request, kamer)
    telling = get_object_or_404(Kastelling.objects.select_related("kamer", "boekstuk"), kamer=kamer, sleutel=sleutel)
    try:
        if neem_terug(telling, gebruiker=request.user):
            onthoud_onverklaard(request)
            messages.success(request, _("Ongedaan gemaakt. Deze telling telt niet meer mee."))
        else:
            messages.info(request, _("Dit was al ongedaan gemaakt."))
    except (HandgeldFout, BoekFout) as fout:
        messages.error(request, str(fout))
    terug = reverse("financien:handgeld", args=[kamer.code])
    return HttpResponseClientRedirect(terug) if request.htmx else redirect(terug)


def _zin(telling: Kastelling) -> str:
    if telling.pasverschil and not telling.uitleg:
        zin = _("Geteld. De pas verschilt %(bedrag)s van de boeken. Kijk of er een bonnetje mist, of tel opnieuw.")
        return zin % {"bedrag": euro(abs(telling.pasverschil))}
    if telling.verschil:
        return _("Geteld. Het verschil is geboekt, met je uitleg.")
    return _("Geteld. De kas klopt.")


@recht(ZIEN)
@require_safe
def tellingen(request, kamer):
    """Show the counts of a room of this and last year, and how the pot went this month."""
    kamer = kamer_van(request, kamer)
    vandaag = timezone.localdate()
    maand = basis.eerste(vandaag)
    rijen = Kastelling.objects.filter(kamer=kamer, datum__gte=vandaag - timedelta(days=730))
    context = {
        "kamer": kamer,
        "verloop": verloop(kamer, maand, vandaag),
        "maand": maand,
        "stand": potje.stand(kamer),
        "tellingen": rijen.select_related("geteld_door", "boekstuk", "terug").order_by("-datum", "-pk"),
        "mag": rollen.mag(request.user, NOTEREN),
    }
    return render(request, "financien/tellingen.html", context)
