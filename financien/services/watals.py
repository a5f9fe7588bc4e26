"""What if a contribution is lower or falls away: which room falls short, and by how much. Nothing is stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import lees_bedrag, rond
from financien.services.dekking import is_tekort
from financien.services.raster import DEKKING, KOSTEN, Raster, Rij
from kamers.models import Kamer

NUL = Decimal("0.00")
GEEN_KEUZE = _("Vul in wat eraf gaat: een percentage zoals 50%, of een bedrag zoals 5.000.")
TE_VEEL = _("Er kan niet meer af dan 100%.")
_PROCENT = re.compile(r"(\d{1,3})(?:,(\d{1,2}))? ?%", re.ASCII)


@dataclass(frozen=True)
class Minder:
    """How much less: a percentage, or an amount in euros."""

    procent: Decimal | None = None
    bedrag: Decimal = NUL

    def van(self, bijdrage: Decimal) -> Decimal:
        """Return what is left of a contribution; never less than nothing."""
        if self.procent is not None:
            return bijdrage - rond(bijdrage * self.procent / 100)
        return max(bijdrage - self.bedrag, NUL)


def lees_minder(tekst: str) -> Minder:
    """Read "50%" or "5.000". ValueError with a Dutch sentence."""
    kaal = tekst.strip().lstrip("-−").strip()
    if kaal.endswith("%"):
        gevonden = _PROCENT.fullmatch(kaal)
        if not gevonden:
            raise ValueError(GEEN_KEUZE)
        procent = Decimal(f"{gevonden[1]}.{gevonden[2] or 0}")
        if procent > 100:
            raise ValueError(TE_VEEL)
        return Minder(procent=procent)
    try:
        return Minder(bedrag=lees_bedrag(kaal))
    except ValueError as fout:
        raise ValueError(GEEN_KEUZE) from fout


@dataclass(frozen=True)
class Gevolg:
    """What happens to one room, or to all together, in euros; the differences are financing minus costs."""

    kamer: Kamer | None
    kosten: Decimal
    nu: Decimal
    dan: Decimal

    @property
    def minder(self) -> Decimal:
        return self.nu - self.dan

    @property
    def verschil_nu(self) -> Decimal:
        return self.nu - self.kosten

    @property
    def verschil(self) -> Decimal:
        return self.dan - self.kosten

    @property
    def tekort(self) -> bool:
        return is_tekort(self.verschil)


@dataclass(frozen=True)
class Uitkomst:
    """The rooms, the largest shortage first, and all of them together."""

    kamers: tuple[Gevolg, ...]
    samen: Gevolg

    @property
    def tekorten(self) -> list[Gevolg]:
        return [gevolg for gevolg in self.kamers if gevolg.tekort]

    @property
    def veranderd(self) -> bool:
        return any(gevolg.minder for gevolg in self.kamers)


Keuzes = Mapping[tuple[int, int | None], Minder]  # source, room; room None: the whole source


def wat_als(raster: Raster, keuzes: Keuzes) -> Uitkomst:
    """Return what the budget of a version looks like after these choices. No query.

    A choice for one room goes before the choice for its source. An amount off a whole source is divided over the
    rooms in proportion to what they get; the running total is rounded, so that no cent is lost.
    """
    over = {kamer.pk: NUL for kamer in raster.kamers}
    for rij in raster.groep(DEKKING):
        for kamer, bedrag in _rest(rij, raster.kamers, keuzes).items():
            over[kamer] += bedrag
    gevolgen = [
        Gevolg(kamer, raster.som(kamer, *KOSTEN), raster.som(kamer, DEKKING), over[kamer.pk]) for kamer in raster.kamers
    ]
    som = [sum((getattr(gevolg, veld) for gevolg in gevolgen), NUL) for veld in ("kosten", "nu", "dan")]
    return Uitkomst(tuple(sorted(gevolgen, key=lambda gevolg: gevolg.verschil)), Gevolg(None, *som))


def _rest(rij: Rij, kamers: tuple[Kamer, ...], keuzes: Keuzes) -> dict[int, Decimal]:
    """Return what every room keeps of one source."""
    bron = int(rij.sleutel[2:])
    heel = keuzes.get((bron, None))
    vrij = {k.pk: rij.waarden[k.pk] for k in kamers if k.pk in rij.waarden and (bron, k.pk) not in keuzes}
    rest = _heel(vrij, heel) if heel else dict(vrij)
    for kamer in kamers:
        if kamer.pk in rij.waarden and (eigen := keuzes.get((bron, kamer.pk))):
            rest[kamer.pk] = eigen.van(rij.waarden[kamer.pk])
    return rest


def _heel(bedragen: dict[int, Decimal], minder: Minder) -> dict[int, Decimal]:
    if minder.procent is not None:
        return {kamer: minder.van(bedrag) for kamer, bedrag in bedragen.items()}
    totaal = sum(bedragen.values(), NUL)
    eraf = min(minder.bedrag, totaal)
    rest, gedaan, gehad = {}, NUL, NUL
    for kamer, bedrag in bedragen.items():
        gehad += bedrag
        stand = rond(eraf * gehad / totaal) if totaal else NUL
        rest[kamer] = bedrag - (stand - gedaan)
        gedaan = stand
    return rest
