"""CSV as Dutch spreadsheets write it: semicolons, UTF-8 with a mark or the older cp1252."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.tabel import Celwaarde, Tabel
from buurtwerkkamer.invoer.tekens import herstel, ontwapen

SCHEIDERS = ";,\t"
GEEN_TEKST = "%PDF", "PK\x03\x04", "\x89PNG", "GIF8", "{\\rtf", "<?xml", "<html", "<!DOCTYPE"


def lees_csv(inhoud: bytes) -> Tabel:
    """Read a CSV file. BestandFout for what is no table of text."""
    tekst, tabel = _tekst(inhoud)
    tekst, scheider = _scheider(tekst)
    rijen = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheider, strict=True)
    try:
        for nummer, rij in enumerate(rijen, start=1):
            for kolom, cel in enumerate(rij, start=1):
                _zet(tabel, nummer, kolom, cel.strip())
    except csv.Error as fout:
        raise BestandFout(
            _("Bij regel %(regel)s kloppen de aanhalingstekens niet.") % {"regel": rijen.line_num}
        ) from fout
    tabel.keur_formules()
    return tabel


def _zet(tabel: Tabel, nummer: int, kolom: int, cel: str) -> None:
    if cel.startswith("="):
        tabel.formule(nummer, kolom)
    else:
        tabel.zet(nummer, kolom, herstel(cel))


def _tekst(inhoud: bytes) -> tuple[str, Tabel]:
    """Decode; tell when the older coding was needed, because then a wrong letter is possible."""
    if b"\0" in inhoud:
        raise BestandFout(_("Dit is geen CSV-bestand met gewone tekst. Bewaar het als CSV UTF-8."))
    tabel = Tabel()
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            tekst = inhoud.decode("cp1252")
        except UnicodeDecodeError as fout:
            raise BestandFout(_("We kunnen de letters niet lezen. Bewaar het bestand als CSV UTF-8.")) from fout
        tabel.meldingen.append(_("De letters staan in een oude vorm (cp1252). Kijk of namen met é of ë kloppen."))
    if tekst.lstrip().startswith(GEEN_TEKST):
        raise BestandFout(_("Dit is geen CSV-bestand. Kies een bestand uit je rekenprogramma."))
    return tekst, tabel


def _scheider(tekst: str) -> tuple[str, str]:
    """Return the text and what parts its cells: the line of Excel says it (sep=;), otherwise the header does."""
    eerste, _einde, rest = tekst.partition("\n")
    if len(eerste.rstrip("\r")) == 5 and eerste.lower().startswith("sep=") and eerste[4] in SCHEIDERS:
        return rest, eerste[4]
    regel = next((regel for regel in tekst.splitlines() if regel.strip(SCHEIDERS + " ")), "")
    return tekst, max(SCHEIDERS, key=regel.count)


def schrijf_csv(kop: Sequence[str], rijen: Iterable[Sequence[Celwaarde]]) -> bytes:
    """Write a CSV file: UTF-8 with a mark, semicolons, a decimal comma, nothing that a spreadsheet calculates."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows([veld(waarde) for waarde in rij] for rij in rijen)
    return uit.getvalue().encode("utf-8-sig")


def veld(waarde: Celwaarde | int) -> str:
    """Write one cell as text."""
    if waarde is None:
        return ""
    if isinstance(waarde, date):
        return f"{waarde:%d-%m-%Y}"
    if isinstance(waarde, time):
        return f"{waarde:%H:%M}"
    if isinstance(waarde, Decimal | int):
        return f"{waarde:f}".replace(".", ",") if isinstance(waarde, Decimal) else str(waarde)
    return ontwapen(waarde)
