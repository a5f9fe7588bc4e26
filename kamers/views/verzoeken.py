"""What came in: the list, the box, one tap on what it became, and undo."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.verzoeken import AfForm, VerzoekForm
from kamers.models import Doorverwijzing, Verzoek
from kamers.services import verzoeken as dienst
from kamers.services.teljaar import TeljaarGesloten
from kamers.views.kamer import kamer_van, terug_naar

WOORDEN = {  # the words of whoever picks up the telephone; a klus and a referral ask one thing more
    Verzoek.Werd.KLUS.value: _("klus"),
    Verzoek.Werd.AFMELDING.value: _("kan niet komen"),
    Verzoek.Werd.KANDIDAAT.value: _("wil helpen"),
    Verzoek.Werd.VRAAG.value: _("beantwoord"),
    Verzoek.Werd.DOORVERWEZEN.value: _("doorverwezen"),
    Verzoek.Werd.NIETS.value: _("niets nodig"),
}
VRAAGT_MEER = {Verzoek.Werd.KLUS.value, Verzoek.Werd.DOORVERWEZEN.value}


@recht("kamers.noteer")
def verzoeken(request, kamer):
    """Show what waits, oldest first, and what was handled lately; note what came in."""
    kamer = kamer_van(request, kamer)
    form = VerzoekForm(request.POST or None, initial={"sleutel": uuid4()})
    if not form.is_valid():
        return _bladzijde(request, kamer, form, 422 if form.errors else 200)
    nieuw = dienst.noteer_verzoek(kamer=kamer, gebruiker=request.user, **form.cleaned_data)
    _meld(request, kamer, gettext("Bewaard.") if nieuw else "", form.cleaned_data["sleutel"])
    return redirect(_terug(request, kamer))


@recht("kamers.noteer")
@require_POST
def af(request, kamer, pk):
    """Turn a request into what it is."""
    rijen = Verzoek.objects.zichtbaar_voor(request.user).select_related("kamer")
    verzoek = get_object_or_404(rijen, pk=pk, kamer__code=kamer)
    form = AfForm(request.POST)
    if not form.is_valid():
        for fout in [fout for fouten in form.errors.values() for fout in fouten]:
            messages.error(request, fout)
        return _bladzijde(request, verzoek.kamer, VerzoekForm(initial={"sleutel": uuid4()}), 422)
    try:
        tik = {"vandaag": timezone.localdate(), "gebruiker": request.user}
        gedaan = dienst.handel_af(verzoek=verzoek, **form.cleaned_data, **tik)
    except dienst.VerzoekGewijzigd as fout:
        messages.warning(request, str(fout))
    except TeljaarGesloten as gesloten:
        messages.warning(request, gesloten.message)
    else:
        tekst = gettext("Genoteerd: %(werd)s.") % {"werd": WOORDEN[form.cleaned_data["werd"]]} if gedaan else ""
        _meld(request, verzoek.kamer, tekst, form.cleaned_data["sleutel"])
    return redirect(_terug(request, verzoek.kamer))


@recht("kamers.noteer")
@require_POST
def ongedaan(request, kamer, sleutel):
    """Take back an act on what came in or went out."""
    kamer = kamer_van(request, kamer)
    try:
        if dienst.neem_terug_van(kamer=kamer, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except dienst.VerzoekGewijzigd as fout:
        messages.warning(request, str(fout))
    except TeljaarGesloten as gesloten:
        messages.warning(request, gesloten.message)
    return redirect(_terug(request, kamer))


def ongedaan_url(kamer, sleutel, terug: str) -> str:
    """Return where an act on what came in or went out is taken back."""
    return reverse("kamers:verzoek_ongedaan", args=[kamer.code, sleutel]) + f"?terug={terug}"


def keuzes() -> dict:
    """Return what a request may become in one tap, and the places to refer to."""
    een_tik = [(werd, capfirst(woord)) for werd, woord in WOORDEN.items() if werd not in VRAAGT_MEER]
    return {"werd_keuzes": een_tik, "naar_keuzes": Doorverwijzing.Naar.choices}


def _meld(request, kamer, tekst: str, sleutel) -> None:
    """Say what was done, with the way back; without a text it was done before."""
    if tekst:
        adres = ongedaan_url(kamer, sleutel, _terug(request, kamer))
        messages.success(request, tekst, extra_tags=f"ongedaan:{adres}")
    else:
        messages.info(request, AL_OPGESLAGEN)


def _terug(request, kamer) -> str:
    return terug_naar(request, kamer, reverse("kamers:verzoeken", args=[kamer.code]))


def _bladzijde(request, kamer, form, status: int):
    vandaag = timezone.localdate()
    inhoud = {
        "kamer": kamer,
        "form": form,
        "terug": _terug(request, kamer),
        "regels": dienst.open_verzoeken(kamer, vandaag),
        "afgehandeld": [(verzoek, WOORDEN[verzoek.werd]) for verzoek in dienst.afgehandeld(kamer, vandaag)],
        **keuzes(),
    }
    return render(request, "kamers/verzoeken.html", inhoud, status=status)
