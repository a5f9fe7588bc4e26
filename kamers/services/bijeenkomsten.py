"""Changes to occurrences: logged, changed, cancelled, moved, taken back. Each happens once, on what the user saw."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from buurtwerkkamer.models import Handeling
from kamers.models import Activiteit, Bijeenkomst, Inzet, Kamer
from kamers.services.deelnames import controleer_namen, namen_bij, opgelost, zet_namen
from kamers.services.keer import (
    TELVELDEN,
    Activiteitgegevens,
    Invulling,
    Keer,
    bewaar,
    een_tegelijk,
    gezien,
    huidig,
    keer_uit,
    nieuwe_rij,
)
from kamers.services.regels import Botsing, DagMoetNogKomen, controleer_bekend, controleer_hoogte
from kamers.services.stand import aangeraakt, stand_van, zet_terug
from kamers.services.teljaar import controleer_dag, controleer_open


@transaction.atomic
def noteer(
    *, keer: Keer, invulling: Invulling, versie: int, sleutel: UUID, gebruiker, vandaag: date, klopt: int | None = None
) -> Bijeenkomst:
    """Log an occurrence or change what was logged; the same key and counts again change nothing.

    ``versie`` is the one the card showed (0: not there yet), ``klopt`` the high number that the user confirmed.
    Telfout when the counts or names cannot be right, TeVeel for a high number, DagMoetNogKomen, TeljaarGesloten,
    Botsing. Acts in one room wait for each other (``een_tegelijk``); what is refused leaves nothing behind.
    """
    een_tegelijk(keer.activiteit.kamer_id)
    handeling = eenmaal(sleutel, "noteer", gebruiker, keer.doel)
    if handeling is None:
        return _al_gedaan(keer, sleutel, invulling)
    rij, voor = gezien(keer, versie)
    rij = rij or nieuwe_rij(keer)
    if rij.dag > vandaag:
        raise DagMoetNogKomen
    invulling = replace(invulling, namen=opgelost(invulling.namen))
    _controleer(rij, invulling, klopt)
    _schrijf(rij, keer, invulling, gebruiker)
    controleer_bekend(rij)
    onthoud(handeling, voor, stand_van(rij))
    return rij


def _controleer(rij: Bijeenkomst, invulling: Invulling, klopt: int | None) -> None:
    controleer_dag(rij.kamer_id, rij.dag)
    controleer_namen(rij, invulling.namen, invulling.personen)
    controleer_hoogte(rij, invulling.deelnemers, klopt)


@transaction.atomic
def noteer_los(
    *, kamer: Kamer, dag: date, gegevens: Activiteitgegevens, invulling: Invulling, sleutel: UUID, gebruiker, **vast
) -> Bijeenkomst:
    """Log something that was on no rota: the activity and its only occurrence in one act.

    ``vast``: vandaag and klopt, as for ``noteer``.
    """
    een_tegelijk(kamer.pk)
    eerder = Handeling.objects.filter(sleutel=sleutel, soort="noteer", gebruiker=gebruiker).first()
    if eerder is not None:
        return _al_gedaan(keer_uit(eerder.doel, kamer), sleutel, invulling)
    keer = Keer(_losse_activiteit(kamer, dag, gegevens), dag)
    rij = noteer(keer=keer, invulling=invulling, versie=0, sleutel=sleutel, gebruiker=gebruiker, **vast)
    handeling = Handeling.objects.get(sleutel=sleutel)
    onthoud(handeling, None, {**(handeling.na or {}), "los": True})
    return rij


def _losse_activiteit(kamer: Kamer, dag: date, gegevens: Activiteitgegevens) -> Activiteit:
    eenmalig = {"herhaling": Activiteit.Herhaling.EENMALIG, "weekdag": dag.weekday(), "van": dag, "tot": dag}
    return Activiteit.objects.create(kamer=kamer, **vars(gegevens), **eenmalig)


def laat_vervallen(*, keer: Keer, reden: str, versie: int, sleutel: UUID, gebruiker) -> Bijeenkomst:
    """Write down that an occurrence did not take place, with the reason; counts, names and hours of it go.

    TeljaarGesloten, Botsing.
    """
    with transaction.atomic():
        een_tegelijk(keer.activiteit.kamer_id)
        handeling = eenmaal(sleutel, "vervalt", gebruiker, keer.doel)
        if handeling is None:
            return _staat_er_nog(keer)
        rij, voor = gezien(keer, versie)
        rij = rij or nieuwe_rij(keer)
        controleer_dag(rij.kamer_id, rij.dag)
        rij.status, rij.reden = Bijeenkomst.Status.VERVALLEN, reden
        _leeg(rij)
        bewaar(rij, keer, gebruiker)
        rij.inzet.all().delete()
        rij.deelnames.all().delete()
        onthoud(handeling, voor, stand_van(rij))
        return rij


def verplaats(*, keer: Keer, dag: date, begin: time, eind: time, versie: int, sleutel: UUID, gebruiker) -> Bijeenkomst:
    """Move an occurrence that is not logged yet to another day or time. TeljaarGesloten, Botsing."""
    with transaction.atomic():
        een_tegelijk(keer.activiteit.kamer_id)
        handeling = eenmaal(sleutel, "verplaats", gebruiker, keer.doel)
        if handeling is None:
            return _staat_er_nog(keer)
        rij, voor = gezien(keer, versie)
        if rij is not None and rij.status == Bijeenkomst.Status.GENOTEERD:
            raise Botsing(rij)
        rij = rij or nieuwe_rij(keer)
        for welke in sorted({rij.dag, dag}):
            controleer_dag(rij.kamer_id, welke)
        rij.status, rij.reden = Bijeenkomst.Status.VERPLAATST, ""
        rij.dag, rij.begin, rij.eind = dag, begin, eind
        bewaar(rij, keer, gebruiker)
        onthoud(handeling, voor, stand_van(rij))
        return rij


def herstel_planning(*, keer: Keer, versie: int, sleutel: UUID, gebruiker, vandaag: date) -> None:
    """Let a moved or cancelled occurrence of a day to come stand on the rota again, as if it was never touched.

    Botsing when it changed meanwhile, was logged, or when its day has come: then the card says what happened.
    """
    with transaction.atomic():
        een_tegelijk(keer.activiteit.kamer_id)
        handeling = eenmaal(sleutel, "zet_terug", gebruiker, keer.doel)
        if handeling is None:
            return
        rij, voor = gezien(keer, versie)
        if rij is None or rij.status == Bijeenkomst.Status.GENOTEERD or rij.dag <= vandaag:
            raise Botsing(rij)
        onthoud(handeling, voor, None)
        rij.delete()


def maak_ongedaan(*, kamer: Kamer, sleutel: UUID, gebruiker) -> Handeling | None:
    """Take back one act of this user; None when that was done before, or for an unknown key.

    Botsing when the occurrence changed after it, or when a volunteer whose hours it touched reported since.
    TeljaarGesloten when the counting year was closed since.
    """
    with transaction.atomic():
        een_tegelijk(kamer.pk)
        eerder = Handeling.objects.filter(sleutel=sleutel, doel__startswith="keer:").first()
        keer = keer_uit(eerder.doel, kamer) if eerder else None
        handeling = neem_terug(sleutel, gebruiker, keer.doel) if keer else None
        if keer and handeling:
            _herstel(keer, handeling, gebruiker)
        return handeling


def _herstel(keer: Keer, handeling: Handeling, gebruiker) -> None:
    rij, na = huidig(keer), handeling.na or {}
    if rij is None or rij.versie != na.get("versie"):
        raise Botsing(rij)
    gemeld = rij.inzet.filter(persoon__in=aangeraakt(handeling.voor, na), gemeld_op__gt=handeling.gedaan_op)
    if gemeld.exists():
        raise Botsing(rij)
    for jaar in sorted({rij.dag.year, int((handeling.voor or na)["dag"][:4])}):
        controleer_open(rij.kamer_id, jaar)
    if handeling.voor is None:
        _verwijder(rij, met_activiteit=na.get("los", False))
    else:
        zet_terug(rij, handeling.voor, na)
        bewaar(rij, keer, gebruiker)


def _staat_er_nog(keer: Keer | None) -> Bijeenkomst:
    rij = huidig(keer) if keer else None
    if rij is None:
        raise Botsing(None)
    return rij


def _al_gedaan(keer: Keer | None, sleutel: UUID, invulling: Invulling) -> Bijeenkomst:
    """Return what the same form made before; other counts under the same key are a second opinion, not a double."""
    rij, handeling = _staat_er_nog(keer), Handeling.objects.get(sleutel=sleutel)
    zelfde = handeling.ongedaan_op is None and handeling.na is not None and handeling.na["versie"] == rij.versie
    if not zelfde or any(getattr(rij, veld) != getattr(invulling, veld) for veld in TELVELDEN):
        raise Botsing(rij)
    helpers = set(rij.inzet.values_list("persoon_id", flat=True))
    if helpers != invulling.personen or namen_bij(rij) != opgelost(invulling.namen):
        raise Botsing(rij)
    return rij


def _schrijf(rij: Bijeenkomst, keer: Keer, invulling: Invulling, gebruiker) -> None:
    rij.status = Bijeenkomst.Status.GENOTEERD  # a reason stays on the row: an undo keeps no text to put it back from
    for veld in TELVELDEN:
        setattr(rij, veld, getattr(invulling, veld))
    rij.op_naam = len(invulling.namen)
    bewaar(rij, keer, gebruiker)
    zet_namen(rij, invulling.namen)
    _zet_inzet(rij, invulling, gebruiker)


def _leeg(rij: Bijeenkomst) -> None:
    for veld in TELVELDEN:
        setattr(rij, veld, None)
    rij.op_naam = 0


def _zet_inzet(rij: Bijeenkomst, invulling: Invulling, gebruiker) -> None:
    """Let the hours follow the card. Who stays keeps the own report; the coordinator's hours are approved hours."""
    bestaand = {i.persoon_id: i for i in rij.inzet.select_for_update()}
    rij.inzet.exclude(persoon__in=invulling.personen).delete()
    vast = {"kamer_id": rij.kamer_id, "bijeenkomst": rij, "dag": rij.dag}
    Inzet.objects.bulk_create(
        Inzet(persoon_id=persoon, uren=invulling.uren_van(persoon), **vast)
        for persoon in sorted(invulling.personen - set(bestaand))
    )
    for inzet in bestaand.values():
        if invulling.voor_allen and inzet.persoon_id in invulling.personen and inzet.uren != invulling.uren:
            inzet.uren, inzet.beoordeeld_door, inzet.beoordeeld_op = invulling.uren, gebruiker, timezone.now()
            inzet.save()


def _verwijder(rij: Bijeenkomst, *, met_activiteit: bool) -> None:
    activiteit = rij.activiteit
    rij.delete()
    if met_activiteit:
        activiteit.delete()
