"""The tables of the source document, read straight from its CSV files and added up here, apart from the house."""

import csv
from decimal import Decimal
from pathlib import Path

MAP = Path(__file__).resolve().parents[2] / "rapportage" / "gegevens" / "2018"
KAMERS = ("cjm", "multibron", "handreiking", "kg")

KOSTEN = {"cjm": 106680, "multibron": 111084, "handreiking": 100656, "kg": 114624}
FINANCIERING = {"cjm": 106000, "multibron": 111500, "handreiking": 100500, "kg": 115000}
VERSCHIL = {"cjm": -680, "multibron": 416, "handreiking": -156, "kg": 376}
WAARDE_UREN = {"cjm": 118900, "multibron": 93800, "handreiking": 93800, "kg": 68700}
POPULAIR = {"cjm": 224900, "multibron": 205300, "handreiking": 194300, "kg": 183700}
AANDEEL = {"cjm": 47, "multibron": 54, "handreiking": 52, "kg": 63}
MENSEN = {"cjm": 86640, "multibron": 87204, "handreiking": 85716, "kg": 83304}
FYSIEK = {"cjm": 20040, "multibron": 23880, "handreiking": 14940, "kg": 31320}


def lees(naam: str) -> list[dict[str, str]]:
    with (MAP / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def doelen() -> dict[tuple[str, str], tuple[Decimal | None, int | None, str]]:
    """Return all 96 targets by (indicator, room): number, "op aangemeld", and the words the document prints."""
    return {(rij["code"], kamer): _doel(rij, kamer) for rij in lees("prestaties-2018") for kamer in KAMERS}


def _doel(rij: dict[str, str], kamer: str) -> tuple[Decimal | None, int | None, str]:
    cel, op = rij[kamer], rij[f"op_aangemeld_{kamer}"]
    if rij["code"] == "I2":
        return None, None, "Positief"
    if not cel:
        return None, None, f"{rij[f'reden_{kamer}']} (geen afspraak)"
    eenheid = {"aandeel": "%", "tekort": " tekort"}.get(rij["eenheid"], "")
    voor = {"min": "Min. ", "meer dan": "> "}.get(rij["norm"], "")
    return Decimal(cel), int(op) if op else None, f"{voor}{cel}{eenheid}{f' op {op}' if op else ''}"


def bedragen(naam: str, sleutel: str) -> dict[str, dict[str, int]]:
    """Return the amounts of a table by printed label or code and room, with what the document prints as total."""
    return {rij[sleutel]: {k: int(rij[k]) for k in (*KAMERS, "totaal")} for rij in lees(naam)}
