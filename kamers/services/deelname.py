"""One person at one occurrence: added by a scanned pass, and taken off again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kamers.models import Activiteit, Bijeenkomst, Deelname, Persoon, Teljaar
from kamers.services.keer import TELVELDEN, Keer, bewaar, een_tegelijk, huidig, nieuwe_rij
from kamers.services.passen import TeljaarDicht
from kamers.services.regels import DagMoetNogKomen


class ZonderNamen(ValidationError):
    """The activity is counted without names, such as homework with children."""

    def __init__(self):
        super().__init__(_("Bij deze activiteit tellen we zonder namen."))


class GingNietDoor(ValidationError):
    """The occurrence was cancelled: first put it back, then say who was there."""

    def __init__(self):
        super().__init__(_("Hier staat: ging niet door. Verander dat eerst op de dag zelf."))


@transaction.atomic
def erbij(*, keer: Keer, persoon: Persoon, gebruiker, vandaag: date) -> bool:
    """Put a person at an occurrence; False when the person stood there already.

    An occurrence not logged yet is logged now, with nobody counted without a name. ZonderNamen, GingNietDoor,
    DagMoetNogKomen, TeljaarDicht.
    """
    een_tegelijk(keer.activiteit.kamer_id)
    rij = huidig(keer) or nieuwe_rij(keer)
    _controleer(rij, keer, vandaag)
    if rij.status != Bijeenkomst.Status.GENOTEERD:
        _begin(rij, keer, gebruiker)
    _deelname, nieuw = Deelname.objects.get_or_create(bijeenkomst=rij, persoon=persoon)
    if nieuw:
        tel_namen(rij, keer, gebruiker)
    return nieuw


@transaction.atomic
def eraf(*, keer: Keer, persoon_id: int, gebruiker) -> bool:
    """Take a person off an occurrence; False when the person did not stand there. TeljaarDicht."""
    een_tegelijk(keer.activiteit.kamer_id)
    rij = huidig(keer)
    if rij is None:
        return False
    _controleer_jaar(rij)
    weg, _per_model = Deelname.objects.filter(bijeenkomst=rij, persoon=persoon_id).delete()
    if weg:
        tel_namen(rij, keer, gebruiker)
    return bool(weg)


def tel_namen(rij: Bijeenkomst, keer: Keer, gebruiker) -> None:
    """Let the number by name follow the names, with the next version."""
    rij.op_naam = Deelname.objects.filter(bijeenkomst=rij).count()
    bewaar(rij, keer, gebruiker)


def _controleer(rij: Bijeenkomst, keer: Keer, vandaag: date) -> None:
    if keer.activiteit.telwijze != Activiteit.Telwijze.NAMEN:
        raise ZonderNamen
    if rij.status == Bijeenkomst.Status.VERVALLEN:
        raise GingNietDoor
    if rij.dag > vandaag:
        raise DagMoetNogKomen
    _controleer_jaar(rij)


def _controleer_jaar(rij: Bijeenkomst) -> None:
    if Teljaar.objects.filter(kamer=rij.kamer_id, jaar=rij.dag.year).exists():
        raise TeljaarDicht(rij.dag.year)


def _begin(rij: Bijeenkomst, keer: Keer, gebruiker) -> None:
    rij.status = Bijeenkomst.Status.GENOTEERD
    for veld in TELVELDEN:
        setattr(rij, veld, None if veld == "kinderen" else 0)
    bewaar(rij, keer, gebruiker)
