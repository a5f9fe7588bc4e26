"""The monthly sheet of the payroll bureau, for tests."""

from datetime import date

from financien.resources.basis import Omgeving
from financien.resources.lonen import Loneninvoer
from tests.kamers.invoerfabriek import csv

VANDAAG = date(2026, 4, 2)
KOP = ("maand", "kamer", "rekening", "bruto", "werkgeverslasten", "vakantiegeld", "netto", "loonheffing")
GOED = ("2026-03", "cjm", "4010", "2480,00", "446,40", "198,40", "1964,10", "962,30")


def omgeving(gebruiker, jaar=2026, vandaag=VANDAAG):
    """Return the surroundings of an import."""
    return Omgeving(jaar, gebruiker, vandaag)


def bekijk(gebruiker, *rijen, kop=KOP, naam="loon.csv", **anders):
    """Look at a sheet, as the page does first."""
    return Loneninvoer(omgeving(gebruiker, **anders)).bekijk(naam, csv(kop, *rijen))


def met(**anders):
    """Return the row that is right, with other cells."""
    return tuple(anders.get(kop, cel) for kop, cel in zip(KOP, GOED, strict=True))
