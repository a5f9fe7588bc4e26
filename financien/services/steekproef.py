"""Which documents are looked at: a sample that anybody can draw again from the seed (docs/controle.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Exists, OuterRef, Q

from financien.models import Boeking, Boekstuk, Kascontrole, Rekeningsoort
from financien.models.boekstuk import LETTER, Dagboek, is_loon


@dataclass(frozen=True)
class Populatie:
    """The documents with a cost in a period, by their number; wages are apart: those are not drawn (§5.6)."""

    stukken: Mapping[str, int]
    lonen: Mapping[str, int]

    @property
    def reeksen(self) -> dict[str, int]:
        """The highest number of each journal and year: numbers run on, so this says what was booked by then."""
        hoogste: dict[str, int] = {}
        for naam in [*self.stukken, *self.lonen]:
            reeks, nummer = naam.split("-")
            hoogste[reeks] = max(hoogste.get(reeks, 0), int(nummer))
        return hoogste


def trek(nummers: Iterable[str], zaad: str, grootte: int) -> list[str]:
    """Return the sample: the numbers in the order of sha256(seed, a colon, number), the first ``grootte`` of them."""
    return sorted(nummers, key=lambda nummer: sha256(f"{zaad}:{nummer}".encode()).hexdigest())[:grootte]


def populatie(van: date, tot: date) -> Populatie:
    """Return what could be drawn from a period. One query."""
    boekingen = Boeking.objects.filter(boekstuk=OuterRef("pk"))
    kosten = Q(debet__soort=Rekeningsoort.KOSTEN) | Q(credit__soort=Rekeningsoort.KOSTEN)
    stukken = Boekstuk.objects.filter(Exists(boekingen.filter(kosten)), datum__range=(van, tot))
    stukken = stukken.annotate(van_loon=Exists(boekingen.filter(is_loon()))).order_by("dagboek", "jaar", "nummer")
    gewoon: dict[str, int] = {}
    lonen: dict[str, int] = {}
    for stuk in stukken:
        (lonen if vars(stuk)["van_loon"] else gewoon)[str(stuk)] = stuk.pk
    return Populatie(gewoon, lonen)


def opnieuw_getrokken(controle: Kascontrole) -> list[str]:
    """Draw the sample of a check again from what is stored: period, seed, size, and how far the numbers ran."""
    nu = populatie(controle.van, controle.tot).stukken
    return trek([n for n in nu if _was_er(n, controle.reeksen)], controle.zaad, controle.grootte)


def _was_er(nummer: str, reeksen: Mapping[str, int]) -> bool:
    reeks, volgnummer = nummer.split("-")
    return int(volgnummer) <= reeksen.get(reeks, 0)


def reekswoorden(reeksen: Mapping[str, int]) -> list[str]:
    """Return up to which number each journal was drawn from, for people: "I2025-0231"."""
    volgorde = {LETTER[dagboek]: plek for plek, dagboek in enumerate(Dagboek)}
    return [f"{r}-{n:04d}" for r, n in sorted(reeksen.items(), key=lambda p: (p[0][1:], volgorde.get(p[0][0], 9)))]
