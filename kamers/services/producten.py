"""Which product of the housing corporations a room offers [34]: active, now and then, or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from kamers.models import Corporatieproduct, Kamer, Productstand

ONBEKEND = "onbekend"  # nobody said it yet
STANDEN = [*Productstand.Stand.values, ONBEKEND]
Cellen = dict[str, str]  # by the name of the cell


class ProductenGewijzigd(Exception):
    """Someone else changed the same cells; holds them as they stand now, by name."""

    def __init__(self, cellen: Cellen):
        super().__init__(", ".join(sorted(cellen)))
        self.cellen = cellen


@dataclass(frozen=True)
class Productrij:
    """One product with its state in each room."""

    product: Corporatieproduct
    cellen: list[tuple[Kamer, str, str]]  # room, name of the cell, state


def cel(product: int, kamer: int) -> str:
    """Return the name of the cell of a product and a room."""
    return f"p-{product}-{kamer}"


def lees(kamers: Iterable[Kamer]) -> list[Productrij]:
    """Return every product beside these rooms, in one query."""
    rijtje = list(kamers)
    van_product = Productstand.objects.filter(product=OuterRef("pk"), kamer__in=rijtje).order_by()
    standen = ArraySubquery(van_product.values(stuk=JSONObject(kamer="kamer", stand="stand")))
    rijen = []
    for product in Corporatieproduct.objects.annotate(per_kamer=standen):
        nu = {stuk["kamer"]: stuk["stand"] for stuk in vars(product)["per_kamer"]}
        rijen.append(Productrij(product, [(k, cel(product.pk, k.pk), nu.get(k.pk, ONBEKEND)) for k in rijtje]))
    return rijen


def stand_nu(rijen: Iterable[Productrij]) -> Cellen:
    """Return the state of every cell by its name."""
    return {naam: stand for rij in rijen for _kamer, naam, stand in rij.cellen}


@transaction.atomic
def bewaar(*, kamers: Iterable[Kamer], waarden: Cellen, gezien: Cellen) -> int:
    """Store the cells that this user changed, and return how many; what someone else changed meanwhile stays.

    ``gezien``: the cells as the page showed them. ProductenGewijzigd when both changed the same cell to something
    else. Rooms are locked in their order, so two savers wait for each other and never for ever.
    """
    rijtje = list(Kamer.objects.select_for_update(no_key=True).filter(pk__in=[k.pk for k in kamers]).order_by("pk"))
    nu = stand_nu(lees(rijtje))
    anders = {naam: stand for naam, stand in waarden.items() if naam in nu and stand != gezien.get(naam)}
    botst = {naam: nu[naam] for naam, stand in anders.items() if nu[naam] not in (gezien.get(naam), stand)}
    if botst:
        raise ProductenGewijzigd(botst)
    for naam, stand in anders.items():
        _letter, product, kamer = naam.split("-")
        plek: dict[str, Any] = {"product_id": int(product), "kamer_id": int(kamer)}
        if stand == ONBEKEND:
            Productstand.objects.filter(**plek).delete()
        else:
            Productstand.objects.update_or_create(**plek, defaults={"stand": stand})
    return len(anders)
