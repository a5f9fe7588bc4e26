"""From the frozen content of a report to its body in HTML and its PDF. Reports are Dutch in every language."""

import hashlib
from datetime import UTC, datetime, time
from unicodedata import normalize

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.pdf import Pdf, maak_pdf
from rapportage.inhoud import RapportFout
from rapportage.services import opmaak
from rapportage.staat import Editie, staat
from rapportage.tabellen import JAARVERSLAG, Rapportinhoud

KAMERS_HOOGSTENS = 60  # two pages a room: 120 pages in half a minute
BOEK = {"niveau": "h1", "onder": "h2", "pagina": False}  # a document of its own
PAGINA = {"niveau": "h2", "onder": "h3", "pagina": True}  # below the heading of a page


def druk_pdf(inhoud: Rapportinhoud) -> bytes:
    """Return the concept of a report as PDF. PdfFout when it cannot be printed."""
    return druk(inhoud).inhoud


def druk(inhoud: Rapportinhoud, editie: Editie | None = None) -> Pdf:
    """Print a report; without an edition every page says CONCEPT. The same input gives the same bytes.

    RapportFout when there are more rooms than a document can hold, PdfFout when it cannot be printed.
    """
    if len(inhoud.kolommen) > KAMERS_HOOGSTENS:
        raise RapportFout(_("Een PDF heeft hoogstens %(n)s kamers. Kies Excel, CSV of JSON.") % {"n": KAMERS_HOOGSTENS})
    html = maak_html(inhoud, editie)
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])


def maak_html(inhoud: Rapportinhoud, editie: Editie | None = None) -> str:
    """Return the whole document as HTML, for the printer."""
    with override("nl"):
        return normalize("NFC", render_to_string("rapportage/druk.html", _context(inhoud, editie)))


def maak_lijf(inhoud: Rapportinhoud) -> str:
    """Return the body of a report as HTML, for the page: the same tables as in the PDF."""
    with override("nl"):
        return render_to_string("rapportage/_rapport.html", _tabellen(inhoud) | PAGINA)


def _context(inhoud: Rapportinhoud, editie: Editie | None) -> dict:
    """Return what the printed report reads: the tables, a page for each room, and what runs along every page."""
    cooperatie = Cooperatie.objects.huidig()
    return {
        **_tabellen(inhoud),
        **BOEK,
        "editie": editie,
        "feiten": opmaak.feiten(inhoud),
        "kamers_in_woorden": opmaak.aantal_kamers(inhoud),
        "bladen": opmaak.kamerbladen(inhoud),
        "cooperatie": cooperatie,
        "bereikbaar": [weg for weg in (cooperatie.telefoon, cooperatie.website, cooperatie.email) if weg],
        "gemaakt": _moment(inhoud, editie),
        **_lopend(inhoud, editie),
    }


def _tabellen(inhoud: Rapportinhoud) -> dict:
    """Return what page and PDF share. No query."""
    return {
        "inhoud": inhoud,
        "jaarverslag": inhoud.soort == JAARVERSLAG,
        "delen": opmaak.verdeel(len(inhoud.kolommen)),
        "stapels": opmaak.stapels(inhoud),
        "stapel_samen": opmaak.stapel(inhoud, None),
        "legenda": opmaak.legenda(inhoud),
    }


def _moment(inhoud: Rapportinhoud, editie: Editie | None) -> str:
    """The date inside the PDF: that of the edition, and of the version for a concept."""
    moment = editie.op if editie else datetime.combine(inhoud.versie_datum, time(12), UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _lopend(inhoud: Rapportinhoud, editie: Editie | None) -> dict[str, str]:
    """What stands on top and at the foot of every page."""
    voet = [inhoud.organisatie] + (["fictieve cijfers"] if inhoud.fictief else [])
    voet += [f"editie {editie.nummer}", f"controlecode {editie.code}"] if editie else []
    kop = inhoud.titel if editie else f"CONCEPT · {inhoud.titel}"
    return {"kop": kop, "voet": " · ".join(voet), "staat": staat(inhoud, editie)}
