"""The sheet *controle*, and its rows in long form; only in a report of a year that was checked."""

from collections.abc import Iterator

from rapportage.tabellen import Rapportinhoud
from rapportage.uitvoer.blad import BREED, HEEL, KOLOM, Blad, Regel, Vak, tekst

KOP = (("Wie", 26), ("Waarover", BREED), ("Gezien", KOLOM), ("Aantal", KOLOM), ("Vragen", KOLOM), ("Oordeel", 26))
Deel = tuple[str, str, int | None, int | None, int | None, str]


def delen(inhoud: Rapportinhoud) -> Iterator[Deel]:
    """Yield who, about what, how many were seen, how many there were, how many questions, and the words of it."""
    toezicht = inhoud.toezicht
    if toezicht is None or not toezicht.gecontroleerd:
        return
    for rij in toezicht.controles:
        dag = f", {rij.getekend_op:%d-%m-%Y}" if rij.getekend_op else ""
        over = f"{rij.van:%d-%m-%Y} – {rij.tot:%d-%m-%Y}"
        yield "Kascommissie", over, rij.bekeken, rij.stukken, rij.vragen, f"{rij.oordeel or 'nog niet getekend'}{dag}"
    for v in toezicht.verklaringen:
        yield "Accountant", v.soort, None, None, None, f"{v.oordeel}, {v.datum:%d-%m-%Y}"
    for zonder in toezicht.zonder:
        yield "Zonder tweede paar ogen", zonder.woorden, zonder.bekeken, zonder.aantal, None, ""
    if toezicht.tellingen:
        yield "Kastellingen", "door één persoon", toezicht.alleen_geteld, toezicht.tellingen, None, ""


def blad_toezicht(inhoud: Rapportinhoud) -> tuple[Blad, ...]:
    """Return the sheet, or nothing when nobody checked."""
    toezicht = inhoud.toezicht
    if toezicht is None or not toezicht.gecontroleerd:
        return ()
    regels = [
        Regel((*tekst(wie, over), *(Vak(getal, HEEL) for getal in getallen), *tekst(woorden)))
        for wie, over, *getallen, woorden in delen(inhoud)
    ]
    return (Blad("Controle", "Controle", (toezicht.zin,), KOP, tuple(regels)),)
