"""A report in print, for tests: its bytes and the text of its pages, made once for each HTML."""

import io
import re
from functools import cache

import pypdf

from buurtwerkkamer.pdf import Pdf, maak_pdf


@cache
def gedrukt(html: str) -> Pdf:
    """Print once for all tests; the same HTML gives the same bytes (tests/buurtwerkkamer/test_pdf.py)."""
    return maak_pdf(html, kenmerk="proef")


@cache
def bladen(html: str) -> tuple[str, ...]:
    """The text of each page, read back from the PDF."""
    return tuple(kaal(blad.extract_text()) for blad in pypdf.PdfReader(io.BytesIO(gedrukt(html).inhoud)).pages)


def kaal(tekst: str) -> str:
    """Text as it is read: no line ends, and a word that was broken at a slash or hyphen made whole."""
    return re.sub(r"(?<=[/-]) (?=[a-z])", "", " ".join(tekst.split()))
