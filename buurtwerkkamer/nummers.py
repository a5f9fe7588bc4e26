"""Leave out of a text what points at a person: account numbers, telephones, citizen service numbers, e-mail addresses.

For texts of others that would come where they can never be changed, such as the description of a document.
"""

import re

_ADRES = re.compile(r"\S+@\S+")
_IBAN = re.compile(  # in one piece, or in groups of four
    r"(?<![A-Z0-9])[A-Z]{2}\d{2}"
    r"(?:[A-Z0-9]{11,30}|(?:[ .-][A-Z0-9]{4})(?:[ .-]\d{4}){1,6}(?:[ .-]\d{1,4})?)(?![A-Z0-9])",
    re.IGNORECASE,
)
_CIJFERS = re.compile(r"[+(]{0,2}\d(?:[ ./()-]{0,3}\d){7,}\)?")  # eight or more: a BSN, a telephone, an account
_DAGEN = re.compile(  # and two years: 2025-2026
    r"(?:(?:\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}-\d{2}-\d{2}|20\d{2}[-/]20\d{2})[ -]{0,3})+"
)
_RAND = " ,;:/|-"


def zonder_nummers(tekst: str) -> str:
    """Return a text without them; days and years stay. What is left is one line."""
    zonder = _IBAN.sub(" ", _ADRES.sub(" ", tekst))
    zonder = _CIJFERS.sub(lambda gevonden: gevonden[0] if _DAGEN.fullmatch(gevonden[0]) else " ", zonder)
    return " ".join(zonder.split()).strip(_RAND)
