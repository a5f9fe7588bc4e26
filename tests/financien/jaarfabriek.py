"""Closes years for tests, through the services."""

from datetime import date
from uuid import uuid4

from financien.models import Bestemming
from financien.services.afsluiten import sluit_maand, sluit_voorlopig
from financien.services.bestemmen import bestem
from financien.services.bestemmingsplan import Plan
from financien.services.toekenningstand import samen, standen
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen

DELEN = (62000, 74000, 53000, 67000)
KOSTEN = ("70000", "80000", "65000", "77000.50")  # results: 3.000, 4.000, -2.000 and -0,50


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


def maak_gemeentejaar(vier, penningmeester):
    """Make the grant of 256.000 over four rooms, three quarters of it received in its year; beside it a corporation."""
    begin_boeken(2017, 2018, 2019)
    rij = maak_toekenning(penningmeester, dict(zip(vier, DELEN, strict=True)))
    verleen(rij, penningmeester, date(2017, 12, 1))
    for dag in (date(2017, 12, 15), date(2018, 4, 2), date(2018, 10, 1)):
        kom_binnen(rij, penningmeester, dag, 64000)
    corporatie = maak_toekenning(penningmeester, dict.fromkeys(vier, 10000), soort="woningcorporatie")
    verleen(corporatie, penningmeester, date(2017, 12, 1), "getekend")
    for kamer, kosten in zip(vier, KOSTEN, strict=True):
        maak_boekstuk(penningmeester, regel("4110", "1000", kosten, kamer), datum=date(2018, 6, 1))
    maak_boekstuk(penningmeester, regel("1000", "8050", "1000", vier[0]), datum=date(2018, 6, 1))
    return rij


def geboekt():
    """Return where the result went, by room and place; a place that was taken back is not there."""
    uit = {}
    for rij in Bestemming.objects.select_related("kamer"):
        plek = (rij.kamer.code, rij.naar)
        uit[plek] = uit.get(plek, 0) + rij.bedrag
    return {plek: bedrag for plek, bedrag in uit.items() if bedrag}


def stand(toekenning, dag=date.max):
    """Return what a grant has booked on a day, its rooms together."""
    return samen(standen(dag, [toekenning.pk])[toekenning.pk])
