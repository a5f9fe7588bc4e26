"""How the pots of rooms went over a period: the identity of §4.3, from bookings only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum

from financien.models import Boeking, Rekeningsoort
from financien.services.handgeld import basis
from financien.services.saldi import NUL
from kamers.models import Kamer

DELEN = ("aangevuld", "ontvangen", "bonnen", "verschil", "overig")


@dataclass(frozen=True)
class Verloop:
    """The identity of a pot over a period: begin + aanvullingen + ontvangen − bonnen − verschil + overig = eind."""

    begin: Decimal = NUL
    aangevuld: Decimal = NUL
    ontvangen: Decimal = NUL
    bonnen: Decimal = NUL
    verschil: Decimal = NUL
    overig: Decimal = NUL
    eind: Decimal = NUL

    @property
    def anders(self) -> Decimal:
        """Return what went in or out otherwise: begin + aangevuld − bonnen + anders = eind."""
        return self.ontvangen + self.verschil + self.overig


def verloop(kamer: Kamer, van: date, tot: date) -> Verloop:
    """Return how the pot of one room went. Two queries."""
    erin, eruit = verlooprijen([kamer], van, tot)
    return verlopen_uit([kamer], erin, eruit)[kamer.pk]


def verlooprijen(kamers: Sequence[Kamer], van: date, tot: date) -> tuple[QuerySet, QuerySet]:
    """Return the questions behind it: per room what went in and what went out, before the period and by kind in it.

    Receipts count when they leave the pot, whoever approves them later. Moving between tin and account is nothing.
    """
    return _kant(kamers, van, tot, "debet", "credit"), _kant(kamers, van, tot, "credit", "debet")


def _kant(kamers: Sequence[Kamer], van: date, tot: date, pot: str, ander: str) -> QuerySet:
    rijen = Boeking.objects.filter(**{f"{pot}__kamer__in": kamers}, boekstuk__datum__lte=tot)
    rijen = rijen.exclude(**{f"{ander}__kamer": F(f"{pot}__kamer")})
    erin = Q(boekstuk__datum__gte=van)
    sommen = {naam: Sum("bedrag", filter=erin & welke, default=NUL) for naam, welke in _soorten(ander).items()}
    sommen["begin"] = Sum("bedrag", filter=~erin, default=NUL)
    return rijen.order_by().values(waar=F(f"{pot}__kamer")).annotate(**sommen)


def _soorten(ander: str) -> dict[str, Q]:
    """Return by what stands on the other side why money moves; each booking is of one kind."""
    bank = Q(**{f"{ander}__soort": Rekeningsoort.BANK})
    bonnen = Q(**{f"{ander}__nummer__in": (basis.TE_KEUREN, basis.HANDGELD)})
    verschil = Q(**{f"{ander}__nummer": basis.VERSCHILLEN})
    ontvangen = Q(**{f"{ander}__soort": Rekeningsoort.BATEN}) | Q(**{f"{ander}__nummer": basis.VORDERING})
    overig = ~bank & ~bonnen & ~verschil & ~ontvangen
    return dict(zip(DELEN, (bank, ontvangen, bonnen, verschil, overig), strict=True))


def verlopen_uit(kamers: Sequence[Kamer], erin: Iterable[Mapping], eruit: Iterable[Mapping]) -> dict[int, Verloop]:
    """Return from these rows how the pot of each room went."""
    per = {kamer.pk: dict.fromkeys(("begin", *DELEN), NUL) for kamer in kamers}
    for teken, rijen in ((1, erin), (-1, eruit)):
        for rij in rijen:
            for naam in per[rij["waar"]]:
                per[rij["waar"]][naam] += teken * rij[naam]
    return {
        pk: Verloop(**delen | {"bonnen": -delen["bonnen"]}, eind=sum(delen.values(), NUL)) for pk, delen in per.items()
    }
