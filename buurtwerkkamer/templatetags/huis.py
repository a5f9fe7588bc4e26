"""Template tags of the look: icons, doors, bars, steppers and numbers the Dutch way. Shown on /stijl/."""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from buurtwerkkamer import bedragen
from buurtwerkkamer.iconen import ICONEN

register = template.Library()

BALK_MAXIMUM = 150  # a bar stops at one and a half times what was agreed
AFWIJKING_MAXIMUM = Decimal(25)  # percent: a deviation bar stops there
ONGEDAAN = "ongedaan:"


def _in_taal(druk: Callable[..., str]) -> Callable[..., str]:
    @wraps(druk)  # Django counts the arguments of the filter within
    def filter_(waarde, *rest):
        return bedragen.in_taal(druk(waarde, *rest))

    return filter_


for _naam in ("euro", "euro_heel", "getal", "uren", "procent"):
    register.filter(_naam, _in_taal(getattr(bedragen, _naam)))
register.filter("invoer", bedragen.invoer)  # what stands in a field: Dutch in every language, as it is read


@register.filter
def meervoud(uren: Decimal | None) -> int:
    """Return 1 for exactly one hour and 2 for any other number: Dutch says "2 uur", English "2 hours"."""
    return 1 if uren == 1 else 2


@register.filter
def teken(bedrag: Decimal, decimalen: int = 0) -> str:
    """Print a difference with its sign: +416 or −680,50; zero has none."""
    tekst = bedragen.getal(bedrag, decimalen)
    return f"+{tekst}" if bedrag > 0 and tekst.strip("0.,") else tekst


@register.filter
def zonder_teken(bedrag: Decimal) -> Decimal:
    """Return the size of a difference, for a sentence that says its direction in words."""
    return abs(bedrag)


@register.filter
def breekbaar(naam: str) -> SafeString:
    """Let a long name go on the next line after a slash: Holendrecht/Reigersbos."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((deel,) for deel in naam.split("/")))


@register.simple_tag
def icoon(naam: str, klas: str = "") -> SafeString:
    """Draw one of our icons inline; hidden from screen readers, so words must stand beside it."""
    return format_html(
        '<svg class="i{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        f" {klas}" if klas else "",
        mark_safe(ICONEN[naam]),  # noqa: S308 our own constant
    )


@register.simple_tag
def deur(kamer=None, maat: str = "", letters: bool = True) -> SafeString:
    """Draw the door of a room ("mini", "groot" or normal); without a room the cooperative's green door.

    The door is decoration: the name of the room must stand beside it.
    """
    return format_html(
        '<span class="deur deurkleur-{}{}" aria-hidden="true">{}</span>',
        kamer.deurkleur if kamer else 0,
        f" {maat}" if maat else "",
        kamer.afkorting if kamer and letters else "",
    )


@register.simple_tag(takes_context=True)
def wand(context):
    """Return the room on whose wall the heading stands: of the page, else the one of whoever looks."""
    return context.get("kamer") or context.get("eigen_kamer")


def balkbreedte(bereikt: Decimal | int | None, doel: Decimal | int | None) -> int:
    """Return the percentage of the target that was reached, rounded half up, between 0 and 150."""
    if not doel or not bereikt:
        return 0
    deel = bedragen.rond(Decimal(bereikt) * 100 / Decimal(doel), Decimal(1))
    return max(0, min(BALK_MAXIMUM, int(deel)))


@register.simple_tag
def baan(bereikt, doel) -> SafeString:
    """Draw what is reached beside what was agreed. Decoration: the numbers must stand beside it as text."""
    return format_html(
        '<span class="baan" aria-hidden="true"><i class="b-{}"></i><u></u></span>', balkbreedte(bereikt, doel)
    )


@register.inclusion_tag("componenten/_jaarkeuze.html")
def jaarkeuze(jaar: int, urlnaam: str, *delen, jaren=None, vorig=False, volgend=False):
    """Draw the choice of a year, oldest first. ``jaren``: all of them; else this one with the one before and after.

    ``urlnaam`` with ``delen`` before the year is the address of a year; without it the year is asked for as ?jaar=.
    """
    erbij = [jaar - 1] * bool(vorig) + [jaar] + [jaar + 1] * bool(volgend)
    links = [(j, reverse(urlnaam, args=[*delen, j]) if urlnaam else f"?jaar={j}") for j in sorted(jaren or erbij)]
    return {"jaar": jaar, "links": links}


@register.simple_tag
def afwijk(verschil, begroot) -> SafeString:
    """Draw a deviation: left and hatched is too much spent, right is money left; full at 25 %."""
    deel = Decimal(verschil) * 100 / Decimal(begroot) if begroot else Decimal(0)
    helft = min(abs(deel), AFWIJKING_MAXIMUM) * 3  # half of the bar is 50 % wide, which is class b-75
    return format_html(
        '<span class="afwijk" aria-hidden="true"><i class="{} b-{}"></i></span>',
        "min" if deel < 0 else "plus",
        int(bedragen.rond(helft, Decimal(1))),
    )


@register.filter
def ongedaan_url(melding) -> str:
    """Return where a message can be undone: ``messages.success(…, extra_tags="ongedaan:" + url)``, else nothing."""
    tags = melding.extra_tags or ""
    url = tags.removeprefix(ONGEDAAN) if tags.startswith(ONGEDAAN) else ""
    return url if url.startswith("/") and not url.startswith("//") else ""


def _als_invoer(waarde) -> str:
    """Return a value as someone would type it: 2,5 and never 2.50; what was typed comes back as it was."""
    if isinstance(waarde, Decimal):
        return bedragen.uren(waarde)
    return "" if waarde is None else str(waarde)


@register.inclusion_tag("componenten/_stapper.html")
def stapper(veld, stap="1", minimum="0", maximum="", vorige=None, hulp="", telt=False, kort=False):
    """Draw a bound field as − n +. ``vorige`` offers the number of last time, ``telt`` adds it to the save button."""
    return {
        "veld": veld,
        "stap": stap,
        "minimum": minimum,
        "maximum": maximum,
        "vorige": vorige,
        "hulp": hulp or veld.help_text,
        "telt": telt,
        "kort": kort,
        "waarde": _als_invoer(veld.value()),
    }


@register.inclusion_tag("componenten/_chips.html")
def chips(veld, streep=""):
    """Draw a choice field (radio buttons or checkboxes) as chips; ``streep`` is the label of an extra button."""
    return {"veld": veld, "streep": streep}


@register.inclusion_tag("componenten/_foutlijst.html")
def foutlijst(form, kop="h2", formset=None):
    """List all errors of a form (and its formset) on top, each linking to its field."""
    forms = [form, *(formset or [])]
    return {"forms": [f for f in forms if f.errors], "kop": kop}
