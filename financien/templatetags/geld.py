"""The header of the money pages: eight groups a treasurer thinks in, and one row of pages inside a group."""

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen

register = template.Library()
ZONDER_JAAR = {
    *("bank", "bank_geboekt", "bank_bestanden", "herkenning", "eigen_rekeningen", "liquiditeit"),
    *("maand_nu", "bonnen", "potjes", "terugbetalen", "controles", "openposten"),
}
ALLEEN_BEKENDE_JAREN = {"financiers": "financiers_nu"}  # no page for a year that nobody began


@dataclass(frozen=True)
class Groep:
    """Pages that belong together. ``ook``: pages without an own tab, under that of another page or of none."""

    label: str
    paginas: tuple[tuple[str, str], ...]
    ook: tuple[str, ...] = ()


GROEPEN = (
    Groep(_("Maand"), (("maand_nu", _("Maand")),)),
    Groep(
        _("Bank"),
        (
            ("bank", _("Nog te boeken")),
            ("bank_geboekt", _("Geboekt")),
            ("bank_bestanden", _("Bankbestanden")),
            ("herkenning", _("Zo herkennen we regels")),
            ("eigen_rekeningen", _("Onze bankrekeningen")),
        ),
        ("bankregel",),
    ),
    Groep(
        _("Facturen"),
        (("facturen", _("Facturen")), ("verdeling", _("Gedeelde kosten")), ("btw", _("Btw"))),
        ("factuur",),
    ),
    Groep(_("Betalen"), (("betalingen", _("Betalen")), ("openposten", _("Nog open"))), ("betaling",)),
    Groep(
        _("Handgeld"),
        (("bonnen", _("Bonnetjes")), ("potjes", _("Potjes")), ("terugbetalen", _("Voorgeschoten"))),
    ),
    Groep(
        _("Toekenningen"),
        (
            ("financiers", _("Toekenningen")),
            ("dekking", _("Dekking")),
            ("afspraken", _("Afspraken en opdrachten")),
        ),
        ("toekenning",),
    ),
    Groep(
        _("Boeken"),
        (
            ("journaal", _("Journaal")),
            ("rekeningen", _("Rekeningen")),
            ("overlopend", _("Overlopend")),
            ("lonen", _("Lonen")),
            ("jaar", _("Afsluiten")),
            ("controles", _("Controle")),
            ("invoersoorten", _("Invoeren")),
            ("uitvoer", _("Bestanden")),
        ),
        ("boekstuk",),
    ),
    Groep(
        _("Overzichten"),
        (
            ("realisatie", _("Begroot en uitgegeven")),
            ("staat", _("Baten en lasten")),
            ("balans", _("Balans")),
            ("kasoverzicht", _("Kasoverzicht")),
            ("liquiditeit", _("Twaalf maanden vooruit")),
            ("wat_als", _("Wat als een bijdrage wegvalt")),
        ),
        ("uitgaven",),
    ),
)


@dataclass(frozen=True)
class Tab:
    """A link of the header."""

    label: str
    url: str
    hier: bool


@lru_cache
def _recht(naam: str) -> str:
    """Return the right that opens a page: it stands at its view."""
    return resolve(_adres(naam, 2000)).func.recht


def _adres(naam: str, jaar: int) -> str:
    return reverse(f"financien:{naam}", args=[] if naam in ZONDER_JAAR else [jaar])


@register.inclusion_tag("financien/_geldkop.html", takes_context=True)
def geldkop(context, hier: str) -> dict:
    """Show the groups this user may open, the pages of this group, and the years of this page.

    ``hier``: the page; the page of one thing has no tabs, because its way back comes below.
    """
    gebruiker, jaar = context["request"].user, context.get("jaar") or timezone.localdate().year
    groepen, tabs = [], []
    for groep in GROEPEN:
        mag = [(naam, label) for naam, label in groep.paginas if rollen.mag(gebruiker, _recht(naam))]
        is_hier = hier in (*groep.ook, *(naam for naam, _label in groep.paginas))
        if mag:
            groepen.append(Tab(groep.label, _begin(mag[0][0], jaar, context), is_hier))
        if is_hier and hier not in groep.ook and len(mag) > 1:
            tabs = [Tab(label, _adres(naam, jaar), naam == hier) for naam, label in mag]
    jaren = context.get("jaarlinks", [])
    return {
        "groepen": groepen if len(groepen) > 1 else [],
        "tabs": tabs,
        "jaar": jaar,
        "jaarlinks": jaren if len(jaren) > 1 else [],
        "elders": context.get("elders"),
        "status": getattr(context.get("boekjaar"), "status", ""),
    }


def _begin(naam: str, jaar: int, context) -> str:
    if naam in ALLEEN_BEKENDE_JAREN and context.get("boekjaar", context) is None:
        return reverse(f"financien:{ALLEEN_BEKENDE_JAREN[naam]}")
    return _adres(naam, jaar)
