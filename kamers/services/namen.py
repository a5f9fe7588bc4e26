"""First names: folded to search and sort them, and what is no first name."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_APART = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_LETTERTEKENS = " .'’-"


def vouw(tekst: str) -> str:
    """Return a text without accents, capitals and double spaces: Özcan, OZCAN and ozcan are one."""
    los = unicodedata.normalize("NFKD", tekst.casefold())
    kaal = "".join(teken for teken in los if not unicodedata.combining(teken))
    return " ".join(kaal.translate(_APART).split())


def alleen_voornaam(waarde: str) -> None:
    """Form validator: refuse what cannot be a first name: digits, an e-mail address, or only signs.

    A space is allowed (Fatima B.), letters of any script too. Nothing here tells a surname from a first name, so the
    label of the field asks for the first name only.
    """
    letters = [teken for teken in waarde if unicodedata.category(teken)[0] in "LM"]
    if not letters or len(letters) + sum(teken in _LETTERTEKENS for teken in waarde) != len(waarde):
        raise ValidationError(_("Vul alleen een voornaam in, zonder cijfers en tekens."), code="voornaam")
