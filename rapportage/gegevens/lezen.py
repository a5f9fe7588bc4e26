"""Reads the CSV files of the source document and adds what is missing to a table."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models

MAP = Path(__file__).parent / "2018"
KAMERS = ("cjm", "multibron", "handreiking", "kg")  # the order of the columns of the document


def lees(naam: str) -> list[dict[str, str]]:
    """Return the rows of one CSV file as text; an empty cell is an empty string."""
    with (MAP / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def getal(tekst: str) -> Decimal | None:
    """Return a number of the CSV, or None for an empty cell: € 0 is an answer, empty is not."""
    return Decimal(tekst) if tekst else None


def vul_aan(model: type[models.Model], sleutel: str, rijen: Iterable[models.Model]) -> dict[Any, Any]:
    """Insert the rows whose key is not there yet, change none, and return all rows by their key."""
    aanwezig = set(model._default_manager.values_list(sleutel, flat=True))
    model._default_manager.bulk_create([rij for rij in rijen if getattr(rij, sleutel) not in aanwezig])
    return {getattr(rij, sleutel): rij for rij in model._default_manager.all()}
