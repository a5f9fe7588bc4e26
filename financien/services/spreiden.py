"""Say over which months the lines of an open version fall."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import VersieFout
from financien.models import Begrotingsregel, Kostenpost


@dataclass(frozen=True)
class Spreiding:
    """How a line falls over the year; ``maanden`` in order."""

    soort: str
    maanden: tuple[int, ...] = ()


def spreidingen(versie: Versie) -> list[tuple[Kostenpost, Spreiding | None]]:
    """Return each line of a version with its spread; None when the rooms differ. One query."""
    per_post: dict[Kostenpost, set[Spreiding]] = {}
    for regel in Begrotingsregel.objects.filter(versie=versie).select_related("post").order_by("post__volgorde"):
        per_post.setdefault(regel.post, set()).add(Spreiding(regel.spreiding, tuple(sorted(regel.maanden))))
    return [(post, next(iter(alle)) if len(alle) == 1 else None) for post, alle in per_post.items()]


@transaction.atomic
def zet_spreiding(*, versie: Versie, keuzes: Mapping[Kostenpost, Spreiding]) -> int:
    """Store the spread of these lines for all their rooms; return how many lines. VersieFout when settled."""
    versie = Versie.objects.select_for_update().get(pk=versie.pk)  # waits for whoever settles it
    if versie.staat_vast:
        raise VersieFout(_("Deze versie ligt vast. Maak eerst een nieuwe versie."))
    for post, keuze in keuzes.items():
        regels = Begrotingsregel.objects.filter(versie=versie, post=post)
        regels.update(spreiding=keuze.soort, maanden=list(keuze.maanden))
    return len(keuzes)
