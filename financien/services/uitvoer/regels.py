"""The bookings of a year as they go out, read in one query; wages only for who may see them (domain.md §5.6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from buurtwerkkamer import rollen
from financien.models import Boeking, Boekstuk, Dagboek, Grootboekrekening
from financien.models.boekstuk import LETTER, LOON_ZIEN, is_loon
from financien.services import loonsom

LOON = "loon"  # the journal of the totals that stand for wages
LOONTEKST, LOONSTUK = "Loon, totaal van het jaar", "Lonen"
LOONKOSTEN, LOONSCHULD = ("LOONKOSTEN", "Lonen, heel het jaar"), ("LOONSCHULD", "Nog te betalen van lonen, samen")


class Uitregel(NamedTuple):
    """One booking, or the year's total of wages between two accounts in one room."""

    dagboek: str
    nummer: int
    datum: date
    stuk: str
    regel: int
    debet: str
    debetnaam: str
    credit: str
    creditnaam: str
    bedrag: Decimal
    kamer: str
    partner: int | str
    partnernaam: str
    tekst: str
    reden: str
    accountant: str
    loon: bool

    @property
    def kenmerk(self) -> str:
        """The number of the document, as it stands everywhere."""
        return f"LOON{self.datum.year}" if self.dagboek == LOON else f"{self.voor}{self.datum.year}-{self.nummer:04d}"

    @property
    def voor(self) -> str:
        return LETTER[Dagboek(self.dagboek)]


VELDEN = (
    *("boekstuk__dagboek", "boekstuk__nummer", "boekstuk__datum", "boekstuk__omschrijving", "volgnummer"),
    *("debet__nummer", "debet__naam", "credit__nummer", "credit__naam", "bedrag"),
    *("kamer__code", "partner", "partner__naam", "omschrijving", "boekstuk__reden"),
    "boekstuk__kenmerk",
    *("van_loon", "stuk_van_loon"),
)


def mag_loon_zien(gebruiker) -> bool:
    """Tell whether wages go out one by one; a command on the server has no user, and whoever has it has the tables."""
    return gebruiker is None or rollen.actieve_rol(gebruiker) in LOON_ZIEN


def met_loon(stukken: QuerySet[Boekstuk]) -> QuerySet[Boekstuk]:
    """Add to documents ``van_loon``: whether they tell a wage."""
    return stukken.annotate(van_loon=Exists(Boeking.objects.filter(is_loon(), boekstuk=OuterRef("pk"))))


def uitregels(jaar: int, gebruiker) -> list[Uitregel]:
    """Return the bookings of a year by journal and number; for who sees no wages with their totals instead."""
    ziet, loon = mag_loon_zien(gebruiker), Case(When(is_loon(), then=Value(value=True)), default=Value(value=False))
    stuk = Exists(Boeking.objects.filter(is_loon(), boekstuk=OuterRef("boekstuk")))
    rijen = Boeking.objects.filter(boekstuk__jaar__jaar=jaar).annotate(van_loon=loon, stuk_van_loon=stuk)
    rijen = rijen.order_by("boekstuk__dagboek", "boekstuk__nummer", "volgnummer")
    alle = [_uitregel(rij, ziet=ziet) for rij in rijen.values_list(*VELDEN).iterator()]
    if ziet:
        return alle
    return [regel for regel in alle if not regel.loon] + _loontotalen(jaar, (regel for regel in alle if regel.loon))


def _uitregel(rij: tuple, *, ziet: bool) -> Uitregel:
    *velden, loon, stuk_van_loon = rij
    regel = Uitregel._make([*("" if waarde is None else waarde for waarde in velden), loon])
    if ziet or not stuk_van_loon:
        return regel
    return regel._replace(stuk=LOONSTUK, reden="", accountant="")  # the words of a document name all that is in it


def _loontotalen(jaar: int, regels: Iterable[Uitregel]) -> list[Uitregel]:
    """Add wages up at the end of the year: no month, no document, no description.

    Costs per room, and what went over bank and cash, each against one account of what is to be paid (``loonsom``).
    """
    rekeningen = {rekening.nummer: rekening for rekening in Grootboekrekening.objects.all()}
    sommen: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for r in regels:
        for rekening, bedrag in ((rekeningen[r.debet], r.bedrag), (rekeningen[r.credit], -r.bedrag)):
            plek = loonsom.plek(rekening)
            naam = LOONKOSTEN if plek == loonsom.KOSTEN else (rekening.nummer, rekening.naam)
            if plek != loonsom.SCHULD:
                sommen[r.kamer if rekening.is_resultaat else "", *naam] += bedrag
    netto = [rij for rij in sorted(sommen.items()) if rij[1]]
    return [_loonregel(jaar, nummer, *rij) for nummer, rij in enumerate(netto, 1)]


def _loonregel(jaar: int, nummer: int, waar: tuple[str, str, str], bedrag: Decimal) -> Uitregel:
    kamer, *hier = waar
    (debet, debetnaam), (credit, creditnaam) = (hier, LOONSCHULD) if bedrag > 0 else (LOONSCHULD, hier)
    vast = (LOON, 1, date(jaar, 12, 31), LOONTEKST, nummer)
    return Uitregel(*vast, debet, debetnaam, credit, creditnaam, abs(bedrag), kamer, "", "", "", "", "", True)


def per_stuk(regels: Iterable[Uitregel]) -> Iterator[list[Uitregel]]:
    """Yield the bookings of each document together."""
    for _sleutel, groep in groupby(regels, key=lambda r: (r.dagboek, r.nummer)):
        yield list(groep)
