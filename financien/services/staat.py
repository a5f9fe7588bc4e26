"""The statement of income and expenditure: realised beside the budget and last year, per room or in total."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from buurtwerkkamer.models import Versie
from financien.models import (
    Begrotingsregel,
    Financieringsbron,
    Financieringsregel,
    Grootboekrekening,
    Kostenpost,
    Rekeningsoort,
)
from financien.services.saldi import NUL, Saldi, boekingen, saldi_per_jaar
from kamers.models import Kamer


@dataclass(frozen=True)
class Staatregel:
    """A kind of income or a line of the costs, in euros. ``begroot`` is None where nothing was budgeted."""

    naam: str
    realisatie: Decimal
    vorig_jaar: Decimal
    begroot: Decimal | None
    rekeningen: tuple[Grootboekrekening, ...]

    @property
    def verschil(self) -> Decimal:
        """Budget minus realised: what is left of a cost, what is still to come of an income."""
        return (self.begroot or NUL) - self.realisatie


@dataclass(frozen=True)
class Deel:
    """Income, people or physical means, with its total."""

    naam: str
    regels: tuple[Staatregel, ...]

    @property
    def realisatie(self) -> Decimal:
        return sum((r.realisatie for r in self.regels), NUL)

    @property
    def vorig_jaar(self) -> Decimal:
        return sum((r.vorig_jaar for r in self.regels), NUL)

    @property
    def begroot(self) -> Decimal:
        return sum((r.begroot or NUL for r in self.regels), NUL)

    @property
    def verschil(self) -> Decimal:
        return self.begroot - self.realisatie


@dataclass(frozen=True)
class Staat:
    """The statement of a year up to a day."""

    jaar: int
    versie: Versie | None
    baten: Deel
    kosten: tuple[Deel, ...]

    @property
    def totaal_kosten(self) -> Deel:
        return Deel("", tuple(regel for deel in self.kosten for regel in deel.regels))

    @property
    def resultaat(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Income minus costs: budgeted, realised, the difference, and last year."""
        baten, kosten = self.baten, self.totaal_kosten
        begroot, bereikt = baten.begroot - kosten.begroot, baten.realisatie - kosten.realisatie
        return begroot, bereikt, begroot - bereikt, baten.vorig_jaar - kosten.vorig_jaar


def staat(jaar: int, tot: date, kamer: Kamer | None = None) -> Staat:
    """Return the statement of a year up to and including ``tot``, of one room or of all of them.

    The budget is that of the whole year in the version that holds; last year is the whole of last year.
    """
    versie = Versie.objects.om_mee_te_vergelijken(jaar)
    per_jaar = saldi_per_jaar(boekingen(van=date(jaar - 1, 1, 1), tot=tot, kamer=kamer))
    nu, vorig = per_jaar.get(jaar, {}), per_jaar.get(jaar - 1, {})
    rekeningen = list(Grootboekrekening.objects.filter(soort__in=[Rekeningsoort.KOSTEN, Rekeningsoort.BATEN]))
    bron = _Bron(rekeningen, nu, vorig)
    return Staat(jaar, versie, _baten(bron, versie, kamer), _kosten(bron, versie, kamer))


@dataclass(frozen=True)
class _Bron:
    rekeningen: list[Grootboekrekening]
    nu: Saldi
    vorig: Saldi

    def regel(self, naam: str, eigen: list[Grootboekrekening], begroot: Decimal | None, teken: int) -> Staatregel:
        return Staatregel(
            naam, self._som(self.nu, eigen, teken), self._som(self.vorig, eigen, teken), begroot, tuple(eigen)
        )

    @staticmethod
    def _som(stand: Saldi, eigen: list[Grootboekrekening], teken: int) -> Decimal:
        return sum((teken * stand[r.pk].waarde for r in eigen if r.pk in stand), NUL)


def _baten(bron: _Bron, versie: Versie | None, kamer: Kamer | None) -> Deel:
    begroot = _begroot(Financieringsregel.objects.filter(bron__versie=versie), "bron__soort", kamer) if versie else {}
    regels = []
    for soort, naam in Financieringsbron.Soort.choices:
        eigen = [r for r in bron.rekeningen if r.bronsoort == soort]
        regels.append(bron.regel(str(naam).capitalize(), eigen, begroot.get(soort), -1))
    return Deel("", _gevuld(regels))


def _kosten(bron: _Bron, versie: Versie | None, kamer: Kamer | None) -> tuple[Deel, ...]:
    begroot = _begroot(Begrotingsregel.objects.filter(versie=versie), "post", kamer) if versie else {}
    per_soort: dict[str, list[Staatregel]] = defaultdict(list)
    for post in Kostenpost.objects.all():
        eigen = [r for r in bron.rekeningen if r.post_id == post.pk]
        per_soort[post.soort].append(bron.regel(post.naam, eigen, begroot.get(post.pk), 1))
    zonder = [r for r in bron.rekeningen if r.soort == Rekeningsoort.KOSTEN and r.post_id is None]
    los = [bron.regel(r.naam, [r], None, 1) for r in zonder]
    per_soort[Kostenpost.Soort.FYSIEK] += los
    return tuple(Deel(str(soort.label), _gevuld(per_soort[soort])) for soort in Kostenpost.Soort)


def _begroot(regels, veld: str, kamer: Kamer | None) -> dict:
    eigen = regels.filter(kamer=kamer) if kamer else regels
    return dict(eigen.order_by().values_list(veld).annotate(som=Sum("bedrag")))


def _gevuld(regels: list[Staatregel]) -> tuple[Staatregel, ...]:
    """Leave out a line about which there is nothing to say; a budget of € 0 is something."""
    return tuple(r for r in regels if r.realisatie or r.vorig_jaar or r.begroot is not None)
