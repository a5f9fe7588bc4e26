"""The tables of a report: frozen objects, built once and printed in five ways."""

from rapportage.tabellen.basis import Kolom, Somrij, Toelichting
from rapportage.tabellen.geld import (
    Begrotingsgroep,
    Begrotingsrij,
    Begrotingstabel,
    Financieringsrij,
    Financieringstabel,
    Urencel,
    Urenrij,
    Urentabel,
)
from rapportage.tabellen.kamers import Kamerrij
from rapportage.tabellen.prestaties import (
    Bereikt,
    Doel,
    Prestatiecel,
    Prestatiegroep,
    Prestatierij,
    Prestatietabel,
)
from rapportage.tabellen.rapport import AANBOD, JAARVERSLAG, Rapportinhoud, Zinnen
from rapportage.tabellen.werkelijk import Verschilzin, Werkelijkgroep, Werkelijkrij, Werkelijktabel

__all__ = [
    "AANBOD",
    "JAARVERSLAG",
    "Begrotingsgroep",
    "Begrotingsrij",
    "Begrotingstabel",
    "Bereikt",
    "Doel",
    "Financieringsrij",
    "Financieringstabel",
    "Kamerrij",
    "Kolom",
    "Prestatiecel",
    "Prestatiegroep",
    "Prestatierij",
    "Prestatietabel",
    "Rapportinhoud",
    "Somrij",
    "Toelichting",
    "Urencel",
    "Urenrij",
    "Urentabel",
    "Verschilzin",
    "Werkelijkgroep",
    "Werkelijkrij",
    "Werkelijktabel",
    "Zinnen",
]
