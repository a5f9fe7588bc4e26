"""The chart of accounts: one for the whole cooperative, and a cash and a handgeld account for every room."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from financien.models import Grootboekrekening, Kostenpost, Rekeningsoort
from kamers.models import Kamer

SCHEMA = Path(__file__).resolve().parent.parent / "gegevens" / "rekeningschema.csv"
VAN_KAMERS = {  # kind: the number before those of the rooms, the name
    Rekeningsoort.HANDGELD: (1100, "Handgeldrekening"),
    Rekeningsoort.KAS: (1200, "Kas"),
}
PER_HONDERD = 99  # so many rooms fit in four digits; the next ones take six


@transaction.atomic
def laad_rekeningen() -> None:
    """Add the accounts that are missing, also those of new rooms; accounts that are there stay as they are."""
    posten = {post.code: post for post in Kostenpost.objects.all()}
    aanwezig = set(Grootboekrekening.objects.values_list("nummer", flat=True))
    Grootboekrekening.objects.bulk_create(rij for rij in _schema(posten) if rij.nummer not in aanwezig)
    maak_kamerrekeningen(Kamer.objects.tellend())


def ontbrekende() -> list[str]:
    """Return the numbers of our chart that this administration does not have yet, as after an upgrade."""
    aanwezig = set(Grootboekrekening.objects.values_list("nummer", flat=True))
    return [rij.nummer for rij in _schema({}) if rij.nummer not in aanwezig] if aanwezig else []


def ontbreekt(nummer: str) -> str:
    """Say which account is missing, and which act adds it."""
    zin = _("Rekening %(nummer)s ontbreekt. Ga naar Rekeningen en druk op Vul de rekeningen aan.")
    return zin % {"nummer": nummer}


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


def _begin() -> list[tuple[Rekeningsoort, int]]:
    return [(soort, begin) for soort, (begin, _naam) in VAN_KAMERS.items()]


def _volgende(hoogste: int, begin: int) -> int:
    """Return the next free number: 1101 … 1199, then 110100 and on."""
    return begin * 100 + 100 if hoogste == begin + PER_HONDERD else hoogste + 1


def _schema(posten: dict[str, Kostenpost]) -> list[Grootboekrekening]:
    with SCHEMA.open(encoding="utf-8", newline="") as bestand:
        return [
            Grootboekrekening(
                nummer=rij["nummer"],
                naam=rij["naam"],
                soort=rij["soort"],
                post=posten.get(rij["post"]),
                bronsoort=rij["bronsoort"],
                loon=rij["loon"] == "ja",
            )
            for rij in csv.DictReader(bestand)
        ]
