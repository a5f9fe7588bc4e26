"""A report as a workbook: a sheet per table with raw numbers, Dutch labels, and the explanation."""

import io
import re
import zipfile
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rapportage.staat import Editie, stempel
from rapportage.tabellen import Rapportinhoud
from rapportage.uitvoer.blad import GEWOON, GROEP, SOM, TOTAAL, Blad, Vak
from rapportage.uitvoer.bladen import bladen
from rapportage.uitvoer.over import FICTIEF

FORMULE = ("=", "+", "-", "@", "\t", "\r")
VET, TITEL = Font(bold=True), Font(bold=True, size=14)
KOP_LETTER, KOP_VLAK = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="14523F")
VLAKKEN = {GROEP: PatternFill("solid", fgColor="E3EFE8"), SOM: PatternFill("solid", fgColor="F3F0EA")}
RANDEN = {SOM: Border(top=Side("thin")), TOTAAL: Border(top=Side("thin"), bottom=Side("double"))}
LOPEND, BOVEN = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
ZIP_TIJD = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows
GEWIJZIGD = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def naar_xlsx(inhoud: Rapportinhoud, editie: Editie | None = None) -> bytes:
    """Return a report as the bytes of a workbook; every sheet says which edition it is, or that it is a concept.

    Equal content gives equal bytes.
    """
    stand = stempel(inhoud, editie)
    boek = Workbook()
    boek.remove(boek.active)
    for blad in bladen(inhoud, editie):
        _schrijf(boek.create_sheet(blad.naam), blad, inhoud, stand)
    moment = datetime.combine(inhoud.versie_datum, time(12))
    boek.properties.creator = _leesbaar(inhoud.organisatie)
    boek.properties.title = _leesbaar(inhoud.titel)
    boek.properties.language = "nl-NL"
    boek.properties.created = moment
    ruw = io.BytesIO()
    boek.save(ruw)
    return _zonder_klok(ruw.getvalue(), moment)


def _zonder_klok(ruw: bytes, moment: datetime) -> bytes:
    """Take the time of saving out of a workbook: openpyxl writes it inside and on every part of the zip."""
    uit = io.BytesIO()
    stempel = rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(ruw)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            deel = oud.read(naam)
            info = zipfile.ZipInfo(naam, ZIP_TIJD)
            info.compress_type = zipfile.ZIP_DEFLATED
            nieuw.writestr(info, GEWIJZIGD.sub(stempel, deel) if naam == "docProps/core.xml" else deel)
    return uit.getvalue()


def _schrijf(ws: Worksheet, blad: Blad, inhoud: Rapportinhoud, stand: str) -> None:
    boven = [f"{inhoud.organisatie} · {inhoud.versie}", stand, *([FICTIEF] if inhoud.fictief else []), *blad.inleiding]
    _zet(ws.cell(1, 1), Vak(f"{inhoud.titel}: {blad.titel}")).font = TITEL
    for nr, zin in enumerate(boven, start=2):
        _zet(ws.cell(nr, 1), Vak(zin))
    kop = len(boven) + 3
    _kop(ws, kop, blad)
    for nr, regel in enumerate(blad.regels, start=kop + 1):
        for kolom, vak in enumerate(regel.vakken, start=1):
            _stijl(_zet(ws.cell(nr, kolom), vak), regel.stijl)
    for nr, noot in enumerate(blad.noten, start=kop + len(blad.regels) + 2):
        _zet(ws.cell(nr, 1), Vak(noot))
    _bladinstelling(ws, kop, inhoud, stand)


def _kop(ws: Worksheet, nr: int, blad: Blad) -> None:
    for kolom, (tekst, breedte) in enumerate(blad.kop, start=1):
        cel = _zet(ws.cell(nr, kolom), Vak(tekst))
        cel.font, cel.fill, cel.alignment = KOP_LETTER, KOP_VLAK, LOPEND
        ws.column_dimensions[get_column_letter(kolom)].width = breedte


def _zet(cel: Cell, vak: Vak) -> Cell:
    """Write a value; text that looks like a formula stays text, also after someone edits the cell."""
    cel.value = _leesbaar(vak.waarde) if isinstance(vak.waarde, str) else vak.waarde
    if isinstance(vak.waarde, str):
        cel.data_type = "s"
        cel.quotePrefix = vak.waarde.startswith(FORMULE)
    if vak.formaat and vak.waarde is not None:
        cel.number_format = vak.formaat
    return cel


def _leesbaar(tekst: str) -> str:
    """Leave out control characters, which a workbook cannot hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", tekst))


def _stijl(cel: Cell, stijl: str) -> None:
    cel.alignment = LOPEND if isinstance(cel.value, str) and stijl != GROEP else BOVEN
    if stijl == GEWOON:
        return
    cel.font = VET
    if stijl in VLAKKEN:
        cel.fill = VLAKKEN[stijl]
    if stijl in RANDEN:
        cel.border = RANDEN[stijl]


def _bladinstelling(ws: Worksheet, kop: int, inhoud: Rapportinhoud, stand: str) -> None:
    """Freeze the header, repeat it on paper, and print the sheet as wide as the paper, on its side."""
    ws.freeze_panes = ws.cell(kop + 1, 3)
    ws.print_title_rows = f"{kop}:{kop}"
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", ws.PAPERSIZE_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    titel = inhoud.titel + (" (fictief)" if inhoud.fictief else "")
    ws.oddFooter.left.text = _leesbaar(f"{titel} · {stand}")
    ws.oddFooter.right.text = "&P van &N"
