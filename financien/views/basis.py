"""What each line of the open version is built on, per room: hours a week, euros a month."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from buurtwerkkamer.models import Versie
from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import Botsing, VersieFout
from financien.forms.basis import BasisForm, postcel, stand
from financien.services.basis import (
    GEEN,
    Basispost,
    basiscel,
    basisposten,
    bewaar_regels,
    neem_regels_terug,
    pak_basis,
    pak_uit,
)
from financien.services.tabel import Cel, Getypt
from financien.views.versies import WIJZIGEN, formulier, versies_van
from kamers.models import Kamer
from kamers.views.blad import Kamerblad


@recht(WIJZIGEN)
@formulier
def basis(request, jaar):
    """Type the basis of each line, for all rooms at once and for a room that differs."""
    versie = versies_van(jaar)[0]
    if versie.staat_vast:
        messages.error(request, _("Deze versie ligt vast. Maak eerst een nieuwe versie."))
        return redirect("financien:begroting", jaar)
    blad = Basisblad(request, versie)
    return blad.bewaar() if request.method == "POST" else blad.toon()


@recht(WIJZIGEN)
@require_POST
def ongedaan(request, jaar, volgnummer, sleutel):
    """Take back one save of the basis."""
    versie = get_object_or_404(Versie.objects.select_related("jaar"), jaar__jaar=jaar, volgnummer=volgnummer)
    try:
        if neem_regels_terug(versie=versie, sleutel=sleutel, gebruiker=request.user):
            messages.success(request, _("Ongedaan gemaakt."))
    except VersieFout as fout:
        messages.warning(request, str(fout))
    return redirect(reverse("financien:basis", args=[jaar]) + _vraag(request))


def _vraag(request) -> str:
    """Return which sheet of rooms was open, as the tail of an address."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


@dataclass(frozen=True)
class Basislijn:
    """A line on the page: the cell of all rooms, and one per room; None where the line has no amount."""

    naam: str
    samen: Cel
    cellen: tuple[Cel | None, ...]


class Basisblad:
    """One request for the basis of a version."""

    def __init__(self, request, versie: Versie):
        self.request, self.versie = request, versie
        kamers = Kamer.objects.zichtbaar_voor(request.user).in_jaar(versie.jaar.jaar)
        self.blad = Kamerblad(kamers, request.GET.get("kamers", "1"))
        self.alle = {kamer.pk: kamer for deel in self.blad.bladen for kamer in deel}
        self.posten = basisposten(versie)

    def bewaar(self):
        """Store the whole sheet, or say what is wrong and keep everything that was typed."""
        form = BasisForm(self.request.POST, posten=self.posten, kamers=self.blad.kamers)
        if "sleutel" in form.errors or "gezien" in form.errors:
            raise BadRequest
        vast = {veld: form.cleaned_data[veld] for veld in ("gezien", "sleutel")}
        if not form.is_valid():
            return self.toon(Getypt(form.getypt(), form.fouten()), gezien=vast["gezien"])
        cellen = {naam: pak_basis(wordt) for naam, wordt in form.waarden().items()}
        try:
            aantal = bewaar_regels(versie=self.versie, cellen=cellen, gebruiker=self.request.user, **vast)
        except Botsing as botsing:
            return self._toon_botsing(form, cellen, botsing)
        except VersieFout as fout:
            return self.toon(Getypt(form.getypt()), bericht=str(fout), gezien=vast["gezien"])
        self._meld(aantal, vast["sleutel"])
        return redirect(self.request.get_full_path())

    def _meld(self, aantal: int, sleutel) -> None:
        if not aantal:
            messages.success(self.request, _("Er was niets veranderd."))
            return
        gelukt = ngettext("%(n)s wijziging opgeslagen.", "%(n)s wijzigingen opgeslagen.", aantal) % {"n": aantal}
        terug = reverse("financien:basis_ongedaan", args=[self.versie.jaar.jaar, self.versie.volgnummer, sleutel])
        messages.success(self.request, gelukt, extra_tags=f"ongedaan:{terug}{_vraag(self.request)}")

    def _toon_botsing(self, form: BasisForm, cellen: dict, botsing: Botsing):
        """Show what somebody else stored; what this user left alone stands as the other left it."""
        getypt, van_ander = form.getypt(), {naam: cel.voor for naam, cel in botsing.cellen.items()}
        for post in self.posten:
            zag = {basiscel(post.post.pk, kamer): pak_basis(was) for kamer, was in post.per_kamer.items()}
            ander = zag.keys() & van_ander.keys()
            mijn = {naam for naam, was in zag.items() if cellen[naam] != van_ander.get(naam, was)}
            if ander and not mijn:
                for naam in zag.keys() | {postcel(post.post.pk)}:
                    getypt.pop(naam, None)
            for naam in (ander - mijn) & getypt.keys():  # said in full: an empty cell would follow what was typed here
                getypt[naam] = str(pak_uit(botsing.cellen[naam].na)) or GEEN
        return self.toon(Getypt(getypt), botsing=botsing, cellen=cellen, gezien=botsing.bewerking)

    def _lijn(self, post: Basispost, getypt: Getypt) -> Basislijn:
        staat = stand(post, self.alle)

        def cel(naam: str, waar: str) -> Cel:
            was = staat[naam]
            return Cel(getypt.tekst.get(naam, was), naam, f"{post.post.naam}, {waar}", was, getypt.fout.get(naam, ""))

        per_kamer = [(kamer, basiscel(post.post.pk, kamer.pk)) for kamer in self.blad.kamers]
        cellen = tuple(cel(naam, kamer.naam) if naam in staat else None for kamer, naam in per_kamer)
        return Basislijn(post.post.naam, cel(postcel(post.post.pk), _("alle kamers")), cellen)

    def _botscellen(self, botsing: Botsing | None, cellen: dict) -> list[tuple]:
        """Return the first cell of its line, label, what it was, is and would become here, of each changed cell."""
        namen = {
            basiscel(post.post.pk, kamer): (postcel(post.post.pk), f"{post.post.naam}, {self.alle[kamer]}")
            for post in self.posten
            for kamer in post.per_kamer
            if kamer in self.alle
        }
        return [
            (*namen[naam], str(pak_uit(c.voor)), str(pak_uit(c.na)), str(pak_uit(eigen)) if eigen != c.voor else None)
            for naam, c in (botsing.cellen.items() if botsing else ())
            for eigen in [cellen.get(naam)]
            if naam in namen
        ]

    def toon(self, getypt: Getypt | None = None, *, bericht="", botsing=None, cellen=None, gezien=None):
        """Draw the sheet; with errors or a clash the status is 422."""
        lijnen = [self._lijn(post, getypt or Getypt()) for post in self.posten]
        labels = {cel.naam: cel.label for lijn in lijnen for cel in (lijn.samen, *lijn.cellen) if cel}
        context = {
            "versie": self.versie,
            "jaar": self.versie.jaar.jaar,
            **self.blad.context,
            "lijnen": lijnen,
            "sleutel": uuid4(),
            "gezien": self.versie.bewerking if gezien is None else gezien,
            "fouten": getypt is not None,
            "celfouten": [(naam, labels[naam], fout) for naam, fout in (getypt.fout if getypt else {}).items()],
            "bericht": bericht,
            "botsing": botsing,
            "botscellen": self._botscellen(botsing, cellen or {}),
        }
        return render(self.request, "financien/basis.html", context, status=200 if getypt is None else 422)
