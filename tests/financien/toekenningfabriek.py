"""Makes grants for tests, through the service."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from financien.models import Toekenning
from financien.services.ontvangsten import ontvang
from financien.services.toekenningen import bewaar, zet_stap
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import rekening


def maak_toekenning(gebruiker, delen, *, soort="gemeente", jaar=2018, termijnen=(), datum=None, **velden):
    """Make a grant that was proposed; ``delen``: euros per room, or per year and room."""
    delen = {sleutel if isinstance(sleutel, tuple) else (jaar, sleutel): Decimal(b) for sleutel, b in delen.items()}
    if soort not in ("eigen inkomsten", "belastingdienst"):
        velden.setdefault("partner", maak_partner(soort, soort.title(), soort))
    standaard = {"omschrijving": f"Bijdrage {soort} {jaar}", "van": date(jaar, 1, 1), "tot": date(jaar, 12, 31)}
    rij = Toekenning(soort=soort, bedrag=sum(delen.values()), **{**standaard, **velden})
    termijnen = [(dag, Decimal(bedrag)) for dag, bedrag in termijnen]
    return bewaar(
        toekenning=rij, delen=delen, termijnen=termijnen, gebruiker=gebruiker, datum=datum or date(jaar - 1, 10, 1)
    )


def verleen(toekenning, gebruiker, datum, status="verleend"):
    zet_stap(toekenning=toekenning, status=status, datum=datum, gebruiker=gebruiker)
    return toekenning


def kom_binnen(toekenning, gebruiker, datum, bedrag, **velden):
    """Let money come in on the bank."""
    return ontvang(
        toekenning=toekenning,
        rekening=rekening("1000"),
        datum=datum,
        bedrag=Decimal(bedrag),
        gebruiker=gebruiker,
        **{"sleutel": uuid4(), **velden},
    )
