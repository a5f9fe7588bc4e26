"""Closes years for tests, through the services."""

from datetime import date
from uuid import uuid4

from financien.services.afsluiten import sluit_maand, sluit_voorlopig
from financien.services.bestemmen import bestem
from financien.services.bestemmingsplan import Plan


def sluit_maanden(gebruiker, jaar=2026, tot=11, vandaag=date(2027, 3, 10)) -> None:
    """Close the months of a year up to and including this one."""
    for maand in range(1, tot + 1):
        vast = {"jaar": jaar, "maand": maand, "gebruiker": gebruiker, "reden": "Nog niet alles was er"}
        sluit_maand(**vast, sleutel=uuid4(), vandaag=vandaag)


def sluit_jaar(gebruiker, jaar=2026, vandaag=date(2027, 3, 10)) -> None:
    """Close all months of a year, and the year provisionally."""
    sluit_maanden(gebruiker, jaar, vandaag=vandaag)
    sluit_voorlopig(jaar=jaar, gebruiker=gebruiker, sleutel=uuid4(), vandaag=vandaag)


def bestem_alles(gebruiker, jaar=2026, **velden):
    """Book where the result of a year goes, as it would be shown now."""
    vast = {"merk": Plan(jaar).merk, "kenmerk": "A-12", "sleutel": uuid4()}
    return bestem(jaar=jaar, gebruiker=gebruiker, **vast | velden)
