"""Changes to klussen: noted, planned, done or off. Each happens once, and only on what the user saw."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from kamers.models import Corporatieproduct, Inzet, Kamer, Klus, Klusplek, Partner


class KlusGewijzigd(Exception):
    """Somebody else changed this klus after the page was made; holds it as it stands now."""

    def __init__(self, klus: Klus):
        super().__init__(klus.pk)
        self.klus = klus


@dataclass(frozen=True)
class Klusgegevens:
    """What a coordinator fills in about a klus. ``plekken``: planned hours by the id of the person."""

    omschrijving: str
    straat: str
    product: Corporatieproduct | None
    corporatie: Partner | None
    eerste_keer: str
    afspraak: date | None
    plekken: dict[int, Decimal]
    gedaan_op: date | None = None


def _op_slot(klus_id: int, versie: int) -> Klus:
    """Lock a klus and check that it is the version the user saw."""
    klus = Klus.objects.select_for_update().get(pk=klus_id)
    if klus.versie != versie:
        raise KlusGewijzigd(klus)
    return klus


def _bewaar(klus: Klus, gebruiker) -> None:
    klus.versie += 1
    klus.gewijzigd_door = gebruiker
    klus.save()


def _stand(klus: Klus) -> dict:
    """Return what an undo needs: no text of the resident in it."""
    gedaan = klus.gedaan_op.isoformat() if klus.gedaan_op else None
    return {
        "status": klus.status,
        "gedaan_op": gedaan,
        "eerste_keer": klus.eerste_keer,
        "versie": klus.versie,
    }


def _doel(klus_id: int) -> str:
    return f"klus:{klus_id}"


@transaction.atomic
def noteer_klus(*, kamer: Kamer, gegevens: Klusgegevens, vandaag: date, sleutel: UUID, gebruiker) -> Klus | None:
    """Note a new klus with its helpers; None when this form was sent before."""
    handeling = eenmaal(sleutel, "klus_nieuw", gebruiker, f"kamer:{kamer.pk}")
    if handeling is None:
        return None
    klus = Klus(kamer=kamer, gevraagd_op=vandaag, gewijzigd_door=gebruiker)
    _vul(klus, gegevens)
    klus.save()
    _zet_plekken(klus, gegevens.plekken)
    onthoud(handeling, None, {"klus": klus.pk})
    return klus


@transaction.atomic
def wijzig_klus(*, klus_id: int, versie: int, gegevens: Klusgegevens, sleutel: UUID, gebruiker) -> bool:
    """Change a klus; of a klus that is done the hours that count change too. False when sent before.

    KlusGewijzigd when someone else changed it in between.
    """
    handeling = eenmaal(sleutel, "klus_wijzig", gebruiker, _doel(klus_id))
    if handeling is None:
        return False
    klus = _op_slot(klus_id, versie)
    _vul(klus, gegevens)
    _bewaar(klus, gebruiker)
    _zet_plekken(klus, gegevens.plekken)
    if klus.gedaan_op:
        _zet_inzet(klus, gegevens.plekken, klus.gedaan_op, gebruiker)
    onthoud(handeling, None, _stand(klus))
    return True


def _vul(klus: Klus, gegevens: Klusgegevens) -> None:
    klus.omschrijving = gegevens.omschrijving
    klus.straat = gegevens.straat
    klus.product = gegevens.product
    klus.corporatie = gegevens.corporatie
    klus.eerste_keer = gegevens.eerste_keer
    if klus.status == Klus.Status.KLAAR:
        klus.gedaan_op = gegevens.gedaan_op or klus.gedaan_op
        return
    klus.afspraak = gegevens.afspraak
    if klus.status != Klus.Status.VERVALLEN:
        klus.status = Klus.Status.GEPLAND if klus.afspraak else Klus.Status.GEVRAAGD


def _zet_plekken(klus: Klus, plekken: dict[int, Decimal]) -> None:
    klus.plekken.exclude(persoon__in=plekken).delete()
    for persoon_id, uren in plekken.items():
        Klusplek.objects.update_or_create(klus=klus, persoon_id=persoon_id, defaults={"uren": uren})


def _zet_inzet(klus: Klus, plekken: dict[int, Decimal], dag: date, gebruiker) -> None:
    """Let the hours of a done klus follow its helpers; changing hours also settles what a volunteer reported."""
    bestaand = {inzet.persoon_id: inzet for inzet in klus.inzet.select_for_update()}
    for persoon_id, inzet in bestaand.items():
        if persoon_id not in plekken and inzet.uren:  # who reported to be absent stays on record with 0 hours
            inzet.delete()
        elif persoon_id in plekken and inzet.uren != plekken[persoon_id]:
            inzet.uren = plekken[persoon_id]
            inzet.beoordeeld_op, inzet.beoordeeld_door = timezone.now(), gebruiker
            inzet.save()
    klus.inzet.exclude(dag=dag).update(dag=dag)
    _maak_inzet(klus, {p: uren for p, uren in plekken.items() if p not in bestaand}, dag)


def _maak_inzet(klus: Klus, plekken: dict[int, Decimal], dag: date) -> None:
    Inzet.objects.bulk_create(
        Inzet(persoon_id=persoon_id, kamer_id=klus.kamer_id, klus=klus, dag=dag, uren=uren)
        for persoon_id, uren in plekken.items()
    )


@transaction.atomic
def maak_klaar(*, klus_id: int, versie: int, dag: date, sleutel: UUID, gebruiker) -> bool:
    """Mark a klus as done on a day; the planned hours of its helpers count at once.

    False when it was done already, by this tap or another one. KlusGewijzigd when something else changed in between.
    """
    handeling = eenmaal(sleutel, "klus_klaar", gebruiker, _doel(klus_id))
    if handeling is None:
        return False
    huidig = Klus.objects.select_for_update().get(pk=klus_id)
    if huidig.status == Klus.Status.KLAAR:
        return False
    klus = _op_slot(klus_id, versie)
    if klus.status == Klus.Status.VERVALLEN:
        raise KlusGewijzigd(klus)
    voor = _stand(klus)
    klus.status, klus.gedaan_op = Klus.Status.KLAAR, dag
    _bewaar(klus, gebruiker)
    _maak_inzet(klus, {plek.persoon_id: plek.uren for plek in klus.plekken.all()}, dag)
    onthoud(handeling, voor, _stand(klus))
    return True


@transaction.atomic
def laat_vervallen(*, klus_id: int, versie: int, reden: str, sleutel: UUID, gebruiker) -> bool:
    """Take a klus off, with the reason. False when sent before; KlusGewijzigd when it changed in between."""
    handeling = eenmaal(sleutel, "klus_vervallen", gebruiker, _doel(klus_id))
    if handeling is None:
        return False
    klus = _op_slot(klus_id, versie)
    if klus.status == Klus.Status.KLAAR:
        raise KlusGewijzigd(klus)
    voor = _stand(klus)
    klus.status, klus.reden = Klus.Status.VERVALLEN, reden
    _bewaar(klus, gebruiker)
    onthoud(handeling, voor, _stand(klus))
    return True


@transaction.atomic
def zet_eerste_keer(*, klus_id: int, versie: int, eerste_keer: str, sleutel: UUID, gebruiker) -> bool:
    """Answer afterwards whether the requester came for the first time this year (domain.md §1.4)."""
    handeling = eenmaal(sleutel, "klus_eerste_keer", gebruiker, _doel(klus_id))
    if handeling is None:
        return False
    klus = _op_slot(klus_id, versie)
    voor = _stand(klus)
    klus.eerste_keer = eerste_keer
    _bewaar(klus, gebruiker)
    onthoud(handeling, voor, _stand(klus))
    return True


@transaction.atomic
def neem_klus_terug(*, klus_id: int, sleutel: UUID, gebruiker) -> bool:
    """Take back the last act on a klus. False when that was done before.

    KlusGewijzigd when the klus changed after the act, or when a helper already reported hours on it.
    """
    klus = Klus.objects.select_for_update().get(pk=klus_id)
    handeling = neem_terug(sleutel, gebruiker, _doel(klus_id))
    if handeling is None or handeling.voor is None:
        return False
    gemeld = handeling.soort == "klus_klaar" and klus.inzet.filter(gemeld_op__gt=handeling.gedaan_op).exists()
    if gemeld or handeling.na != _stand(klus):
        raise KlusGewijzigd(klus)
    klus.status, klus.eerste_keer, klus.reden = handeling.voor["status"], handeling.voor["eerste_keer"], ""
    gedaan = handeling.voor["gedaan_op"]
    klus.gedaan_op = date.fromisoformat(gedaan) if gedaan else None
    _bewaar(klus, gebruiker)
    if klus.status != Klus.Status.KLAAR:
        klus.inzet.all().delete()
    return True
