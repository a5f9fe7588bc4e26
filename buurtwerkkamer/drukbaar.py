"""Text that comes in a report must be printable: our own fonts hold no emoji and no other scripts.

A PDF with a missing letter is refused as a whole (``pdf.py``), so the letter is refused where it is typed.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fontTools.ttLib import TTFont

LETTERS = Path(__file__).resolve().parent.parent / "static" / "fonts"
WIT = frozenset(map(ord, "\n\r\t"))
NIET_DRUKBAAR = _("Het teken %(teken)s kan niet op papier. Haal het weg.")


@cache
def tekens() -> frozenset[int]:
    """Return the characters that every one of our printed fonts holds (each font is a base file and an extension)."""
    per_letter: dict[str, set[int]] = {}
    for bestand in sorted(LETTERS.glob("*-[0-9]*.woff2")):
        naam = re.sub(r"-ext$", "", bestand.stem)
        per_letter.setdefault(naam, set()).update(TTFont(bestand).getBestCmap())
    return frozenset(set.intersection(*per_letter.values())) | WIT


def drukbaar(waarde) -> None:
    """Form validator: refuse a text with a character that our fonts do not hold."""
    mis = zonder_letter(waarde) if isinstance(waarde, str) else ""
    if mis:
        raise ValidationError(NIET_DRUKBAAR, code="drukbaar", params={"teken": mis})


def zonder_letter(tekst: str) -> str:
    """Return the first character without a letter in our fonts, as people can see it; nothing when all is well."""
    mis = next((teken for teken in unicodedata.normalize("NFC", tekst) if ord(teken) not in tekens()), "")
    return mis if mis.isprintable() else f"U+{ord(mis):04X}"


class DrukbaarMixin:
    """A form whose text fields all take printable text only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            if hasattr(veld, "max_length") and drukbaar not in veld.validators:
                veld.validators.append(drukbaar)
