"""The file for the bank: SEPA credit transfers as pain.001.001.09, made by sepaxml and checked against its schema."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import as_file, files

from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree
from sepaxml import SepaTransfer
from stdnum import iban as ibannummer
from stdnum.exceptions import ValidationError

from buurtwerkkamer.bedragen import CENT

SCHEMA = "pain.001.001.09"
HOOGSTENS = 60  # days ahead: what is further away is a slip of the pen, and would hide that something is late


@dataclass(frozen=True)
class Overboeking:
    """One payment: to whom, how much in euros, what the receiver reads, and the reference the bank gives back."""

    naam: str
    iban: str
    bedrag: Decimal
    omschrijving: str
    kenmerk: str


def lees_iban(tekst: str) -> str:
    """Return an IBAN without spaces, its check digits verified. ValueError when it is none."""
    try:
        return ibannummer.validate(tekst)
    except ValidationError as fout:
        raise ValueError("no IBAN") from fout


def mis_aan_dag(uitvoeren_op: date) -> str:
    """Say why an order cannot be for this day, or return an empty text."""
    vandaag = timezone.localdate()
    if uitvoeren_op < vandaag:
        return _("Kies vandaag of een dag die nog komt.")
    if uitvoeren_op > vandaag + timedelta(days=HOOGSTENS):
        return _("Kies een dag binnen %(n)s dagen.") % {"n": HOOGSTENS}
    return ""


def maak_sepa(*, naam: str, iban: str, uitvoeren_op: date, overboekingen: Sequence[Overboeking]) -> bytes:
    """Return the file: one payment per line of the bank statement, amounts in cents, no addresses."""
    afzender = {"name": naam, "IBAN": lees_iban(iban), "batch": False, "currency": "EUR"}
    sepa = SepaTransfer(afzender, schema=SCHEMA, clean=True)
    for over in overboekingen:
        sepa.add_payment(
            {
                "name": over.naam,
                "IBAN": lees_iban(over.iban),
                "amount": int(over.bedrag / CENT),
                "execution_date": uitvoeren_op,
                "description": over.omschrijving,
                "endtoend_id": over.kenmerk,
            }
        )
    inhoud = sepa.export(validate=False)  # the library builds the schema anew for every file, half a second each
    _schema().assertValid(etree.fromstring(inhoud))
    return inhoud


@cache
def _schema() -> etree.XMLSchema:
    """Return the schema of the banks, as sepaxml holds it; read once per process."""
    with as_file(files("sepaxml") / "schemas" / f"{SCHEMA}.xsd") as pad:
        return etree.XMLSchema(etree.parse(pad))
