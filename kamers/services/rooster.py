"""The weekly rota: activities that come back, and who is on them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Activiteit, Kamer, Persoon, Roosterplek, Weekdag


@dataclass(frozen=True)
class Roosterdag:
    """One day of the week with its activities in order of time."""

    naam: str
    activiteiten: list[Activiteit]


def rooster(kamer: Kamer, vandaag: date) -> list[Roosterdag]:
    """Return the week of a room from today on, with who is on it; days without anything are left out."""
    plekken = Roosterplek.objects.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag)).select_related("persoon")
    activiteiten = wekelijks(kamer).filter(Q(tot__isnull=True) | Q(tot__gte=vandaag)).select_related("soort", "product")
    rijen = list(
        activiteiten.prefetch_related(Prefetch("roosterplekken", plekken.order_by("persoon__voornaam", "van")))
    )
    dagen = [(dag.label, [a for a in rijen if a.weekdag == dag.value]) for dag in Weekdag]
    return [Roosterdag(str(naam), op_dag) for naam, op_dag in dagen if op_dag]


def wekelijks(kamer: Kamer) -> QuerySet[Activiteit]:
    """Return the activities of a room that come back every week."""
    return kamer.activiteiten.filter(herhaling=Activiteit.Herhaling.WEKELIJKS).order_by("weekdag", "begin", "pk")


def vrijwilligers_op(kamer: Kamer, dag: date) -> QuerySet[Persoon]:
    """Return who may help in a room on a day: its volunteers who had not stopped by then."""
    actief = Q(vrijwilliger__gestopt_op__isnull=True) | Q(vrijwilliger__gestopt_op__gt=dag)
    return Persoon.objects.filter(actief, kamers=kamer, vrijwilliger__isnull=False)


@transaction.atomic
def begin_activiteit(*, activiteit: Activiteit, sleutel: UUID, gebruiker) -> bool:
    """Put a new activity on the rota; False when this form was sent before."""
    handeling = eenmaal(sleutel, "activiteit_nieuw", gebruiker, f"kamer:{activiteit.kamer_id}")
    if handeling is None:
        return False
    activiteit.save()
    onthoud(handeling, None, {"activiteit": activiteit.pk})
    return True


@transaction.atomic
def wijzig_activiteit(
    *, activiteit: Activiteit, velden: dict, vandaag: date, sleutel: UUID, gebruiker
) -> Activiteit | None:
    """Change an activity. Another day of the week starts as a new series, so that what was logged stays in place.

    ``velden``: the model's fields. Returns the activity that goes on: the same one, or its successor. Who is on the
    rota stays on it, each from the own day on; a last day that was set stays the last day. None when sent before.
    """
    if eenmaal(sleutel, "activiteit_wijzig", gebruiker, f"activiteit:{activiteit.pk}") is None:
        return None
    activiteit = Activiteit.objects.select_for_update().get(pk=activiteit.pk)
    begonnen = activiteit.van < vandaag or activiteit.bijeenkomsten.exists()
    if velden["weekdag"] == activiteit.weekdag or not begonnen:
        for naam, waarde in velden.items():
            setattr(activiteit, naam, waarde)
        activiteit.save()
        return activiteit
    return _begin_opvolger(activiteit, velden, vandaag)


def _begin_opvolger(activiteit: Activiteit, velden: dict, vandaag: date) -> Activiteit:
    tot = activiteit.tot if activiteit.tot and activiteit.tot >= vandaag else None
    opvolger = Activiteit.objects.create(kamer=activiteit.kamer, **{**velden, "van": vandaag, "tot": tot})
    for plek in activiteit.roosterplekken.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag)):
        nieuw = {"uren": plek.uren, "van": max(plek.van, vandaag), "tot": plek.tot}
        Roosterplek.objects.create(activiteit=opvolger, persoon_id=plek.persoon_id, **nieuw)
    laatste_dag = max(vandaag - timedelta(days=1), activiteit.van)
    stop_activiteit(activiteit=activiteit, laatste_dag=min(laatste_dag, activiteit.tot or laatste_dag))
    return opvolger


@transaction.atomic
def stop_activiteit(*, activiteit: Activiteit, laatste_dag: date) -> None:
    """Let an activity end, with its rota. What was logged stays; a last day before the first one is refused."""
    if laatste_dag < activiteit.van:
        raise ValidationError(_("De laatste dag ligt voor de eerste dag."))
    activiteit.tot = laatste_dag
    activiteit.save(update_fields=["tot"])
    activiteit.roosterplekken.filter(van__gt=laatste_dag).delete()
    activiteit.roosterplekken.filter(Q(tot__isnull=True) | Q(tot__gt=laatste_dag)).update(tot=laatste_dag)


@transaction.atomic
def zet_op_rooster(*, activiteit: Activiteit, persoon: Persoon, uren: Decimal, van: date) -> Roosterplek:
    """Put someone on the rota from a day on; whoever is on it already gets the new hours from that day."""
    Activiteit.objects.select_for_update().get(pk=activiteit.pk)
    haal_van_rooster(activiteit=activiteit, persoon=persoon, vanaf=van)
    return Roosterplek.objects.create(activiteit=activiteit, persoon=persoon, uren=uren, van=van)


@transaction.atomic
def haal_van_rooster(*, activiteit: Activiteit, persoon: Persoon, vanaf: date) -> None:
    """Take someone off the rota from a day on; earlier days keep who was on it."""
    plekken = activiteit.roosterplekken.filter(persoon=persoon)
    plekken.filter(van__gte=vanaf).delete()
    plekken.filter(Q(tot__isnull=True) | Q(tot__gte=vanaf)).update(tot=vanaf - timedelta(days=1))
