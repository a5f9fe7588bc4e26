"""The months of the books: which are closed, which one is the first that is open. One query for all years."""

from collections.abc import Sequence
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from buurtwerkkamer.models import Jaar
from financien.models import Boekstuk, Handgeldregel, Maandafsluiting
from financien.models.afsluiting import LAATSTE_MAAND
from financien.services.maanden import DECEMBER


def boekjaren() -> list[Jaar]:
    """Return all years in their order, with ``dicht`` (the closed months), where they are kept and their rules."""
    dicht = Maandafsluiting.objects.filter(jaar=OuterRef("pk")).order_by("maand").values("maand")
    stukken = Exists(Boekstuk.objects.filter(jaar=OuterRef("pk")))
    rijen = Jaar.objects.select_related("boeken_elders", "handgeldregel")
    return list(rijen.annotate(dicht=ArraySubquery(dicht), stukken=stukken).order_by("jaar"))


def elders(rij: Jaar | None):
    """Return in which other package the books of a year are, or None when they are here."""
    return getattr(rij, "boeken_elders", None)


def regel_van(jaren: Sequence[Jaar], jaar: int) -> Handgeldregel:
    """Return the rule for handgeld of a year."""
    rij = next((rij for rij in jaren if rij.jaar == jaar), None)
    return getattr(rij, "handgeldregel", None) or Handgeldregel()


def is_dicht(rij: Jaar, maand: int) -> bool:
    """Whether a month is closed; December closes with the year."""
    return rij.status != Jaar.Status.OPEN or maand in vars(rij)["dicht"]


def eerste_open(jaren: Sequence[Jaar], vandaag: date) -> date:
    """Return the first month that is open, never one that must still begin; a year without documents does not count."""
    nu = vandaag.replace(day=1)
    for rij in jaren:
        telt = vars(rij)["stukken"] or rij.jaar == nu.year
        if telt and rij.jaar <= nu.year and rij.status == Jaar.Status.OPEN and not elders(rij):
            return min(nu, date(rij.jaar, _open_na(rij), 1))
    return nu


def eerder_open(jaren: Sequence[Jaar], jaar: int, maand: int) -> date | None:
    """Return the month before this one that must be closed first, or None; as ``hindernissen`` asks it."""
    if maand > 1:
        rij = next(rij for rij in jaren if rij.jaar == jaar)
        return date(jaar, _open_na(rij), 1) if _open_na(rij) < maand else None
    vorig = next((rij for rij in jaren if rij.jaar == jaar - 1), None)
    if vorig is None or not vars(vorig)["stukken"] or vorig.status != Jaar.Status.OPEN or elders(vorig):
        return None
    return date(jaar - 1, _open_na(vorig), 1) if _open_na(vorig) <= LAATSTE_MAAND else None


def _open_na(rij: Jaar) -> int:
    return min(DECEMBER, max(vars(rij)["dicht"], default=0) + 1)
