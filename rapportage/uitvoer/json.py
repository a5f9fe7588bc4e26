"""A report as JSON with stable keys: per room by its code, amounts as text so that no reader rounds them."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from rapportage.staat import Editie, staat
from rapportage.tabellen import Rapportinhoud

SCHEMA = "buurtwerkkamer-rapport-1"
PER_KAMER = frozenset(
    {"bedragen", "cellen", "norm", "tekort", "uren", "aandelen", "gedane_uren", "gedane_waarde", "begroot", "werkelijk"}
)  # tuples that run parallel to the rooms
ONNODIG = frozenset({"versie_id", "tinten", "balk"})  # a key of the database, and layout


def naar_json(inhoud: Rapportinhoud, editie: Editie | None = None) -> bytes:
    """Return a report as the bytes of a JSON file; ``editie`` is null in a concept."""
    codes = [kolom.code for kolom in inhoud.kolommen]
    boom = {"schema": SCHEMA, "staat": staat(inhoud, editie), "editie": _editie(editie), **_plat(inhoud, codes)}
    for tabel in ("prestaties", "begroting", "financiering", "uren"):
        del boom[tabel]["kolommen"]  # stands once, on top
    if inhoud.werkelijk:
        del boom["werkelijk"]["kolommen"]
    return (json.dumps(boom, ensure_ascii=False, indent=1) + "\n").encode()


def _editie(editie: Editie | None) -> dict | None:
    if editie is None:
        return None
    op = timezone.localtime(editie.op).isoformat(timespec="seconds")
    return {"nummer": editie.nummer, "vastgelegd_op": op, "controlecode": editie.code}


def _plat(waarde, codes: list[str]):
    """Turn dataclasses into dictionaries, tuples per room into one keyed by room, Decimals and dates into text."""
    if is_dataclass(waarde):
        return {
            veld.name: _veld(veld.name, getattr(waarde, veld.name), codes)
            for veld in fields(waarde)
            if veld.name not in ONNODIG
        }
    if isinstance(waarde, tuple):
        return [_plat(deel, codes) for deel in waarde]
    if isinstance(waarde, Decimal):
        return f"{waarde:f}"
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def _veld(naam: str, waarde, codes: list[str]):
    if naam in PER_KAMER and isinstance(waarde, tuple):
        return {code: _plat(deel, codes) for code, deel in zip(codes, waarde, strict=True)}
    return _plat(waarde, codes)
