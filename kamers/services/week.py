"""A week of a room in the order of the paper list: what was planned, what is noted, and saving it at once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kamers.models import Bijeenkomst, Kamer, Roosterplek
from kamers.services import bijeenkomsten
from kamers.services.deelnames import telt_op_naam
from kamers.services.keer import Invulling, Keer
from kamers.services.planning import Gepland, planning
from kamers.services.regels import Botsing, TeVeel
from kamers.services.rooster import vrijwilligers_op

ZONDAG = timedelta(days=6)


@dataclass(frozen=True)
class Weekkeer:
    """One occurrence in the week, with who is on the rota for it."""

    keer: Gepland
    rooster: list[tuple[int, str, Decimal]]
    vandaag: date

    @property
    def sleutel(self) -> str:
        """The occurrence in an address, and in the names of its fields."""
        return f"{self.keer.activiteit.pk}:{self.keer.gepland.isoformat()}"

    @property
    def rij(self) -> Bijeenkomst | None:
        return self.keer.rij

    @property
    def versie(self) -> int:
        return self.rij.versie if self.rij else 0

    @property
    def genoteerd(self) -> bool:
        return self.rij is not None and self.rij.status != Bijeenkomst.Status.VERPLAATST

    @property
    def op_naam(self) -> bool:
        """Whether names are ticked, which is done on the card of its day."""
        return telt_op_naam(self.keer.activiteit)

    @property
    def in_te_vullen(self) -> bool:
        return not self.genoteerd and not self.op_naam and self.keer.dag <= self.vandaag


@dataclass(frozen=True)
class Weekdagbeeld:
    """One day of the week in order of time, and why nothing takes place when the room is closed."""

    dag: date
    keren: list[Weekkeer]
    vrij: str = ""


@dataclass(frozen=True)
class Weekinvulling:
    """What was typed for one occurrence: counts, or why it did not take place."""

    keer: Weekkeer
    sleutel: UUID
    versie: int
    invulling: Invulling | None
    reden: str = ""
    klopt: int | None = None


@dataclass
class WeekFout(Exception):
    """Nothing was stored: by occurrence what is wrong with it, as the exception of its own act."""

    fouten: dict[str, Exception] = field(default_factory=dict)


def maandag_van(dag: date) -> date:
    """Return the Monday of a day."""
    return dag - timedelta(days=dag.weekday())


def week(kamer: Kamer, maandag: date, vandaag: date) -> list[Weekdagbeeld]:
    """Return the seven days of a week with what was planned on them, in four queries."""
    keren = planning(kamer.activiteiten.all(), maandag, maandag + ZONDAG)
    plekken = _plekken(kamer, maandag)
    dagen = []
    for n in range(7):
        dag = maandag + timedelta(days=n)
        op_dag = [k for k in keren if k.dag == dag]
        rijen = [
            Weekkeer(
                k, [(p.persoon_id, p.persoon.voornaam, p.uren) for p in _op(plekken[k.activiteit.pk], dag)], vandaag
            )
            for k in op_dag
            if k.sluiting is None
        ]
        dagen.append(Weekdagbeeld(dag, rijen, next((str(k.sluiting) for k in op_dag if k.sluiting), "")))
    return dagen


def _plekken(kamer: Kamer, maandag: date) -> dict[int, list[Roosterplek]]:
    mensen = vrijwilligers_op(kamer, maandag)
    rijen = Roosterplek.objects.filter(activiteit__kamer=kamer, van__lte=maandag + ZONDAG, persoon__in=mensen)
    per_activiteit = defaultdict(list)
    for plek in rijen.filter(Q(tot=None) | Q(tot__gte=maandag)).select_related("persoon").order_by("persoon__voornaam"):
        per_activiteit[plek.activiteit_id].append(plek)
    return per_activiteit


def _op(plekken: list[Roosterplek], dag: date) -> list[Roosterplek]:
    """Return who is on the rota on a day; whoever got other hours from a day on stands there once."""
    per_persoon = {p.persoon_id: p for p in sorted(plekken, key=lambda p: p.van) if p.van <= dag <= (p.tot or dag)}
    return sorted(per_persoon.values(), key=lambda p: (p.persoon.voornaam, p.pk))


@transaction.atomic
def vul_in(*, ingevuld: list[Weekinvulling], gebruiker, vandaag: date) -> int:
    """Log everything that was filled in, each with its own key, or nothing; return how many occurrences.

    The same keys again change nothing. WeekFout names what is wrong per occurrence, of all of them at once: Telfout,
    TeVeel, DagMoetNogKomen, TeljaarGesloten or Botsing (its row is what somebody else noted meanwhile).
    """
    fouten: dict[str, Exception] = {}
    for deel in ingevuld:
        try:
            _noteer(deel, gebruiker, vandaag)
        except (ValidationError, TeVeel, Botsing) as fout:
            fouten[deel.keer.sleutel] = fout
    if fouten:
        raise WeekFout(fouten)
    return len(ingevuld)


def _noteer(deel: Weekinvulling, gebruiker, vandaag: date) -> None:
    gepland = deel.keer.keer
    if gepland.dag > vandaag and deel.invulling is None:
        raise ValidationError(_("Deze dag moet nog komen."))
    vast: dict = {"keer": Keer(gepland.activiteit, gepland.gepland), "versie": deel.versie}
    vast |= {"sleutel": deel.sleutel, "gebruiker": gebruiker}
    if deel.invulling is None:
        bijeenkomsten.laat_vervallen(reden=deel.reden, **vast)
    else:
        bijeenkomsten.noteer(invulling=deel.invulling, vandaag=vandaag, klopt=deel.klopt, **vast)
