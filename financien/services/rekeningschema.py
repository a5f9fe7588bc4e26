"""The chart of accounts: one for the whole cooperative, and a cash and a handgeld account for every room."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import or_
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.models import Jaar
from financien.models import Boeking, Grootboekrekening, Kostenpost, Rekeningsoort
from kamers.models import Kamer

SCHEMA = Path(__file__).resolve().parent.parent / "gegevens" / "rekeningschema.csv"
VAN_KAMERS = {  # kind: the number before those of the rooms, the name
    Rekeningsoort.HANDGELD: (1100, "Handgeldrekening"),
    Rekeningsoort.KAS: (1200, "Kas"),
}
PER_HONDERD = 99  # so many rooms fit in four digits; the next ones take six


@dataclass(frozen=True)
class Aanvulling:
    """What the chart has and this administration has not: accounts, and lines of the budget without an account.

    ``koppelbaar``: the account is there and only has to be told; ``zonder``: the chart has none that can be it.
    """

    leeg: bool
    nummers: tuple[str, ...]
    koppelbaar: tuple[Kostenpost, ...]
    zonder: tuple[Kostenpost, ...]

    def __bool__(self) -> bool:
        return bool(self.nummers or self.koppelbaar)


@transaction.atomic
def laad_rekeningen() -> None:
    """Add the accounts that are missing, also those of new rooms; accounts that are there stay as they are.

    Only a line of the budget that came later gets the account the chart has for it, see ``aanvulling``.
    """
    posten = {post.code: post for post in Kostenpost.objects.all()}
    wat = aanvulling()
    Grootboekrekening.objects.bulk_create(rij for rij in _schema(posten) if rij.nummer in wat.nummers)
    for post in wat.koppelbaar:
        Grootboekrekening.objects.filter(nummer=_nummers()[post.code]).update(post=post)
    maak_kamerrekeningen(Kamer.objects.tellend())


def aanvulling() -> Aanvulling:
    """Return what there is to add to the accounts. Two queries, and one when a line can be told to an account.

    An account is told its line only when it had none and the line has no other account, and not when a closed year
    counts with it.
    """
    posten_van = dict(Grootboekrekening.objects.values_list("nummer", "post"))
    alleen = [post for post in Kostenpost.objects.all() if post.pk not in set(posten_van.values())]
    nummers = tuple(rij["nummer"] for rij in _rijen() if rij["nummer"] not in posten_van)
    kan = {post.code: _nummers().get(post.code, "") for post in alleen}
    vrij = {nummer for nummer in kan.values() if nummer in posten_van and posten_van[nummer] is None}
    past = vrij - in_dicht_jaar(vrij) if vrij else set()
    return Aanvulling(
        leeg=len(nummers) == len(_rijen()),
        nummers=nummers,
        koppelbaar=tuple(post for post in alleen if kan[post.code] in past),
        zonder=tuple(post for post in alleen if kan[post.code] not in past | set(nummers)),
    )


def in_dicht_jaar(nummers: Iterable[str]) -> set[str]:
    """Return which of these accounts count in a year that is not open any more: their line stays what it is."""
    dicht = Boeking.objects.exclude(boekstuk__jaar__status=Jaar.Status.OPEN)
    kanten = (Exists(dicht.filter(**{kant: OuterRef("pk")})) for kant in ("debet", "credit"))
    rijen = Grootboekrekening.objects.filter(or_(*kanten), nummer__in=nummers)
    return set(rijen.values_list("nummer", flat=True))


def is_eigen(nummer: str) -> bool:
    """Whether the program books on this account by itself, so that it cannot do without."""
    return any(rij["nummer"] == nummer and rij["eigen"] == "ja" for rij in _rijen())


def ontbreekt(nummer: str) -> str:
    """Say which account is missing, and which act adds it."""
    zin = _("Rekening %(nummer)s ontbreekt. Ga naar Rekeningen en druk op Vul de rekeningen aan.")
    return zin % {"nummer": nummer}


def vaste_rekening(nummer: str, fout: type[Exception], *, slot: bool = False) -> Grootboekrekening:
    """Return an account that the program books on; ``fout`` with the sentence when it is not there yet."""
    rijen = Grootboekrekening.objects.select_for_update() if slot else Grootboekrekening.objects.all()
    rij = rijen.filter(nummer=nummer).first()
    if rij is None:
        raise fout(ontbreekt(nummer))
    return rij


@transaction.atomic
def maak_kamerrekeningen(kamers: Iterable[Kamer]) -> None:
    """Give rooms without one a cash and a handgeld account (domain.md §4.1)."""
    alle = Grootboekrekening.objects.filter(soort__in=VAN_KAMERS).select_for_update()
    bestaand = {(rij.kamer_id, rij.soort) for rij in alle}
    hoogste = {
        soort: max((int(r.nummer) for r in alle if r.soort == soort), default=begin) for soort, begin in _begin()
    }
    nieuw = []
    for kamer in kamers:
        for soort, (begin, naam) in VAN_KAMERS.items():
            if (kamer.pk, soort) in bestaand:
                continue
            hoogste[soort] = _volgende(hoogste[soort], begin)
            nieuw.append(
                Grootboekrekening(
                    nummer=str(hoogste[soort]), naam=f"{naam} {kamer.naam}"[:80], soort=soort, kamer=kamer
                )
            )
    Grootboekrekening.objects.bulk_create(nieuw)


def kamers_zonder() -> list[Kamer]:
    """Return the rooms that have no cash or handgeld account yet, such as one that was just begun."""
    return list(Kamer.objects.tellend().exclude(grootboekrekeningen__isnull=False).in_volgorde())


def zin_zonder() -> str:
    """Say which rooms have no cash or handgeld account yet, or return an empty text. One query."""
    kamers = kamers_zonder()
    zin = ngettext(
        "%(eerste)s heeft nog geen kas en geen handgeldrekening.",
        "%(n)s kamers hebben nog geen kas en geen handgeldrekening.",
        len(kamers),
    )
    return zin % {"n": len(kamers), "eerste": kamers[0].naam} if kamers else ""


def _begin() -> list[tuple[Rekeningsoort, int]]:
    return [(soort, begin) for soort, (begin, _naam) in VAN_KAMERS.items()]


def _volgende(hoogste: int, begin: int) -> int:
    """Return the next free number: 1101 … 1199, then 110100 and on."""
    return begin * 100 + 100 if hoogste == begin + PER_HONDERD else hoogste + 1


@cache
def _rijen() -> tuple[dict[str, str], ...]:
    with SCHEMA.open(encoding="utf-8", newline="") as bestand:
        return tuple(csv.DictReader(bestand))


def _nummers() -> dict[str, str]:
    """Return the number of the account that the chart has for a line of the budget, by the code of that line."""
    return {rij["post"]: rij["nummer"] for rij in _rijen() if rij["post"]}


def _schema(posten: dict[str, Kostenpost]) -> list[Grootboekrekening]:
    return [
        Grootboekrekening(
            nummer=rij["nummer"],
            naam=rij["naam"],
            soort=rij["soort"],
            post=posten.get(rij["post"]),
            bronsoort=rij["bronsoort"],
            loon=rij["loon"] == "ja",
        )
        for rij in _rijen()
    ]
