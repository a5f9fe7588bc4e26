"""The three forms of a file, for django-import-export: CSV, XLSX and ODS, read and written our way."""

from collections.abc import Callable

import tablib
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format

from buurtwerkkamer.invoer import uitpakken
from buurtwerkkamer.invoer.csv import lees_csv, schrijf_csv
from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.ods import SOORT, lees_ods, schrijf_ods
from buurtwerkkamer.invoer.tabel import Tabel
from buurtwerkkamer.invoer.xlsx import lees_xlsx, schrijf_xlsx

OUD_EXCEL = b"\xd0\xcf\x11\xe0"


class Vorm(Format):
    """A form of file: its ending, its type, how it is read and written."""

    ending = ""
    soort = ""
    _lees: Callable[[bytes], Tabel]
    _schrijf: Callable

    def create_dataset(self, in_stream: bytes) -> Tabel:
        """Read a file that passed the guard; numbers of rows and columns stay those of the spreadsheet."""
        return self._lees(in_stream)

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        return self._schrijf(dataset.headers, list(dataset))

    def get_extension(self) -> str:
        return self.ending

    def get_content_type(self) -> str:
        return self.soort

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True


class Csv(Vorm):
    ending, soort = "csv", "text/csv; charset=utf-8"
    _lees, _schrijf = staticmethod(lees_csv), staticmethod(schrijf_csv)


class Xlsx(Vorm):
    ending, soort = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    _schrijf = staticmethod(schrijf_xlsx)

    @staticmethod
    def _lees(inhoud: bytes) -> Tabel:
        return lees_xlsx(inhoud, uitpakken.pak_uit(inhoud))


class Ods(Vorm):
    ending, soort = "ods", SOORT
    _schrijf = staticmethod(schrijf_ods)

    @staticmethod
    def _lees(inhoud: bytes) -> Tabel:
        return lees_ods(inhoud, uitpakken.pak_uit(inhoud))


VORMEN: dict[str, Vorm] = {vorm.ending: vorm for vorm in (Csv(), Xlsx(), Ods())}


def vorm_van(naam: str, inhoud: bytes) -> Vorm:
    """Return the form of a file by what it holds; BestandFout when its name says something else."""
    uitpakken.weeg(inhoud)
    ending = naam.rpartition(".")[2].lower() if "." in naam else ""
    if inhoud.startswith(OUD_EXCEL):
        raise BestandFout(_("Dit is een oud Excel-bestand of het heeft een wachtwoord. Bewaar het als xlsx."))
    if ending not in VORMEN:
        raise BestandFout(_("Kies een bestand dat eindigt op .csv, .xlsx of .ods."))
    echt = _echt(inhoud)
    if echt != ending:
        woorden = {"ending": ending, "echt": echt}
        if not echt:
            raise BestandFout(_("Dit is geen %(ending)s-bestand. Bewaar het opnieuw.") % woorden)
        raise BestandFout(_("De naam eindigt op .%(ending)s, maar het is een %(echt)s-bestand.") % woorden)
    return VORMEN[ending]


def _echt(inhoud: bytes) -> str:
    """Return what a file is by its content: the ending that belongs to it, or nothing for what we do not know."""
    if not inhoud.startswith(b"PK"):
        return "csv" if _is_tekst(inhoud) else ""
    delen = uitpakken.pak_uit(inhoud)
    if "xl/workbook.xml" in delen:
        return "xlsx"
    return "ods" if delen.get("mimetype", b"").strip() == SOORT.encode() else ""


def _is_tekst(inhoud: bytes) -> bool:
    return not inhoud.startswith((b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")) and b"\0" not in inhoud


def lees(naam: str, inhoud: bytes) -> Tabel:
    """Read a file behind the guard. BestandFout with one sentence or more, in words for who chose the file."""
    tabel = vorm_van(naam, inhoud).create_dataset(inhoud)
    if not tabel.kop:
        raise BestandFout(_("Dit bestand is leeg."))
    if not len(tabel):
        raise BestandFout(_("Er staan geen rijen onder de kop. Vul minstens één rij in."))
    return tabel
