"""A klus as it is taken: noted, with the request it came from, and changed."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from kamers.models import Corporatieproduct, Kamer, Klus, Klusplek, Partner
from kamers.services import verzoeken
from kamers.services.kluswerk import KlusGewijzigd, bewaar, doel_van, eis_open_teljaar, maak_inzet, op_slot, stand

GETELD = ("gedaan_op", "eerste_keer", "product_id", "corporatie_id")  # frozen with the counting year


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
    klussoort: str = Klus.Klussoort.REPARATIE
    via: Partner | None = None
    afspraak_tijd: time | None = None


def _kamerdoel(kamer: Kamer) -> str:
    return f"kamer:{kamer.pk}"


@transaction.atomic
def noteer_klus(
    *,
    kamer: Kamer,
    gegevens: Klusgegevens,
    vandaag: date,
    sleutel: UUID,
    gebruiker,
    verzoek: tuple[int, int] | None = None,
) -> Klus | None:
    """Note a new klus with its helpers; None when this form was sent before.

    ``verzoek``: id and version of the request it comes from; VerzoekGewijzigd when that was handled in between.
    """
    handeling = eenmaal(sleutel, "klus_nieuw", gebruiker, _kamerdoel(kamer))
    if handeling is None:
        return None
    klus = Klus(kamer=kamer, gevraagd_op=vandaag, gewijzigd_door=gebruiker)
    _vul(klus, gegevens)
    klus.save()
    _zet_plekken(klus, gegevens.plekken)
    if verzoek:
        verzoeken.werd_klus(verzoek_id=verzoek[0], versie=verzoek[1], klus=klus, vandaag=vandaag, gebruiker=gebruiker)
    onthoud(handeling, None, {"klus": klus.pk})
    return klus


@transaction.atomic
def neem_nieuwe_klus_terug(*, kamer: Kamer, sleutel: UUID, gebruiker) -> bool:
    """Remove a klus that was just noted; its request is open again. False when that was done before.

    KlusGewijzigd when something happened to it since.
    """
    handeling = neem_terug(sleutel, gebruiker, _kamerdoel(kamer))
    if handeling is None:
        return False
    if handeling.soort != "klus_nieuw" or handeling.na is None:
        raise PermissionDenied
    klus = Klus.objects.select_for_update().get(pk=handeling.na["klus"], kamer=kamer)
    if klus.versie != 1:
        raise KlusGewijzigd(klus)
    verzoeken.toch_geen_klus(klus=klus, gebruiker=gebruiker)
    klus.delete()
    return True


@transaction.atomic
def wijzig_klus(*, klus_id: int, versie: int, gegevens: Klusgegevens, sleutel: UUID, gebruiker) -> bool:
    """Change a klus; of a klus that is done the hours that count change too. False when sent before.

    KlusGewijzigd when someone else changed it in between; TeljaarGesloten when the count of a closed year would change.
    """
    handeling = eenmaal(sleutel, "klus_wijzig", gebruiker, doel_van(klus_id))
    if handeling is None:
        return False
    klus = op_slot(klus_id, versie)
    voor = {naam: getattr(klus, naam) for naam in GETELD}
    _vul(klus, gegevens)
    if any(voor[naam] != getattr(klus, naam) for naam in GETELD):
        eis_open_teljaar(klus.kamer_id, voor["gedaan_op"], klus.gedaan_op)
    bewaar(klus, gebruiker)
    _zet_plekken(klus, gegevens.plekken)
    if klus.gedaan_op:
        _zet_inzet(klus, gegevens.plekken, klus.gedaan_op, gebruiker)
    onthoud(handeling, None, stand(klus))
    return True


def _vul(klus: Klus, gegevens: Klusgegevens) -> None:
    """Fill in a klus; a text that is erased stays erased."""
    if klus.gewist_op is None:
        klus.omschrijving, klus.straat = gegevens.omschrijving, gegevens.straat
    klus.klussoort, klus.product = gegevens.klussoort, gegevens.product
    klus.corporatie, klus.via = gegevens.corporatie, gegevens.via
    klus.eerste_keer = gegevens.eerste_keer
    if klus.status == Klus.Status.KLAAR:
        klus.gedaan_op = gegevens.gedaan_op or klus.gedaan_op
        return
    klus.afspraak = gegevens.afspraak
    klus.afspraak_tijd = gegevens.afspraak_tijd if gegevens.afspraak else None
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
    maak_inzet(klus, {p: uren for p, uren in plekken.items() if p not in bestaand}, dag)
