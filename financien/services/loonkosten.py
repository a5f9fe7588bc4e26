"""What wages cost in a year per room and account, and what remains of a perspectiefbaan after its subsidy (§5.6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financien.models import Grootboekrekening, Rekeningsoort
from financien.services.saldi import NUL, boekingen, saldi_per_kamer
from kamers.models import Kamer

PERSPECTIEFBAAN, SUBSIDIE = "4030", "8020"


@dataclass(frozen=True)
class Kamerloon:
    """The wages of one room in a year, in euros; ``bedragen`` in the order of the accounts."""

    kamer: Kamer
    bedragen: tuple[Decimal, ...]
    perspectiefbaan: Decimal
    subsidie: Decimal

    @property
    def totaal(self) -> Decimal:
        return sum(self.bedragen, NUL)

    @property
    def netto(self) -> Decimal:
        """What the perspectiefbanen of the room cost after the subsidy on wages."""
        return self.perspectiefbaan - self.subsidie


@dataclass(frozen=True)
class Loonkosten:
    """The wages of a year: a column per account that was used, a row per room."""

    rekeningen: tuple[Grootboekrekening, ...]
    regels: tuple[Kamerloon, ...]

    @property
    def totalen(self) -> tuple[Decimal, ...]:
        return tuple(sum(kolom, NUL) for kolom in zip(*(r.bedragen for r in self.regels), strict=True))

    @property
    def totaal(self) -> Decimal:
        return sum((r.totaal for r in self.regels), NUL)

    @property
    def subsidie(self) -> Decimal:
        return sum((r.subsidie for r in self.regels), NUL)

    @property
    def netto(self) -> Decimal:
        return sum((r.netto for r in self.regels), NUL)


def loonkosten(jaar: int) -> Loonkosten:
    """Return what wages cost per room and account in a year. Three queries, whatever the number of rooms."""
    stand = saldi_per_kamer(boekingen(van=date(jaar, 1, 1), tot=date(jaar, 12, 31)))
    alle = list(Grootboekrekening.objects.filter(soort__in=[Rekeningsoort.KOSTEN, Rekeningsoort.BATEN]))
    lonen = [r for r in alle if r.loon and r.soort == Rekeningsoort.KOSTEN]
    gebruikt = tuple(r for r in lonen if any(bedrag for (_k, rekening), bedrag in stand.items() if rekening == r.pk))
    nummer = {r.nummer: r.pk for r in alle}

    def van(kamer: Kamer, rekening: int | None) -> Decimal:
        return stand.get((kamer.pk, rekening), NUL) if rekening else NUL

    regels = (
        Kamerloon(
            kamer,
            tuple(van(kamer, r.pk) for r in gebruikt),
            van(kamer, nummer.get(PERSPECTIEFBAAN)),
            -van(kamer, nummer.get(SUBSIDIE)),
        )
        for kamer in Kamer.objects.in_volgorde()
    )
    return Loonkosten(gebruikt, tuple(r for r in regels if any(r.bedragen) or r.subsidie))
