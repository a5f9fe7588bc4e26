"""Receipts that were submitted and are no cost yet: promised, and in no cost of the books."""

from collections.abc import Iterable

from financien.models import Bon, Bonstap, Grootboekrekening
from financien.services.handgeld.basis import HANDGELD
from financien.services.vastgelegd import Vastgelegd

LOOPT = (Bonstap.Soort.INGEDIEND, Bonstap.Soort.TERUGGEDRAAID, Bonstap.Soort.TERUGGESTUURD)


def van_bonnen(jaar: int) -> Iterable[Vastgelegd]:
    """Return the receipts of a year that wait, on the line of handgeld. One query."""
    post = Grootboekrekening.objects.filter(nummer=HANDGELD).values("post")[:1]
    rijen = Bon.objects.met_stand().filter(datum__year=jaar, stand__in=LOOPT).annotate(post=post)
    return [Vastgelegd(*rij) for rij in rijen.values_list("kamer", "post", "datum", "bedrag")]
