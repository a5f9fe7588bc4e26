"""The rota of a room: which activities come back, and who is on them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Prefetch, Q, QuerySet

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Handeling
from kamers.models import Activiteit, Kamer, Openingstijd, Persoon, Roosterplek, Sluiting, Weekdag
from kamers.services.overlap import buiten_openingstijd, tegelijk
from kamers.services.planning import sluiting_van
from kamers.services.reeksen import dagen, in_woorden

KOMEND = timedelta(days=56)  # closing days so far ahead are worth a line


@dataclass(frozen=True)
class Roosterregel:
    """One series on the rota: how often, who else uses the room then, and when it does not take place."""

    activiteit: Activiteit
    hoe_vaak: str
    ook: list[Activiteit] = field(default_factory=list)
    buiten: str = ""
    rust: list[tuple[date, Sluiting]] = field(default_factory=list)


@dataclass(frozen=True)
class Roosterdag:
    """One day of the week with its activities in order of time."""

    naam: str
    regels: list[Roosterregel]


def rooster(kamer: Kamer, vandaag: date) -> list[Roosterdag]:
    """Return the week of a room from today on, with who is on it; days without anything are left out."""
    plekken = Roosterplek.objects.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag)).select_related("persoon")
    activiteiten = vaste(kamer).filter(Q(tot__isnull=True) | Q(tot__gte=vandaag)).select_related("soort", "product")
    rijen = list(
        activiteiten.prefetch_related(Prefetch("roosterplekken", plekken.order_by("persoon__voornaam", "van")))
    )
    vrij, tijden = komende_sluitingen(kamer, vandaag), list(kamer.openingstijden.filter(_geldt(vandaag)))
    regels = [_regel(a, rijen, vrij, tijden, vandaag) for a in rijen]
    dagen_ = [(dag.label, [r for r in regels if r.activiteit.weekdag == dag.value]) for dag in Weekdag]
    return [Roosterdag(str(naam), op_dag) for naam, op_dag in dagen_ if op_dag]


def _regel(a: Activiteit, rijen: list[Activiteit], vrij: list[Sluiting], tijden: list[Openingstijd], nu: date):
    rust = [(dag, vrij_) for dag in dagen(a, nu, nu + KOMEND) if (vrij_ := sluiting_van(a, dag, vrij))]
    return Roosterregel(a, in_woorden(a, nu), tegelijk(a, rijen, nu), buiten_openingstijd(a, tijden), rust)


def _geldt(dag: date) -> Q:
    return Q(van__lte=dag) & (Q(tot__isnull=True) | Q(tot__gte=dag))


def komende_sluitingen(kamer: Kamer, vandaag: date) -> list[Sluiting]:
    """Return what closes a room, or makes activities rest, in the coming eight weeks."""
    hier = Sluiting.objects.filter(Q(kamer__isnull=True) | Q(kamer=kamer))
    return list(hier.filter(tot__gte=vandaag, van__lte=vandaag + KOMEND))


def vaste(kamer: Kamer) -> QuerySet[Activiteit]:
    """Return the activities of a room that come back: each week, every other week or each month."""
    return kamer.activiteiten.exclude(herhaling=Activiteit.Herhaling.EENMALIG).order_by("weekdag", "begin", "pk")


def met_groepen(activiteiten: QuerySet[Activiteit]) -> QuerySet[Activiteit]:
    """Add the ids of target groups and domains (``doelgroepen_ids``, ``domeinen_ids``), in the same query."""
    eigen = {
        f"{naam}_ids": ArraySubquery(veld.through.objects.filter(activiteit=OuterRef("pk")).values(kolom))
        for naam, veld, kolom in (
            ("doelgroepen", Activiteit.doelgroepen, "doelgroep"),
            ("domeinen", Activiteit.domeinen, "domein"),
        )
    }
    return activiteiten.annotate(**eigen)


def vrijwilligers_op(kamer: Kamer, dag: date) -> QuerySet[Persoon]:
    """Return who may help in a room on a day: its volunteers who had not stopped by then."""
    actief = Q(vrijwilliger__gestopt_op__isnull=True) | Q(vrijwilliger__gestopt_op__gt=dag)
    return Persoon.objects.filter(actief, kamers=kamer, vrijwilliger__isnull=False)


def al_gestuurd(sleutel: UUID) -> bool:
    """Tell whether a form with this key arrived before: then nothing is left to ask."""
    return Handeling.objects.filter(pk=sleutel).exists()


@transaction.atomic
def begin_activiteit(*, activiteit: Activiteit, groepen: dict, sleutel: UUID, gebruiker) -> bool:
    """Put a new activity on the rota; False when this form was sent before.

    ``groepen``: for whom it is and which domains it touches, by field name.
    """
    handeling = eenmaal(sleutel, "activiteit_nieuw", gebruiker, f"kamer:{activiteit.kamer_id}")
    if handeling is None:
        return False
    activiteit.save()
    for naam, waarden in groepen.items():
        getattr(activiteit, naam).set(waarden)
    onthoud(handeling, None, {"activiteit": activiteit.pk})
    return True


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
