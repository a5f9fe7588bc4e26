"""Where the closing of a year stands: its months, what was decided, and exactly one next step."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Jaar
from financien.models import Jaarafsluiting, Maandafsluiting
from financien.services.hindernissen import Hindernis, van_jaar, van_maand
from financien.services.maanden import DECEMBER


class Stap(models.TextChoices):
    """What can be done next."""

    MAAND = "maand"
    VOORLOPIG = "voorlopig"
    VASTSTELLEN = "vaststellen"
    KLAAR = "klaar"


@dataclass(frozen=True)
class Maandstand:
    """A month with its closing, or None while it is open."""

    nummer: int
    naam: str
    afsluiting: Maandafsluiting | None


@dataclass(frozen=True)
class Jaarstand:
    """A year on its way to being settled. ``maand``: which month the next step closes, or None."""

    maanden: tuple[Maandstand, ...]
    voorlopig: Jaarafsluiting | None
    vast: Jaarafsluiting | None
    stap: Stap
    maand: Maandstand | None
    hindernissen: tuple[Hindernis, ...]

    @property
    def kan(self) -> bool:
        """Whether nothing is in the way that must be done first."""
        return self.stap != Stap.KLAAR and not any(hindernis.eerst for hindernis in self.hindernissen)

    @property
    def vraagt_reden(self) -> bool:
        return self.kan and any(not hindernis.melding for hindernis in self.hindernissen)


def jaarstand(jaar: Jaar, *, elders: bool, vandaag: date) -> Jaarstand:
    """Return where the closing of a year stands on a day. ``elders``: its books are kept in another package."""
    dicht = Maandafsluiting.objects.filter(jaar=jaar).defer("afdrukken").select_related("door")
    per_maand = {rij.maand: rij for rij in dicht}
    maanden = tuple(
        Maandstand(m, str(MONTHS[m]).capitalize(), per_maand.get(m)) for m in range(1, DECEMBER) if not elders
    )
    stappen = Jaarafsluiting.objects.filter(jaar=jaar).defer("afdrukken").select_related("door")
    per_stap = {rij.stap: rij for rij in stappen}
    stap, maand = _volgende(jaar, maanden)
    hindernissen = van_maand(jaar.jaar, maand.nummer, vandaag, elders=elders, dicht=set(per_maand)) if maand else []
    if stap in (Stap.VOORLOPIG, Stap.VASTSTELLEN):
        hindernissen = van_jaar(jaar.jaar, vandaag, rij=jaar, elders=elders)
    vast = [per_stap.get(waarde) for waarde in (Jaar.Status.VOORLOPIG, Jaar.Status.VASTGESTELD)]
    return Jaarstand(maanden, vast[0], vast[1], stap, maand, tuple(hindernissen))


def kan_vaststellen(jaar: Jaar, *, elders: bool, vandaag: date) -> bool:
    """Whether a year can be settled now: it is provisionally closed, and nothing must be done first."""
    if jaar.status != Jaar.Status.VOORLOPIG:
        return False
    return not any(hindernis.eerst for hindernis in van_jaar(jaar.jaar, vandaag, rij=jaar, elders=elders))


def _volgende(jaar: Jaar, maanden: tuple[Maandstand, ...]) -> tuple[Stap, Maandstand | None]:
    if jaar.status == Jaar.Status.VASTGESTELD:
        return Stap.KLAAR, None
    if jaar.status == Jaar.Status.VOORLOPIG:
        return Stap.VASTSTELLEN, None
    open_ = next((maand for maand in maanden if maand.afsluiting is None), None)
    return (Stap.MAAND, open_) if open_ else (Stap.VOORLOPIG, None)


def zin_van_jaar(jaar: int) -> str:
    """Return how far a year is, as the report and its page say it; an empty text for a year that is open."""
    rij = Jaarafsluiting.objects.filter(jaar__jaar=jaar).defer("afdrukken").order_by("-pk").first()
    return zin_van(jaar, rij.besluit_op, rij.sha256) if rij else ""


def zin_van(jaar: int, besluit_op: date | None, sha256: str) -> str:
    """Say how far a year is: provisionally closed, or settled, with the day and the sha256 over all of it."""
    if besluit_op is None:
        return _("De boeken van %(jaar)s zijn voorlopig afgesloten en nog niet vastgesteld.") % {"jaar": jaar}
    zin = _("De ledenvergadering stelde de boeken van %(jaar)s vast op %(dag)s. Controlegetal (sha256): %(sha)s.")
    return zin % {"jaar": jaar, "dag": f"{besluit_op:%d-%m-%Y}", "sha": sha256}
