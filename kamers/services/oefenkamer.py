"""A room to practise in: everything works there, and nothing of it is ever counted (domain.md §2, issue 3)."""

from datetime import date, time
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Handeling
from kamers.models import (
    Activiteit,
    AlGeteld,
    Bijeenkomst,
    Doorverwijzing,
    Kamer,
    Klus,
    Klusplek,
    Persoon,
    Soort,
    Verzoek,
)
from kamers.services.keer import een_tegelijk
from kamers.services.vergeten import vergeet

CODE = "oefenen"
WERKDAGEN = range(5)


class GeenOefenkamer(ValidationError):
    """Only what was practised can be emptied."""

    def __init__(self, kamer: Kamer):
        super().__init__(_("%(kamer)s is geen oefenkamer. Er is niets weggehaald.") % {"kamer": kamer.naam})


def oefenkamer() -> Kamer | None:
    """Return the room to practise in, if there is one."""
    return Kamer.objects.filter(oefenkamer=True).order_by("pk").first()


@transaction.atomic
def maak_oefenkamer(vandaag: date) -> Kamer:
    """Return the room to practise in; the first time it is made, with a drop-in and a lesson on every working day."""
    naam = {"naam": "Oefenkamer", "afkorting": "OEF", "deurkleur": 8, "volgorde": 999, "oefenkamer": True}
    kamer, nieuw = Kamer.objects.get_or_create(code=CODE, defaults=naam)
    if not kamer.oefenkamer:
        raise GeenOefenkamer(kamer)
    soort = Soort.objects.filter(telt=Soort.Telt.UNIEK).first() if nieuw else None
    if soort is not None:
        vast = {"kamer": kamer, "soort": soort, "van": vandaag}
        inloop = {"naam": "Inloop", "begin": time(9), "eind": time(17), "hele_dag": True}
        les = {"naam": "Oefenles", "begin": time(10), "eind": time(12)}
        Activiteit.objects.bulk_create(
            Activiteit(weekdag=dag, **vast, **wat) for dag in WERKDAGEN for wat in (inloop, les)
        )
    return kamer


@transaction.atomic
def begin_opnieuw(*, kamer: Kamer, vandaag: date, gebruiker) -> int:
    """Take away everything that was practised, and return how many records; the rota stays.

    GeenOefenkamer for any other room: it is asked of the database, within the lock.
    """
    een_tegelijk(kamer.pk)
    if not Kamer.objects.filter(pk=kamer.pk, oefenkamer=True).exists():
        raise GeenOefenkamer(kamer)
    weg = 0
    rijen = {"kamer": kamer}
    Klusplek.objects.filter(klus__kamer=kamer).delete()
    for model in (Verzoek, Doorverwijzing, Bijeenkomst, Klus, AlGeteld):
        weg += model.objects.filter(**rijen).count()
        model.objects.filter(**rijen).delete()
    _sluit_handelingen(kamer)
    return weg + _vergeet_passen(kamer, vandaag, gebruiker)


def _sluit_handelingen(kamer: Kamer) -> None:
    """Let no act of before be taken back or wait for an answer."""
    keuze = Q(doel=f"kamer:{kamer.pk}")
    for pk in kamer.activiteiten.values_list("pk", flat=True):
        keuze |= Q(doel__startswith=f"keer:{pk}:")
    Handeling.objects.filter(keuze, ongedaan_op=None).update(ongedaan_op=timezone.now())


def _vergeet_passen(kamer: Kamer, vandaag: date, gebruiker) -> int:
    """Forget who got a pass to practise with; whoever is known in another room stays."""
    elders = Persoon.kamers.through.objects.exclude(kamer=kamer).values("persoon")
    mensen = list(Persoon.objects.filter(kamers=kamer, vrijwilliger=None).exclude(pk__in=elders))
    for persoon in mensen:
        vergeet(persoon=persoon, vandaag=vandaag, sleutel=uuid4(), gebruiker=gebruiker)
    return len(mensen)
