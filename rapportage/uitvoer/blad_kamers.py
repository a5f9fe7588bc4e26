"""The sheet *kamers*, and its rows in long form: since when, where, and in which neighbourhoods a room works."""

from collections.abc import Iterator

from rapportage.tabellen import Kamerrij, Rapportinhoud
from rapportage.uitvoer.blad import BREED, Blad, Regel, tekst

KOP = (("Start", 20), ("Gepland", 24), ("Plek", 34), ("Werkt vooral in", 40), ("Werkt ook in", 40), ("Doel", BREED))


def delen(rij: Kamerrij) -> Iterator[tuple[str, str]]:
    """Yield what a room says about itself, by the headers of its sheet; empty where it says nothing."""
    waarden = (rij.start, rij.gepland, rij.vestiging, "; ".join(rij.vooral), "; ".join(rij.ook), rij.doel)
    yield from zip((kop for kop, _breedte in KOP), waarden, strict=True)


def blad_kamers(inhoud: Rapportinhoud) -> Blad:
    """Return the sheet of the rooms."""
    regels = [
        Regel(tuple(tekst(rij.code, rij.naam, *(waarde for _kop, waarde in delen(rij))))) for rij in inhoud.kamers
    ]
    return Blad("Kamers", "Kamers", (), (("Code", 20), ("Kamer", 30), *KOP), tuple(regels))
