"""Closing a room while someone counts after its last day: one of the two is refused, whoever comes second."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from kamers.models import Kamer
from kamers.services import bijeenkomsten, kluswerk
from kamers.services.keer import Invulling, Keer
from kamers.services.levensloop import NietToegestaan
from kamers.services.teljaar import KamerDicht
from tests.fabriek import maak_activiteit, maak_klus
from tests.kamers.feitenfabriek import VANDAAG, ga_naar

pytestmark = pytest.mark.django_db(transaction=True)
LAATSTE, DAARNA = date(2026, 11, 16), date(2026, 11, 17)
EVEN = 0.4  # seconds in which the second one would slip in without a lock


def noteer(kamer, gebruiker):
    vast = {"versie": 0, "sleutel": uuid4(), "gebruiker": gebruiker, "vandaag": VANDAAG}
    les = kamer.activiteiten.get()
    bijeenkomsten.noteer(keer=Keer(les, DAARNA), invulling=Invulling(kwamen_al=0, nieuw_soort=3), **vast)


def klaar(kamer, gebruiker):
    klus = kamer.klussen.get()
    kluswerk.maak_klaar(klus_id=klus.pk, versie=klus.versie, dag=DAARNA, sleutel=uuid4(), gebruiker=gebruiker)


def in_een_draad(doe, *wie, eerst: Event | None = None, bezig: Event | None = None):
    """Do it on an own connection and hold the transaction open; return the refusal, or None when it was done."""
    if eerst:
        assert eerst.wait(60)
    try:
        with transaction.atomic():
            doe(*wie)
            if bezig:
                bezig.set()
                time.sleep(EVEN)
    except ValidationError as fout:
        return type(fout)
    finally:
        connection.close()
    return None


def om_de_beurt(eerste, tweede):
    bezig = Event()
    with ThreadPoolExecutor(2) as ploeg:
        een = ploeg.submit(in_een_draad, *eerste, bezig=bezig)
        twee = ploeg.submit(in_een_draad, *tweede, eerst=bezig)
        return een.result(), twee.result()


def sluit(kamer, gebruiker):
    ga_naar(kamer, "gesloten", gebruiker, LAATSTE)


@pytest.mark.parametrize("tel", [noteer, klaar])
def test_wie_het_eerst_komt_gaat_voor_en_de_ander_wordt_geweigerd(casa, amina, eva, tel):
    """Negative control: without the exclusive lock in zet_status the klus and the close both succeed."""
    maak_activiteit(casa)
    maak_klus(casa)

    assert om_de_beurt((tel, casa, amina), (sluit, casa, eva)) == (None, NietToegestaan)
    assert Kamer.objects.get(pk=casa.pk).status == "open"


@pytest.mark.parametrize("tel", [noteer, klaar])
def test_na_het_sluiten_komt_er_niets_meer_bij(casa, amina, eva, tel):
    maak_activiteit(casa)
    maak_klus(casa)

    assert om_de_beurt((sluit, casa, eva), (tel, casa, amina)) == (None, KamerDicht)
    assert Kamer.objects.get(pk=casa.pk).gesloten_op == LAATSTE
