"""School holidays and closing days: the list, adding, changing and removing."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer import rollen
from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.sluitingen import Feestdagenform, Sluitingform
from kamers.models import Kamer, Sluiting
from kamers.services import sluitingen as dienst
from kamers.services.rooster import al_gestuurd

LIJST = "kamers:sluitingen"


@recht("kamers.sluitingen")
def sluitingen(request):
    """Show the days off that are still to come, and add some."""
    form = Sluitingform(request.POST or None, instance=Sluiting(), gebruiker=request.user)
    if form.is_bound and form.is_valid():
        return _voeg_toe(request, [form.save(commit=False)], form.cleaned_data["sleutel"])
    return _toon(request, form=form)


@recht("kamers.sluitingen")
@require_POST
def feestdagen(request):
    """Put the chosen public holidays on the list."""
    form = _feestform(request, request.POST)
    if not form.is_valid():
        return _toon(request, feestform=form)
    rijen = [dienst.van_feestdag(feest, form.cleaned_data["kamer"]) for feest in form.gekozen()]
    return _voeg_toe(request, rijen, form.cleaned_data["sleutel"])


def _voeg_toe(request, rijen: list[Sluiting], sleutel):
    aantal = dienst.voeg_toe(rijen=rijen, sleutel=sleutel, gebruiker=request.user)
    if aantal is None:
        messages.info(request, AL_OPGESLAGEN)
        return redirect(LIJST)
    if aantal == 1:
        tekst = _("%(naam)s staat op de lijst.") % {"naam": rijen[0].naam}
    else:
        tekst = ngettext("%(n)s dag staat op de lijst.", "%(n)s dagen staan op de lijst.", aantal) % {"n": aantal}
    _meld(request, tekst, sleutel)
    return redirect(LIJST)


def _meld(request, tekst: str, sleutel) -> None:
    messages.success(request, tekst, extra_tags=f"ongedaan:{reverse('kamers:sluiting_ongedaan', args=[sleutel])}")


@recht("kamers.sluitingen")
def sluiting(request, pk):
    """Change days off."""
    rij = get_object_or_404(dienst.wijzigbaar(request.user).select_related("kamer"), pk=pk)
    form = Sluitingform(request.POST or None, instance=rij, gebruiker=request.user)
    if form.is_bound and form.is_valid():
        tik = {naam: form.cleaned_data[naam] for naam in ("gezien", "sleutel")}
        try:
            gedaan = dienst.wijzig(rij=rij, velden=form.velden(), gebruiker=request.user, **tik)
        except dienst.SluitingGewijzigd:
            _begin_opnieuw(form, pk)
        else:
            tekst = _("%(naam)s is aangepast.") % {"naam": form.cleaned_data["naam"]}
            messages.success(request, tekst if gedaan else AL_OPGESLAGEN)
            return redirect(LIJST)
    inhoud = {"form": form, "rij": rij, "sleutel": uuid4()}
    return render(request, "kamers/sluiting.html", inhoud, status=422 if form.is_bound else 200)


def _begin_opnieuw(form: Sluitingform, pk: int) -> None:
    nu = get_object_or_404(Sluiting, pk=pk)
    form.add_error(None, _("Iemand anders paste deze dagen net aan. Kijk wat klopt en sla dan opnieuw op."))
    form.data = form.data.copy()
    form.data["gezien"], form.data["sleutel"] = dienst.stand_van(nu), uuid4()


@recht("kamers.sluitingen")
@require_POST
def weg(request, pk, sleutel):
    """Remove days off from the list."""
    if al_gestuurd(sleutel):
        messages.info(request, AL_OPGESLAGEN)
        return redirect(LIJST)
    rij = get_object_or_404(dienst.wijzigbaar(request.user), pk=pk)
    if dienst.verwijder(rij=rij, sleutel=sleutel, gebruiker=request.user):
        _meld(request, _("%(naam)s is van de lijst.") % {"naam": rij.naam}, sleutel)
    return redirect(LIJST)


@recht("kamers.sluitingen")
@require_POST
def ongedaan(request, sleutel):
    """Take back adding or removing days off."""
    if dienst.maak_ongedaan(sleutel=sleutel, gebruiker=request.user):
        messages.success(request, _("Ongedaan gemaakt."))
    adres = reverse(LIJST)
    return HttpResponseClientRedirect(adres) if request.htmx else redirect(adres)


def _feestform(request, data=None) -> Feestdagenform:
    eigen = None if rollen.bereik(request.user).alles else Kamer.objects.zichtbaar_voor(request.user).first()
    dagen = dienst.nog_voor_te_stellen(request.user, eigen, timezone.localdate())
    return Feestdagenform(data, gebruiker=request.user, feestdagen=dagen)


def _toon(request, **forms):
    eigen = set(dienst.wijzigbaar(request.user).values_list("pk", flat=True))
    rijen = Sluiting.objects.zichtbaar_voor(request.user).filter(tot__gte=timezone.localdate())
    inhoud = {
        "form": forms.get("form") or Sluitingform(instance=Sluiting(), gebruiker=request.user),
        "feestform": forms.get("feestform") or _feestform(request),
        "rijen": [(rij, rij.pk in eigen, dienst.wie_in_woorden(rij)) for rij in rijen.select_related("kamer")],
        "nu_jaar": timezone.localdate().year,
    }
    fout = any(f.is_bound for f in (inhoud["form"], inhoud["feestform"]))
    return render(request, "kamers/sluitingen.html", {**inhoud, "fouten": fout}, status=422 if fout else 200)
