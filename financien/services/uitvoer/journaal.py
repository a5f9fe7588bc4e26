"""The journal of a year as a sheet: a row per booking; text stays text, amounts stay numbers."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import VORMEN
from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models import Dagboek
from financien.services.uitvoer.regels import LOON, Uitregel, uitregels

KOP = (  # part of the format, so always Dutch
    *("nummer", "dagboek", "datum", "omschrijving", "regel"),
    *("debet", "debet naam", "credit", "credit naam", "bedrag"),
    *("kamer", "partner", "toelichting", "reden", "kenmerk accountant"),
)


def schrijf_journaal(uit: BinaryIO, vraag: Vraag) -> int:
    """Write the journal of a year as CSV, XLSX or ODS. UitvoerFout when it does not fit, or when nothing was booked."""
    regels = uitregels(vraag.jaar, vraag.gebruiker)
    if not regels:
        raise UitvoerFout(_("Er is in %(jaar)s nog niets geboekt.") % {"jaar": vraag.jaar})
    try:
        uit.write(VORMEN[vraag.vorm]._schrijf(KOP, (rij(regel) for regel in regels)))
    except BestandFout as fout:
        raise UitvoerFout(str(fout)) from fout
    return len(regels)


def rij(r: Uitregel) -> tuple:
    """Return a booking as the cells of its row."""
    dagboek = LOON if r.dagboek == LOON else Dagboek(r.dagboek).value
    kop = (r.kenmerk, dagboek, r.datum, r.stuk, r.regel)
    tekst = (r.partnernaam, r.tekst, r.reden, r.accountant)
    return (*kop, r.debet, r.debetnaam, r.credit, r.creditnaam, r.bedrag, r.kamer, *tekst)
