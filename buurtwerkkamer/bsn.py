"""A citizen service number (BSN) is never asked here, so whoever types one is stopped."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BSN_GEVONDEN = _("Dit lijkt op een BSN. Haal dat nummer weg. We bewaren nooit een BSN.")

_NEGEN_CIJFERS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){8}(?!\d)", re.ASCII)
_LANDNUMMER = re.compile(r"(?:\+|00)\d{2}[ .-]?$", re.ASCII)


def elfproef(cijfers: str) -> bool:
    """Tell whether nine digits are a possible BSN: 9·a + 8·b + … + 2·h − i is a multiple of 11."""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip(gewichten, cijfers, strict=True))
    return som % 11 == 0 and any(cijfer != "0" for cijfer in cijfers)


def bevat_bsn(tekst: str) -> bool:
    """Tell whether a text holds nine digits that pass the elfproef; a number after +31 is a telephone."""
    for gevonden in _NEGEN_CIJFERS.finditer(tekst):
        if _LANDNUMMER.search(tekst[: gevonden.start()]):
            continue
        if elfproef(re.sub(r"\D", "", gevonden.group())):
            return True
    return False


def geen_bsn(waarde) -> None:
    """Form validator: refuse a text with a BSN in it. A key (UUID) is no text."""
    if isinstance(waarde, str) and bevat_bsn(waarde):
        raise ValidationError(BSN_GEVONDEN, code="bsn")


class GeenBsnMixin:
    """A form whose text fields all refuse a BSN; not the hidden ones: a mark of ours may hold any nine digits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            if hasattr(veld, "max_length") and not veld.widget.is_hidden and geen_bsn not in veld.validators:
                veld.validators.append(geen_bsn)
