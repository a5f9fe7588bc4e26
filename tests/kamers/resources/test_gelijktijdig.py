"""Two confirmations of one file at the same moment: one import."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from kamers.models import Invoer, Klus
from kamers.resources import verwerken
from kamers.services import invoerbestand
from tests.kamers.invoerfabriek import KLUS, csv, omgeving

pytestmark = pytest.mark.django_db(transaction=True)
RIJ = ("Kraan", "02-11-2026", "gevraagd", "")


@pytest.fixture
def bevestigingen(amina, casa, monkeypatch):
    """Return a function that confirms one file twice at the same moment, both once the other has begun."""
    vast, wat = omgeving(amina, casa), {"soort": "klussen", "naam": "k.csv", "inhoud": csv(KLUS, RIJ)}
    invoer = verwerken.leg_klaar(sleutel=uuid4(), kamer=casa, omgeving=vast, **wat)
    beeld = verwerken.beeld_van(verwerken.bekijk(omgeving=vast, **wat))
    start = Barrier(2)

    def een(_nummer):
        try:
            start.wait(timeout=60)
            return type(verwerken.bevestig(sleutel=invoer.pk, beeld=beeld, omgeving=vast)).__name__
        except verwerken.Anders:
            return "Anders"
        finally:
            connection.close()

    def doe():
        with ThreadPoolExecutor(2) as ploeg:
            return sorted(ploeg.map(een, range(2)))

    return doe


def test_twee_bevestigingen_van_een_bestand_voeren_het_een_keer_in(bevestigingen):
    assert bevestigingen() == ["Invoer", "Invoer"]
    assert Klus.objects.count() == 1
    assert Invoer.objects.get().aantallen["nieuw"] == 1


def test_zonder_de_sloten_zou_het_er_twee_keer_in_staan(bevestigingen, monkeypatch):
    samen, echt = Barrier(2), verwerken.voer_in

    def zonder_slot(sleutel):
        return Invoer.objects.select_related("kamer").get(pk=sleutel)

    def tegelijk(**wat):
        uitkomst = echt(**wat)
        samen.wait(timeout=60)
        return uitkomst

    monkeypatch.setattr(invoerbestand, "op_slot", zonder_slot)
    monkeypatch.setattr("kamers.resources.basis.op_slot", lambda kamers: None)
    monkeypatch.setattr(verwerken, "voer_in", tegelijk)

    assert bevestigingen() == ["Invoer", "Invoer"]
    assert Klus.objects.count() == 2
