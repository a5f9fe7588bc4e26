from datetime import date

import pytest
import time_machine
from django.urls import reverse

from tests.kamers.dagfabriek import HALF_ELF, maak_lesdag

pytestmark = pytest.mark.django_db


@pytest.fixture
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def test_de_les_die_nog_niet_genoteerd_is_staat_open(client, amina, casa, om_half_elf):
    maak_lesdag(casa)
    client.force_login(amina)

    antwoord = client.get(reverse("kamers:vandaag", args=["cjm"]))

    assert antwoord.context["kaart"].naam == "Conversatieles Nederlands"
    assert [r.naam for r in antwoord.context["beeld"].regels] == [
        "Inloop en koffie",
        "Conversatieles Nederlands",
        "Babbel- en breiuur",
    ]
    tekst = antwoord.content.decode()
    assert "Dinsdag 24 november" in tekst
    assert "Vorige keer: 8" in tekst
