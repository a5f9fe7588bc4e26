"""Judging a receipt on the screen."""

import pytest
from django.urls import reverse

from financien.models import Bonstap
from financien.services.boeken import BoekFout
from financien.views import bonoordeel
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


def test_een_weigering_houdt_de_btw_en_de_soort_die_er_staan(client, casa, amina, chandra):
    bon = maak_bon(casa, amina, "5.00", categorie="")
    pad = reverse("financien:bon_goedkeuren", args=[bon.pk])
    client.force_login(chandra)

    zonder = client.post(pad, {"categorie": "", "btw": "0,87"})
    onbekend = client.post(pad, {"categorie": "Z", "btw": "0,87"})
    te_veel = client.post(pad, {"categorie": "C", "btw": "87"})

    for antwoord in (zonder, onbekend):
        assert (antwoord.status_code, antwoord.context["gekozen"]) == (422, "")
        assert antwoord.context["btwform"]["btw"].value() == "0,87"
    assert (te_veel.status_code, te_veel.context["gekozen"]) == (422, "C")
    assert te_veel.context["btwform"]["btw"].value() == "87"
    assert bon.stappen.count() == 1


def test_ook_als_het_boeken_niet_lukt_blijft_staan_wat_gekozen_was(client, casa, amina, chandra, monkeypatch):
    def weigert(*_args, **_velden):
        raise BoekFout("In de kas zit te weinig.")

    monkeypatch.setattr(bonoordeel, "keur_goed", weigert)
    bon = maak_bon(casa, amina, "5.00", categorie="")
    client.force_login(chandra)

    antwoord = client.post(reverse("financien:bon_goedkeuren", args=[bon.pk]), {"categorie": "D", "btw": "1,05"})

    assert (antwoord.status_code, antwoord.context["gekozen"]) == (422, "D")
    assert antwoord.context["btwform"]["btw"].value() == "1,05"
