"""Judging a receipt on the screen."""

import pytest
from django.urls import reverse

from financien.models import Bonstap
from tests.financien.handgeldfabriek import maak_bon, vul_potje

ZIN = "Kies bij Waarvoor wat er gekocht is. Keur het bonnetje daarna goed."


@pytest.fixture(autouse=True)
def dag(db, casa, chandra, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    vul_potje(chandra, casa, kas="50.00")


def test_zonder_soort_noemt_de_weigering_het_veld(client, casa, amina, chandra):
    bon = maak_bon(casa, amina, "5.00", categorie="")
    client.force_login(chandra)

    antwoord = client.post(reverse("financien:bon_goedkeuren", args=[bon.pk]), {"categorie": ""})

    assert antwoord.status_code == 422
    assert f'<p><a href="#id_categorie">{ZIN}</a></p>' in antwoord.text
    assert 'aria-invalid="true" aria-describedby="id_categorie_error"' in antwoord.text
    assert f'<div class="fouttekst" id="id_categorie_error"><p>{ZIN}</p></div>' in antwoord.text
    assert [stap.soort for stap in bon.stappen.all()] == [Bonstap.Soort.INGEDIEND]

    client.post(reverse("financien:bon_goedkeuren", args=[bon.pk]), {"categorie": "B"})
    assert bon.stappen.latest("pk").soort == Bonstap.Soort.GOEDGEKEURD
