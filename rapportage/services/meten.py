"""Results that are measured elsewhere: what is asked for a year, and writing one down."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Jaar
from kamers.models import Indicator, Kamer, Streefwaarde
from rapportage.cijfers import Kamercijfers
from rapportage.models import Meting, Rapport
from rapportage.services.vastleggen import versie_van
from rapportage.tabellen.bouw_prestaties import bereikt_van, doel_van, wordt_gemeten
from rapportage.tabellen.prestaties import Bereikt, Doel


@dataclass(frozen=True)
class Meetcel:
    """One indicator of one room: what is agreed and what was measured last."""

    kamer: Kamer
    doel: Doel
    bereikt: Bereikt


@dataclass(frozen=True)
class Meetrij:
    indicator: Indicator
    cellen: tuple[Meetcel, ...]


def meetrijen(jaar: int, kamers: list[Kamer]) -> list[Meetrij]:
    """Return every indicator that is measured, with its cells in the order of the rooms. Three queries."""
    versie = versie_van(Rapport.Soort.JAARVERSLAG, jaar)
    if versie is None:
        return []
    metingen = {(m.indicator_id, m.kamer_id): m for m in Meting.objects.filter(kamer__in=kamers).laatste_in(jaar)}
    doelen: dict[Indicator, dict[int, Streefwaarde]] = {}
    gevraagd = versie.streefwaarden.filter(kamer__in=kamers).select_related("indicator")
    for doel in gevraagd.order_by("indicator__volgorde"):
        doelen.setdefault(doel.indicator, {})[doel.kamer_id] = doel
    return [
        Meetrij(indicator, tuple(_cel(indicator, kamer, per_kamer, metingen) for kamer in kamers))
        for indicator, per_kamer in doelen.items()
        if wordt_gemeten(indicator)
    ]


def _cel(indicator: Indicator, kamer: Kamer, doelen: dict, metingen: dict) -> Meetcel:
    bereikt = bereikt_van(indicator, Kamercijfers(), metingen.get((indicator.pk, kamer.pk)))
    return Meetcel(kamer, doel_van(indicator, doelen.get(kamer.pk)), bereikt)


@transaction.atomic
def noteer(*, jaar: int, indicator: Indicator, kamer: Kamer, gebruiker, sleutel: UUID, **gegevens) -> Meting | None:
    """Write a result down; it supersedes the earlier ones, which stay. None when the same form came before."""
    handeling = eenmaal(sleutel, "meting", gebruiker, f"meting:{jaar}:{indicator.code}:{kamer.code}")
    if handeling is None:
        return None
    meting = Meting.objects.create(
        jaar=Jaar.objects.get(jaar=jaar), indicator=indicator, kamer=kamer, auteur=gebruiker, **gegevens
    )
    onthoud(handeling, None, {"meting": meting.pk})
    return meting
