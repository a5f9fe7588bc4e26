"""What stands in the grid of one version: costs, financing and hours per room, read in three queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.models import Versie
from financien.models import Financieringsbron, Kostenpost, Tijdsraming
from kamers.models import Kamer, Tariefsoort

Waarde = Decimal  # an amount in euros, or a whole count
BEDRAG, AANTAL = "bedrag", "aantal"
KOSTEN = (Kostenpost.Soort.MENSEN, Kostenpost.Soort.FYSIEK)
DEKKING = "dekking"
UREN = {  # the three inputs of the popular budget: persons × hours × value
    "p": (_("personen"), AANTAL, "personen"),
    "u": (_("uren per persoon"), AANTAL, "uren_per_persoon"),
    "t": (_("waarde per uur"), BEDRAG, "tarief"),
}
WIE = {Tariefsoort.BEWONER: _("Bewoners"), Tariefsoort.MEDEWERKER: _("Medewerkers")}


@dataclass(frozen=True)
class Rij:
    """One row: ``sleutel`` begins the names of its cells; a room that is missing in ``waarden`` is empty, not 0.

    ``vallen``: over which months the costs of a room fall, as kind and months.
    """

    sleutel: str
    naam: str
    groep: str
    soort: str
    waarden: dict[int, Waarde]
    vallen: dict[int, tuple] = field(default_factory=dict)

    def cel(self, kamer: Kamer) -> str:
        """Return the name of the cell of a room."""
        return f"{self.sleutel}-{kamer.pk}"


@dataclass(frozen=True)
class Raster:
    """All rows of a version, for all rooms of its year."""

    versie: Versie
    kamers: tuple[Kamer, ...]
    rijen: tuple[Rij, ...]

    def groep(self, *groepen: str) -> list[Rij]:
        return [rij for rij in self.rijen if rij.groep in groepen]

    def rij(self, sleutel: str) -> Rij:
        return next(rij for rij in self.rijen if rij.sleutel == sleutel)

    def som(self, kamer: Kamer, *groepen: str) -> Decimal:
        """Return what the rows of these groups add up to for a room, in euros."""
        return sum((rij.waarden.get(kamer.pk, Decimal(0)) for rij in self.groep(*groepen)), Decimal(0))

    def verschil(self, kamer: Kamer) -> Decimal:
        """Return the dekkingsverschil of a room: financing minus costs [116]."""
        return self.som(kamer, DEKKING) - self.som(kamer, *KOSTEN)

    def uren(self, kamer: Kamer, wie: str) -> Decimal:
        """Return persons × hours of a room [75, 77]."""
        personen, uren = (self.rij(f"{letter}-{wie}").waarden.get(kamer.pk, Decimal(0)) for letter in "pu")
        return personen * uren

    def urenwaarde(self, kamer: Kamer, *wie: str) -> Decimal:
        """Return what the hours of these groups are worth, in euros [79–81]."""
        bedragen = (self.uren(kamer, w) * self.rij(f"t-{w}").waarden.get(kamer.pk, Decimal(0)) for w in wie)
        return sum(bedragen, Decimal(0))

    def cellen(self) -> dict[str, Waarde]:
        """Return the filled cells by name."""
        return {f"{rij.sleutel}-{kamer}": waarde for rij in self.rijen for kamer, waarde in rij.waarden.items()}

    def namen(self) -> dict[str, str]:
        """Return what each cell is called on the screen: row, room."""
        return {rij.cel(kamer): f"{rij.naam}, {kamer.naam}" for rij in self.rijen for kamer in self.kamers}


def lees_raster(versie: Versie, kamers) -> Raster:
    """Read the grid of a version for these rooms."""
    return lees_rasters([versie], kamers)[0]


def lees_rasters(versies: Sequence[Versie], kamers) -> list[Raster]:
    """Read the grids of versions for these rooms, in the same three queries as one."""
    kamers, delen = tuple(kamers), [lees(versies) for lees in (_kosten, _dekking, _uren)]
    return [Raster(versie, kamers, tuple(rij for deel in delen for rij in deel[versie.pk])) for versie in versies]


def _kosten(versies: Sequence[Versie]) -> dict[int, list[Rij]]:
    van_versies = FilteredRelation("begrotingsregels", condition=Q(begrotingsregels__versie__in=versies))
    posten = Kostenpost.objects.annotate(regel=van_versies).order_by("volgorde", "pk")
    velden = ("pk", "naam", "soort", *(f"regel__{v}" for v in ("versie", "kamer", "bedrag", "spreiding", "maanden")))
    per_versie: dict[int, dict[int, Rij]] = {versie.pk: {} for versie in versies}
    for pk, naam, soort, van, kamer, bedrag, *vallen in posten.values_list(*velden):
        for versie, rijen in per_versie.items():
            rij = rijen.setdefault(pk, Rij(f"k-{pk}", naam, soort, BEDRAG, {}))
            if kamer and van == versie:
                rij.waarden[kamer] = bedrag
                rij.vallen[kamer] = (*vallen,)
    return {versie: sorted(rijen.values(), key=_kostensoort) for versie, rijen in per_versie.items()}


def _kostensoort(rij: Rij) -> int:
    return KOSTEN.index(Kostenpost.Soort(rij.groep))


def _dekking(versies: Sequence[Versie]) -> dict[int, list[Rij]]:
    bronnen = Financieringsbron.objects.filter(versie__in=versies).order_by("volgorde", "pk")
    per_versie: dict[int, dict[int, Rij]] = {versie.pk: {} for versie in versies}
    velden = ("versie", "pk", "naam", "regels__kamer", "regels__bedrag")
    for versie, pk, naam, kamer, bedrag in bronnen.values_list(*velden):
        rij = per_versie[versie].setdefault(pk, Rij(f"f-{pk}", naam, DEKKING, BEDRAG, {}))
        if kamer:
            rij.waarden[kamer] = bedrag
    return {versie: list(rijen.values()) for versie, rijen in per_versie.items()}


def _uren(versies: Sequence[Versie]) -> dict[int, list[Rij]]:
    ramingen = list(Tijdsraming.objects.filter(versie__in=versies))
    return {versie.pk: _urenrijen([r for r in ramingen if r.versie_id == versie.pk]) for versie in versies}


def _urenrijen(ramingen: list[Tijdsraming]) -> list[Rij]:
    return [
        Rij(
            f"{letter}-{wie}",
            f"{kop}, {naam}",
            wie,
            soort,
            {raming.kamer_id: Decimal(getattr(raming, veld)) for raming in ramingen if raming.wie == wie},
        )
        for wie, kop in WIE.items()
        for letter, (naam, soort, veld) in UREN.items()
    ]
