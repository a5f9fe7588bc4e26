"""XLSX by openpyxl: the first visible sheet of a workbook, and a workbook with real numbers and days."""

import io
import re
import warnings
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import days_to_time
from openpyxl.utils.exceptions import InvalidFileException

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.tabel import (
    FORMULES_GENOEMD,
    MAX_BLADRIJ,
    MAX_KOLOMMEN,
    Celwaarde,
    Tabel,
    dag,
    formules_in,
    getal,
    kapot,
    te_veel_kolommen,
    te_veel_rijen,
)
from buurtwerkkamer.invoer.tekens import FORMULE
from buurtwerkkamer.invoer.uitpakken import tel

_VOOR = rb"<(?:[\w.-]{1,20}:)?"
_PLEK = rb"c\s[^>]*?\br=[\"']"
_RIJ = re.compile(_VOOR + rb"row[\s/>]")
_FORMULE = re.compile(_VOOR + rb"f[\s/>]")
_FORMULECEL = re.compile(_VOOR + _PLEK + rb"([A-Z]{1,3}\d{1,7})[\"'][^>]*>\s*" + _VOOR + rb"f[\s/>]")
_TE_BREED = re.compile(_VOOR + _PLEK + rb"(?:[A-Z]{3}|B[I-Z]|[C-Z][A-Z])\d{1,7}[\"'][^>]*(?<!/)>")  # and filled
_GELD = re.compile(r"[€$£]")
_TAAL = re.compile(r"\[\$-[0-9A-Fa-f]+\]")
_KAPOT = (
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, EOFError, OSError),
    *(ParseError, InvalidFileException),
)


def lees_xlsx(inhoud: bytes, delen: dict[str, bytes]) -> Tabel:
    """Read a workbook that passed the guard. BestandFout for what is no workbook, and for formulas.

    Formulas are looked for before a cell is read: the library would work out a shared one for every cell.
    """
    try:
        boek = load_workbook(io.BytesIO(inhoud), read_only=True, keep_links=False)
        bladen = [blad for blad in boek.worksheets if blad.sheet_state == "visible"]
        if not bladen:
            raise kapot()
        _keur(delen[bladen[0]._worksheet_path])
        return _lees_blad(bladen[0], len(bladen))
    except BestandFout:
        raise
    except _KAPOT as fout:
        raise kapot() from fout


def _keur(deel: bytes) -> None:
    if _TE_BREED.search(deel):
        raise te_veel_kolommen()
    if tel(_RIJ, deel) > MAX_BLADRIJ:
        raise te_veel_rijen()
    if _FORMULE.search(deel):
        cellen = [vondst[1].decode() for _nr, vondst in zip(range(FORMULES_GENOEMD), _FORMULECEL.finditer(deel))]  # noqa: B905
        raise formules_in(cellen)


def _lees_blad(blad, aantal: int) -> Tabel:
    tabel = Tabel()
    if aantal > 1:
        tabel.meldingen.append(_("We lazen alleen het eerste blad: %(naam)s.") % {"naam": blad.title})
    blad.reset_dimensions()  # what a file says of its own size is not believed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a day outside the calendar comes as an error in its cell
        for nummer, rij in enumerate(blad.iter_rows(max_col=MAX_KOLOMMEN + 1), start=1):
            if nummer > MAX_BLADRIJ:
                raise te_veel_rijen()
            for cel in rij:
                if cel.value is not None:
                    _zet(tabel, cel)
    tabel.keur_formules()
    return tabel


def _zet(tabel: Tabel, cel) -> None:
    waarde = _waarde(cel)
    if isinstance(waarde, str) and waarde.startswith("=") and not cel.style_array.quotePrefix:
        tabel.formule(cel.row, cel.column)
    else:
        tabel.zet(cel.row, cel.column, waarde)


def _waarde(cel) -> Celwaarde:
    waarde = cel.value
    if cel.data_type == "e":
        woorden = {"cel": cel.coordinate, "fout": str(waarde)[:20]}
        raise BestandFout(_("In cel %(cel)s staat een fout: %(fout)s. Verbeter of wis die cel.") % woorden)
    if isinstance(waarde, bool | time):
        return waarde
    if isinstance(waarde, datetime):
        return dag(waarde)
    if isinstance(waarde, timedelta):
        return _duur(waarde)
    if isinstance(waarde, int | float):
        return _getal(cel)
    return str(waarde).strip()


def _duur(duur: timedelta) -> Celwaarde:
    """Return a time that a sheet counts in (2:30) as such; a day or more is no time of ours, and stays text."""
    if timedelta(0) <= duur < timedelta(days=1):
        return days_to_time(duur)
    return str(duur)


def _getal(cel) -> Celwaarde:
    """Return a number; one that is shown as a percentage or as money is text, because it looks different."""
    formaat, waarde = _TAAL.sub("", cel.number_format or ""), getal(cel.value)
    if "%" in formaat:
        return f"{waarde * 100:f}%"
    return f"€ {waarde:f}" if _GELD.search(formaat) else waarde


def schrijf_xlsx(kop: Sequence[str], rijen: Iterable[Sequence[Celwaarde]]) -> bytes:
    """Write a workbook with one sheet. Text stays text, also after someone edits the cell."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Blad1")
    blad.freeze_panes = "A2"
    for kolom, tekst in enumerate(kop, start=1):
        blad.column_dimensions[get_column_letter(kolom)].width = max(len(tekst) + 4, 14)
    blad.append([_cel(blad, tekst, vet=True) for tekst in kop])
    for rij in rijen:
        blad.append([_cel(blad, waarde) for waarde in rij])
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _cel(blad, waarde: Celwaarde, *, vet: bool = False):
    if waarde is None or waarde == "":
        return None
    if not isinstance(waarde, str | date | time) and not vet:
        return waarde
    cel = WriteOnlyCell(blad, ILLEGAL_CHARACTERS_RE.sub("", waarde) if isinstance(waarde, str) else waarde)
    if isinstance(waarde, str):
        cel.data_type = "s"
        cel.quotePrefix = waarde.startswith((*FORMULE, "'"))
    else:
        cel.number_format = "dd-mm-yyyy" if isinstance(waarde, date) else "hh:mm"
    if vet:
        cel.font = Font(bold=True)
    return cel
