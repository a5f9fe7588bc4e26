"""The XML Auditfile Financieel 4.0 of a book year, written as the Belastingdienst defines it (XSD 4.0.3).

Elements stand in the order of that definition. A document is a transaction, a booking two lines: debit and credit.
What earlier years left over stands on no account here, so the opening balance has one more: RESULTAAT.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models import Boeking, Dagboek, Grootboekrekening
from financien.services import loonsom
from financien.services.saldi import NUL, saldi
from financien.services.uitvoer.regels import (
    LOON,
    LOONKOSTEN,
    LOONSCHULD,
    LOONTEKST,
    Uitregel,
    mag_loon_zien,
    per_stuk,
    uitregels,
)
from kamers.models import Partner

NAAMRUIMTE = "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0"
RESULTAAT = ("RESULTAAT", "Resultaat van eerdere jaren, nog te bestemmen")
SOORTEN = {Dagboek.BANK: "B", Dagboek.KAS: "C", Dagboek.INKOOP: "P", Dagboek.VERKOOP: "S", LOON: "Y"}
MEMORIAAL, LEVERANCIER, AFNEMER = "M", "S", "C"
_VERBODEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Xml:
    """Elements within each other, written at once, so that a long year stays small in memory."""

    def __init__(self, uit: BinaryIO):
        self.uit = XMLGenerator(uit, encoding="utf-8")  # it writes bytes where it can
        self.uit.startDocument()

    def veld(self, naam: str, waarde, lengte: int | None = None) -> None:
        """Write an element with a text; nothing for an empty one."""
        tekst = _VERBODEN.sub("", str(waarde))[:lengte].strip()
        if tekst:
            self.uit.startElement(naam, AttributesImpl({}))
            self.uit.characters(tekst)
            self.uit.endElement(naam)

    def velden(self, **waarden) -> None:
        for naam, waarde in waarden.items():
            self.veld(naam, waarde)

    def open(self, naam: str, **kenmerken: str) -> None:
        self.uit.startElement(naam, AttributesImpl(kenmerken))

    def dicht(self, *namen: str) -> None:
        for naam in namen:
            self.uit.endElement(naam)


def schrijf_xaf(uit: BinaryIO, vraag: Vraag) -> int:
    """Write the audit file of a year; return how many bookings it holds. UitvoerFout when the RSIN is missing."""
    cooperatie = Cooperatie.objects.huidig()
    if not cooperatie.rsin:
        raise UitvoerFout(_("Het RSIN van de coöperatie ontbreekt. Laat de beheerder dat eerst invullen."))
    regels = uitregels(vraag.jaar, vraag.gebruiker)
    ziet = mag_loon_zien(vraag.gebruiker)
    begin = _beginstand(vraag.jaar, ziet=ziet)
    xml = _Xml(uit)
    xml.open("auditfile", xmlns=NAAMRUIMTE)
    _kop(xml, vraag.jaar)
    xml.open("company")
    _cooperatie(xml, cooperatie)
    _partners(xml, {regel.partner for regel in regels if regel.partner})
    _rekeningen(xml, met_resultaat=RESULTAAT[0] in dict(begin), ziet=ziet)
    _perioden(xml, vraag.jaar)
    _beginbalans(xml, begin)
    _boekstukken(xml, regels)
    xml.dicht("company", "auditfile")
    xml.uit.endDocument()
    return len(regels)


def _kop(xml: _Xml, jaar: int) -> None:
    xml.open("header")
    xml.velden(fiscalYear=jaar, startDate=date(jaar, 1, 1), endDate=date(jaar, 12, 31), curCode="EUR")
    xml.velden(dateCreated=timezone.localdate(), softwareDesc="BuurtWerkKamer administratie", softwareVersion="4.0")
    xml.dicht("header")


def _cooperatie(xml: _Xml, cooperatie: Cooperatie) -> None:
    xml.velden(Commercenr=cooperatie.kvk, companyName=cooperatie.naam)
    xml.velden(taxRegistrationCountry="NL", taxRegIdent=cooperatie.rsin)
    if cooperatie.plaats:
        xml.open("streetAddress")
        xml.veld("streetname", cooperatie.adres, 100)
        xml.veld("city", cooperatie.plaats, 50)
        xml.velden(postalCode=cooperatie.postcode, country="NL")
        xml.dicht("streetAddress")


def _partners(xml: _Xml, eigen: set[int | str]) -> None:
    """Write the partners of the bookings: organisations, never a person."""
    if not eigen:
        return
    xml.open("customersSuppliers")
    for partner in Partner.objects.filter(pk__in=eigen).order_by("code"):
        xml.open("customerSupplier")
        xml.veld("custSupID", partner.pk)
        xml.veld("custSupName", partner.naam, 50)
        xml.veld("custSupTp", LEVERANCIER if partner.soort == Partner.Soort.LEVERANCIER else AFNEMER)
        xml.dicht("customerSupplier")
    xml.dicht("customersSuppliers")


def _rekeningen(xml: _Xml, *, met_resultaat: bool, ziet: bool) -> None:
    xml.open("generalLedger")
    for rekening in Grootboekrekening.objects.all():
        soort = "P" if rekening.is_resultaat else "B"
        _rekening(xml, rekening.nummer, rekening.naam, soort, rekening.rgs)
    if met_resultaat:
        _rekening(xml, *RESULTAAT, "B", "")
    if not ziet:
        _rekening(xml, *LOONKOSTEN, "P", "")
        _rekening(xml, *LOONSCHULD, "B", "")
    xml.dicht("generalLedger")


def _rekening(xml: _Xml, nummer: str, naam: str, soort: str, rgs: str) -> None:
    xml.open("ledgerAccount")
    xml.velden(accID=nummer, accDesc=naam, accTp=soort, RGScode=rgs)
    xml.dicht("ledgerAccount")


def _perioden(xml: _Xml, jaar: int) -> None:
    xml.open("periods")
    for maand in range(1, 13):
        eerste = date(jaar, maand, 1)
        xml.open("period")
        xml.velden(periodNumber=maand, startDatePeriod=eerste, endDatePeriod=eerste + relativedelta(day=31))
        xml.dicht("period")
    xml.dicht("periods")


def _beginstand(jaar: int, *, ziet: bool) -> list[tuple[str, Decimal]]:
    """Return where each balance sheet account stood (debit minus credit) when the year began; together they are nil."""
    rijen, rekeningen = Boeking.objects.filter(boekstuk__datum__lt=date(jaar, 1, 1)), [*Grootboekrekening.objects.all()]
    stand = saldi(rijen) if ziet else loonsom.saldi_met_loonsom(rijen, rekeningen)
    nummers = {r.pk: r.nummer for r in rekeningen if not r.is_resultaat} | {loonsom.SCHULD: LOONSCHULD[0]}
    balans = sorted((nummers[pk], saldo.waarde) for pk, saldo in stand.items() if pk in nummers)
    over = -sum((waarde for _nummer, waarde in balans), NUL)
    return [(nummer, waarde) for nummer, waarde in [*balans, (RESULTAAT[0], over)] if waarde]


def _beginbalans(xml: _Xml, stand: list[tuple[str, Decimal]]) -> None:
    xml.open("openingBalance")
    debet = sum((waarde for _nummer, waarde in stand if waarde > 0), NUL)
    credit = -sum((waarde for _nummer, waarde in stand if waarde < 0), NUL)
    xml.velden(linesCount=len(stand), totalDebit=debet, totalCredit=credit)
    for nummer, (rekening, waarde) in enumerate(stand, 1):
        xml.open("obLine")
        xml.velden(nr=nummer, accID=rekening, amnt=abs(waarde), amntTp="D" if waarde > 0 else "C")
        xml.dicht("obLine")
    xml.dicht("openingBalance")


def _boekstukken(xml: _Xml, regels: list[Uitregel]) -> None:
    totaal = sum((regel.bedrag for regel in regels), NUL)
    xml.open("transactions")
    xml.velden(linesCount=2 * len(regels), totalDebit=totaal, totalCredit=totaal)
    for dagboek, stukken in groupby(per_stuk(regels), key=lambda stuk: stuk[0].dagboek):
        _dagboek(xml, dagboek, stukken)
    xml.dicht("transactions")


def _dagboek(xml: _Xml, dagboek: str, stukken: Iterable[list[Uitregel]]) -> None:
    naam = LOONTEKST if dagboek == LOON else str(Dagboek(dagboek).value).capitalize()
    xml.open("journal")
    xml.velden(jrnID=dagboek, desc=naam, jrnTp=SOORTEN.get(dagboek, MEMORIAAL))
    for stuk in stukken:
        eerste = stuk[0]
        xml.open("transaction")
        xml.velden(nr=eerste.kenmerk, desc=_woorden(eerste), periodNumber=eerste.datum.month, trDt=eerste.datum)
        for nummer, (regel, rekening, kant) in enumerate(_kanten(stuk), 1):
            _regel(xml, nummer, regel, rekening, kant)
        xml.dicht("transaction")
    xml.dicht("journal")


def _woorden(regel: Uitregel) -> str:
    """Return what a document is for, with the accountant's reference of a correction: XAF has no element for it."""
    return f"{regel.stuk} (kenmerk accountant: {regel.accountant})" if regel.accountant else regel.stuk


def _kanten(stuk: list[Uitregel]) -> Iterator[tuple[Uitregel, str, str]]:
    """Yield both sides of each booking: where it goes to, and where it comes from."""
    for regel in stuk:
        yield regel, regel.debet, "D"
        yield regel, regel.credit, "C"


def _regel(xml: _Xml, nummer: int, regel: Uitregel, rekening: str, kant: str) -> None:
    xml.open("trLine")
    xml.velden(nr=nummer, accID=rekening, docRef=regel.kenmerk, effDate=regel.datum)
    xml.velden(desc=regel.tekst or regel.stuk, amnt=regel.bedrag, amntTp=kant)
    xml.velden(custSupID=regel.partner, cost=regel.kamer)
    xml.dicht("trLine")
