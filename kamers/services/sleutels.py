"""Who has which key, card or pass: only people who work there, one at a time, and every step stays to be seen."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import KAMERPLOEG, Rol
from kamers.models import Aanstelling, Kamer, Sleutel, Sleuteldaad
from kamers.models.sleutel import SLOT_SLEUTEL, SleutelQuerySet
from kamers.services.feiten import bewaar_of_weiger

OVERAL = (Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.BESTUUR)  # these may have a key of any room, and of the cooperative
DAAD = Sleuteldaad.Soort
DAARNA: dict[str | None, tuple[str, ...]] = {
    None: (DAAD.GEGEVEN, DAAD.VERVALLEN),
    DAAD.GEGEVEN: (DAAD.GEGEVEN, DAAD.TERUG, DAAD.KWIJT),
    DAAD.TERUG: (DAAD.GEGEVEN, DAAD.VERVALLEN),
    DAAD.KWIJT: (DAAD.TERUG, DAAD.VERVALLEN),
    DAAD.VERVALLEN: (),
}


def _werkt(kamer) -> Q:
    return Q(rol__in=OVERAL) | Q(rol__in=sorted(KAMERPLOEG), kamer=kamer)


def houders(kamer: Kamer | None, dag: date) -> QuerySet[Gebruiker]:
    """Return who may have a key on a day: the team of the room, and who works for the whole cooperative."""
    rijen = Aanstelling.objects.op(dag).filter(_werkt(kamer))
    return Gebruiker.objects.filter(pk__in=rijen.values("gebruiker"), is_active=True).order_by("naam", "pk")


def met_houder(rijen: SleutelQuerySet, dag: date) -> SleutelQuerySet:
    """Add where each key is, and ``werkt_hier``: whether who has it still works there on this day."""
    nog = Aanstelling.objects.op(dag).filter(_werkt(OuterRef("kamer")), gebruiker=OuterRef("bij"))
    return rijen.met_stand().annotate(werkt_hier=Exists(nog))


def uitgegeven() -> Coalesce:
    """Return how many keys, cards and passes of a room somebody has, to be read in the question about that room."""
    rijen = Sleutel.objects.filter(kamer=OuterRef("pk")).met_stand().uitgegeven().order_by().values("kamer")
    return Coalesce(Subquery(rijen.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


@transaction.atomic
def voeg_toe(*, rij: Sleutel, houder: Gebruiker | None, op: date, sleutel: UUID, gebruiker: Gebruiker) -> bool:
    """Put a key on the list, and who has it; False when this form was sent before. ValidationError: it stands there."""
    handeling = eenmaal(sleutel, "sleutel_nieuw", gebruiker, "sleutels")
    if handeling is None:
        return False
    rij.gemaakt_door = gebruiker
    bewaar_of_weiger(rij)
    if houder:
        _schrijf(rij, DAAD.GEGEVEN, houder, op, gebruiker)
    onthoud(handeling, None, {"sleutel": rij.pk})
    return True


@transaction.atomic
def schrijf_op(
    *, rij: Sleutel, soort: str, houder: Gebruiker | None, op: date, sleutel: UUID, gebruiker: Gebruiker
) -> bool:
    """Write down what happened to a key; False when this form was sent before. ValidationError when it cannot be.

    Lock (SLOT_SLEUTEL, key): two who give out the same key come one after the other. The database asks again.
    """
    handeling = eenmaal(sleutel, "sleutel", gebruiker, f"sleutel:{rij.pk}")
    if handeling is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_SLEUTEL, rij.pk])
    laatste = Sleuteldaad.objects.filter(sleutel=rij).order_by("-pk").first()
    if soort not in DAARNA[laatste.soort if laatste else None]:
        raise ValidationError(_("Iemand anders schreef hier net iets op. Kijk wat er nu staat."))
    if laatste and op < laatste.op:
        zin = _("De laatste keer was op %(dag)s. Kies die dag of een dag erna.")
        raise ValidationError({"op": zin % {"dag": f"{laatste.op:%d-%m-%Y}"}})
    if soort == DAAD.GEGEVEN and laatste and houder and laatste.houder_id == houder.pk:
        raise ValidationError({"houder": _("%(naam)s heeft hem al.") % {"naam": houder.naam}})
    _schrijf(rij, soort, houder if soort == DAAD.GEGEVEN else None, op, gebruiker)
    onthoud(handeling, None, {"sleutel": rij.pk})
    return True


def _schrijf(rij: Sleutel, soort: str, houder: Gebruiker | None, op: date, gebruiker: Gebruiker) -> None:
    if soort == DAAD.GEGEVEN and (houder is None or not houders(rij.kamer, op).filter(pk=houder.pk).exists()):
        raise ValidationError({"houder": _("Kies iemand die er op die dag werkt.")})
    Sleuteldaad.objects.create(sleutel=rij, soort=soort, houder=houder, op=op, door=gebruiker)
