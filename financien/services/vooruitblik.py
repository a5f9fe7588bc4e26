"""The money twelve months ahead as a page reads it, and the one sentence above it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro_heel
from financien.services.saldi import NUL


@dataclass(frozen=True)
class Maand:
    """One month: what comes in and goes out, by name, and where the money stands at its end."""

    eerste: date
    erin: tuple[tuple[str, Decimal], ...]
    eruit: tuple[tuple[str, Decimal], ...]
    eind: Decimal
    te_laag: bool

    @property
    def in_totaal(self) -> Decimal:
        return sum((bedrag for _wat, bedrag in self.erin), NUL)

    @property
    def uit_totaal(self) -> Decimal:
        return sum((bedrag for _wat, bedrag in self.eruit), NUL)


@dataclass(frozen=True)
class Bijdebank:
    """What the bank says of the accounts of which a file was read, and its lines that are not booked yet."""

    stand: Decimal
    dag: date
    te_boeken: Decimal
    aantal: int


@dataclass(frozen=True)
class Vooruitblik:
    """Twelve months from today. ``grens``: one month of wages; ``andere_begroting``: whose plan is repeated.

    ``niet_geboekt``: the months of this year that are over and of which nothing is booked; they are still to be paid.
    """

    vandaag: date
    begin: Decimal
    grens: Decimal
    maanden: tuple[Maand, ...]
    andere_begroting: int | None
    bank: Bijdebank | None = None
    niet_geboekt: range = range(0)

    @property
    def eerste_te_laag(self) -> Maand | None:
        return next((maand for maand in self.maanden if maand.te_laag), None)

    @property
    def slecht(self) -> bool:
        """Whether the headline is bad news."""
        return self.eerste_te_laag is not None or (self.bank is not None and self.bank.stand < 0)

    @property
    def hoogste(self) -> Decimal:
        return max((abs(bedrag) for bedrag in (self.begin, *(maand.eind for maand in self.maanden))), default=NUL)


def zin_van(blik: Vooruitblik) -> str:
    """Say the worst first: below zero at the bank, the first month below zero, less than one month of wages, enough."""
    laag = blik.eerste_te_laag
    if blik.bank and blik.bank.stand < 0:
        zin = _("Bij de bank staat het nu onder nul: %(bedrag)s te kort.")
        return zin % {"bedrag": euro_heel(-blik.bank.stand)}
    tekort = next((maand for maand in blik.maanden if maand.eind < 0), None)
    if tekort:
        zin = _("In %(maand)s is er geld te kort: %(bedrag)s.")
        return zin % {"maand": date_format(tekort.eerste, "F Y"), "bedrag": euro_heel(-tekort.eind)}
    vast = {"grens": euro_heel(blik.grens)}
    if laag is None:
        zin = _("Er is twaalf maanden lang genoeg geld: meer dan één maand loon (%(grens)s).")
        return zin % vast
    maand = date_format(laag.eerste, "F Y")
    zin = _("In %(maand)s is er minder geld dan één maand loon (%(grens)s).")
    return zin % (vast | {"maand": maand})
