"""Requests that came in, for tests."""

from datetime import date, datetime
from uuid import uuid4

from kamers.models import Verzoek
from kamers.services.verzoeken import handel_af

DAG = date(2026, 11, 24)


def maak_verzoek(kamer, tekst="Kraan lekt in Gein", **velden):
    """Make a request that waits."""
    return Verzoek.objects.create(kamer=kamer, tekst=tekst, **velden)


def binnen(dag: date) -> datetime:
    """Return eleven in the morning of a day, when the answering machine was played."""
    return datetime.fromisoformat(f"{dag.isoformat()}T11:00:00+01:00")


def handel(verzoek, gebruiker, werd, *, vandaag=DAG, versie=None, sleutel=None, naar=""):
    """Tap on what it became."""
    return handel_af(
        verzoek=verzoek,
        versie=verzoek.versie if versie is None else versie,
        werd=werd,
        vandaag=vandaag,
        sleutel=sleutel or uuid4(),
        gebruiker=gebruiker,
        naar=naar,
    )
