"""The totals of the financiers of a year: what was granted came in, is still to come, or went off at a closed year."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from financien.services.financiers import Financier, Overzicht
from financien.services.saldi import NUL
from financien.services.toekenningstand import gehad


@dataclass(frozen=True)
class Totaal:
    """Grants together, in euros; what is given in kind is not in it.

    ``eraf``: what closing a year took off, that went back or does not come. ``te_komen``: the rest of what is granted
    and did not come in.
    """

    gevraagd: Decimal = NUL
    toegekend: Decimal = NUL
    ontvangen: Decimal = NUL
    vervallen: Decimal = NUL
    te_laat: Decimal = NUL
    te_komen: Decimal = NUL
    eraf: Decimal = NUL


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
            _eraf(regel),
        )
        for regel in regels
    ]
    return Totaal(*(sum(kolom, NUL) for kolom in zip(*per, strict=True)))


def _eraf(regel: Overzicht) -> Decimal:
    if not regel.besloten or regel.vastgesteld is not None:
        return NUL
    return gehad(regel.stand, vars(regel.toekenning)["eraf"], vastgesteld=False) - regel.stand.ontvangen
