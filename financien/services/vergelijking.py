"""What changed between two versions of a year, cell by cell."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from financien.models import Begrotingsregel
from financien.services.basis import basis_van
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
    """Return the cells that differ: budget, financing and hours in their order, then the basis and the targets.

    A source is the same source when its name is the same: the label belongs to the version.
    """
    oud, nieuw = lees_rasters([van, naar], kamers)
    kamers = nieuw.kamers
    return [*_bedragen(oud, nieuw), *_bases(van, naar, kamers), *_streefwaarden(van, naar, kamers)]


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


def _bases(van: Versie, naar: Versie, kamers) -> list[Verandering]:
    """Return where a line is built on something else; a line that came or went stands among the amounts."""
    regels = Begrotingsregel.objects.filter(versie__in=[van, naar]).select_related("post").order_by("post__volgorde")
    bases: dict[tuple[str, int], dict[int, str]] = {}
    for regel in regels:
        bases.setdefault((regel.post.naam, regel.kamer_id), {})[regel.versie_id] = str(basis_van(regel))
    return [
        Verandering(_("Basis"), post, kamer, per_versie[van.pk], per_versie[naar.pk], "")
        for post in dict.fromkeys(post for post, _kamer in bases)
        for kamer in kamers
        for per_versie in [bases.get((post, kamer.pk), {})]
        if {van.pk, naar.pk} <= per_versie.keys() and per_versie[van.pk] != per_versie[naar.pk]
    ]


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
