"""What an annual report says about the year itself: how far it is, who looked, and where its result went."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import capfirst

from buurtwerkkamer.bedragen import euro, getal
from financien.models import Jaarafsluiting
from financien.models.bestemming import Naar
from financien.services import vierogen
from financien.services.jaarstand import zin_van
from rapportage.tabellen.basis import Toelichting
from rapportage.tabellen.geldregels import Geldregels
from rapportage.zinnen import opsomming

NAAR = {  # in the words of the report, which is Dutch in every language
    Naar.TERUG: "terug te betalen aan de partners",
    Naar.FONDS: "naar bestemmingsfondsen",
    Naar.EGALISATIE: "naar de egalisatiereserve",
    Naar.RESERVE: "naar de reserves van de kamers",
}
NOG_OPEN = "Dit jaar is nog niet afgesloten."


@dataclass(frozen=True)
class Jaarverhaal:
    """A sentence for the first page, the day of the decision, and the entries of "Hoe tellen we"."""

    zin: str = ""
    vastgesteld_op: date | None = None
    toelichting: tuple[Toelichting, ...] = ()


def met_afsluiting(versies: QuerySet) -> QuerySet:
    """Add to versions what the last closing of their year says: ``besluit_op`` and ``sha``; None while it is open."""
    laatste = Jaarafsluiting.objects.filter(jaar=OuterRef("jaar")).order_by("-pk")
    return versies.annotate(
        besluit_op=Subquery(laatste.values("besluit_op")[:1]), sha=Subquery(laatste.values("sha256")[:1])
    )


def jaarverhaal(versie: Any, regels: Geldregels) -> Jaarverhaal:
    """Return what a report says about the year of a version (``met_afsluiting``, ``geboekt``). No question.

    What went without a second pair of eyes counts once, under the first source that names it (domain.md §6.4); of a
    year that is open so far.
    """
    if not versie.geboekt:
        return Jaarverhaal(vastgesteld_op=versie.besluit_op)
    ogen = _vier_ogen(Counter(regels.alleen.values()), len(regels.alleen_lonen))
    if versie.sha is None:
        return Jaarverhaal(toelichting=(Toelichting("Vier ogen", f"Tot nu toe: {ogen} {NOG_OPEN}"),))
    zin = zin_van(versie.jaar.jaar, versie.besluit_op, versie.sha)
    stand = Toelichting("Vastgesteld" if versie.besluit_op else "Voorlopig", zin)
    gezien = Toelichting("Vier ogen", capfirst(ogen))
    return Jaarverhaal(zin, versie.besluit_op, (stand, *_bestemd(regels.bestemd), gezien))


def _vier_ogen(per_bron: Counter[str], lonen: int) -> str:
    if not per_bron:
        return "geen boekstuk ging zonder tweede paar ogen."
    delen = opsomming([f"{getal(n)} {vierogen.woorden(bron)}" for bron, n in sorted(per_bron.items())])
    return f"zonder tweede paar ogen in de boeken: {delen}. {_wie_ziet(per_bron.total(), lonen)}"


def _wie_ziet(samen: int, lonen: int) -> str:
    """Say who gets to see them: what tells a wage is not for the kascommissie (domain.md §5.6)."""
    if not lonen:
        return "De kascommissie krijgt ze allemaal te zien."
    if lonen == samen:
        return "Dit gaat over lonen. De kascommissie ziet geen losse lonen. De accountant wel."
    die = "1 van lonen: dat ziet" if lonen == 1 else f"{getal(lonen)} van lonen: die ziet"
    return f"De kascommissie krijgt ze te zien, behalve {die} de accountant."


def _bestemd(per: Mapping[str, Decimal]) -> tuple[Toelichting, ...]:
    """Say where the result went; nothing when nothing of it went anywhere yet."""
    delen = [f"{euro(per[naar])} {woorden}" for naar, woorden in NAAR.items() if per.get(naar)]
    return (Toelichting("Bestemming van het resultaat", f"{opsomming(delen)}."),) if delen else ()
