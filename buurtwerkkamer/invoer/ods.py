"""ODS by odfpy: the first sheet of an open document, and one written by tablib."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from xml.sax import SAXException

import tablib
from django.utils.translation import gettext as _
from odf import opendocument, table, teletype, text
from odf.element import Element
from odf.namespaces import OFFICENS, TABLENS
from tablib.formats._ods import ODSFormat

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.tabel import (
    MAX_BLADRIJ,
    MAX_KOLOMMEN,
    MAX_RIJEN,
    Celwaarde,
    Tabel,
    dag,
    formules_in,
    getal,
    kapot,
)
from buurtwerkkamer.invoer.uitpakken import tel

SOORT = "application/vnd.oasis.opendocument.spreadsheet"
MAX_CELLEN = 60_000  # odfpy makes some two kilobytes of objects of each, and takes its time
_CEL = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:covered-)?table-cell[\s/>]")
_RIJ, _RIJGROEPEN = (TABLENS, "table-row"), {"table-rows", "table-header-rows", "table-row-group"}
_CELLEN = {(TABLENS, "table-cell"), (TABLENS, "covered-table-cell")}
_DUUR = re.compile(r"PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S", re.ASCII)
_VERBODEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KAPOT = (KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, OSError, SAXException)


def lees_ods(inhoud: bytes, delen: dict[str, bytes]) -> Tabel:
    """Read a document that passed the guard. BestandFout for what is no spreadsheet, and for formulas."""
    if tel(_CEL, delen.get("content.xml", b"")) > MAX_CELLEN:
        raise BestandFout(_("Dit ods-bestand heeft te veel cellen. Bewaar het als xlsx, of verdeel het."))
    try:
        bladen = opendocument.load(io.BytesIO(inhoud)).spreadsheet.getElementsByType(table.Table)
        return _lees_blad(bladen)
    except BestandFout:
        raise
    except _KAPOT as fout:
        raise kapot() from fout


def _lees_blad(bladen: list[Element]) -> Tabel:
    tabel, rij = Tabel(), 1
    if len(bladen) > 1:
        naam = bladen[0].getAttrNS(TABLENS, "name")
        tabel.meldingen.append(_("We lazen alleen het eerste blad: %(naam)s.") % {"naam": naam})
    for element in _rijen(bladen[0]):
        keer = _keer(element, "number-rows-repeated")
        cellen = list(_cellen(tabel, element, rij))
        for extra in range(min(keer, MAX_RIJEN + 2) if cellen else 0):
            if rij + extra > MAX_BLADRIJ:
                raise kapot()
            for kolom, waarde in cellen:
                tabel.zet(rij + extra, kolom, waarde)
        rij += keer
    if tabel.formules:
        raise formules_in(tabel.formules)
    return tabel


def _rijen(ouder: Element) -> Iterator[Element]:
    for kind in ouder.childNodes:
        if getattr(kind, "qname", None) == _RIJ:
            yield kind
        elif getattr(kind, "qname", ("", ""))[1] in _RIJGROEPEN:
            yield from _rijen(kind)


def _cellen(tabel: Tabel, rij: Element, nummer: int) -> Iterator[tuple[int, Celwaarde]]:
    """Yield the filled cells of a row with their columns; a repeated cell counts so often, up to one past the limit."""
    kolom = 1
    for cel in rij.childNodes:
        if getattr(cel, "qname", None) not in _CELLEN:
            continue
        keer = _keer(cel, "number-columns-repeated")
        if cel.getAttrNS(TABLENS, "formula") is not None:
            tabel.formule(nummer, kolom)
        elif (waarde := _waarde(cel)) not in (None, ""):
            yield from ((kolom + extra, waarde) for extra in range(min(keer, MAX_KOLOMMEN + 1)))
        kolom += keer


def _keer(element: Element, naam: str) -> int:
    aantal = element.getAttrNS(TABLENS, naam)
    if aantal is None:
        return 1
    if not (str(aantal).isascii() and str(aantal).isdigit() and int(str(aantal)[:12]) >= 1):
        raise kapot()
    return int(str(aantal)[:12])


def _waarde(cel: Element) -> Celwaarde:
    soort = cel.getAttrNS(OFFICENS, "value-type")
    if soort == "float":
        return getal(cel.getAttrNS(OFFICENS, "value"))
    if soort in ("percentage", "currency"):
        return _zoals_het_er_staat(cel, soort)
    if soort == "date":
        return _dag(str(cel.getAttrNS(OFFICENS, "date-value")))
    if soort == "time":
        return _tijd(str(cel.getAttrNS(OFFICENS, "time-value")))
    if soort == "boolean":
        return cel.getAttrNS(OFFICENS, "boolean-value") == "true"
    return _tekst(cel)


def _zoals_het_er_staat(cel: Element, soort: str) -> str:
    waarde = getal(cel.getAttrNS(OFFICENS, "value"))
    return f"{waarde * 100:f}%" if soort == "percentage" else f"€ {waarde:f}"


def _tekst(cel: Element) -> str:
    """Return the paragraphs of a cell; a note that someone stuck on it is not its text."""
    alineas = [kind for kind in cel.childNodes if getattr(kind, "qname", None) == text.P().qname]
    return "\n".join(teletype.extractText(alinea) for alinea in alineas).strip()


def _dag(ruw: str) -> date:
    return dag(datetime.fromisoformat(ruw)) if "T" in ruw else date.fromisoformat(ruw)


def _tijd(ruw: str) -> Celwaarde:
    gevonden = _DUUR.fullmatch(ruw)
    if gevonden is None or int(gevonden[1]) > 23:
        return ruw
    return time(int(gevonden[1]), int(gevonden[2]), int(gevonden[3]))


def schrijf_ods(kop: Sequence[str], rijen: Iterable[Sequence[Celwaarde]]) -> bytes:
    """Write a document with one sheet: numbers, days and times as such, text as text. BestandFout for a large one."""
    rijen = [list(rij) for rij in rijen]
    if len(kop) * len(rijen) > MAX_CELLEN:
        raise BestandFout(_("Dit is te veel voor een ods-bestand. Kies xlsx, of één jaar."))
    gegevens = tablib.Dataset(headers=list(kop), title="Blad1")
    gegevens.extend(
        [_VERBODEN.sub("", waarde) if isinstance(waarde, str) else waarde for waarde in rij] for rij in rijen
    )
    return bytes(ODSFormat.export_set(gegevens))
