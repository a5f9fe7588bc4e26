"""Pictures of results: bars by class, decoration beside numbers that stand there as text."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.templatetags.huis import BALK_MAXIMUM, balkbreedte
from kamers.services.resultaten import Regel

register = template.Library()

STREEPJE = mark_safe("<u></u>")  # our own constant


@register.simple_tag
def staaf(aantal: Decimal | int | None, hoogste: Decimal | int | None) -> SafeString:
    """Draw a number as a bar; the highest of its table fills the width."""
    deel = Decimal(aantal or 0) * BALK_MAXIMUM / Decimal(hoogste) if hoogste else Decimal(0)
    breedte = max(0, min(BALK_MAXIMUM, int(rond(deel, Decimal(1)))))
    return format_html('<span class="staaf" aria-hidden="true"><i class="b-{}"></i></span>', breedte)


@register.simple_tag
def doelbaan(regel: Regel) -> SafeString:
    """Draw reached (full), expected (light) and agreed (tick) on one bar; without a target the largest fills it."""
    doel = regel.afspraak or regel.hoogste * 100 / BALK_MAXIMUM
    verwacht = regel.verwachting.hoogste if regel.verwachting else None
    return format_html(
        '<span class="baan ruim" aria-hidden="true"><b class="b-{}"></b><i class="b-{}"></i>{}</span>',
        balkbreedte(verwacht, doel),
        balkbreedte(regel.bereikt, doel),
        STREEPJE if regel.afspraak else "",
    )
