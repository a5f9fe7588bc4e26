"""One person at one occurrence: added by a scanned pass, and taken off again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kamers.models import Bijeenkomst, Deelname, Persoon
from kamers.services.deelnames import controleer_namen, namen_bij
from kamers.services.keer import TELVELDEN, Keer, bewaar, een_tegelijk, huidig, nieuwe_rij
from kamers.services.regels import DagMoetNogKomen
from kamers.services.teljaar import controleer_dag


class GingNietDoor(ValidationError):
    """The occurrence was cancelled: first put it back, then say who was there."""

    def __init__(self):
        super().__init__(_("Hier staat: ging niet door. Verander dat eerst op de dag zelf."))


@transaction.atomic
def erbij(*, keer: Keer, persoon: Persoon, gebruiker, vandaag: date) -> bool:
    """Put a person at an occurrence; False when the person stood there already.

    An occurrence not logged yet is logged now, with nobody counted without a name. GingNietDoor, DagMoetNogKomen,
    TeljaarGesloten, and Telfout where people are never named, for another room's pass and for who helps this time.
    """
    een_tegelijk(keer.activiteit.kamer_id)
    rij = huidig(keer) or nieuwe_rij(keer)
    if rij.pk and persoon.pk in namen_bij(rij):
        return False
    _controleer(rij, persoon, vandaag)
    if rij.status != Bijeenkomst.Status.GENOTEERD:
        _begin(rij, keer, gebruiker)
    Deelname.objects.create(bijeenkomst=rij, persoon=persoon)
    _tel_namen(rij, keer, gebruiker)
    return True


@transaction.atomic
def eraf(*, keer: Keer, persoon_id: int, gebruiker) -> bool:
    """Take a person off an occurrence; False when the person did not stand there. TeljaarGesloten."""
    een_tegelijk(keer.activiteit.kamer_id)
    rij = huidig(keer)
    if rij is None:
        return False
    controleer_dag(rij.kamer_id, rij.dag)
    weg, _per_model = Deelname.objects.filter(bijeenkomst=rij, persoon=persoon_id).delete()
    if weg:
        _tel_namen(rij, keer, gebruiker)
    return bool(weg)


def _tel_namen(rij: Bijeenkomst, keer: Keer, gebruiker) -> None:
    """Let the number by name follow the names, with the next version."""
    rij.op_naam = Deelname.objects.filter(bijeenkomst=rij).count()
    bewaar(rij, keer, gebruiker)


def _controleer(rij: Bijeenkomst, persoon: Persoon, vandaag: date) -> None:
    if rij.status == Bijeenkomst.Status.VERVALLEN:
        raise GingNietDoor
    if rij.dag > vandaag:
        raise DagMoetNogKomen
    controleer_dag(rij.kamer_id, rij.dag)
    helpers = frozenset(rij.inzet.values_list("persoon_id", flat=True)) if rij.pk else frozenset()
    controleer_namen(rij, frozenset({persoon.pk}), helpers)


def _begin(rij: Bijeenkomst, keer: Keer, gebruiker) -> None:
    rij.status = Bijeenkomst.Status.GENOTEERD
    for veld in TELVELDEN:
        setattr(rij, veld, None if veld == "kinderen" else 0)
    bewaar(rij, keer, gebruiker)
