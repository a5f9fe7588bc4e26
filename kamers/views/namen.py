"""Filling in a card by names without saving it: search, tick who came last time, give out a new pass."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Handeling
from kamers.forms.namenkaart import Namenkaart, gekozen_namen
from kamers.services import passen
from kamers.services.namen import alleen_voornaam, vouw
from kamers.views.dagpagina import Blad

TOT = 12  # so many people a search shows
VORIGE, NIEUW, IN_SOORT, IN_KAMER = "vorige", "pas", "pas-soort", "pas-kamer"


def vul_aan(blad: Blad, regel, form: Namenkaart) -> Namenkaart:
    """Return the card with what the button did; everything that was typed stays."""
    doe = form.data.get("doe")
    if doe == VORIGE:
        return _opnieuw(blad, regel, form, kies=frozenset(form.vorige))
    if doe in (NIEUW, IN_SOORT, IN_KAMER):
        return _nieuwe_pas(blad, regel, form)
    return _zoek(blad, regel, form)


def _opnieuw(blad: Blad, regel, form: Namenkaart, *, kies=frozenset(), gevonden=frozenset(), **velden) -> Namenkaart:
    """Build the card again, with these people ticked or shown, and these fields changed."""
    data = form.data.copy()
    data.pop("doe", None)
    for naam, waarde in {"zoek": "", "gezocht": "", **velden}.items():
        data[naam] = waarde
    data.setlist("namen", [str(pk) for pk in sorted(gekozen_namen(data) | kies)])
    nieuw = blad.kaart(regel, data, gevonden=gevonden | kies)
    nieuw.aangevuld = True
    return nieuw


def _zoek(blad: Blad, regel, form: Namenkaart) -> Namenkaart:
    tekst = form.zoektekst
    mensen = passen.zoek(blad.kamer, tekst, tot=TOT)
    gevonden = frozenset(persoon.pk for persoon in mensen)
    if len(mensen) == 1:
        nieuw = _opnieuw(blad, regel, form, kies=gevonden, gezocht=_als_naam(tekst))
        nieuw.uitleg = _("%(naam)s staat erbij.") % {"naam": mensen[0]}
        return nieuw
    nieuw = _opnieuw(blad, regel, form, gevonden=gevonden, gezocht=_als_naam(tekst))
    if not tekst:
        nieuw.zoekfout = _("Typ een voornaam of een pasnummer.")
    elif mensen:
        nieuw.uitleg = _("Kies wie je bedoelt met ‘%(tekst)s’.") % {"tekst": tekst}
    else:
        nieuw.uitleg = _("Niemand gevonden met ‘%(tekst)s’. Zoek anders, of geef een nieuwe pas.") % {"tekst": tekst}
    return nieuw


def _als_naam(tekst: str) -> str:
    """Return what was searched for when a new pass may carry it."""
    try:
        alleen_voornaam(tekst)
    except ValidationError:
        return ""
    return tekst


def _nieuwe_pas(blad: Blad, regel, form: Namenkaart) -> Namenkaart:
    naam = form.zoektekst
    if not _als_naam(naam):
        nieuw = _opnieuw(blad, regel, form, zoek=naam)
        nieuw.zoekfout = _("Typ eerst een voornaam, zonder cijfers.")
        return nieuw
    zelfde = [p for p in passen.zoek(blad.kamer, naam, tot=TOT) if vouw(p.voornaam) == vouw(naam)]
    al_gevraagd = form.data.get("gezocht") == naam or Handeling.objects.filter(pk=form.nieuwe_pas_sleutel).exists()
    if zelfde and not al_gevraagd:
        nieuw = _opnieuw(blad, regel, form, gevonden=frozenset(p.pk for p in zelfde), gezocht=naam)
        nieuw.uitleg = _("Er is al iemand die %(naam)s heet. Is dit een ander? Kies dan nog een keer.") % {"naam": naam}
        return nieuw
    return _geef_pas(blad, regel, form, naam)


def _geef_pas(blad: Blad, regel, form: Namenkaart, naam: str) -> Namenkaart:
    al_geteld = {IN_SOORT: {regel.activiteit.soort_id}, IN_KAMER: {None}}.get(form.data.get("doe"), set())
    vast = {"vandaag": min(blad.dag, timezone.localdate()), "gebruiker": blad.request.user}
    try:
        persoon = passen.maak_pas(
            kamer=blad.kamer,
            voornaam=naam,
            sleutel=form.nieuwe_pas_sleutel,
            al_geteld=frozenset(al_geteld),
            **vast,
        )
    except ValidationError as fout:
        nieuw = _opnieuw(blad, regel, form, zoek=naam)
        nieuw.zoekfout = " ".join(fout.messages)
        return nieuw
    nieuw = _opnieuw(blad, regel, form, kies=frozenset({persoon.pk}), pas_sleutel="")
    nieuw.uitleg = _("%(naam)s staat erbij, met pas %(nummer)s.") % {"naam": persoon, "nummer": persoon.pasnummer}
    return nieuw
