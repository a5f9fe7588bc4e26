"""What a report says about itself, as label and text: in the workbook and in the CSV."""

from rapportage.staat import Editie, staat
from rapportage.tabellen import Rapportinhoud

FICTIEF = "Dit zijn fictieve cijfers, om mee te oefenen."


def over(inhoud: Rapportinhoud, editie: Editie | None = None) -> list[tuple[str, str]]:
    """Return label and text of what the report says about itself; only what there is to say."""
    paren = [
        ("Rapport", inhoud.titel),
        ("Organisatie", inhoud.organisatie),
        ("Kamer", inhoud.kamer.naam if inhoud.kamer else ""),
        ("Staat", staat(inhoud, editie)),
        ("Editie", str(editie.nummer) if editie else ""),
        ("Controlecode", _woorden(editie.code) if editie else ""),
        ("Jaarrekening", inhoud.jaarstand),
        ("Versie", inhoud.versie),
        ("Datum van de versie", f"{inhoud.versie_datum:%d-%m-%Y}"),
        ("Fictief", FICTIEF if inhoud.fictief else ""),
        ("Vergelijking", inhoud.vergeleken_met),
        ("Realisatie", inhoud.realisatie),
        ("Prestaties", inhoud.zinnen.prestaties),
        ("Begroting", inhoud.zinnen.begroting),
        ("Begroot en werkelijk", inhoud.zinnen.werkelijk),
        ("Financiering", inhoud.zinnen.financiering),
        ("Uren", inhoud.zinnen.uren),
        ("Controle", inhoud.toezicht.zin if inhoud.toezicht else ""),
        ("Dekking", inhoud.financiering.tolerantie),
        ("Tellen", inhoud.prestaties.niet_optelbaar),
    ]
    return [(naam, tekst) for naam, tekst in paren if tekst]


def _woorden(code: str) -> str:
    """Write a check code in two words: a spreadsheet would take 012345678901 or 1234567e8901 for a number."""
    return f"{code[:6]} {code[6:]}"
