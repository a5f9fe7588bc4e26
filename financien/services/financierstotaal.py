"""The totals of the financiers of a year, in which granted minus received is what is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from financien.services.financiers import Financier, Overzicht
from financien.services.saldi import NUL


@dataclass(frozen=True)
class Totaal:
    """Grants together, in euros; what is given in kind is not in it. ``te_komen``: granted, and not received yet."""

    gevraagd: Decimal = NUL
    toegekend: Decimal = NUL
    ontvangen: Decimal = NUL
    vervallen: Decimal = NUL
    te_laat: Decimal = NUL
    te_komen: Decimal = NUL


@dataclass(frozen=True)
class Totalen:
    """What was decided on, and apart from it what comes without a decision: own income, and what is only asked."""

    besloten: Totaal
    anders: Totaal
    samen: Totaal


def totalen(rijen: Iterable[Financier]) -> Totalen:
    """Add up a year: money that came in without a decision never counts as received of what was granted."""
    regels = [regel for rij in rijen for regel in rij.regels if not regel.toekenning.in_natura]
    delen = [regel for regel in regels if regel.besloten], [regel for regel in regels if not regel.besloten]
    return Totalen(*(_tel(deel) for deel in (*delen, regels)))


def _tel(regels: Iterable[Overzicht]) -> Totaal:
    per = [
        (
            regel.gevraagd,
            regel.toegekend,
            regel.stand.ontvangen,
            regel.vervallen,
            regel.te_laat,
            regel.nog_te_ontvangen,
        )
        for regel in regels
    ]
    return Totaal(*(sum(kolom, NUL) for kolom in zip(*per, strict=True)))
