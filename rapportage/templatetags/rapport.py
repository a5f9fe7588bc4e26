"""Template tags of the report: cells of its tables. The same tags serve the page and the PDF."""

import re
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from buurtwerkkamer import bedragen
from rapportage.tabellen.basistekst import SCHEIDING

register = template.Library()

WOORDEN = (  # what stands in a cell instead of a figure, and the units: a report prints them, a screen translates them
    *(gettext_noop("niet geregistreerd"), gettext_noop("nog niet gemeten"), gettext_noop("te weinig antwoorden")),
    *(gettext_noop("geen afspraak"), gettext_noop("Nog niet (geen afspraak)"), gettext_noop("volgt")),
    *(gettext_noop("enquête"), gettext_noop("interviews"), gettext_noop("aantal"), gettext_noop("uniek")),
    *(gettext_noop("klussen"), gettext_noop("aantal op aangemeld"), gettext_noop("Positief"), gettext_noop("Proces")),
)
_CIJFERS = re.compile(r"\d[\d.,]*\d")  # with what stands between its figures, and not the point behind "Min."
_VAN, _OP = re.compile(r"van (.+)"), re.compile(r"(.*\d) op (\d.*)")


@register.filter
def op_scherm(tekst: str) -> str:
    """Say the words of a cell in the language of the screen: "144 of 150". A report is Dutch, so it keeps them."""
    if tekst in WOORDEN:
        return gettext(tekst)
    if van := _VAN.fullmatch(tekst):
        return gettext("van %(doel)s") % {"doel": op_scherm(van[1])}
    if op := _OP.fullmatch(tekst):
        return gettext("%(deel)s op %(geheel)s") % {"deel": op_scherm(op[1]), "geheel": op_scherm(op[2])}
    return _CIJFERS.sub(lambda cijfers: bedragen.in_taal(cijfers[0]), tekst)


@register.filter
def bedrag(waarde: Decimal | None) -> str:
    """Print whole euros without a sign; a dash where there is no row at all. € 0 is an answer: 0."""
    return "–" if waarde is None else bedragen.getal(waarde)


@register.filter
def verschil(waarde: Decimal) -> str:
    """Print a difference with its sign: +416, −680, 0."""
    return f"+{bedragen.getal(waarde)}" if waarde > 0 else bedragen.getal(waarde)


@register.filter
def hoofd(tekst: str) -> str:
    """Return a printed label up to its basis: "Coachen medewerkers en vrijwilligers:"."""
    voor, scheiding, _na = tekst.partition(SCHEIDING)
    return f"{voor}:" if scheiding else tekst


@register.filter
def basis(rij) -> str:
    """Return the basis of a budget line, which its label ends with.

    In an edition that was frozen before the label followed its version, that of the version may stand beside it.
    """
    _voor, scheiding, na = rij.tekst.partition(SCHEIDING)
    gedrukt = f"basis is {na}" if scheiding else ""
    if rij.basis is None:
        return gedrukt
    eigen = bedragen.invoer(rij.basis)
    if eigen in na.replace("€", " ").split():
        return gedrukt
    delen = [gedrukt, f"in deze versie {eigen} {rij.basis_eenheid}".strip()]
    return "; ".join(deel for deel in delen if deel)


@register.simple_tag
def driehoek() -> SafeString:
    """Draw the mark of a missed norm. Drawn, because the glyph is in none of our fonts."""
    return format_html(
        '<svg class="driehoek" viewBox="0 0 8 6" width="8" height="6" role="img"><title>{}</title>'
        '<path fill="#B3261E" d="M0 0h8L4 6z"/></svg>',
        "onder de norm",
    )


@register.simple_tag
def balk(breedte: int) -> SafeString:
    """Draw what is reached beside the tick of what was agreed; the numbers stand beside it as text."""
    return format_html('<span class="baan" aria-hidden="true"><i class="b-{}"></i><u></u></span>', breedte)


@register.filter
def cellen(rij, snede: str) -> list[tuple[Decimal | None, int]]:
    """Return amount and tint of the rooms in one part of the financing table."""
    begin, eind = (int(grens) for grens in snede.split(":"))
    return list(zip(rij.bedragen[begin:eind], rij.tinten[begin:eind], strict=True))


@register.filter
def kilobyte(omvang: int) -> str:
    """Print the size of a file: 46 kB, 1,1 MB. Rounded up, so never 0 kB."""
    if omvang < 1_000_000:
        return f"{bedragen.getal(-(-omvang // 1000))}{bedragen.HARDE_SPATIE}kB"
    return f"{bedragen.in_taal(bedragen.getal(Decimal(omvang) / 1_000_000, 1))}{bedragen.HARDE_SPATIE}MB"


@register.filter
def procent_van(deel: Decimal, geheel: Decimal) -> str:
    """Print a share with one decimal: 11,5%."""
    return bedragen.in_taal(bedragen.procent(deel, geheel, 1))


@register.filter
def naast(eerste, tweede) -> list[tuple]:
    """Put two rows of the same length side by side."""
    return list(zip(eerste, tweede, strict=True))
