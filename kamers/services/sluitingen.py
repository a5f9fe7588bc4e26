"""School holidays and closing days: of one room, or of all rooms; each change can be taken back."""

from datetime import date, timedelta
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from buurtwerkkamer.nederlands import nederlands
from kamers.models import Kamer, Sluiting
from kamers.services.feestdagen import Feestdag, feestdagen

VELDEN = ("kamer_id", "soort", "naam", "van", "tot")
DOEL = "sluitingen"
JAAR = timedelta(days=365)


class SluitingGewijzigd(Exception):
    """Someone else changed or removed the row after the page was made."""


def wijzigbaar(gebruiker) -> QuerySet[Sluiting]:
    """Return what a user may change: everything, or the rows of the own rooms; those of all rooms are only read."""
    if rollen.bereik(gebruiker).alles:
        return Sluiting.objects.all()
    return Sluiting.objects.filter(kamer__in=Kamer.objects.zichtbaar_voor(gebruiker))


def stand_van(rij: Sluiting) -> str:
    """Return what the form saw, so that a second editor is noticed."""
    return "|".join(str(getattr(rij, veld)) for veld in VELDEN)


@transaction.atomic
def voeg_toe(*, rijen: list[Sluiting], sleutel: UUID, gebruiker) -> int | None:
    """Add days off; None when this form was sent before. Returns how many were added."""
    handeling = eenmaal(sleutel, "sluiting_nieuw", gebruiker, DOEL)
    if handeling is None:
        return None
    for rij in rijen:
        rij.save()
    onthoud(handeling, None, {"rijen": [rij.pk for rij in rijen]})
    return len(rijen)


@transaction.atomic
def wijzig(*, rij: Sluiting, velden: dict, gezien: str, sleutel: UUID, gebruiker) -> bool:
    """Change days off; False when this form was sent before, SluitingGewijzigd when they are not what the user saw."""
    handeling = eenmaal(sleutel, "sluiting_wijzig", gebruiker, DOEL)
    if handeling is None:
        return False
    huidig = Sluiting.objects.select_for_update(of=("self",)).filter(pk=rij.pk).first()
    if huidig is None or stand_van(huidig) != gezien:
        raise SluitingGewijzigd
    for naam, waarde in velden.items():
        setattr(huidig, naam, waarde)
    huidig.save()
    return True


@transaction.atomic
def verwijder(*, rij: Sluiting, sleutel: UUID, gebruiker) -> bool:
    """Remove days off; False when that was done before."""
    handeling = eenmaal(sleutel, "sluiting_weg", gebruiker, DOEL)
    if handeling is None:
        return False
    onthoud(handeling, {"rij": rij.pk}, None)
    rij.delete()
    return True


@transaction.atomic
def maak_ongedaan(*, sleutel: UUID, gebruiker) -> bool:
    """Take back adding or removing; what was removed comes back from the audit trail, under a new number."""
    handeling = neem_terug(sleutel, gebruiker, DOEL)
    if handeling is None:
        return False
    if handeling.na:
        wijzigbaar(gebruiker).filter(pk__in=handeling.na["rijen"]).delete()
    else:
        weg = (handeling.voor or {})["rij"]
        spoor = apps.get_model("kamers", "SluitingEvent")._default_manager.filter(pgh_obj_id=weg).latest("pgh_id")
        Sluiting.objects.create(**{veld: getattr(spoor, veld) for veld in VELDEN})
    return True


def nog_voor_te_stellen(gebruiker, kamer: Kamer | None, vandaag: date) -> list[Feestdag]:
    """Return the public holidays of the coming twelve months that stand in no list yet."""
    dicht = Sluiting.objects.zichtbaar_voor(gebruiker).filter(soort=Sluiting.Soort.DICHT, tot__gte=vandaag)
    bekend = [r for r in dicht if r.kamer_id in (None, kamer.pk if kamer else None)]
    alle = feestdagen(vandaag.year) + feestdagen(vandaag.year + 1)
    komend = [f for f in alle if vandaag <= f.dag < vandaag + JAAR]
    return [f for f in komend if not any(r.van <= f.dag <= r.tot for r in bekend)]


def van_feestdag(feest: Feestdag, kamer: Kamer | None) -> Sluiting:
    """Return the closing day of a public holiday, not stored yet; its name in Dutch, as the poster prints it."""
    naam = nederlands(feest.naam)
    return Sluiting(kamer=kamer, soort=Sluiting.Soort.DICHT, naam=naam, van=feest.dag, tot=feest.dag)


def wie_in_woorden(rij: Sluiting) -> str:
    """Say for whom days off are: the name of the room, or all rooms."""
    return rij.kamer.naam if rij.kamer else _("alle kamers")
