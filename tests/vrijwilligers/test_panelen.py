"""What volunteers show on the page of today."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_vrijwilliger

DINSDAG = date(2026, 6, 9)


@pytest.fixture
def gemeld(casa):
    """Make hours that somebody reported half an hour higher."""
    les = maak_bijeenkomst(maak_activiteit(casa), DINSDAG, nieuw=3)
    wie = maak_vrijwilliger("Ronald", casa).persoon
    return maak_inzet(wie, les, uren="2", gemeld_uren=Decimal("2.5"))


@time_machine.travel("2026-06-10 12:00")
def test_vandaag_zegt_hoeveel_gemelde_uren_wachten(client, amina, casa, gemeld):
    client.force_login(amina)

    inhoud = client.get(reverse("kamers:vandaag", args=[casa.code])).content.decode()

    assert "<b>1</b> keer meldde iemand meer uren." in inhoud
    assert f"{reverse('vrijwilligers:kamerlijst', args=[casa.code])}#h-wacht" in inhoud


@time_machine.travel("2026-06-10 12:00")
def test_zonder_wachtende_uren_staat_er_niets(client, amina, casa):
    client.force_login(amina)

    assert "Uren goedkeuren" not in client.get(reverse("kamers:vandaag", args=[casa.code])).content.decode()
