"""The guard in front of every spreadsheet: it counts what a file really holds before a library reads it.

A library builds an object for every tag, so tags are counted as well as bytes: cells up to the largest sheet we read,
and all else (styles, merged cells, names) up to what a sheet of ours could need.
"""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.fouten import BestandFout

MAX_BESTAND = 5 * 1024 * 1024
MAX_UITGEPAKT = 30 * 1024 * 1024
MAX_DELEN = 200
MAX_TEKSTEN = 300_000  # five thousand rows of sixty cells
MAX_ANDERS = 40_000  # tags of all other kinds in one part
HAP = 64 * 1024
XML = (".xml", ".rels", ".vml")
_VERBODEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\0")
_CODERING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']{1,40})")
_VOOR = rb"<(?:[\w.-]{1,20}:)?"
_CEL = re.compile(_VOOR + rb"(?:c|si|table-cell|covered-table-cell)[\s/>]")
_GEWOON = re.compile(_VOOR + rb"(?:c|v|is|si|t|row|table-cell|covered-table-cell|table-row|p)[\s/>]")
_BEGIN = re.compile(rb"<[^/!?]")
_KAPOT = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def weeg(inhoud: bytes) -> None:
    """Refuse a file that is empty or larger than five megabytes."""
    if not inhoud.strip(b"\xef\xbb\xbf \t\r\n"):
        raise BestandFout(_("Dit bestand is leeg."))
    if len(inhoud) > MAX_BESTAND:
        raise BestandFout(_("Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden."))


def pak_uit(inhoud: bytes) -> dict[str, bytes]:
    """Return the XML parts of a zip by name. BestandFout for what is too large, damaged, locked or dangerous.

    The sizes that a zip writes in its own list are not believed: every part is unpacked by 64 kB and counted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            return _delen(pak)
    except BestandFout:
        raise
    except _KAPOT as fout:
        raise BestandFout(_("Dit bestand is beschadigd of heeft een wachtwoord. Bewaar het opnieuw.")) from fout


def _delen(pak: zipfile.ZipFile) -> dict[str, bytes]:
    namen = [info.filename for info in pak.infolist()]
    if len(namen) > MAX_DELEN or len(set(namen)) != len(namen):
        raise BestandFout(_("Dit bestand heeft te veel onderdelen. Bewaar het opnieuw, met één blad."))
    if any(naam.lower().endswith("vbaproject.bin") for naam in namen):
        raise BestandFout(_("In dit bestand zitten macro's. Bewaar het als gewoon xlsx-bestand."))
    delen, over = {}, MAX_UITGEPAKT
    for info in pak.infolist():
        deel = _lees_deel(pak, info, over)
        over -= len(deel)
        if info.filename.lower().endswith(XML):
            _keur_xml(deel)
            delen[info.filename] = deel
        elif info.filename == "mimetype":
            delen[info.filename] = deel[:200]
    return delen


def _lees_deel(pak: zipfile.ZipFile, info: zipfile.ZipInfo, over: int) -> bytes:
    happen, gelezen = [], 0
    with pak.open(info) as deel:
        while hap := deel.read(HAP):
            gelezen += len(hap)
            if gelezen > over:
                raise _te_groot()
            happen.append(hap)
    return b"".join(happen)


def _te_groot() -> BestandFout:
    return BestandFout(_("Dit bestand wordt te groot als het opengaat. Verdeel het over meer bestanden."))


def _keur_xml(deel: bytes) -> None:
    """Refuse what lets a small part grow or hide: a DTD, entities, other codings, and more tags than a sheet needs."""
    codering = _CODERING.search(deel[:400])
    if _VERBODEN.search(deel) or (codering and codering[1].lower() not in (b"utf-8", b"us-ascii")):
        raise BestandFout(_("Dit bestand is niet veilig om te openen. Bewaar het opnieuw met je rekenprogramma."))
    if deel.count(b"<") <= MAX_ANDERS:
        return
    if tel(_CEL, deel) > MAX_TEKSTEN or tel(_BEGIN, deel) - tel(_GEWOON, deel) > MAX_ANDERS:
        raise _te_groot()


def tel(patroon: re.Pattern[bytes], deel: bytes) -> int:
    """Count what a pattern finds, without keeping it."""
    return sum(1 for _vondst in patroon.finditer(deel))
