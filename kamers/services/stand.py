"""How an occurrence stood before and after an act: enough to take the act back, and no names."""

from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import QuerySet

from kamers.models import Bijeenkomst, Inzet
from kamers.services.deelnames import namen_bij, opgelost, zet_namen

VELDEN = ("status", "dag", "begin", "eind", "kwamen_al", "nieuw_soort", "nieuw_kamer", "kinderen", "versie")
INZETVELDEN = ("uren", "gemeld_uren", "gemeld_op", "beoordeeld_op", "beoordeeld_door_id", "tariefsoort")
_LEZEN = {
    "dag": date.fromisoformat,
    "begin": time.fromisoformat,
    "eind": time.fromisoformat,
    "uren": Decimal,
    "gemeld_uren": Decimal,
    "gemeld_op": datetime.fromisoformat,
    "beoordeeld_op": datetime.fromisoformat,
}


def _schrijf(waarde):
    if isinstance(waarde, date | time):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, Decimal) else waarde


def _lees(veld: str, waarde):
    return _LEZEN[veld](waarde) if waarde is not None and veld in _LEZEN else waarde


def stand_van(rij: Bijeenkomst | None) -> dict | None:
    """Return the counts, names (ids) and hours of an occurrence as JSON, or None when it does not exist yet."""
    if rij is None:
        return None
    stand = {veld: _schrijf(getattr(rij, veld)) for veld in VELDEN}
    inzet = {str(i.persoon_id): _inzetstand(i) for i in Inzet.objects.filter(bijeenkomst=rij)}
    return {**stand, "namen": sorted(namen_bij(rij)), "inzet": inzet}


def _inzetstand(inzet: Inzet) -> dict:
    return {veld: _schrijf(getattr(inzet, veld)) for veld in INZETVELDEN}


def zet_terug(rij: Bijeenkomst, voor: dict, na: dict) -> None:
    """Write the counts and names of ``voor`` back; of the hours only what the act itself had changed.

    Who went into another pass since comes back as that other one.
    """
    namen = opgelost(voor.get("namen", []))
    for veld in VELDEN:
        if veld != "versie":
            setattr(rij, veld, _lees(veld, voor[veld]))
    if rij.status != Bijeenkomst.Status.VERVALLEN:
        rij.reden = ""
    rij.op_naam = len(namen)
    rij.save()
    zet_namen(rij, namen)
    _zet_inzet_terug(rij, voor["inzet"], na["inzet"])


def aangeraakt(voor: dict | None, na: dict) -> list[int]:
    """Return the persons whose hours an act added or changed."""
    eerst, later = (voor or {}).get("inzet", {}), na["inzet"]
    return [int(wie) for wie in later if wie not in eerst or eerst[wie]["uren"] != later[wie]["uren"]]


def _zet_inzet_terug(rij: Bijeenkomst, voor: dict, na: dict) -> None:
    bestaand = {str(i.persoon_id): i for i in _op_slot(rij)}
    for persoon in set(na) - set(voor):
        if persoon in bestaand:
            bestaand[persoon].delete()
    for persoon, oud in voor.items():
        if persoon not in bestaand:
            velden = {veld: _lees(veld, waarde) for veld, waarde in oud.items()}
            Inzet.objects.create(persoon_id=int(persoon), kamer_id=rij.kamer_id, bijeenkomst=rij, dag=rij.dag, **velden)
        elif oud["uren"] != na.get(persoon, oud)["uren"]:
            for veld in ("uren", "beoordeeld_op", "beoordeeld_door_id"):
                setattr(bestaand[persoon], veld, _lees(veld, oud[veld]))
            bestaand[persoon].save()


def _op_slot(rij: Bijeenkomst) -> QuerySet[Inzet]:
    return Inzet.objects.select_for_update().filter(bijeenkomst=rij)
