"""Amounts, hours and counts: read Dutch text strictly, print it the Dutch way. Decimal only, never float."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CENT = Decimal("0.01")
HARDE_SPATIE = "\u00a0"
MIN = "\u2212"

_WISSEL = str.maketrans(",.", ".,")
_BEDRAG = re.compile(r"-?(?:\d{1,3}(?:\.\d{3}){1,5}|\d{1,9})(?:,\d{1,2})?", re.ASCII)
_LANGER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_SPATIES = str.maketrans("", "", " \u00a0\u202f")
_UREN = re.compile(r"(\d{1,2})(?:,(\d{1,2})|[:u](\d{2})?)?", re.ASCII)
_AANTAL = re.compile(r"\d{1,6}", re.ASCII)

GEEN_BEDRAG = _("Vul een bedrag in met een komma, bijvoorbeeld 12,50.")
TE_GROOT = _("Dit bedrag is te groot.")
TWEE_CIJFERS = _("Gebruik hoogstens twee cijfers achter de komma.")
GEEN_UREN = _("Vul een aantal uren in van 0,5 tot 12.")
GEEN_AANTAL = _("Vul een getal in, bijvoorbeeld 12.")


def rond(bedrag: Decimal, stap: Decimal = CENT) -> Decimal:
    """Round half up to this step: cents by default, ``Decimal(1)`` for whole euros or percents."""
    return bedrag.quantize(stap, rounding=ROUND_HALF_UP)


def lees_bedrag(tekst: str) -> Decimal:
    """Read a Dutch amount in euros. ValueError for anything ambiguous: 12.50 and 1,234.56 are questions."""
    kaal = tekst.translate(_SPATIES).replace(MIN, "-")
    kaal = re.sub(r"^(-?)€(-?)", r"\1\2", kaal)
    kaal = re.sub(r",[-–—]$", "", kaal)
    if not _BEDRAG.fullmatch(kaal):
        raise ValueError(_waarom_geen_bedrag(kaal))
    return rond(Decimal(kaal.replace(".", "").replace(",", ".")))


def _waarom_geen_bedrag(kaal: str):
    """Return what is wrong with an amount: too many digits behind the comma, or before it, or it is no amount."""
    langer = _LANGER.fullmatch(kaal)
    if not langer:
        return GEEN_BEDRAG
    return TWEE_CIJFERS if len(langer[1] or "") > 2 else TE_GROOT


def lees_uren(tekst: str) -> Decimal:
    """Read hours as 2 · 2,5 · 2:30 · 2u30. ValueError outside 0,5 to 12 or off the quarter of an hour."""
    gevonden = _UREN.fullmatch(tekst.translate(_SPATIES).lower().removesuffix("uur"))
    if not gevonden:
        raise ValueError(GEEN_UREN)
    heel, deel, minuten = gevonden.groups()
    uren = Decimal(f"{heel}.{deel or 0}") + rond(Decimal(minuten or 0) / 60)
    if not Decimal("0.5") <= uren <= 12 or int(minuten or 0) > 59 or uren % Decimal("0.25"):
        raise ValueError(GEEN_UREN)
    return rond(uren)


def lees_aantal(tekst: str) -> int:
    """Read a whole count of people. ValueError for signs, decimals, letters and foreign digits."""
    kaal = tekst.translate(_SPATIES)
    if not _AANTAL.fullmatch(kaal):
        raise ValueError(GEEN_AANTAL)
    return int(kaal)


def getal(waarde: Decimal | int, decimalen: int = 0) -> str:
    """Print a number the Dutch way: 1.234 or −1.234,50."""
    rauw = f"{abs(rond(Decimal(waarde), Decimal(1).scaleb(-decimalen))):,.{decimalen}f}"
    nl = rauw.translate(_WISSEL)
    return f"{MIN}{nl}" if waarde < 0 and nl.strip("0.,") else nl


def in_taal(tekst: str) -> str:
    """Return printed numbers as the language of the screen writes them: 1,234.50 in English. Fields stay Dutch."""
    return tekst.translate(_WISSEL) if (get_language() or "").startswith("en") else tekst


def euro(bedrag: Decimal) -> str:
    """Print an amount with cents: € 1.234,50."""
    return f"€{HARDE_SPATIE}{getal(bedrag, 2)}"


def euro_heel(bedrag: Decimal) -> str:
    """Print an amount in whole euros: € 433.044."""
    return f"€{HARDE_SPATIE}{getal(bedrag)}"


def invoer(bedrag: Decimal) -> str:
    """Print an amount as it is typed in a field: 1.234,50, or 1.234 when it has no cents."""
    return getal(bedrag, 0 if bedrag == bedrag.to_integral_value() else 2)


def uren(waarde: Decimal) -> str:
    """Print hours without needless zeros: 2 · 2,5 · 10.000."""
    for decimalen in (0, 1):
        if waarde == rond(waarde, Decimal(1).scaleb(-decimalen)):
            return getal(waarde, decimalen)
    return getal(waarde, 2)


def procent(deel: Decimal | int, geheel: Decimal | int, decimalen: int = 0) -> str:
    """Print the share of a whole, rounded half up: 47%. An empty whole gives a dash."""
    if not geheel:
        return "–"
    return f"{getal(Decimal(deel) * 100 / Decimal(geheel), decimalen)}%"
