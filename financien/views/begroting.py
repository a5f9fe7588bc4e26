"""The treasurer's grid: costs, financing and hours of a year, edited like a spreadsheet."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.models import Versie
from buurtwerkkamer.panelen import panelen
from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import Botsing, VersieFout
from financien.forms.begroting import RasterForm
from financien.services.begrotingsblad import neem_blad_terug
from financien.services.dekking import TEKORT_MARGE
from financien.services.opslaan import bewaar
from financien.services.raster import lees_raster
from financien.services.rato import begroting_naar_rato, met_voorstel
from financien.services.tabel import Getypt, Tekenaar, tekst
from kamers.models import Kamer
from kamers.views.blad import Kamerblad
from kamers.views.rato import Rato, zonder_rato

WIJZIGEN = "financien.begroting_wijzigen"


@recht("financien.begroting_zien")
@require_safe
def nieuwste(request):
    """Open the budget of this year; without one the newest. The years beside it stand as links on the page."""
    jaren = set(Versie.objects.values_list("jaar__jaar", flat=True))
    if not jaren:
        return render(request, "financien/geen_begroting.html", {"mag_wijzigen": rollen.mag(request.user, WIJZIGEN)})
    nu = timezone.localdate().year
    return redirect("financien:begroting", nu if nu in jaren else max(jaren))


@recht("financien.begroting_zien")
@require_http_methods(["GET", "HEAD", "POST"])
def begroting(request, jaar, volgnummer=None):
    """Show a version of a year, the newest unless another is asked for; the treasurer types in an open one."""
    blad = Blad(request, jaar, volgnummer)
    if request.method != "POST":
        return blad.toon()
    if not rollen.mag(request.user, WIJZIGEN):
        raise PermissionDenied
    return blad.bewaar()


@recht(WIJZIGEN)
@require_POST
def ongedaan(request, jaar, volgnummer, sleutel):
    """Take back one save of the grid."""
    versie = get_object_or_404(Versie.objects.select_related("jaar"), jaar__jaar=jaar, volgnummer=volgnummer)
    try:
        if neem_blad_terug(versie=versie, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except VersieFout as fout:
        messages.warning(request, str(fout))
    return redirect(reverse("financien:begroting", args=[jaar]) + zonder_rato(request.GET))


class Blad:
    """One request for the grid: the version, the rooms on this sheet, and what was typed."""

    def __init__(self, request, jaar: int, volgnummer: int | None):
        self.request = request
        alle = list(Versie.objects.select_related("jaar").order_by("jaar__jaar", "-volgnummer"))
        self.versies = [versie for versie in alle if versie.jaar.jaar == jaar]
        self.jaren = list(dict.fromkeys(versie.jaar.jaar for versie in alle))
        gezocht = [versie for versie in self.versies if volgnummer in (None, versie.volgnummer)]
        if not gezocht:
            raise Http404
        self.versie = gezocht[0]
        self.raster = lees_raster(self.versie, Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar))
        self.blad = Kamerblad(self.raster.kamers, request.GET.get("kamers", "1"))
        self.kamers = self.blad.kamers
        self.mag_wijzigen = rollen.mag(request.user, WIJZIGEN)
        self.rato = Rato(self.kamers, jaar, request.GET, mag=self.mag_wijzigen and not self.versie.staat_vast)

    def bewaar(self):
        """Store the whole sheet, or say what is wrong and keep everything that was typed."""
        form = RasterForm(self.request.POST, raster=self.raster, kamers=self.kamers)
        if "sleutel" in form.errors or "gezien" in form.errors:
            raise BadRequest
        if not form.is_valid():
            return self.toon(Getypt(form.getypt(), form.fouten()), gezien=form.cleaned_data["gezien"])
        vast = {veld: form.cleaned_data[veld] for veld in ("gezien", "sleutel")}
        try:
            aantal = bewaar(versie=self.versie, waarden=form.waarden(), gebruiker=self.request.user, **vast)
        except Botsing as botsing:
            return self._toon_botsing(form, botsing)
        except VersieFout as fout:
            return self.toon(Getypt(form.getypt()), bericht=str(fout), gezien=vast["gezien"])
        self._meld(aantal, vast["sleutel"])
        return redirect(self.request.path + zonder_rato(self.request.GET))

    def _meld(self, aantal: int, sleutel) -> None:
        if not aantal:
            messages.success(self.request, _("Er was niets veranderd."))
            return
        gelukt = ngettext("%(n)s wijziging opgeslagen.", "%(n)s wijzigingen opgeslagen.", aantal) % {"n": aantal}
        terug = reverse("financien:begroting_ongedaan", args=[self.versie.jaar.jaar, self.versie.volgnummer, sleutel])
        messages.success(self.request, gelukt, extra_tags=f"ongedaan:{terug}{zonder_rato(self.request.GET)}")

    def _toon_botsing(self, form, botsing: Botsing):
        """Show both values; a cell that this user left alone takes the value of the other."""
        getypt, waarden, ander = form.getypt(), form.waarden(), {}
        soorten = {rij.cel(kamer): rij.soort for rij in self.raster.rijen for kamer in self.kamers}
        for naam in botsing.cellen.keys() & waarden.keys():
            cel = botsing.cellen[naam]
            if waarden[naam] == cel.voor:
                getypt[naam] = tekst(cel.na, soorten[naam])
            elif waarden[naam] != cel.na:
                ander[naam] = tekst(cel.na, soorten[naam]) or _("leeg")
        return self.toon(Getypt(getypt, {}, ander), botsing=botsing, gezien=botsing.bewerking)

    def _regels_botsing(self, botsing: Botsing | None, getypt: Getypt) -> list[tuple]:
        """Return name, label, the value from before, the other's value and the own text of each changed cell."""
        if botsing is None:
            return []
        soorten = {rij.sleutel: rij.soort for rij in self.raster.rijen}
        namen = self.raster.namen()
        return [
            (naam, namen.get(naam, naam), tekst(cel.voor, soort), tekst(cel.na, soort), getypt.tekst.get(naam))
            for naam, cel in botsing.cellen.items()
            for soort in [soorten.get(naam.rpartition("-")[0], "bedrag")]
        ]

    def _tekenaar(self, getypt: Getypt | None) -> Tekenaar:
        """Return who draws what was typed, or else what is stored, with what is proposed for rooms that ask for it."""
        if getypt is not None or not self.rato.gekozen:
            return Tekenaar(self.raster, self.kamers, getypt)
        voorstel = {n: w for deel in self.rato.gekozen for n, w in begroting_naar_rato(self.raster, deel).items()}
        stond = {
            rij.cel(kamer): tekst(rij.waarden[kamer.pk], rij.soort)
            for rij in self.raster.rijen
            for kamer in self.kamers
            if rij.cel(kamer) in voorstel
        }
        return Tekenaar(met_voorstel(self.raster, voorstel), self.kamers, Getypt(ander=stond, was=stond))

    def toon(self, getypt: Getypt | None = None, *, bericht: str = "", botsing: Botsing | None = None, gezien=None):
        """Draw the sheet; with errors or a clash the status is 422."""
        tekenaar = self._tekenaar(getypt)
        namen = self.raster.namen()
        context = {
            "versie": self.versie,
            "versies": self.versies,
            "jaren": self.jaren,
            **self.blad.context,
            "begroting": tekenaar.begroting(),
            "verschil": tekenaar.verschil(),
            "uren": tekenaar.uren(),
            "rato": self.rato,
            "wijzigbaar": self.mag_wijzigen and (not self.versie.staat_vast or bool(getypt)),
            "mag_wijzigen": self.mag_wijzigen,
            "mag_afspraken": rollen.mag(self.request.user, "kamers.afspraken"),
            "wacht": panelen("begroting.wacht", gebruiker=self.request.user) if self.mag_wijzigen else [],
            "sleutel": uuid4(),
            "gezien": self.versie.bewerking if gezien is None else gezien,
            "fouten": getypt is not None,
            "celfouten": [(naam, namen[naam], fout) for naam, fout in (getypt.fout if getypt else {}).items()],
            "bericht": bericht,
            "botsing": botsing,
            "botscellen": self._regels_botsing(botsing, getypt or Getypt()),
            "marge": getal(TEKORT_MARGE),
            "marge_cent": int(TEKORT_MARGE * 100),
        }
        return render(self.request, "financien/begroting.html", context, status=422 if getypt else 200)
