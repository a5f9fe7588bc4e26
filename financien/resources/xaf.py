"""Reading an audit file (XAF 3.2 and 4.0) of another package behind a guard of our own.

Without a DTD there are no entities, so nothing can grow; one transaction at a time is in memory. Sums that the file
itself names must be those of its lines, otherwise it is cut or damaged and refused whole.
"""

import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError, iterparse

from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro, rond
from buurtwerkkamer.invoer.fouten import BestandFout
from financien.resources.vreemd import NUL, Grootboek, Lijn, Vreemdstuk

MAX_XAF = 20 * 1024 * 1024
MAX_LIJNEN = 100_000
CODERINGEN = (b"utf-8", b"us-ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252")  # a DTD cannot hide in these
_VERBODEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\0")
_CODERING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']{1,40})")
_BEDRAG = re.compile(r"-?\d{1,12}(?:\.\d{1,2})?", re.ASCII)
_TEKENS = {"D": 1, "C": -1}


def lees_xaf(inhoud: bytes, jaar: int) -> Grootboek:
    """Read an audit file of a year. BestandFout for what is unsafe, cut, of another year, or does not add up."""
    _keur_bytes(inhoud)
    try:
        return _lees(inhoud, jaar)
    except (ParseError, ValueError, InvalidOperation, LookupError, UnicodeError) as fout:
        if isinstance(fout, BestandFout):
            raise
        raise BestandFout(_("Dit auditfile is beschadigd of niet compleet. Maak het opnieuw.")) from fout


def _keur_bytes(inhoud: bytes) -> None:
    if len(inhoud) > MAX_XAF:
        raise BestandFout(_("Dit bestand is groter dan 20 MB. Maak een auditfile van één boekjaar."))
    codering = _CODERING.search(inhoud[:400])
    if _VERBODEN.search(inhoud) or (codering and codering[1].lower() not in CODERINGEN):
        raise BestandFout(_("Dit bestand is niet veilig om te openen. Maak het auditfile opnieuw in het pakket."))


def _lees(inhoud: bytes, jaar: int) -> Grootboek:
    lezer, pad = _Lezer(jaar), []
    stroom = iterparse(io.BytesIO(inhoud), events=("start", "end"))  # noqa: S314 - no DTD came past the guard
    for moment, element in stroom:
        if moment == "start":
            pad.append(_naam(element))
            if pad[0] != "auditfile":
                raise BestandFout(_("Dit is geen auditfile (XAF). Kies een auditfile of een rekenblad."))
        else:
            lezer.einde(pad.pop(), element, pad[-1] if pad else "")
    return lezer.klaar()


class _Lezer:
    """Takes in each element when it is complete."""

    def __init__(self, jaar: int):
        self.jaar, self.boek, self.dagboek, self.lijnen = jaar, Grootboek(), "", 0
        self.gezien: set[str] = set()

    def einde(self, naam: str, element: Element, ouder: str) -> None:
        doe = {
            "header": self._kop,
            "ledgerAccount": self._rekening,
            "openingBalance": self._beginbalans,
            "transaction": self._boekstuk,
            "transactions": self._totalen,
        }.get(naam)
        if naam == "jrnID" and ouder == "journal":
            self.dagboek = (element.text or "").strip()
        if doe:
            doe(element)
            self.gezien.add(naam)

    def _kop(self, element: Element) -> None:
        _keur_kop(element, self.jaar)

    def _rekening(self, element: Element) -> None:
        self.boek.rekeningen[_tekst(element, "accID")] = _tekst(element, "accDesc")

    def _beginbalans(self, element: Element) -> None:
        self.boek.begin = _begin(element)

    def _boekstuk(self, element: Element) -> None:
        stuk = _stuk(element, self.dagboek)
        self.boek.stukken.append(stuk)
        self.lijnen += len(stuk.lijnen)
        if self.lijnen > MAX_LIJNEN:
            raise BestandFout(_("Dit auditfile heeft meer dan 100.000 regels. Vraag de beheerder om hulp."))
        element.clear()

    def _totalen(self, element: Element) -> None:
        _keur_totalen(element, self.boek)

    def klaar(self) -> Grootboek:
        """Return the ledger, without lines of nil; a file without a head or transactions is none."""
        if not {"header", "transactions"} <= self.gezien:
            raise ValueError(self.gezien)
        boek = self.boek
        boek.kostenplaatsen = {lijn.kostenplaats: "" for s in boek.stukken for lijn in s.lijnen if lijn.kostenplaats}
        boek.stukken = [_zonder_nul(stuk) for stuk in boek.stukken if any(lijn.bedrag for lijn in stuk.lijnen)]
        return boek


def _naam(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _tekst(element: Element, *namen: str) -> str:
    """Return the text of the first child with one of these names."""
    for kind in element:
        if _naam(kind) in namen:
            return " ".join((kind.text or "").split())
    return ""


def _keur_kop(kop: Element, jaar: int) -> None:
    if _tekst(kop, "fiscalYear")[:4] != str(jaar) or date.fromisoformat(_tekst(kop, "endDate")).year != jaar:
        woorden = {"gevonden": _tekst(kop, "fiscalYear")[:9], "jaar": jaar}
        raise BestandFout(_("Dit auditfile is van %(gevonden)s, niet van %(jaar)s. Kies het goede boekjaar.") % woorden)
    if _tekst(kop, "curCode") != "EUR":
        raise BestandFout(_("Dit auditfile is niet in euro."))


def _bedrag(element: Element) -> Decimal:
    """Return a signed amount: debit above zero, credit below."""
    tekst, kant = _tekst(element, "amnt"), _tekst(element, "amntTp")
    if not _BEDRAG.fullmatch(tekst) or kant not in _TEKENS:
        raise ValueError(tekst)
    return _TEKENS[kant] * rond(Decimal(tekst))


def _begin(element: Element) -> list[Lijn]:
    regels = [kind for kind in element if _naam(kind) == "obLine"]
    lijnen = [Lijn(_tekst(kind, "accID"), _bedrag(kind)) for kind in regels]
    _keur_som(element, regels)
    return [lijn for lijn in lijnen if lijn.bedrag]


def _stuk(element: Element, dagboek: str) -> Vreemdstuk:
    nummer, omschrijving = _tekst(element, "nr"), _tekst(element, "desc")
    lijnen = tuple(_lijnen(element))
    if not dagboek or not nummer:
        raise ValueError(nummer)
    return Vreemdstuk(
        f"{dagboek}/{nummer}"[:120], date.fromisoformat(_tekst(element, "trDt")[:10]), omschrijving, lijnen
    )


def _lijnen(element: Element) -> Iterator[Lijn]:
    for kind in element:
        if _naam(kind) == "trLine":
            yield Lijn(_tekst(kind, "accID"), _bedrag(kind), _tekst(kind, "costID", "cost"), _tekst(kind, "desc"))


def _zonder_nul(stuk: Vreemdstuk) -> Vreemdstuk:
    return Vreemdstuk(stuk.bron, stuk.datum, stuk.omschrijving, tuple(lijn for lijn in stuk.lijnen if lijn.bedrag))


def _keur_totalen(element: Element, boek: Grootboek) -> None:
    """Compare what the file says of all its transactions with what was read of them."""
    alle = [lijn.bedrag for stuk in boek.stukken for lijn in stuk.lijnen]
    _vergelijk(element, len(alle), alle)


def _keur_som(element: Element, regels: list[Element]) -> None:
    _vergelijk(element, len(regels), [_bedrag(kind) for kind in regels])


def _vergelijk(element: Element, aantal: int, bedragen: list[Decimal]) -> None:
    """Refuse other sums than the file names. Some packages write a negative debit, others a credit: both add up."""
    if _tekst(element, "linesCount") != str(aantal):
        raise BestandFout(_("Er missen regels in dit auditfile. Maak het opnieuw."))
    debet, credit = (Decimal(_tekst(element, naam)) for naam in ("totalDebit", "totalCredit"))
    saldo = sum(bedragen, NUL)
    if rond(debet - credit) != saldo:
        woorden = {"een": euro(rond(debet - credit)), "ander": euro(saldo)}
        raise BestandFout(
            _("De totalen van dit auditfile kloppen niet: %(een)s in de kop, %(ander)s in de regels.") % woorden
        )
