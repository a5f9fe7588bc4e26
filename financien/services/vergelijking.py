"""What changed between two versions of a year, cell by cell."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from financien.services.raster import BEDRAG, DEKKING, WIE, Raster, Waarde, lees_rasters
from financien.services.tabel import TEKEN, tekst
from kamers.models import Kamer, Streefwaarde
from kamers.services.afspraken import toon_streefwaarde


@dataclass(frozen=True)
class Verandering:
    """One cell that differs; an empty text means there is nothing in that version."""

    deel: str
    post: str
    kamer: Kamer
    van: str
    naar: str
    verschil: str


def vergelijk(van: Versie, naar: Versie, kamers) -> list[Verandering]:
    """Return the cells that differ: budget, financing and hours in their order, then the targets.

    A source is the same source when its name is the same: the label belongs to the version.
    """
    oud, nieuw = lees_rasters([van, naar], kamers)
    return [*_bedragen(oud, nieuw), *_streefwaarden(van, naar, nieuw.kamers)]


def _sleutel(rij) -> str:
    return rij.naam if rij.groep == DEKKING else rij.sleutel


def _deel(groep: str) -> str:
    if groep == DEKKING:
        return _("Financiering")
    return _("Uren") if groep in WIE else _("Kosten")


def _bedragen(oud: Raster, nieuw: Raster) -> list[Verandering]:
    waren = {_sleutel(rij): rij.waarden for rij in oud.rijen}
    rijen = {_sleutel(rij): rij for rij in (*nieuw.rijen, *oud.rijen)} | {_sleutel(rij): rij for rij in nieuw.rijen}
    worden = {_sleutel(rij): rij.waarden for rij in nieuw.rijen}
    return [
        Verandering(_deel(rij.groep), rij.naam, kamer, tekst(a, rij.soort), tekst(b, rij.soort), _verschil(rij, a, b))
        for sleutel, rij in rijen.items()
        for kamer in nieuw.kamers
        for a, b in [(waren.get(sleutel, {}).get(kamer.pk), worden.get(sleutel, {}).get(kamer.pk))]
        if a != b
    ]


def _verschil(rij, a: Waarde | None, b: Waarde | None) -> str:
    verschil = (b or Decimal(0)) - (a or Decimal(0))
    return tekst(verschil, TEKEN) if rij.soort == BEDRAG else tekst(verschil, rij.soort)


def _streefwaarden(van: Versie, naar: Versie, kamers) -> list[Verandering]:
    waarden: dict[tuple, dict[int, str]] = {}
    indicatoren = {}
    for doel in Streefwaarde.objects.filter(versie__in=[van, naar]).select_related("indicator").order_by("indicator"):
        indicatoren[doel.indicator_id] = doel.indicator
        waarden.setdefault((doel.indicator_id, doel.kamer_id), {})[doel.versie_id] = toon_streefwaarde(doel)
    return [
        Verandering(_("Afspraken"), str(indicatoren[indicator]), kamer, a, b, "")
        for indicator in indicatoren
        for kamer in kamers
        for per_versie in [waarden.get((indicator, kamer.pk), {})]
        for a, b in [(per_versie.get(van.pk, ""), per_versie.get(naar.pk, ""))]
        if a != b
    ]
