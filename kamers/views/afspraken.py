"""The targets of a version: indicators × rooms, typed like the treasurer's grid."""

from dataclasses import dataclass
from itertools import groupby
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtwerkkamer.models import Versie
from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import Botsing, VersieFout, bewaar_cellen, neem_cellen_terug
from kamers.forms.afspraken import AfsprakenForm
from kamers.models import Indicator, Kamer
from kamers.services.afspraken import AFSPRAKEN, cel, indicatoren_met_afspraken
from kamers.services.rato import doelen_naar_rato
from kamers.views.blad import Kamerblad
from kamers.views.rato import Rato, zonder_rato


@recht("kamers.afspraken")
@require_safe
def nieuwste(request):
    """Open the targets of the newest year."""
    versie = Versie.objects.select_related("jaar").order_by("-jaar__jaar").first()
    if versie is None:
        return render(request, "kamers/geen_afspraken.html")
    return redirect("kamers:afspraken", versie.jaar.jaar)


@recht("kamers.afspraken")
@require_http_methods(["GET", "HEAD", "POST"])
def afspraken(request, jaar):
    """Show the targets of the last version of a year; while it is open they are typed here."""
    blad = Afsprakenblad(request, jaar)
    return blad.bewaar() if request.method == "POST" else blad.toon()


@recht("kamers.afspraken")
@require_POST
def ongedaan(request, jaar, volgnummer, sleutel):
    """Take back one save of the targets."""
    versie = get_object_or_404(Versie.objects.select_related("jaar"), jaar__jaar=jaar, volgnummer=volgnummer)
    try:
        if neem_cellen_terug(AFSPRAKEN, versie=versie, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except VersieFout as fout:
        messages.warning(request, str(fout))
    return redirect(reverse("kamers:afspraken", args=[jaar]) + zonder_rato(request.GET))


@dataclass(frozen=True)
class Doelcel:
    """One cell: its name, what is stored, what stands in it, and what is wrong with it or stored by another."""

    naam: str
    label: str
    was: str
    tekst: str
    fout: str
    ander: str


class Afsprakenblad:
    """One request for the targets of a year."""

    def __init__(self, request, jaar: int):
        self.request = request
        self.versie = Versie.objects.select_related("jaar").laatste(jaar)
        if self.versie is None:
            raise Http404
        self.blad = Kamerblad(Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar), request.GET.get("kamers", "1"))
        self.afspraken = indicatoren_met_afspraken(self.versie)
        self.rato = Rato(self.blad.kamers, jaar, request.GET, mag=not self.versie.staat_vast)

    def bewaar(self):
        """Store the whole sheet, or say what is wrong and keep everything that was typed."""
        indicatoren = [indicator for indicator, _doelen in self.afspraken]
        form = AfsprakenForm(self.request.POST, indicatoren=indicatoren, kamers=self.blad.kamers)
        if "sleutel" in form.errors or "gezien" in form.errors:
            raise BadRequest
        vast = {veld: form.cleaned_data[veld] for veld in ("gezien", "sleutel")}
        if not form.is_valid():
            return self.toon(form.getypt(), fouten=form.fouten(), gezien=vast["gezien"])
        try:
            aantal = bewaar_cellen(
                AFSPRAKEN, versie=self.versie, waarden=form.waarden(), gebruiker=self.request.user, **vast
            )
        except Botsing as botsing:
            return self._toon_botsing(form, botsing)
        except VersieFout as fout:
            return self.toon(form.getypt(), bericht=str(fout), gezien=vast["gezien"])
        self._meld(aantal, vast["sleutel"])
        return redirect(self.request.path + zonder_rato(self.request.GET))

    def _meld(self, aantal: int, sleutel) -> None:
        if not aantal:
            messages.success(self.request, _("Er was niets veranderd."))
            return
        gelukt = ngettext("%(n)s wijziging opgeslagen.", "%(n)s wijzigingen opgeslagen.", aantal) % {"n": aantal}
        terug = reverse("kamers:afspraken_ongedaan", args=[self.versie.jaar.jaar, self.versie.volgnummer, sleutel])
        messages.success(self.request, gelukt, extra_tags=f"ongedaan:{terug}{zonder_rato(self.request.GET)}")

    def _toon_botsing(self, form, botsing: Botsing):
        """Show both values; a cell that this user left alone takes the value of the other."""
        getypt, waarden, ander = form.getypt(), form.waarden(), {}
        for naam in botsing.cellen.keys() & waarden.keys():
            anders = botsing.cellen[naam]
            if waarden[naam] == anders.voor:
                getypt[naam] = anders.na or ""
            elif waarden[naam] != anders.na:
                ander[naam] = anders.na or _("leeg")
        return self.toon(getypt, ander=ander, botsing=botsing, gezien=botsing.bewerking)

    def _voorstel(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return what is proposed for rooms that are open for a part of the year, and what stands there now."""
        delen = [(deel.kamer.pk, doelen_naar_rato(self.afspraken, deel)) for deel in self.rato.gekozen]
        stond = {
            cel(indicator.pk, kamer): doelen[kamer]
            for kamer, voorstel in delen
            for indicator, doelen in self.afspraken
            if cel(indicator.pk, kamer) in voorstel
        }
        return {naam: tekst for _kamer, voorstel in delen for naam, tekst in voorstel.items()}, stond

    def _groepen(self, getypt: dict, fouten: dict, ander: dict) -> list[tuple]:
        """Return the rows per group: the indicator and its cells."""
        rijen = [(i, [self._cel(i, k, d, getypt, fouten, ander) for k in self.blad.kamers]) for i, d in self.afspraken]
        per_groep = groupby(rijen, key=lambda rij: rij[0].groep)
        return [(Indicator.Groep(groep).label, list(rijen)) for groep, rijen in per_groep]

    @staticmethod
    def _cel(indicator, kamer, doelen, getypt, fouten, ander) -> Doelcel:
        naam, was = cel(indicator.pk, kamer.pk), doelen.get(kamer.pk, "")
        label = f"{indicator.prestatie}, {kamer.naam}"
        return Doelcel(naam, label, was, getypt.get(naam, was), fouten.get(naam, ""), ander.get(naam, ""))

    def toon(self, getypt=None, *, fouten=None, ander=None, bericht="", botsing=None, gezien=None):
        """Draw the sheet; with errors or a clash the status is 422."""
        voorstel, stond = self._voorstel() if getypt is None else ({}, {})
        groepen = self._groepen(getypt or voorstel, fouten or {}, ander or stond)
        labels = {c.naam: c for _groep, rijen in groepen for _indicator, cellen in rijen for c in cellen}
        anders = botsing.cellen.items() if botsing else ()
        context = {
            "versie": self.versie,
            **self.blad.context,
            "groepen": groepen,
            "rato": self.rato,
            "wijzigbaar": not self.versie.staat_vast or getypt is not None,
            "sleutel": uuid4(),
            "gezien": self.versie.bewerking if gezien is None else gezien,
            "fouten": getypt is not None,
            "celfouten": [(naam, labels[naam].label, fout) for naam, fout in (fouten or {}).items()],
            "bericht": bericht,
            "botsing": botsing,
            "botscellen": [(n, labels[n].label, c.voor, c.na, labels[n].tekst) for n, c in anders if n in labels],
        }
        return render(self.request, "kamers/afspraken.html", context, status=200 if getypt is None else 422)
