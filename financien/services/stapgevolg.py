"""A step of a grant looked at before it is taken, and taken back when it was a mistake. Lock: the row of the grant."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Boekenelders, Boeking, Boekstuk, Terugname, Toekenning, Toekenningstatus, Verdeling
from financien.models.toekenningslot import BINDEND
from financien.services.boeken import spiegel
from financien.services.financiers import Dossier
from financien.services.maanden import boekdag
from financien.services.saldi import NUL
from financien.services.toekenningboek import baten_onder, batenstukken, sluit_aan, vergrendel
from financien.services.toekenningen import Status, ToekenningFout
from financien.services.toekenningsleutel import SLEUTELS, vaststellingsleutel
from financien.services.toekenningstand import mutaties
from financien.services.toekenningstap import is_vroeg, vraagt_brief, zet_stap

_BOEKT = (*BINDEND, Status.VASTGESTELD, Status.AFGEWEZEN)


@dataclass(frozen=True)
class Geboekt:
    """A document that a step makes."""

    datum: date
    omschrijving: str
    bedrag: Decimal


@dataclass(frozen=True)
class Jaardeel:
    """Income of one year of a grant that is not in the books here; ``pakket``: where it is, empty: it waits."""

    jaar: int
    bedrag: Decimal
    pakket: str


@dataclass(frozen=True)
class Gevolg:
    """What a step would do: what it books, what it does not book here, and what has to be said with it."""

    stukken: Sequence[Geboekt]
    niet_hier: Sequence[Jaardeel]
    vraagt_brief: bool
    vroeg: bool

    @property
    def stil(self) -> bool:
        """Whether there is nothing to confirm."""
        return not (self.stukken or self.vraagt_brief or self.vroeg)

    @property
    def merk(self) -> str:
        """Return a short mark of what was shown, so that nothing else is booked than what was confirmed."""
        return sha256(repr((self.stukken, self.niet_hier, self.vroeg)).encode()).hexdigest()[:20]


class GevolgGewijzigd(ToekenningFout):
    """Something came between: the step would now book something else than was shown."""


class _Terug(Exception):
    """Rolls a preview back."""


def bekijk_stap(*, toekenning: Toekenning, status: str, datum: date, gebruiker: Gebruiker, **velden) -> Gevolg | None:
    """Return what a step would do, by doing it and taking everything back; None when it was taken before.

    ToekenningFout as ``zet_stap``.
    """
    gevolg = None
    try:
        with transaction.atomic():
            erbij = {"zonder_brief": "-", "vroeg": True}
            gevolg = _doe(toekenning, status, datum, gebruiker, velden | erbij)[1]
            raise _Terug
    except _Terug:
        return gevolg


@transaction.atomic
def zet_getoond(
    *, toekenning: Toekenning, status: str, datum: date, gebruiker: Gebruiker, merk: str, **velden
) -> Toekenningstatus:
    """Take a step of which the outcome was shown. GevolgGewijzigd when it is another one by now; nothing is stored."""
    stap, gevolg = _doe(toekenning, status, datum, gebruiker, velden)
    if gevolg and gevolg.merk != merk:
        raise GevolgGewijzigd(_("Er kwam net iets bij deze toekenning. Kijk opnieuw wat er geboekt wordt."))
    return stap


def _doe(rij: Toekenning, status: str, datum: date, wie: Gebruiker, velden) -> tuple[Toekenningstatus, Gevolg | None]:
    """Take the step; return it with what it did, None when it was taken before."""
    rij = vergrendel(rij)
    al = rij.stappen.geldig().filter(status=status).exists()
    had = set(rij.boekingen.values_list("boekstuk", flat=True))
    stap = zet_stap(toekenning=rij, status=status, datum=datum, gebruiker=wie, **velden)
    nieuw = Boekstuk.objects.filter(boekingen__toekenning=rij).exclude(pk__in=had).distinct().order_by("pk")
    stukken = [Geboekt(s.datum, s.omschrijving, s.totaal) for s in nieuw]
    elders = niet_hier(rij) if status in BINDEND else []
    gevolg = Gevolg(stukken, elders, vraagt_brief(rij, status), is_vroeg(rij, status, datum))
    return stap, None if al else gevolg


def niet_hier(toekenning: Toekenning) -> list[Jaardeel]:
    """Return the years of a decided grant of which the income is not in the books here."""
    if toekenning.in_natura:
        return []
    elders = Boekenelders.objects.filter(jaar__jaar__in=toekenning.jaren).values_list("jaar__jaar", "pakket")
    return _niet_in(batenstukken(toekenning), toekenning.verdeling.all(), dict(elders))


def niet_hier_van(dossier: Dossier) -> list[Jaardeel]:
    """Return the same of a grant that was read in full. No question."""
    overzicht = dossier.overzicht
    if overzicht.toekenning.in_natura or not overzicht.besloten:
        return []
    stukken = [stuk for stuk, _dicht in dossier.boekstukken]
    hier = baten_onder(overzicht.toekenning, dossier.stappen, stukken)
    return _niet_in(hier, dossier.delen, dict(vars(overzicht.toekenning)["elders"]))


def _niet_in(hier: Container[int], delen: Iterable[Verdeling], elders: dict[int, str]) -> list[Jaardeel]:
    per_jaar: dict[int, Decimal] = defaultdict(lambda: NUL)
    for deel in delen:
        if deel.jaar not in hier:
            per_jaar[deel.jaar] += deel.bedrag
    return [Jaardeel(jaar, per_jaar[jaar], elders.get(jaar, "")) for jaar in sorted(per_jaar) if per_jaar[jaar]]


@transaction.atomic
def neem_terug(*, toekenning: Toekenning, stap: int, reden: str, gebruiker: Gebruiker) -> Terugname:
    """Take back the last step, which was a mistake: what it booked is reversed on its own day. Nothing is deleted.

    In a month that is closed that is the first open day after it. ``stap``: the key of the step that was seen; taken
    back before gives what is there. ToekenningFout when it is not the last one any more, when money or a request to pay
    that counts came after it, or when a year is closed.
    """
    toekenning = vergrendel(toekenning)
    eerder = Terugname.objects.filter(stap=stap, stap__toekenning=toekenning).first()
    if eerder:
        return eerder
    laatste = keur_terugname(toekenning)
    if laatste.pk != stap:
        raise ToekenningFout(_("Er kwam net een stap bij. Neem eerst die terug."))
    stukken = [] if laatste.status not in BINDEND else list(batenstukken(toekenning).values())
    stukken += Boekstuk.objects.filter(sleutel=vaststellingsleutel(laatste))
    _keur_jaren(toekenning, laatste, stukken)
    terug = Terugname.objects.create(stap=laatste, reden=reden, door=gebruiker)
    sleutel = uuid5(SLEUTELS, f"terugname:{terug.pk}")
    for stuk in stukken:
        eigen = uuid5(sleutel, str(stuk.pk))
        spiegel(stuk, datum=boekdag(stuk.datum), reden=reden, sleutel=eigen, gebruiker=gebruiker)
    sluit_aan(toekenning, sleutel=sleutel, gebruiker=gebruiker)
    return terug


def keur_terugname(toekenning: Toekenning) -> Toekenningstatus:
    """Return the step that can be taken back. ToekenningFout says what stands in its way."""
    stappen = list(toekenning.stappen.geldig().order_by("pk"))
    if len(stappen) < 2:
        raise ToekenningFout(_("De eerste stap blijft staan. Wijzig de toekenning, of wijs haar af."))
    laatste = stappen[-1]
    if laatste.status not in _BOEKT:
        return laatste
    if toekenning.betaalverzoeken.geldig().filter(gemaakt_op__gte=laatste.vastgelegd_op).exists():
        raise ToekenningFout(_("Er is na deze stap een verzoek om betaling gemaakt. Trek dat eerst in."))
    erna = Boeking.objects.filter(toekenning=toekenning, boekstuk__geboekt_op__gte=laatste.vastgelegd_op)
    if sum((wijziging.ontvangen for *_sleutel, wijziging in mutaties(erna)), NUL):
        raise ToekenningFout(_("Er is na deze stap geld geboekt. Draai eerst die boeking terug."))
    return laatste


def _keur_jaren(toekenning: Toekenning, stap: Toekenningstatus, stukken: Sequence[Boekstuk]) -> None:
    """Refuse when what the step booked, or what it moved between, is in a year that is not open."""
    erna = Boekstuk.objects.filter(boekingen__toekenning=toekenning, geboekt_op__gte=stap.vastgelegd_op)
    dagen = [stuk.datum for stuk in (*stukken, *(erna if stap.status in _BOEKT else ()))]
    dicht = Jaar.objects.exclude(status=Jaar.Status.OPEN).filter(jaar__in={dag.year for dag in dagen}).first()
    if dicht:
        zin = _("Deze stap is geboekt in %(jaar)s, en dat jaar is afgesloten. De stap blijft staan.")
        raise ToekenningFout(zin % {"jaar": dicht.jaar})
