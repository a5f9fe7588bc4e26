"""Leaving a room, and being forgotten: the name goes, every count stays."""

from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Deelname, Inzet, Kamer, Persoon

NIET_GEZIEN = relativedelta(years=2)  # design.md §5


class HeeftDossier(ValidationError):
    """A volunteer: the name stands with hours and an agreement, so it stays as long as that file."""

    def __init__(self, persoon: Persoon):
        zin = _("%(naam)s is vrijwilliger. De naam blijft tot het dossier is gewist.")
        super().__init__(zin % {"naam": persoon.voornaam})


class HelptHier(ValidationError):
    """Someone who helps in this room now does not leave it by handing in the pass."""

    def __init__(self, persoon: Persoon):
        zin = _("%(naam)s is hier vrijwilliger. Stop dat eerst bij Vrijwilligers.")
        super().__init__(zin % {"naam": persoon.voornaam})


@transaction.atomic
def verlaat(*, persoon: Persoon, kamer: Kamer, sleutel: UUID, gebruiker) -> bool:
    """Let someone leave a room; False when this form was sent before. The card keeps working. HelptHier."""
    if Persoon.objects.filter(pk=persoon.pk, vrijwilliger__isnull=False, vrijwilliger__gestopt_op=None).exists():
        raise HelptHier(persoon)
    handeling = eenmaal(sleutel, "pas_weg", gebruiker, f"persoon:{persoon.pk}")
    if handeling is None:
        return False
    persoon.kamers.remove(kamer)
    onthoud(handeling, {"kamer": kamer.pk}, None)
    return True


@transaction.atomic
def vergeet(*, persoon: Persoon, vandaag: date, sleutel: UUID, gebruiker) -> bool:
    """Erase name, number and rooms of a person, and of the passes that went into it; False when sent before.

    Who was where stays, under a row without a name, so that every count stays what it was. HeeftDossier.
    """
    if Persoon.objects.filter(pk=persoon.pk, vrijwilliger__isnull=False).exists():
        raise HeeftDossier(persoon)
    handeling = eenmaal(sleutel, "vergeet", gebruiker, f"persoon:{persoon.pk}")
    if handeling is None:
        return False
    _wis([persoon.pk], vandaag)
    onthoud(handeling, None, {"op": vandaag.isoformat()})
    return True


@transaction.atomic
def vergeet_oude(vandaag: date) -> int:
    """Erase the names of everyone not seen for two years; return how many people.

    Seen: by name at an activity, with hours, or on the day the pass was given; also on a card that was merged.
    """
    grens = vandaag - NIET_GEZIEN
    van = Q(persoon=OuterRef("pk")) | Q(persoon__opgegaan_in=OuterRef("pk"))
    was_er = Deelname.objects.filter(van, bijeenkomst__dag__gte=grens)
    hielp = Inzet.objects.filter(van, dag__gte=grens)
    kreeg_pas = Persoon.objects.filter(opgegaan_in=OuterRef("pk"), sinds__gte=grens)
    mensen = Persoon.objects.met_pas().filter(vrijwilliger__isnull=True, sinds__lt=grens)
    oud = mensen.exclude(Exists(was_er)).exclude(Exists(hielp)).exclude(Exists(kreeg_pas))
    return _wis(list(oud.values_list("pk", flat=True)), vandaag)


def _wis(personen: list[int], vandaag: date) -> int:
    rijen = Persoon.objects.filter(Q(pk__in=personen) | Q(opgegaan_in__in=personen))
    Persoon.kamers.through.objects.filter(persoon__in=rijen).delete()
    rijen.update(voornaam="", pasnummer="", betaald_vanaf=None, betaald_tot=None, vergeten_op=vandaag)
    return len(personen)
