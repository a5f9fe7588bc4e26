"""Makes a month of the treasurer for tests, up to the state a test is about: it is March 2026, February is done."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from financien.models import Bankregel
from financien.services.afsluiten import sluit_maand
from financien.services.bank.boeken import boek_zelf
from financien.services.bank.voorstellen import Deel
from financien.services.boekmaanden import boekjaren
from financien.services.handgeld.tellen import tel
from financien.services.maandstand import Maandstand, maandstand
from financien.services.wachtend import wachtend
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening

VANDAAG = date(2026, 3, 10)
JANUARI, FEBRUARI, MAART = (date(2026, m, 1) for m in (1, 2, 3))
EIND = date(2026, 2, 28)


def stand(gebruiker, maand=FEBRUARI, vandaag=VANDAAG) -> Maandstand:
    vast = {"jaren": boekjaren(), "gebruiker": gebruiker, "wachtend": wachtend(gebruiker).facturen}
    return maandstand(maand, vandaag=vandaag, **vast)


def staten(gezien: Maandstand) -> dict[str, str]:
    return {str(stap.naam): str(stap.staat) for stap in gezien.stappen}


def zinnen(gezien: Maandstand) -> dict[str, str]:
    return {str(stap.naam): stap.zin.replace("\xa0", " ") for stap in gezien.stappen}


def begin_maand(gebruiker) -> None:
    """Open the books of 2026 and close January, so that February is the first open month."""
    begin_bank(2026)
    sluit(gebruiker, 1)


def sluit(gebruiker, maand, **velden):
    return sluit_maand(jaar=2026, maand=maand, gebruiker=gebruiker, sleutel=uuid4(), vandaag=VANDAAG, **velden)


def lees_bank(gebruiker, *bedragen, tot=EIND) -> None:
    """Read a file of February with these amounts, the last on its last day."""
    zinnen_ = [zin(bedrag, datum=tot, wat=f"Huur {n}") for n, bedrag in enumerate(bedragen)]
    lees_blad(gebruiker, blad(*zinnen_, van=FEBRUARI, tot=tot))


def boek_bank(gebruiker, kamer) -> None:
    """Book all open bank lines as rent of a room."""
    for regel in Bankregel.objects.open():
        delen = [Deel(rekening("4110"), regel.bedrag, kamer)]
        boek_zelf(regel=regel, delen=delen, omschrijving="Huur", gebruiker=gebruiker)


def telling(kamer, wie, geteld, **velden):
    return tel(kamer=kamer, geteld=Decimal(geteld), sleutel=uuid4(), gebruiker=wie, **velden)
