"""Facts of a room: a row is added once, changed only as it was seen, and what was taken away can come back."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from kamers.models import Buurtcijfer, Gebeurtenis, Inventarisstuk

TERUG_TE_HALEN: dict[str, type[models.Model]] = {
    model._meta.model_name or "": model for model in (Buurtcijfer, Gebeurtenis, Inventarisstuk)
}
DOEL = "feiten"


class FeitGewijzigd(Exception):
    """Someone else changed or removed the row after the page was made; ``nu`` is how it stands now (None: gone)."""

    def __init__(self, nu: models.Model | None):
        super().__init__(nu.pk if nu else None)
        self.nu = nu


def stand_van(rij: models.Model, erbij: Iterable[object] = ()) -> str:
    """Return a short mark of how a stored row stands, so that a second editor is noticed.

    ``erbij``: what belongs to the row and stands in another table.
    """
    waarden = [str(getattr(rij, veld.attname)) for veld in rij._meta.concrete_fields]
    return hashlib.sha256("\x1f".join([*waarden, *map(str, erbij)]).encode()).hexdigest()[:20]


def bewaar_of_weiger(rij: models.Model) -> None:
    """Save a row; when the database refuses because someone else was first, say it in the words of the rule."""
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError:
        rij.validate_constraints()
        raise


@transaction.atomic
def voeg_toe(*, rij: models.Model, sleutel: UUID, gebruiker) -> bool:
    """Add a fact; False when this form was sent before, ValidationError when someone else was first."""
    handeling = eenmaal(sleutel, "feit_nieuw", gebruiker, DOEL)
    if handeling is None:
        return False
    bewaar_of_weiger(rij)
    onthoud(handeling, None, {"model": rij._meta.model_name, "rij": rij.pk, "stand": _stand_nu(rij)})
    return True


def _stand_nu(rij: models.Model) -> str:
    return stand_van(type(rij)._default_manager.get(pk=rij.pk))  # as stored: 12.0 is not 12


@transaction.atomic
def wijzig(*, rij: models.Model, velden: dict, gezien: str) -> None:
    """Change a fact; FeitGewijzigd when it is not what the user saw, unless it already is what the user wants."""
    huidig = type(rij)._default_manager.select_for_update(of=("self",)).filter(pk=rij.pk).first()
    if huidig is None:
        raise FeitGewijzigd(None)
    if all(getattr(huidig, naam) == waarde for naam, waarde in velden.items()):
        return
    if stand_van(huidig) != gezien:
        raise FeitGewijzigd(huidig)
    for naam, waarde in velden.items():
        setattr(huidig, naam, waarde)
    bewaar_of_weiger(huidig)


@transaction.atomic
def verwijder(*, rij: models.Model, sleutel: UUID, gebruiker) -> bool:
    """Take away a fact that was a mistake; False when that was done before. The audit trail keeps it."""
    handeling = eenmaal(sleutel, "feit_weg", gebruiker, DOEL)
    if handeling is None:
        return False
    onthoud(handeling, {"model": rij._meta.model_name, "rij": rij.pk}, None)
    rij.delete()
    return True


@transaction.atomic
def maak_ongedaan(*, sleutel: UUID, gebruiker) -> models.Model | None:
    """Take back adding or taking away a fact; None when there is nothing to take back.

    What was taken away comes back from the audit trail, under a new number. FeitGewijzigd when a row that was added
    changed since.
    """
    handeling = neem_terug(sleutel, gebruiker, DOEL)
    if handeling is None:
        return None
    wat = handeling.voor or handeling.na or {}
    model = TERUG_TE_HALEN[wat["model"]]
    return _haal_terug(model, wat["rij"]) if handeling.voor else _haal_weg(model, wat)


def _haal_terug(model: type[models.Model], pk: int) -> models.Model:
    spoor = apps.get_model("kamers", f"{model.__name__}Event").objects.filter(pgh_obj_id=pk).latest("pgh_id")
    velden = [veld.attname for veld in model._meta.concrete_fields if not veld.primary_key]
    rij = model(**{veld: getattr(spoor, veld) for veld in velden})
    bewaar_of_weiger(rij)
    return rij


def _haal_weg(model: type[models.Model], wat: dict) -> models.Model | None:
    rij = model._default_manager.select_for_update(of=("self",)).filter(pk=wat["rij"]).first()
    if rij is not None and stand_van(rij) != wat["stand"]:
        raise FeitGewijzigd(rij)
    if rij is not None:
        rij.delete()
    return rij
