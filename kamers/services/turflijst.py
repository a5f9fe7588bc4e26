"""The paper list of a week: boxes to tally, in the order in which Week invullen asks for them (domain.md §2)."""

import hashlib
from datetime import date
from unicodedata import normalize

from django.template.loader import render_to_string
from django.utils.translation import override

from buurtwerkkamer.pdf import maak_pdf
from kamers.models import Kamer
from kamers.services.week import ZONDAG, week

LEGE_REGELS = range(4)  # lines to write a klus or a request on


def druk_turflijst(kamer: Kamer, maandag: date) -> bytes:
    """Return the list of a week as tagged PDF, A4 on its side. PdfFout when it cannot be printed."""
    html = maak_turflijst(kamer, maandag)
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32]).inhoud


def maak_turflijst(kamer: Kamer, maandag: date) -> str:
    """Return the list as HTML for the printer. First names of the rota only; of visitors nothing but a count."""
    dagen = week(kamer, maandag, maandag + ZONDAG)
    inhoud = {
        "kamer": kamer,
        "maandag": maandag,
        "zondag": maandag + ZONDAG,
        "dagen": [dag for dag in dagen if dag.keren],
        "regels": LEGE_REGELS,
        "met_kinderen": any(k.keer.activiteit.met_kinderen for dag in dagen for k in dag.keren),
    }
    with override("nl"):
        return normalize("NFC", render_to_string("kamers/turflijst.html", inhoud))
