"""What the fictional life is made of: the weekly rota, first names, odd jobs, holidays. No database here."""

import csv
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from dateutil.easter import easter

ZAAD = "buurtwerkkamer"  # the fixed seed: the same rows on every machine and every day
VOORNAMEN = (Path(__file__).parent / "voornamen.txt").read_text(encoding="utf-8").split()
KLUSSEN = {  # neutral texts and the product for the corporations behind them
    "Lekkende kraan": "klussendienst",
    "Lamp ophangen": "klussendienst",
    "Keukenkastje ophangen": "klussendienst",
    "Deur klemt": "klussendienst",
    "Kast in elkaar zetten": "klussendienst",
    "Gordijnrails ophangen": "klussendienst",
    "Muur schilderen": "klussendienst",
    "Heg snoeien": "tuindienst",
    "Binnentuin opknappen": "tuindienst",
    "Trappenhuis schoonmaken": "opruimploeg",
    "Berging opruimen": "opruimploeg",
}
MAANDDRUKTE = (0.9, 1.0, 1.05, 1.05, 1.0, 0.95, 0.75, 0.75, 1.05, 1.1, 1.1, 0.95)


def kans(*sleutel: object) -> Random:
    """Return the dice of one thing, such as a room on a day: the same whenever and in whatever order it is asked."""
    return Random("|".join(map(str, (ZAAD, *sleutel))))  # noqa: S311 - play, not secrecy


@dataclass(frozen=True)
class Vast:
    """One weekly activity of the fictional rota."""

    naam: str
    soort: str
    product: str
    weekdag: int
    begin: time
    eind: time
    bezoekers: int  # how many usually come
    helpers: int
    uren: Decimal  # of each helper, with preparing and clearing up
    maanden: tuple[int, int] | None  # first and last month of the season
    kinderen: bool
    manier: str  # "inloop": open all day; "namen": counted by ticking names


@cache
def rooster(sjabloon: str) -> tuple[Vast, ...]:
    """Return the weekly rota after the model of one of the four rooms."""
    with (Path(__file__).parent / "rooster.csv").open(encoding="utf-8", newline="") as bestand:
        return tuple(_vast(rij) for rij in csv.DictReader(bestand) if rij["kamer"] == sjabloon)


def _vast(rij: dict[str, str]) -> Vast:
    begin, eind = (int(maand) for maand in rij["maanden"].split("-")) if rij["maanden"] else (0, 0)
    return Vast(
        naam=rij["naam"],
        soort=rij["soort"],
        product=rij["product"],
        weekdag=int(rij["weekdag"]),
        begin=time.fromisoformat(rij["begin"]),
        eind=time.fromisoformat(rij["eind"]),
        bezoekers=int(rij["bezoekers"]),
        helpers=int(rij["helpers"]),
        uren=Decimal(rij["uren"]),
        maanden=(begin, eind) if begin else None,
        kinderen=bool(rij["kinderen"]),
        manier=rij["manier"],
    )


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """Return the public holidays on which a room is closed."""
    pasen = easter(jaar)
    koningsdag = date(jaar, 4, 27)
    koningsdag -= timedelta(days=koningsdag.weekday() == 6)
    vast = [date(jaar, 1, 1), koningsdag, date(jaar, 12, 25), date(jaar, 12, 26)]
    return frozenset(vast + [pasen + timedelta(days=n) for n in (0, 1, 39, 49, 50)])


def reden_van_niet(dag: date, soort: str, dobbel: Random) -> str:
    """Return why an occurrence did not take place, or an empty text when it did.

    Christmas closes everything; in five summer weeks only the meeting place stays open.
    """
    if (dag.month, dag.day) >= (12, 24) or (dag.month, dag.day) <= (1, 2):
        return "vakantie"
    if dag in feestdagen(dag.year):
        return "feestdag"
    if soort != "ontmoeting" and (7, 18) <= (dag.month, dag.day) <= (8, 21):
        return "vakantie"
    return dobbel.choice(("te weinig mensen", "vrijwilliger ziek")) if dobbel.random() < 0.02 else ""


def drukte(dag: date, dobbel: Random) -> float:
    """Return how busy a day is: the season, growth through the year, and chance."""
    return MAANDDRUKTE[dag.month - 1] * (0.9 + 0.2 * deel_van_jaar(dag)) * dobbel.uniform(0.75, 1.25)


def deel_van_jaar(dag: date) -> float:
    """Return which part of the year has passed at the end of a day."""
    return dag.timetuple().tm_yday / 366
