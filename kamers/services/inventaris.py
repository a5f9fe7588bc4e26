"""The things in a room, and how many of them residents brought in [9]."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Inventarisstuk, Kamer
from kamers.services.feiten import DOEL, FeitGewijzigd, stand_van


@dataclass(frozen=True)
class Herkomsttelling:
    """How many things came from where, of what is in the room now."""

    per_herkomst: list[tuple[str, int]]
    van_bewoners: int

    @property
    def totaal(self) -> int:
        return sum(aantal for _naam, aantal in self.per_herkomst)


def aanwezig(rijen: QuerySet[Inventarisstuk], dag: date) -> QuerySet[Inventarisstuk]:
    """Return what is in the room on a day: it came by then, and has not gone yet."""
    return rijen.filter(Q(weg_op__isnull=True) | Q(weg_op__gt=dag), sinds__lte=dag)


def telling(kamer: Kamer, dag: date) -> Herkomsttelling:
    """Count the things in a room on a day by where they came from. One query."""
    rijen = aanwezig(Inventarisstuk.objects.filter(kamer=kamer), dag).order_by()
    per = dict(rijen.values_list("herkomst").annotate(som=Sum("aantal")))
    tellingen = [(str(h.label), per[h.value]) for h in Inventarisstuk.Herkomst if h.value in per]
    return Herkomsttelling(tellingen, per.get(Inventarisstuk.Herkomst.BEWONERS, 0))


@transaction.atomic
def haal_weg(*, stuk: Inventarisstuk, aantal: int, weg_op: date, gezien: str, sleutel: UUID, gebruiker) -> bool:
    """Write that all or some of a thing left the room; some of it becomes a row of its own. False when sent before.

    FeitGewijzigd when the row is not what the user saw, ValidationError when there are not so many.
    """
    handeling = eenmaal(sleutel, "inventaris_weg", gebruiker, DOEL)
    if handeling is None:
        return False
    huidig = Inventarisstuk.objects.select_for_update(of=("self",)).filter(pk=stuk.pk).first()
    if huidig is None or stand_van(huidig) != gezien:
        raise FeitGewijzigd(huidig)
    if aantal > huidig.aantal:
        zin = _("Er zijn er %(aantal)s. Vul dat getal in of minder.") % {"aantal": huidig.aantal}
        raise ValidationError({"aantal": zin})
    if weg_op < huidig.sinds:
        raise ValidationError({"weg_op": _("Toen was het er nog niet. Kies een latere dag.")})
    if aantal < huidig.aantal:
        huidig.aantal -= aantal
        huidig.save(update_fields=["aantal"])
        huidig.pk, huidig.aantal, huidig._state.adding = None, aantal, True
    huidig.weg_op = weg_op
    huidig.save()
    onthoud(handeling, None, {"rij": huidig.pk, "aantal": aantal})
    return True
