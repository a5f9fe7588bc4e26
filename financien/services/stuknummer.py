"""Read the number of a document as people write it: I2026-0012, or only its last digits."""

import re

from django.db.models import Q

from financien.models.boekstuk import LETTER

_HEEL = re.compile(r"(?P<letter>[A-Z])(?P<jaar>\d{4})-(?P<nummer>\d{1,8})", re.ASCII)
_LOS = re.compile(r"-?(?P<nummer>\d{1,8})", re.ASCII)
_DAGBOEK = {letter: dagboek for dagboek, letter in LETTER.items()}


def heel_nummer(woord: str, pad: str = "") -> Q | None:
    """Return which document has this whole number, or None when it is no number. ``pad``: the way to the document."""
    gevonden = _HEEL.fullmatch(woord.upper())
    if not gevonden or gevonden["letter"] not in _DAGBOEK:
        return None
    wat = {"dagboek": _DAGBOEK[gevonden["letter"]], "jaar__jaar": int(gevonden["jaar"])}
    return Q(**{f"{pad}{naam}": waarde for naam, waarde in wat.items()}, **{f"{pad}nummer": int(gevonden["nummer"])})


def nummer(woord: str) -> Q | None:
    """Return which documents have this number, whole or only its digits; None when it is no number."""
    gevonden = _LOS.fullmatch(woord)
    return Q(nummer=int(gevonden["nummer"])) if gevonden else heel_nummer(woord)
