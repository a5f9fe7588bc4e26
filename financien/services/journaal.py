"""Read the books: the journal, one account, one document."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Q, QuerySet, Sum, When, Window
from django.db.models.functions import Coalesce

from buurtwerkkamer.models import Gebruiker
from financien.models import Boeking, Boekstuk, Grootboekrekening
from financien.services import loonsom, stuknummer
from financien.services.saldi import NUL, boekingen, saldi
from kamers.models import Kamer

PER_BLAD = 50


def journaal(jaar: int, *, gebruiker: Gebruiker, dagboek: str = "", zoek: str = "", blad: int = 1) -> Page:
    """Return a sheet of documents of a year, newest first.

    ``zoek``: a number, words or a reference of the accountant; not those that are hidden.
    """
    stukken = Boekstuk.objects.in_jaar(jaar).met_dicht(gebruiker).nieuwste_eerst()
    stukken = stukken.select_related("keert_om", "omgekeerd_door")
    if dagboek:
        stukken = stukken.filter(dagboek=dagboek)
    for woord in zoek.split():
        stukken = stukken.filter(_vindt(woord))
    return Paginator(stukken, PER_BLAD).get_page(blad)


def _vindt(woord: str) -> Q:
    woorden = Q(omschrijving__icontains=woord) | Q(kenmerk__icontains=woord)
    return Q(woorden, dicht=False) | (stuknummer.nummer(woord) or Q(pk__in=[]))


@dataclass(frozen=True)
class Kaartregel:
    """A booking seen from one account, with the balance after it."""

    boeking: Boeking
    tegen: Grootboekrekening
    debet: Decimal
    credit: Decimal
    saldo: Decimal


@dataclass(frozen=True)
class Kaart:
    """A sheet of a ledger card. ``loon``: wages of the year that the reader may not see one by one, debit minus credit.

    ``loon_elders``: they are left out of this card, because they count elsewhere.
    """

    rekening: Grootboekrekening
    begin: Decimal
    regels: tuple[Kaartregel, ...]
    blad: Page
    debet: Decimal
    credit: Decimal
    loon: Decimal
    loon_elders: bool

    @property
    def loon_credit(self) -> Decimal:
        return max(-self.loon, NUL)

    @property
    def eind(self) -> Decimal:
        return self.begin + self.debet - self.credit


def kaart(
    rekening: Grootboekrekening,
    jaar: int,
    *,
    gebruiker: Gebruiker,
    kamer: Kamer | None = None,
    tot: date | None = None,
    blad: int = 1,
) -> Kaart:
    """Return the ledger card of an account in a year, up to ``tot``, oldest first; the balance runs on over its sheets.

    Also on another account, like the bank, an entry of wages is for who may see them; the others get one amount of the
    year, or nothing where that could be one wage: of a debt, and of one room (``loonsom``). That amount is of the whole
    year, whatever the day: two days could tell one wage.
    """
    eerste, laatste = date(jaar, 1, 1), date(jaar, 12, 31)
    mag_zien = Boeking.objects.zichtbaar_voor(gebruiker).values("pk")
    eigen = boekingen(tot=laatste, kamer=kamer).filter(Q(debet=rekening) | Q(credit=rekening))
    elders = kamer is not None or loonsom.plek(rekening) != rekening.pk
    weg = elders and eigen.exclude(pk__in=mag_zien).exists()
    if weg:
        eigen = eigen.filter(pk__in=mag_zien)
    ervoor = NUL if rekening.is_resultaat else _stand(rekening, eigen.filter(boekstuk__datum__lt=eerste))
    eigen = eigen.filter(boekstuk__datum__gte=eerste)
    if tot and tot < laatste:
        eigen = eigen.filter(Q(boekstuk__datum__lte=tot) | ~Q(pk__in=mag_zien))
    zichtbaar = eigen.filter(pk__in=mag_zien)
    met = (
        Boeking.objects.met_dicht(gebruiker)
        .filter(pk__in=zichtbaar.values("pk"))
        .select_related("boekstuk", "debet", "credit", "kamer", "partner")
    )
    volgorde = ("boekstuk__datum", "boekstuk_id", "volgnummer")
    teken = Case(When(debet=rekening, then=F("bedrag")), default=-F("bedrag"))
    lopend = Window(Sum(teken), order_by=volgorde)
    blad_ = Paginator(met.annotate(lopend=lopend).order_by(*volgorde), PER_BLAD).get_page(blad)
    regels = tuple(_kaartregel(rekening, boeking, ervoor + vars(boeking)["lopend"]) for boeking in blad_)
    debet, credit, loon = _totalen(eigen, Q(pk__in=mag_zien), rekening)
    return Kaart(rekening, ervoor, regels, blad_, debet, credit, loon, weg)


def _totalen(eigen: QuerySet[Boeking], open_: Q, rekening: Grootboekrekening) -> tuple[Decimal, Decimal, Decimal]:
    """Return what went in and out of an account, with what is hidden as one net amount in it. One query."""
    erin, eruit = Q(debet=rekening), Q(credit=rekening)
    wat = {"erin": erin & open_, "eruit": eruit & open_, "dicht_erin": erin & ~open_, "dicht_eruit": eruit & ~open_}
    som = eigen.aggregate(**{naam: Coalesce(Sum("bedrag", filter=welke), NUL) for naam, welke in wat.items()})
    loon = som["dicht_erin"] - som["dicht_eruit"]
    return som["erin"] + max(loon, NUL), som["eruit"] + max(-loon, NUL), loon


def _kaartregel(rekening: Grootboekrekening, boeking: Boeking, saldo: Decimal) -> Kaartregel:
    is_debet = boeking.debet_id == rekening.pk
    tegen = boeking.credit if is_debet else boeking.debet
    debet, credit = (boeking.bedrag, NUL) if is_debet else (NUL, boeking.bedrag)
    return Kaartregel(boeking, tegen, debet, credit, saldo)


def _stand(rekening: Grootboekrekening, rijen: QuerySet[Boeking]) -> Decimal:
    stand = saldi(rijen)
    return stand[rekening.pk].waarde if rekening.pk in stand else NUL
