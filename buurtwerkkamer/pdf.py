"""From HTML to a tagged PDF: in a process of its own, with nothing within reach but our own static files.

The parent (``maak_pdf``) hands the HTML to a child (``kind``) that has no network, no
settings, no secrets in its environment, and a limit on memory and time. WeasyPrint logs a broken reference and goes
on; here every such log line is an error.
"""

import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

HUIS = Path(__file__).resolve().parent.parent
STATIC = HUIS / "static"
BASIS = "https://huis.invalid"
TYPEN = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}

GEHEUGEN = 2 * 1024**3  # bytes of address space for one document
TIJD = 600  # seconds of processor time; a page takes about a quarter of a second
HTML_MAXIMUM = 40 * 1024**2  # bytes; longer documents belong in a spreadsheet

LETTERS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{map}/leeg</dir><cachedir>{map}/cache</cachedir></fontconfig>"""
KIND = "import sys; sys.path.insert(0, sys.argv[1]); from buurtwerkkamer.pdf import kind; kind(*sys.argv[2:])"


class PdfFout(Exception):
    """The document could not be made, or not made well. The message says why, in English, for the log."""


@dataclass(frozen=True)
class Pdf:
    """The bytes of a document and the number of its pages."""

    inhoud: bytes
    bladzijden: int


def lees_static(url: str) -> tuple[bytes, str]:
    """Return the bytes and type of one of our static files. ValueError for any other address."""
    delen = urlsplit(url)
    if f"{delen.scheme}://{delen.netloc}" != BASIS or not delen.path.startswith("/static/"):
        raise ValueError(f"refused: {url}")
    pad = (STATIC / unquote(delen.path).removeprefix("/static/")).resolve()
    if not pad.is_relative_to(STATIC) or pad.suffix not in TYPEN or not pad.is_file():
        raise ValueError(f"refused: {url}")
    return pad.read_bytes(), TYPEN[pad.suffix]


def maak_pdf(html: str, *, kenmerk: str, geheugen: int = GEHEUGEN, tijd: int = TIJD) -> Pdf:
    """Print HTML as tagged PDF, the same bytes for the same input. PdfFout when anything in it goes wrong.

    ``kenmerk`` becomes the identifier of the document; ``geheugen`` is in bytes, ``tijd`` in seconds.
    The HTML states its own language, title and dates.
    """
    bytes_in = html.encode()
    if len(bytes_in) > HTML_MAXIMUM:
        raise PdfFout(f"document too large: {len(bytes_in)} bytes of HTML")
    opdracht = [sys.executable, "-I", "-W", "ignore", "-c", KIND, str(HUIS), kenmerk, str(geheugen), str(tijd)]
    with tempfile.TemporaryDirectory(prefix="druk-") as werkmap:
        try:
            uitslag = subprocess.run(  # noqa: S603 our own interpreter and our own module
                opdracht, input=bytes_in, capture_output=True, timeout=2 * tijd, cwd=werkmap, env=_omgeving(werkmap)
            )
        except subprocess.TimeoutExpired as fout:
            raise PdfFout(f"not ready after {2 * tijd} seconds") from fout
    if uitslag.returncode:
        reden = uitslag.stderr.decode(errors="replace").strip()[-2000:] or f"stopped: {uitslag.returncode}"
        raise PdfFout(reden)
    kop, _, inhoud = uitslag.stdout.partition(b"\n")
    return Pdf(inhoud, json.loads(kop)["bladzijden"])


def _omgeving(werkmap: str) -> dict[str, str]:
    """The environment of the child: no secrets, and no fonts but ours (a missing glyph pulls in nothing)."""
    letters = Path(werkmap, "fonts.conf")
    letters.write_text(LETTERS.format(map=werkmap))
    vast = {"HOME": werkmap, "TMPDIR": werkmap, "FONTCONFIG_FILE": str(letters), "PYTHONHASHSEED": "0"}
    return vast | {naam: os.environ[naam] for naam in ("PATH", "LD_LIBRARY_PATH") if naam in os.environ}


class _Meldingen(logging.Handler):
    """Collects what WeasyPrint would only log."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.regels: list[str] = []

    def emit(self, record):
        self.regels.append(record.getMessage())


def kind(kenmerk: str, geheugen: str, tijd: str) -> None:
    """The child: read HTML from standard input, write one line of JSON and the PDF to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (int(geheugen), int(geheugen)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(tijd), int(tijd) + 5))
    pdf = _druk(sys.stdin.buffer.read().decode(), kenmerk)
    sys.stdout.buffer.write(json.dumps({"bladzijden": pdf.bladzijden}).encode() + b"\n" + pdf.inhoud)


def _druk(html: str, kenmerk: str) -> Pdf:
    """Render in this process. Only the child calls it."""
    import weasyprint  # noqa: PLC0415 takes a second to import, and only the child needs it

    class Ophaler(weasyprint.urls.URLFetcher):
        def fetch(self, url, headers=None):
            inhoud, soort = lees_static(url)
            return weasyprint.urls.URLFetcherResponse(url, inhoud, {"Content-Type": soort})

    meldingen = _Meldingen()
    logging.getLogger("weasyprint").addHandler(meldingen)
    bron = weasyprint.HTML(string=html, base_url=f"{BASIS}/", url_fetcher=Ophaler())
    document = bron.render(pdf_variant="pdf/ua-1")
    inhoud = document.write_pdf(pdf_identifier=kenmerk.encode(), pdf_variant="pdf/ua-1")
    if meldingen.regels:
        sys.exit("\n".join(meldingen.regels))
    return Pdf(inhoud, len(document.pages))
