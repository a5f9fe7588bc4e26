"""Klussen with their helpers, for tests."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse

from kamers.models import Klusplek
from kamers.services import klusopname
from kamers.services.klusopname import Klusgegevens
from kamers.services.kluswerk import maak_klaar
from tests.fabriek import maak_klus

PAGINA = "/kamers/cjm/klussen/"

DAG = date(2026, 11, 24)


def maak_geplande_klus(kamer, *helpers, uren="1.5", **velden):
    """Make a planned klus with these volunteers as helpers."""
    klus = maak_klus(kamer, **{"status": "gepland", "afspraak": DAG, **velden})
    for vrijwilliger in helpers:
        Klusplek.objects.create(klus=klus, persoon=vrijwilliger.persoon, uren=Decimal(uren))
    return klus


def gegevens(**velden):
    """Fill in a klus."""
    standaard = {
        "omschrijving": "Lekkende kraan",
        "straat": "Reigersbos",
        "product": None,
        "corporatie": None,
        "eerste_keer": "nee",
        "afspraak": None,
        "plekken": {},
    }
    return Klusgegevens(**{**standaard, **velden})


def tik_klaar(klus, gebruiker, *, versie=None, sleutel=None, dag=DAG):
    """Tap on Klaar."""
    klus.refresh_from_db()
    return maak_klaar(
        klus_id=klus.pk,
        versie=klus.versie if versie is None else versie,
        dag=dag,
        sleutel=sleutel or uuid4(),
        gebruiker=gebruiker,
    )


def uren_van(klus):
    """Return the hours that count, by first name."""
    return dict(klus.inzet.values_list("persoon__voornaam", "uren"))


def wijzig(klus, gebruiker, versie=None, sleutel=None, **velden):
    """Change a klus through the service."""
    return klusopname.wijzig_klus(
        klus_id=klus.pk,
        versie=klus.versie if versie is None else versie,
        gegevens=gegevens(**velden),
        sleutel=sleutel or uuid4(),
        gebruiker=gebruiker,
    )


def invul(**velden):
    """Return what the browser sends of the form of a klus."""
    standaard = {"sleutel": str(uuid4()), "omschrijving": "Lekkende kraan", "eerste_keer": "nee", "uren": "1"}
    return {**standaard, **velden}


def adres(klus, naam="klus", *rest):
    """Return the address of a klus, or of an act on it."""
    return reverse(f"kamers:{naam}", args=[klus.kamer.code, klus.pk, *rest])


def tik(klus, **velden):
    """Return what a tap on a button of a klus sends."""
    return {"sleutel": str(uuid4()), "versie": klus.versie, "dag": "2026-11-24", "terug": PAGINA, **velden}
