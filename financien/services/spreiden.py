"""Say over which months the lines of an open version fall."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import VersieFout, vergrendel, weiger_vastgesteld
from financien.models import Begrotingsregel, Kostenpost
from financien.services.gezien import ANDERS, is_verouderd, merk


@dataclass(frozen=True)
class Spreiding:
    """How a line falls over the year; ``maanden`` in order."""

    soort: str
    maanden: tuple[int, ...] = ()


class SpreidingGewijzigd(VersieFout):
    """Someone else changed this line after the page was made; ``nu`` is how it falls now."""

    def __init__(self, post: Kostenpost, nu: Spreiding | None):
        super().__init__(str(ANDERS))
        self.post, self.nu = post, nu


def spreidingen(versie: Versie) -> list[tuple[Kostenpost, Spreiding | None]]:
    """Return each line of a version with its spread; None when the rooms differ. One query."""
    per_post: dict[Kostenpost, set[Spreiding]] = {}
    for regel in Begrotingsregel.objects.filter(versie=versie).select_related("post").order_by("post__volgorde"):
        per_post.setdefault(regel.post, set()).add(Spreiding(regel.spreiding, tuple(sorted(regel.maanden))))
    return [(post, next(iter(alle)) if len(alle) == 1 else None) for post, alle in per_post.items()]


def merk_van(nu: Spreiding | None) -> str:
    """Return the mark of how a line falls."""
    return merk(nu and (str(nu.soort), nu.maanden))


@transaction.atomic
def zet_spreiding(
    *, versie: Versie, keuzes: Mapping[Kostenpost, Spreiding], gezien: Mapping[Kostenpost, str] | None = None
) -> int:
    """Store the spread of these lines for all their rooms; return how many lines. VersieFout when settled.

    ``gezien``: the ``merk_van`` each line that was changed; SpreidingGewijzigd when someone else was first.
    """
    versie = vergrendel(versie)
    if versie.staat_vast:
        raise VersieFout(_("Deze versie ligt vast. Maak eerst een nieuwe versie."))
    weiger_vastgesteld(versie.jaar)
    nu = dict(spreidingen(versie)) if gezien else {}
    for post in keuzes:
        if is_verouderd((gezien or {}).get(post, ""), merk_van(nu.get(post))):
            raise SpreidingGewijzigd(post, nu.get(post))
    for post, keuze in keuzes.items():
        regels = Begrotingsregel.objects.filter(versie=versie, post=post)
        regels.update(spreiding=keuze.soort, maanden=list(keuze.maanden))
    return len(keuzes)
