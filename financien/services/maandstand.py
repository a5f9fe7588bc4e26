"""The treasurer's month: seven steps, where each stands, and exactly one next (docs/maand.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Maandafsluiting
from financien.services import boekmaanden, maandstappen
from financien.services.handgeld.basis import volgende
from financien.services.handgeld.maandpotten import Maandpot, maandpotten, samen
from financien.services.handgeld.verloop import Verloop
from financien.services.hindernissen import Hindernis, van_maand
from financien.services.maandstappen import Maandfeiten, Naam, Staat, Stap
from financien.services.maandwerk import werk_van
from financien.services.saldi import NUL
from financien.services.wachtend import Daad
from kamers.models import Kamer

NA_ELKAAR = (Naam.BANK, Naam.FACTUREN, Naam.POSTEN, Naam.BONNEN, Naam.AANVULLEN, Naam.TELLEN, Naam.AFSLUITEN)
"""In which order the next step is looked for: a room that is late with its count holds up no top-up (§4.7)."""


@dataclass(frozen=True)
class Maandstand:
    """A month with its steps. ``volgende``: the one thing to do now; ``melding``: why there are no steps."""

    maand: date
    volgende: Stap
    stappen: tuple[Stap, ...] = ()
    feiten: Maandfeiten | None = None
    melding: str = ""

    @property
    def potten(self) -> Sequence[Maandpot]:
        return self.feiten.potten if self.feiten else ()

    @property
    def hindernissen(self) -> Sequence[Hindernis]:
        return self.feiten.hindernissen if self.feiten else ()

    @property
    def dicht(self) -> bool:
        return self.feiten is not None and self.feiten.dicht

    @property
    def samen(self) -> Verloop:
        """Return all pots together."""
        return samen(self.potten)

    @property
    def aan_te_vullen(self) -> Decimal:
        """Return what may go to all rooms that were counted."""
        return sum((pot.aanvul.mag for pot in self.potten if pot.kan_aanvullen), NUL)

    @property
    def te_doen(self) -> int:
        """Return how many steps are not done."""
        return sum(stap.staat != Staat.KLAAR for stap in self.stappen)

    @property
    def kan_niet_geteld(self) -> bool:
        """Whether it may be written that a room was not counted."""
        return self.feiten is not None and self.feiten.voorbij and not self.feiten.dicht

    @property
    def kan_vullen(self) -> bool:
        """Whether the month after runs now, in which these pots are filled up."""
        return self.feiten is not None and volgende(self.maand) == self.feiten.vandaag.replace(day=1)

    @property
    def vraagt_reden(self) -> Sequence[Hindernis]:
        """Return what is not ready and is more than to be known: closing asks why."""
        return [hindernis for hindernis in self.hindernissen if not hindernis.melding]

    @property
    def meldingen(self) -> Sequence[Hindernis]:
        """Return what is only to be known."""
        return [hindernis for hindernis in self.hindernissen if hindernis.melding]

    @property
    def kan_dicht(self) -> bool:
        """Whether nothing is in the way that must be done first."""
        return self.feiten is not None and not self.dicht and not any(h.eerst for h in self.hindernissen)


def maandstand(
    maand: date, *, jaren: Sequence[Jaar], gebruiker: Gebruiker, wachtend: Mapping[int, Daad], vandaag: date
) -> Maandstand:
    """Return where a month stands on a day. ``jaren``: all of ``boekjaren``. Three queries, one more when it is closed.

    What others registered with ``hindernissen`` asks its own.
    """
    rij = next((rij for rij in jaren if rij.jaar == maand.year), None)
    melding = _geen_stappen(rij, maand, vandaag, jaren)
    if rij is None or melding:
        return Maandstand(maand, _in_plaats_van_stappen(rij, jaren, vandaag), melding=melding)
    regel = boekmaanden.regel_van(jaren, volgende(maand).year)
    potten = maandpotten(list(Kamer.objects.in_jaar(maand.year)), maand, regel)
    werk, dicht = werk_van(maand, gebruiker, wachtend), boekmaanden.is_dicht(rij, maand.month)
    eerder = None if dicht else boekmaanden.eerder_open(jaren, maand.year, maand.month)
    hindernissen = [] if dicht else _hindernissen(rij, maand, vandaag, eerder, werk.open_aantal)
    feiten = Maandfeiten(
        maand, vandaag, werk, potten, hindernissen, dicht, _afsluiting(maand) if dicht else None, eerder
    )
    stappen = maandstappen.stappen(feiten)
    verder = _ga_naar(boekmaanden.eerste_open(jaren, vandaag)) if dicht else _volgende(stappen, feiten)
    return Maandstand(maand, verder, tuple(stappen), feiten)


def _hindernissen(
    rij: Jaar, maand: date, vandaag: date, eerder: date | None, aantal: Mapping[str, int]
) -> list[Hindernis]:
    naam = date_format(eerder, "F Y") if eerder else ""
    bekend = set(vars(rij)["dicht"])
    return van_maand(maand.year, maand.month, vandaag, elders=False, dicht=bekend, eerder=naam, aantal=aantal)


def _begint_later(jaren: Sequence[Jaar], jaar: int) -> Jaar | None:
    """Return the first year of the books when that is after this one, such as who begins next year."""
    return jaren[0] if jaren and jaren[0].jaar > jaar else None


def _geen_stappen(rij: Jaar | None, maand: date, vandaag: date, jaren: Sequence[Jaar]) -> str:
    """Return why this month asks nothing, or an empty text."""
    naam = {"maand": date_format(maand, "F Y").capitalize(), "jaar": maand.year}
    if later := _begint_later(jaren, maand.year):
        return _("De boeken beginnen in %(jaar)s.") % {"jaar": later}
    if rij is None:
        return _("Boekjaar %(jaar)s is nog niet begonnen.") % naam
    if boekmaanden.elders(rij):
        return _("De boeken van dit jaar staan in een ander pakket. Sluit daar de maanden af.")
    return _("%(maand)s moet nog komen.") % naam if maand > vandaag else ""


def _in_plaats_van_stappen(rij: Jaar | None, jaren: Sequence[Jaar], vandaag: date) -> Stap:
    """Return where to go from a month without steps; before the first year to the budget of that year."""
    if later := _begint_later(jaren, vandaag.year):
        knop = _("Bekijk de begroting van %(jaar)s") % {"jaar": later}
        return Stap(Naam.VERDER, knop, "", Staat.DOEN, reverse("financien:begroting", args=[later.jaar]), knop)
    if rij is None:
        knop = _("Begin de begroting")
        return Stap(Naam.VERDER, knop, "", Staat.DOEN, reverse("financien:nieuw_jaar"), knop)
    if boekmaanden.elders(rij):
        knop = _("Bekijk wat is overgenomen")
        return Stap(Naam.VERDER, knop, "", Staat.DOEN, reverse("financien:elders", args=[rij.jaar]), knop)
    return _ga_naar(boekmaanden.eerste_open(jaren, vandaag))


def _ga_naar(maand: date) -> Stap:
    knop = _("Ga naar %(maand)s") % {"maand": date_format(maand, "F Y")}
    return Stap(Naam.VERDER, knop, "", Staat.DOEN, maandstappen.adres_van(maand), knop)


def _volgende(stappen: Sequence[Stap], feiten: Maandfeiten) -> Stap:
    """Return the first step that the treasurer can do now; when there is none what the closing waits for.

    While the month runs, reading the bank comes last: tomorrow there is more.
    """
    per = {stap.naam: stap for stap in stappen}
    namen = NA_ELKAAR if feiten.voorbij else (*NA_ELKAAR[1:], NA_ELKAAR[0])
    kan = [per[naam] for naam in namen if per[naam].staat == Staat.DOEN]
    return kan[0] if kan else per[Naam.AFSLUITEN]


def _afsluiting(maand: date) -> Maandafsluiting | None:
    rijen = Maandafsluiting.objects.filter(jaar__jaar=maand.year, maand=maand.month)
    return rijen.defer("afdrukken").select_related("door").first()
