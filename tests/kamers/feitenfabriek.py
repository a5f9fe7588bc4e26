"""Rows for tests about what rooms are made of."""

from datetime import date
from uuid import uuid4

from kamers.models import Kamer, Kamerdocument, Kamerstap
from kamers.services.levensloop import VOORBEREIDING, zet_status
from tests.fabriek import maak_kamer, maak_partner

VANDAAG = date(2026, 11, 24)


def maak_gezocht(code="werkplaats", **velden) -> Kamer:
    """Make a room that is being sought."""
    return maak_kamer(code, naam="De Werkplaats", afkorting="DW", status=Kamer.Status.GEZOCHT, **velden)


def zet_stappen(kamer: Kamer, *stappen: str, dag=date(2026, 3, 1)) -> None:
    """Let steps be taken; all four towards the opening when none is named."""
    for stap in stappen or VOORBEREIDING:
        rij = Kamerstap.objects.create(kamer=kamer, stap=stap, gedaan_op=dag)
        if stap == Kamerstap.Stap.INTENTIE:
            rij.partners.add(maak_partner())


def ga_naar(kamer: Kamer, naar: str, gebruiker, dag: date | None = None, **anders) -> bool:
    """Let a room go to a status through the service, as the page does."""
    nu = Kamer.objects.get(pk=kamer.pk).status
    vast = {"gezien": nu, "vandaag": VANDAAG, "sleutel": uuid4(), **anders}
    return zet_status(kamer=kamer, naar=naar, dag=dag, gebruiker=gebruiker, **vast)


def maak_document(kamer, titel="Huisregels", vanaf=date(2025, 1, 1), **velden) -> Kamerdocument:
    """Make a version of a document."""
    standaard = {"soort": Kamerdocument.Soort.HUISREGELS, "tekst": "Iedereen is welkom."}
    return Kamerdocument.objects.create(kamer=kamer, titel=titel, geldig_vanaf=vanaf, **{**standaard, **velden})


def status(kamer) -> tuple:
    """Return the status of a room and its last day."""
    return Kamer.objects.values_list("status", "gesloten_op").get(pk=kamer.pk)
