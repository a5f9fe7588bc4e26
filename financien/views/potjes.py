"""The pots of all rooms for the treasurer: what is left, who counted, what goes to whom, own money that goes back."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import euro, in_taal
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from financien.forms.aanvullen import Aanvulform, Keuzeform, NietGeteldform, Regelform
from financien.services.boeken import BoekFout
from financien.services.handgeld import aanvullen, basis, betalingen, potje
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.tellen import niet_geteld, verschillen_in
from financien.views.bonoordeel import LIJST
from financien.views.handgeld import formulier, meld
from kamers.models import Kamer

AANVULLEN = "financien.aanvullen"


def deze_maand() -> date:
    """Return the first day of this month."""
    return basis.eerste(timezone.localdate())


@recht(LIJST)
@require_safe
def potjes(request):
    """Show the pots of all rooms: what is left, what was spent, who counted, what may go to whom."""
    return _toon(request)


def _toon(request, form: Keuzeform | None = None):
    maand = deze_maand()
    kamers = list(Kamer.objects.in_jaar(maand.year))
    regel = basis.regel_van(maand.year)
    standen = aanvullen.aanvulstanden(kamers, maand, regel)
    gebruik, verschil = potje.gebruik(kamers, maand, regel), verschillen_in(maand.year)
    kan = [rij.kamer.pk for rij in standen if rij.kan]
    context = {
        "rijen": [(rij, gebruik[rij.kamer.pk], verschil.get(rij.kamer.pk)) for rij in standen],
        "maand": maand,
        "hier": "potjes",
        "form": form or Keuzeform(vooraf=kan),
        "kan": kan,
        "bij_de_bank": [rij.bank for rij in standen if rij.bank and not rij.mis],
        "mag": rollen.mag(request.user, AANVULLEN),
    }
    return render(request, "financien/potjes.html", context, status=422 if form else 200)


@recht(AANVULLEN)
@require_POST
def klaarzetten(request):
    """Gather the top-ups of rooms that were counted into an order for the bank."""
    form = Keuzeform(request.POST, vooraf=[])
    if form.is_valid():
        kamers = list(Kamer.objects.tellend().filter(pk__in=form.nummers))
        vast = {naam: form.cleaned_data[naam] for naam in ("uitvoeren_op", "sleutel")}
        try:
            opdracht = betalingen.zet_aanvullingen_klaar(
                kamers=kamers, maand=basis.eerste(vast["uitvoeren_op"]), gebruiker=request.user, **vast
            )
        except (HandgeldFout, BoekFout) as fout:
            meld(form, fout)
        else:
            messages.success(request, _("De betaalopdracht staat klaar. Nu keurt iemand anders haar goed."))
            return redirect("financien:betaling", opdracht.pk)
    return _toon(request, form)


@recht(AANVULLEN)
@formulier
def aanvul(request, kamer):
    """Book a top-up of one room that was transferred by hand."""
    kamer, maand = get_object_or_404(Kamer.objects.tellend(), code=kamer), deze_maand()
    nu = aanvullen.aanvulstanden([kamer], maand)[0]
    form = Aanvulform(request.POST or None, bedrag=nu.mag)
    if form.is_valid() and _aangevuld(request, kamer, form):
        zin = _("Aangevuld: %(kamer)s heeft nu %(over)s.")
        over = in_taal(euro(potje.stand(kamer).over))
        messages.success(request, zin % {"kamer": kamer, "over": over})
        return redirect("financien:potjes")
    context = {"form": form, "rij": nu, "maand": maand}
    return render(request, "financien/aanvullen.html", context, status=422 if form.is_bound else 200)


def _aangevuld(request, kamer, form: Aanvulform) -> bool:
    maand = basis.eerste(form.cleaned_data["datum"])
    try:
        aanvullen.vul_aan(kamer=kamer, maand=maand, gebruiker=request.user, **form.cleaned_data)
    except (HandgeldFout, BoekFout) as fout:
        meld(form, fout)
    return not form.errors


@recht(AANVULLEN)
@formulier
def ongeteld(request, kamer, jaar=None, maand=None):
    """Write why a room was not counted, so that the month can be closed: the one that is counted now, or another."""
    kamer = get_object_or_404(Kamer.objects.tellend(), code=kamer)
    vandaag, terug = timezone.localdate(), "financien:maand_nu" if jaar else "financien:potjes"
    maand = date(jaar, maand, 1) if jaar else potje.telmaand(vandaag)
    if maand > vandaag:
        raise Http404
    form = NietGeteldform(request.POST or None)
    if form.is_valid():
        niet_geteld(kamer=kamer, maand=maand, gebruiker=request.user, **form.cleaned_data)
        messages.success(request, _("Genoteerd dat %(kamer)s niet geteld is.") % {"kamer": kamer})
        return redirect(terug)
    context = {"form": form, "de_kamer": kamer, "maand": maand, "terug": terug}
    return render(request, "financien/niet_geteld.html", context, status=422 if form.errors else 200)


@recht(AANVULLEN)
@formulier
def zet_regel(request, jaar):
    """Set the rule of a year: how much a month, when to warn, receipts without a photo."""
    rij = get_object_or_404(Jaar, jaar=jaar)
    form = Regelform(request.POST or None, instance=basis.regel_van(jaar))
    if form.is_valid():
        aanvullen.stel_regel_in(jaar=rij, **form.cleaned_data)
        messages.success(request, _("De regel voor %(jaar)s is bewaard.") % {"jaar": jaar})
        return redirect("financien:potjes")
    return render(
        request, "financien/handgeldregel.html", {"form": form, "jaar": jaar}, status=422 if form.errors else 200
    )


@recht(LIJST)
@require_safe
def terugbetalen(request):
    """List the receipts that were paid with own money and approved, and not paid back yet."""
    return _toon_terug(request)


def _toon_terug(request, form: Keuzeform | None = None):
    rijen = betalingen.te_betalen(request.user)
    form_ = form or Keuzeform(vooraf=[rij.bon.pk for rij in rijen if not rij.mis])
    context = {"rijen": rijen, "form": form_, "hier": "terugbetalen", "mag": rollen.mag(request.user, AANVULLEN)}
    return render(request, "financien/terugbetalen.html", context, status=422 if form else 200)


@recht(AANVULLEN)
@require_POST
def terug_klaarzetten(request):
    """Gather own money that goes back into an order for the bank."""
    form = Keuzeform(request.POST, vooraf=[])
    if form.is_valid():
        vast = {naam: form.cleaned_data[naam] for naam in ("uitvoeren_op", "sleutel")}
        try:
            opdracht = betalingen.zet_terugbetalingen_klaar(bonnen=form.nummers, gebruiker=request.user, **vast)
        except (HandgeldFout, BoekFout) as fout:
            meld(form, fout)
        else:
            messages.success(request, _("De betaalopdracht staat klaar. Nu keurt iemand anders haar goed."))
            return redirect("financien:betaling", opdracht.pk)
    return _toon_terug(request, form)
