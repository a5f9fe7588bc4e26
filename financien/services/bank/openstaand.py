"""Proposals from what is open: invoices and payment orders that we pay, grants that come in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Bankregel,
    Bankrekening,
    Betaalopdracht,
    Betaalregel,
    Boekstuk,
    Financieringsbron,
    Inkoopfactuur,
    Opdrachtdaad,
    Termijn,
    Toekenning,
)
from financien.services.bank.vergelijken import KORTST, gelijk
from financien.services.bank.voorstellen import Voorstel
from financien.services.betalen import betaald
from financien.services.maanden import boekdag
from financien.services.ontvangsten import ontvang
from financien.services.saldi import NUL
from financien.services.toekenningen import besloten
from financien.services.toekenningstand import samen, standen
from kamers.models import Partnernaam

Per = Mapping[int, Sequence[Voorstel]]
KENMERK, ALLES_GELIJK, OPDRACHT, NAAM = 97, 94, 93, 85  # how sure: by reference, by account and amount, by name


def uit_facturen(regels: Sequence[Bankregel]) -> Per:
    """Propose the open invoice that a line pays, or the order that went out in one amount. One query."""
    af = [regel for regel in regels if regel.bedrag < 0]
    if not af:
        return {}
    facturen = list(_open_facturen())
    verzonden = _verzonden(facturen)
    uit: dict[int, list[Voorstel]] = defaultdict(list)
    for regel in af:
        for factuur in facturen:
            uit[regel.pk] += _factuur(regel, factuur)
        uit[regel.pk] += [_opdracht(regel, *rij) for rij in verzonden if rij[2] == -regel.bedrag]
    return uit


def _open_facturen() -> QuerySet[Inkoopfactuur]:
    """Return the invoices to be paid with the account of the supplier, and the payments that are under way."""
    naar = Bankrekening.objects.laatste().filter(partner=OuterRef("leverancier")).values("iban")[:1]
    laatste = Opdrachtdaad.objects.filter(opdracht=OuterRef("opdracht")).order_by("-pk").values("soort")[:1]
    lopend = Betaalregel.objects.filter(factuur=OuterRef("pk"), loopt=True).annotate(stand=Subquery(laatste))
    delen = JSONObject(
        kenmerk="kenmerk",
        opdracht="opdracht",
        aantal="opdracht__aantal",
        stand="stand",
        bedrag=Cast("bedrag", CharField()),
    )
    rijen = Inkoopfactuur.objects.met_stand().onbetaald().select_related("leverancier")
    return rijen.annotate(naar=Subquery(naar), lopend=ArraySubquery(lopend.values(rij=delen)))


def _verzonden(facturen: Iterable[Inkoopfactuur]) -> list[tuple[int, int, Decimal]]:
    """Return the orders that went to the bank with more than one payment that it did not show: key, number, amount."""
    per: dict[tuple[int, int], Decimal] = defaultdict(lambda: NUL)
    for factuur in facturen:
        for deel in vars(factuur)["lopend"]:
            if deel["stand"] == "verzonden" and deel["aantal"] > 1:
                per[deel["opdracht"], deel["aantal"]] += Decimal(deel["bedrag"])
    return [(*opdracht, open_) for opdracht, open_ in per.items()]


def _factuur(regel: Bankregel, factuur: Inkoopfactuur) -> list[Voorstel]:
    open_, zelfde_iban = vars(factuur)["open"], bool(regel.tegen_iban) and regel.tegen_iban == vars(factuur)["naar"]
    if -regel.bedrag > open_:
        return []
    heel = -regel.bedrag == open_
    kenmerken = [deel["kenmerk"] for deel in vars(factuur)["lopend"]]
    genoemd = _noemt(regel, kenmerken) or (zelfde_iban and _noemt(regel, [factuur.nummer], kortst=1))
    if not genoemd and not (heel and zelfde_iban):
        return []
    zekerheid = (KENMERK if genoemd else ALLES_GELIJK) - (0 if heel else 15)
    wat = {"factuur": factuur.nummer, "leverancier": factuur.leverancier}
    waarom = _("Betaalt factuur %(factuur)s van %(leverancier)s.") % wat
    if not heel:
        waarom = _("Betaalt een deel van factuur %(factuur)s van %(leverancier)s.") % wat
    return [Voorstel((), waarom, zekerheid, boek=_betaler(lambda: factuur), bron=f"factuur:{factuur.pk}:{open_}")]


def _opdracht(regel: Bankregel, opdracht: int, aantal: int, open_: Decimal) -> Voorstel:
    waarom = _("Betaalt %(aantal)s facturen tegelijk: betaalopdracht %(nummer)s.")
    boek = _betaler(lambda: Betaalopdracht.objects.get(pk=opdracht))
    bron = f"opdracht:{opdracht}:{open_}"
    return Voorstel((), waarom % {"aantal": aantal, "nummer": opdracht}, OPDRACHT, boek=boek, bron=bron)


def _betaler(wat: Callable[[], Inkoopfactuur | Betaalopdracht]):
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        return betaald(
            wat(),
            datum=boekdag(regel.datum),
            bankrekening=regel.rekening,
            bedrag=-regel.bedrag,
            sleutel=regel.volgende_sleutel,
            gebruiker=gebruiker,
        )

    return boek


def uit_toekenningen(regels: Sequence[Bankregel]) -> Per:
    """Propose the grant that a line brings: by its reference, or by the name of who pays and an open instalment."""
    bij = [regel for regel in regels if regel.bedrag > 0]
    if not bij:
        return {}
    toekenningen = [rij for rij in _toekenningen() if besloten(vars(rij)["nu"])]
    stand = standen(date.max, [rij.pk for rij in toekenningen]) if toekenningen else {}
    uit: dict[int, list[Voorstel]] = defaultdict(list)
    for rij in toekenningen:
        ontvangen = samen(stand.get(rij.pk, {})).ontvangen
        for regel in bij:
            uit[regel.pk] += _toekenning(regel, rij, ontvangen)
    return uit


def _toekenningen() -> QuerySet[Toekenning]:
    """Return the grants that money may come in for, with the names of who pays and the instalments. One query."""
    namen = Partnernaam.objects.filter(partner=OuterRef("partner")).values("naam")
    termijnen = Termijn.objects.filter(toekenning=OuterRef("pk")).order_by("vervalt").values("bedrag")
    rijen = Toekenning.objects.met_status().exclude(aard=Toekenning.Aard.NATURA)
    rijen = rijen.exclude(soort=Financieringsbron.Soort.EIGEN).select_related("partner", "jaar")
    return rijen.annotate(namen=ArraySubquery(namen), bedragen=ArraySubquery(termijnen))


def _toekenning(regel: Bankregel, rij: Toekenning, ontvangen: Decimal) -> list[Voorstel]:
    vast = vars(rij)["vastgesteld"]
    rest = (rij.bedrag if vast is None else vast) - ontvangen
    if regel.bedrag > rest:
        return []
    genoemd = _noemt(regel, [rij.kenmerk], kortst=4)
    verwacht = regel.bedrag in _open_bedragen(vars(rij)["bedragen"], ontvangen, rest)
    if not genoemd and not (verwacht and _komt_van(regel, rij)):
        return []
    zekerheid = (KENMERK if genoemd else ALLES_GELIJK) if verwacht and _komt_van(regel, rij) else NAAM
    waarom = _("Ontvangst voor %(toekenning)s.") % {"toekenning": rij}
    return [Voorstel((), waarom, zekerheid, boek=_ontvanger(rij), bron=f"toekenning:{rij.pk}:{rest}")]


def _open_bedragen(termijnen: Sequence[Decimal], ontvangen: Decimal, rest: Decimal) -> set[Decimal]:
    """Return the amounts that would close the oldest open instalments; and all that is left."""
    uit, gedekt = {rest}, NUL
    for bedrag in termijnen:
        gedekt += bedrag
        if gedekt > ontvangen:
            uit |= {gedekt - ontvangen, bedrag}
    return uit


def _komt_van(regel: Bankregel, rij: Toekenning) -> bool:
    namen = [*vars(rij)["namen"], rij.partner.naam if rij.partner else rij.get_soort_display()]
    return _noemt(regel, namen, kortst=3)


def _ontvanger(toekenning: Toekenning):
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        return ontvang(
            toekenning=toekenning,
            rekening=regel.rekening,
            datum=boekdag(regel.datum),
            bedrag=regel.bedrag,
            sleutel=regel.volgende_sleutel,
            gebruiker=gebruiker,
        )

    return boek


def _noemt(regel: Bankregel, woorden: Iterable[str], kortst: int = KORTST) -> bool:
    """Tell whether the line names one of these; what is shorter than ``kortst`` says nothing."""
    tekst = gelijk(f"{regel.tegen_naam} {regel.omschrijving} {regel.kenmerk}")
    return any(len(gelijk(woord)) >= kortst and gelijk(woord) in tekst for woord in woorden)
