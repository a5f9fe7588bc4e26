"""A report as CSV: one file in long form, a row per figure, the way a Dutch spreadsheet reads it.

The file is UTF-8 with a mark in front, fields are parted by semicolons, numbers are plain with a decimal comma and an
empty cell stays empty. Text that a spreadsheet would run as a formula gets an apostrophe in front.
"""

import csv
import io
from dataclasses import astuple, fields
from decimal import Decimal

from rapportage.staat import Editie
from rapportage.tabellen import Rapportinhoud
from rapportage.uitvoer.rijen import Rij, rijen

KOP = tuple(veld.name for veld in fields(Rij))
FORMULE = ("=", "+", "-", "@", "\t", "\r")


def naar_csv(inhoud: Rapportinhoud, editie: Editie | None = None) -> bytes:
    """Return a report as the bytes of a CSV file; without an edition it says that it is a concept."""
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOP)
    schrijver.writerows([veld(waarde) for waarde in astuple(rij)] for rij in rijen(inhoud, editie))
    return tekst.getvalue().encode("utf-8-sig")


def veld(waarde: str | Decimal | int | None) -> str:
    """Write one field: a number plain with a decimal comma, text that looks like a formula disarmed."""
    if waarde is None:
        return ""
    if isinstance(waarde, str):
        return f"'{waarde}" if waarde.startswith(FORMULE) else waarde
    return getal(waarde)


def getal(waarde: Decimal | int) -> str:
    """Write a number without thousands and needless zeros: 35460 · 10,04 · -680."""
    heel = Decimal(waarde)
    kort = heel.quantize(Decimal(1)) if heel == heel.to_integral_value() else heel.normalize()
    return f"{kort:f}".replace(".", ",")
