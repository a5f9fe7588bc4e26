"""What an annual report says about the year itself: how far it is, who looked, and where its result went."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils.text import capfirst

from buurtwerkkamer.bedragen import euro, getal
from financien.models import Bestemming, Jaarafsluiting
from financien.models.bestemming import Naar
from financien.services import vierogen
from financien.services.jaarstand import zin_van
from rapportage.tabellen.basis import Toelichting
from rapportage.zinnen import opsomming

NAAR = {  # in the words of the report, which is Dutch in every language
    Naar.TERUG: "terug te betalen aan de partners",
    Naar.FONDS: "naar bestemmingsfondsen",
    Naar.EGALISATIE: "naar de egalisatiereserve",
    Naar.RESERVE: "naar de reserves van de kamers",
}


OGEN, NOG_OPEN = "ogen_", "Dit jaar is nog niet afgesloten."


@dataclass(frozen=True)
class Jaarverhaal:
    """A sentence for the first page, the day of the decision, and the entries of "Hoe tellen we"."""

    zin: str = ""
    vastgesteld_op: date | None = None
    toelichting: tuple[Toelichting, ...] = ()


def met_afsluiting(versies: QuerySet, jaar: int) -> QuerySet:
    """Add to versions of a year what its last closing says: ``besluit_op`` and ``sha``; None while it is open.

    And per source the documents that went without a second pair of eyes, in the same question.
    """
    stukken = vierogen.zonder_vier_ogen(date(jaar, 1, 1), date(jaar, 12, 31))
    versies = versies.annotate(
        **{f"{OGEN}{bron}": ArraySubquery(rijen.values("pk")) for bron, rijen in stukken.items()}
    )
    laatste = Jaarafsluiting.objects.filter(jaar=OuterRef("jaar")).order_by("-pk")
    return versies.annotate(
        besluit_op=Subquery(laatste.values("besluit_op")[:1]), sha=Subquery(laatste.values("sha256")[:1])
    )


def jaarverhaal(versie: Any) -> Jaarverhaal:
    """Return what a report says about the year of a version (``met_afsluiting``, ``geboekt``). One query when closed.

    Of an open year: what went without a second pair of eyes so far (domain.md §6.4).
    """
    if not versie.geboekt:
        return Jaarverhaal()
    ogen, jaar = _zonder_ogen(versie), versie.jaar
    if versie.sha is None:
        return Jaarverhaal(toelichting=(Toelichting("Vier ogen", f"Tot nu toe: {_vier_ogen(ogen)} {NOG_OPEN}"),))
    bestemd = Bestemming.objects.filter(jaar=jaar).order_by().values("naar").annotate(som=Sum("bedrag"))
    per_doel = dict(bestemd.values_list("naar", "som"))
    zin = zin_van(jaar.jaar, versie.besluit_op, versie.sha)
    stand = Toelichting("Vastgesteld" if versie.besluit_op else "Voorlopig", zin)
    gezien = Toelichting("Vier ogen", capfirst(_vier_ogen(ogen)))
    return Jaarverhaal(zin, versie.besluit_op, (stand, *_bestemd(per_doel), gezien))


def _zonder_ogen(versie: Any) -> Counter[str]:
    """Count the documents once each, under the first source that names it."""
    per_stuk: dict[int, str] = {}
    for naam, stukken in vars(versie).items():
        if naam.startswith(OGEN):
            for stuk in stukken:
                per_stuk[stuk] = min(naam, per_stuk.get(stuk, naam))
    return Counter(naam.removeprefix(OGEN) for naam in per_stuk.values())


def _vier_ogen(per_bron: Counter[str]) -> str:
    if not per_bron:
        return "geen boekstuk ging zonder tweede paar ogen."
    delen = opsomming([f"{getal(n)} {vierogen.woorden(bron)}" for bron, n in sorted(per_bron.items())])
    return f"zonder tweede paar ogen in de boeken: {delen}. De kascommissie krijgt ze allemaal te zien."


def _bestemd(per: dict[str, Decimal]) -> tuple[Toelichting, ...]:
    """Say where the result went; nothing when nothing of it went anywhere yet."""
    delen = [f"{euro(per[naar])} {woorden}" for naar, woorden in NAAR.items() if per.get(naar)]
    return (Toelichting("Bestemming van het resultaat", f"{opsomming(delen)}."),) if delen else ()
