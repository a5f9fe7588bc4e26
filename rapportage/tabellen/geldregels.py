"""The rows of money of a version: costs and contributions in one question to the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, CharField, DecimalField, F, QuerySet, Value
from django.db.models.functions import Cast

from buurtwerkkamer.models import Versie

KOSTEN, BRON = "kosten", "bron"
LEEG = Value("", output_field=CharField())
GEEN_GETAL = Cast(Value(None), DecimalField(max_digits=12, decimal_places=2))
NEE = Value(False, output_field=BooleanField())


@dataclass
class Geldregel:
    """A cost line or a source with its amount per room; a room without a row has no amount."""

    code: str
    soort: str
    naam: str
    tekst: str
    raming: bool
    bedragen: dict[int, Decimal] = field(default_factory=dict)
    bases: dict[int, tuple[Decimal | None, str]] = field(default_factory=dict)

    def per_kamer(self, kamers: Iterable[Any]) -> tuple[Decimal | None, ...]:
        """Return the amounts in the order of the rooms; None where there is no row."""
        return tuple(self.bedragen.get(kamer.pk) for kamer in kamers)


@dataclass(frozen=True)
class Geldregels:
    """All money of a version: the cost lines and the sources, each in its order."""

    kosten: tuple[Geldregel, ...]
    bronnen: tuple[Geldregel, ...]


def geldregels(versie: Versie) -> Geldregels:
    """Read the budget and the financing of a version, also a source without amounts. One query."""
    gevonden: dict[str, dict[int, Geldregel]] = {KOSTEN: {}, BRON: {}}
    rijen = _kosten(versie).union(_bronnen(versie), all=True).order_by("r_wat", "r_plek", "r_rij")
    for wat, _plek, rij, kamer, bedrag, basis, eenheid, *over in rijen:
        regel = gevonden[wat].setdefault(rij, Geldregel(*over))
        if kamer is not None:
            regel.bedragen[kamer] = bedrag
            regel.bases[kamer] = (basis, eenheid)
    return Geldregels(tuple(gevonden[KOSTEN].values()), tuple(gevonden[BRON].values()))


def _kosten(versie: Versie) -> QuerySet:
    return _rijen(
        versie.begrotingsregels,
        wat=Value(KOSTEN, output_field=CharField()),
        plek=F("post__volgorde"),
        rij=F("post_id"),
        kamer=F("kamer_id"),
        bedrag=F("bedrag"),
        basis=F("basis"),
        eenheid=F("basis_eenheid"),
        code=F("post__code"),
        soort=F("post__soort"),
        naam=F("post__naam"),
        tekst=F("post__tekst"),
        raming=NEE,
    )


def _bronnen(versie: Versie) -> QuerySet:
    return _rijen(
        versie.financieringsbronnen,
        wat=Value(BRON, output_field=CharField()),
        plek=F("volgorde"),
        rij=F("pk"),
        kamer=F("regels__kamer_id"),
        bedrag=F("regels__bedrag"),
        basis=GEEN_GETAL,
        eenheid=LEEG,
        code=LEEG,
        soort=F("soort"),
        naam=F("naam"),
        tekst=F("tekst"),
        raming=F("raming"),
    )


def _rijen(tabel, **kolommen) -> QuerySet:
    """Return both kinds of rows in the same columns; the prefix keeps them apart from the fields."""
    met_naam = {f"r_{naam}": kolom for naam, kolom in kolommen.items()}
    return tabel.order_by().annotate(**met_naam).values_list(*met_naam)
