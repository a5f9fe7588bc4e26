"""What happens to a klus: done, off, back to do, an answer afterwards. Each happens once, and only on what was seen."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from kamers.models import Inzet, Klus, Klusplek, Persoon
from kamers.services.teljaar import controleer_dag


class KlusGewijzigd(Exception):
    """Somebody else changed this klus after the page was made; holds it as it stands now."""

    def __init__(self, klus: Klus):
        super().__init__(klus.pk)
        self.klus = klus


def op_slot(klus_id: int, versie: int) -> Klus:
    """Lock a klus and check that it is the version the user saw."""
    klus = Klus.objects.select_for_update().get(pk=klus_id)
    if klus.versie != versie:
        raise KlusGewijzigd(klus)
    return klus


def eis_open_teljaar(kamer_id: int, *dagen: date | None) -> None:
    """Refuse to count on days in a closed counting year (TeljaarGesloten) or after the last day (KamerDicht)."""
    for dag in sorted({dag for dag in dagen if dag}):
        controleer_dag(kamer_id, dag)


def bewaar(klus: Klus, gebruiker) -> None:
    """Store a changed klus as its next version; whatever is done or off counts as handled from the first day on."""
    afgehandeld = klus.status in (Klus.Status.KLAAR, Klus.Status.VERVALLEN)
    klus.afgehandeld_op = (klus.afgehandeld_op or timezone.localdate()) if afgehandeld else None
    klus.versie += 1
    klus.gewijzigd_door = gebruiker
    klus.save()


def stand(klus: Klus) -> dict:
    """Return what an undo needs: no text of the resident in it."""
    gedaan = klus.gedaan_op.isoformat() if klus.gedaan_op else None
    return {
        "status": klus.status,
        "gedaan_op": gedaan,
        "eerste_keer": klus.eerste_keer,
        "versie": klus.versie,
    }


def doel_van(klus_id: int) -> str:
    """Return how acts on this klus name it."""
    return f"klus:{klus_id}"


def maak_inzet(klus: Klus, plekken: dict[int, Decimal], dag: date) -> None:
    """Let planned hours count on a day."""
    Inzet.objects.bulk_create(
        Inzet(persoon_id=persoon_id, kamer_id=klus.kamer_id, klus=klus, dag=dag, uren=uren)
        for persoon_id, uren in plekken.items()
    )


def haal_van_klussen(*, persoon: Persoon, na: date) -> None:
    """Take someone who stops off the open klussen after a day, and off those without one; others plan them anew.

    Call inside a transaction. The next version makes whoever still reads the old helper look again.
    """
    later = Q(afspraak__isnull=True) | Q(afspraak__gt=na)
    klussen = Klus.objects.open().filter(later, pk__in=Klusplek.objects.filter(persoon=persoon).values("klus"))
    rijen = [klus.pk for klus in klussen.select_for_update()]
    Klusplek.objects.filter(klus__in=rijen, persoon=persoon).delete()
    Klus.objects.filter(pk__in=rijen).update(versie=F("versie") + 1, gewijzigd_door=None)


@transaction.atomic
def maak_klaar(*, klus_id: int, versie: int, dag: date, sleutel: UUID, gebruiker) -> bool:
    """Mark a klus as done on a day; the planned hours of its helpers count at once.

    False when it was done already, by this tap or another one. KlusGewijzigd when something else changed in between,
    TeljaarGesloten for a day in a closed counting year.
    """
    handeling = eenmaal(sleutel, "klus_klaar", gebruiker, doel_van(klus_id))
    if handeling is None:
        return False
    huidig = Klus.objects.select_for_update().get(pk=klus_id)
    if huidig.status == Klus.Status.KLAAR:
        return False
    klus = op_slot(klus_id, versie)
    if klus.status == Klus.Status.VERVALLEN:
        raise KlusGewijzigd(klus)
    eis_open_teljaar(klus.kamer_id, dag)
    voor = stand(klus)
    klus.status, klus.gedaan_op = Klus.Status.KLAAR, dag
    bewaar(klus, gebruiker)
    maak_inzet(klus, {plek.persoon_id: plek.uren for plek in klus.plekken.all()}, dag)
    onthoud(handeling, voor, stand(klus))
    return True


@transaction.atomic
def laat_vervallen(*, klus_id: int, versie: int, reden: str, sleutel: UUID, gebruiker) -> bool:
    """Take a klus off, with the reason. False when sent before; KlusGewijzigd when it changed in between."""
    handeling = eenmaal(sleutel, "klus_vervallen", gebruiker, doel_van(klus_id))
    if handeling is None:
        return False
    klus = op_slot(klus_id, versie)
    if klus.status == Klus.Status.KLAAR:
        raise KlusGewijzigd(klus)
    voor = stand(klus)
    klus.status, klus.reden = Klus.Status.VERVALLEN, reden
    bewaar(klus, gebruiker)
    onthoud(handeling, voor, stand(klus))
    return True


@transaction.atomic
def heropen(*, klus_id: int, versie: int, sleutel: UUID, gebruiker) -> bool:
    """Put a klus that was done or off back to do, without hours. False when sent before.

    KlusGewijzigd when it changed in between, when its text is erased, or when a helper already reported hours.
    """
    handeling = eenmaal(sleutel, "klus_heropen", gebruiker, doel_van(klus_id))
    if handeling is None:
        return False
    klus = op_slot(klus_id, versie)
    if klus.gewist_op or klus.inzet.filter(gemeld_op__isnull=False).exists():
        raise KlusGewijzigd(klus)
    eis_open_teljaar(klus.kamer_id, klus.gedaan_op)
    klus.status = Klus.Status.GEPLAND if klus.afspraak else Klus.Status.GEVRAAGD
    klus.gedaan_op, klus.reden = None, ""
    klus.inzet.all().delete()
    bewaar(klus, gebruiker)
    onthoud(handeling, None, stand(klus))
    return True


@transaction.atomic
def zet_eerste_keer(*, klus_id: int, versie: int, eerste_keer: str, sleutel: UUID, gebruiker) -> bool:
    """Answer afterwards whether the requester came for the first time this year (domain.md §1.4)."""
    handeling = eenmaal(sleutel, "klus_eerste_keer", gebruiker, doel_van(klus_id))
    if handeling is None:
        return False
    klus = op_slot(klus_id, versie)
    eis_open_teljaar(klus.kamer_id, klus.gedaan_op)
    voor = stand(klus)
    klus.eerste_keer = eerste_keer
    bewaar(klus, gebruiker)
    onthoud(handeling, voor, stand(klus))
    return True


@transaction.atomic
def neem_klus_terug(*, klus_id: int, sleutel: UUID, gebruiker) -> bool:
    """Take back the last act on a klus. False when that was done before.

    KlusGewijzigd when the klus changed after the act, or when a helper already reported hours on it.
    """
    klus = Klus.objects.select_for_update().get(pk=klus_id)
    handeling = neem_terug(sleutel, gebruiker, doel_van(klus_id))
    if handeling is None or handeling.voor is None:
        return False
    gemeld = handeling.soort == "klus_klaar" and klus.inzet.filter(gemeld_op__gt=handeling.gedaan_op).exists()
    if gemeld or handeling.na != stand(klus):
        raise KlusGewijzigd(klus)
    eis_open_teljaar(klus.kamer_id, klus.gedaan_op)
    klus.status, klus.eerste_keer, klus.reden = handeling.voor["status"], handeling.voor["eerste_keer"], ""
    gedaan = handeling.voor["gedaan_op"]
    klus.gedaan_op = date.fromisoformat(gedaan) if gedaan else None
    bewaar(klus, gebruiker)
    if klus.status != Klus.Status.KLAAR:
        klus.inzet.all().delete()
    return True
