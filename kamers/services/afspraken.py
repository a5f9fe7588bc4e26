"""Targets: read and printed as one piece of text per cell, and saved for a version (domain.md §5.7)."""

import re
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.drukbaar import NIET_DRUKBAAR, zonder_letter
from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import Celsoort
from kamers.models import Indicator, Streefwaarde

GEEN_AFSPRAAK = "geen afspraak:"
GEEN_STREEFWAARDE = _("Vul een getal in, of geen afspraak: en de reden.")
GEEN_AANDEEL = _("Vul een percentage in van 0 tot en met 100, of geen afspraak: en de reden.")
GEEN_CIJFER = _("Vul een cijfer in van 1 tot en met 10, of geen afspraak: en de reden.")
GEEN_OORDEEL = _("Vul een woord in, zoals positief, of geen afspraak: en de reden.")
GEEN_OP = _("Vul een getal in, of 10 op 20 met het kleinste getal eerst, of geen afspraak: en de reden.")
OP_AANGEMELD = "aantal op aangemeld"  # the evidence of an indicator whose target may say out of how many
REDEN_LANGST, WOORD_LANGST = 120, 30  # as the columns
_GETAL = re.compile(r"(\d{1,6})(?:,(\d{1,2}))? ?%?", re.ASCII)
_OP = re.compile(r"(\d{1,6}) op (\d{1,6})", re.ASCII)
_WOORD = re.compile(r"[^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+)*")
_LEEG = {"waarde": None, "op_aangemeld": None, "woord": "", "reden": ""}


def lees_streefwaarde(tekst: str) -> dict:
    """Read a target: 50 · 50% · 8,5 · 10 op 20 · positief · geen afspraak: nog niet. ValueError with what to do.

    Returns the fields of a Streefwaarde: waarde, op_aangemeld, woord, reden.
    """
    schoon = " ".join(tekst.split())
    gelezen = _ontleed(schoon)
    if gelezen is None:
        raise ValueError(GEEN_STREEFWAARDE)
    if mis := zonder_letter(schoon):
        raise ValueError(NIET_DRUKBAAR % {"teken": mis})
    return gelezen


def lees_voor(indicator: Indicator, tekst: str) -> dict:
    """Read a target that fits its indicator: a word only for a judgement, a percentage to 100, a mark from 1 to 10.

    "10 op 20" only where people are registered first. ValueError with what to type for this indicator.
    """
    anders = _wat_wel(indicator)
    try:
        velden = lees_streefwaarde(tekst)
    except ValueError as fout:
        raise ValueError(anders if fout.args[0] == GEEN_STREEFWAARDE else fout.args[0]) from fout
    if not velden["reden"] and not _past(indicator, velden, met_procent="%" in tekst):
        raise ValueError(anders)
    return velden


def _wat_wel(indicator: Indicator):
    soorten = Indicator.Eenheid
    per_eenheid = {soorten.AANDEEL: GEEN_AANDEEL, soorten.CIJFER: GEEN_CIJFER, soorten.OORDEEL: GEEN_OORDEEL}
    gewoon = GEEN_OP if indicator.bewijs == OP_AANGEMELD else GEEN_STREEFWAARDE
    return per_eenheid.get(soorten(indicator.eenheid), gewoon)


def _past(indicator: Indicator, velden: dict, *, met_procent: bool) -> bool:
    eenheid, waarde, op = indicator.eenheid, velden["waarde"], velden["op_aangemeld"]
    if velden["woord"] or eenheid == Indicator.Eenheid.OORDEEL:
        return bool(velden["woord"]) and eenheid == Indicator.Eenheid.OORDEEL
    if op is not None:
        return indicator.bewijs == OP_AANGEMELD and waarde <= op
    if eenheid == Indicator.Eenheid.AANDEEL:
        return waarde <= 100
    return not met_procent and (eenheid != Indicator.Eenheid.CIJFER or 1 <= waarde <= 10)


def _ontleed(schoon: str) -> dict | None:
    if schoon.lower().startswith(GEEN_AFSPRAAK):
        reden = schoon[len(GEEN_AFSPRAAK) :].strip()
        if reden and len(reden) <= REDEN_LANGST:
            return _LEEG | {"reden": reden}
    elif op := _OP.fullmatch(schoon.lower()):
        return _LEEG | {"waarde": Decimal(op[1]), "op_aangemeld": int(op[2])}
    elif gevonden := _GETAL.fullmatch(schoon):
        return _LEEG | {"waarde": Decimal(f"{gevonden[1]}.{gevonden[2] or 0}")}
    elif _WOORD.fullmatch(schoon) and len(schoon) <= WOORD_LANGST:
        return _LEEG | {"woord": schoon}
    return None


def toon_streefwaarde(doel: Streefwaarde | dict) -> str:
    """Print a target as it is typed; reading it back gives the same target."""
    velden = doel if isinstance(doel, dict) else {naam: getattr(doel, naam) for naam in _LEEG}
    if velden["reden"]:
        return f"{GEEN_AFSPRAAK} {velden['reden']}"
    if velden["woord"]:
        return velden["woord"]
    waarde = velden["waarde"]
    kaal = getal(waarde, 0 if waarde == waarde.to_integral_value() else 2).replace(".", "")
    return kaal if velden["op_aangemeld"] is None else f"{kaal} op {velden['op_aangemeld']}"


def cel(indicator: int, kamer: int) -> str:
    """Return the name of the cell of an indicator and a room."""
    return f"a-{indicator}-{kamer}"


def indicatoren_met_afspraken(versie: Versie) -> list[tuple[Indicator, dict[int, str]]]:
    """Return every indicator in its order with its targets in this version as text, by room; two queries."""
    doelen = Prefetch("streefwaarden", Streefwaarde.objects.filter(versie=versie), "van_versie")
    return [
        (indicator, {doel.kamer_id: toon_streefwaarde(doel) for doel in indicator.van_versie})
        for indicator in Indicator.objects.order_by("volgorde").prefetch_related(doelen)
    ]


def _lees(versie: Versie) -> dict[str, str]:
    doelen = Streefwaarde.objects.filter(versie=versie)
    return {cel(doel.indicator_id, doel.kamer_id): toon_streefwaarde(doel) for doel in doelen}


def _schrijf(versie: Versie, anders: dict[str, str | None], _nu: dict[str, str]) -> None:
    """Insert, update and delete in at most three queries; an emptied cell has no row."""
    bestaand = {cel(d.indicator_id, d.kamer_id): d for d in Streefwaarde.objects.filter(versie=versie)}
    erbij: list[Streefwaarde] = []
    bij: list[Streefwaarde] = []
    weg: list[int] = []
    for naam, tekst in anders.items():
        if tekst is None:
            weg.append(bestaand[naam].pk)
            continue
        _letter, indicator, kamer = naam.split("-")
        doel = bestaand.get(naam) or Streefwaarde(versie=versie, indicator_id=int(indicator), kamer_id=int(kamer))
        for veld, waarde in lees_streefwaarde(tekst).items():
            setattr(doel, veld, waarde)
        (bij if doel.pk else erbij).append(doel)
    Streefwaarde.objects.bulk_create(erbij)
    Streefwaarde.objects.bulk_update(bij, list(_LEEG))
    Streefwaarde.objects.filter(pk__in=weg).delete()


AFSPRAKEN = Celsoort("afspraken", _lees, _schrijf)
