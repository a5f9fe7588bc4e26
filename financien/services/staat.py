"""The statement of income and expenditure: realised beside the budget and last year, per room or in total."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from financien.models import (
    Begrotingsregel,
    Boeking,
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
    baten: bool = False

    @property
    def verschil(self) -> Decimal:
        """Above zero is favourable: less spent than budgeted, or more income; as in the annual report."""
        over = (self.begroot or NUL) - self.realisatie
        return -over if self.baten else over


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
        return sum((r.verschil for r in self.regels), NUL)


@dataclass(frozen=True)
class Staat:
    """The statement of a year up to a day."""

    jaar: int
    versie: Versie | None
    baten: Deel
    kosten: tuple[Deel, ...]
    met_vorig: bool = True  # whether there are books of last year

    @property
    def totaal_kosten(self) -> Deel:
        return Deel("", tuple(regel for deel in self.kosten for regel in deel.regels))

    @property
    def resultaat(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Income minus costs: budgeted, realised, the difference, and last year."""
        baten, kosten = self.baten, self.totaal_kosten
        begroot, bereikt = baten.begroot - kosten.begroot, baten.realisatie - kosten.realisatie
        return begroot, bereikt, bereikt - begroot, baten.vorig_jaar - kosten.vorig_jaar


def staat(jaar: int, tot: date, kamer: Kamer | None = None, *, loon: bool = True) -> Staat:
    """Return the statement of a year up to and including ``tot``, of one room or of all of them.

    The budget is that of the whole year in the version that holds; last year is the whole of last year. Without
    ``loon`` wages are one line of the whole year, whatever the day: two days could tell what one person earns (§5.6).
    """
    versie = Versie.objects.om_mee_te_vergelijken(jaar)
    per_jaar = saldi_per_jaar(_boekingen(jaar, tot, kamer, loon=loon))
    nu, vorig = per_jaar.get(jaar, {}), per_jaar.get(jaar - 1, {})
    rekeningen = list(Grootboekrekening.objects.filter(soort__in=[Rekeningsoort.KOSTEN, Rekeningsoort.BATEN]))
    bron = _Bron(rekeningen, nu, vorig)
    kosten = _kosten(bron, versie, kamer)
    if not loon:
        mensen = _samen(kosten[0])
        kosten = (mensen, *kosten[1:])
    return Staat(jaar, versie, _baten(bron, versie, kamer), kosten, met_vorig=bool(vorig))


def _boekingen(jaar: int, tot: date, kamer: Kamer | None, *, loon: bool) -> QuerySet[Boeking]:
    begin = date(jaar - 1, 1, 1)
    if loon:
        return boekingen(van=begin, tot=tot, kamer=kamer)
    mensen = Kostenpost.Soort.MENSEN
    lonen = Q(debet__loon=True) | Q(credit__loon=True) | Q(debet__post__soort=mensen) | Q(credit__post__soort=mensen)
    rijen = boekingen(van=begin, tot=date(jaar, 12, 31), kamer=kamer)
    return rijen.filter(Q(boekstuk__datum__lte=tot) | lonen)


def _samen(mensen: Deel) -> Deel:
    """Return people as one line."""
    if not mensen.regels:
        return mensen
    naam = _("Inzet van mensen, heel het jaar")
    rekeningen = tuple(rekening for regel in mensen.regels for rekening in regel.rekeningen)
    begroot = None if all(regel.begroot is None for regel in mensen.regels) else mensen.begroot
    return Deel(mensen.naam, (Staatregel(naam, mensen.realisatie, mensen.vorig_jaar, begroot, rekeningen),))


@dataclass(frozen=True)
class _Bron:
    rekeningen: list[Grootboekrekening]
    nu: Saldi
    vorig: Saldi

    def regel(self, naam: str, eigen: list[Grootboekrekening], begroot: Decimal | None, teken: int) -> Staatregel:
        return Staatregel(
            naam,
            self._som(self.nu, eigen, teken),
            self._som(self.vorig, eigen, teken),
            begroot,
            tuple(eigen),
            baten=teken < 0,
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
