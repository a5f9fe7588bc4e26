"""What someone reads when something goes wrong: Dutch, no jargon, and what to do next."""

import pytest
from allauth.core.ratelimit import respond_429
from django.template.loader import render_to_string
from django.test import Client


def lees(response):
    return response.content.decode()


@pytest.mark.parametrize("sjabloon", ["400.html", "403_csrf.html", "500.html"])
def test_een_foutpagina_van_django_zelf_heeft_niets_nodig(sjabloon, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        html = render_to_string(sjabloon)

    assert html.count("<h1>") == 1
    assert 'href="/"' in html


def test_een_adres_dat_niet_bestaat_zegt_wat_je_kunt_doen(client, db):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in lees(response)
    assert "Kijk of het adres klopt, of begin opnieuw." in lees(response)


def test_een_verlopen_formulier_zegt_dat_er_niets_is_opgeslagen(db):
    response = Client(enforce_csrf_checks=True).post("/inloggen/", {"login": "amina"})

    assert response.status_code == 403
    assert "Deze pagina was verlopen" in lees(response)
    assert "Er is niets opgeslagen." in lees(response)


def test_een_pagina_van_een_andere_rol_wijst_naar_wisselen_van_rol(client, amina):
    client.force_login(amina)

    response = client.get("/beheer/")

    assert response.status_code == 403
    assert "Deze pagina hoort niet bij jouw rol" in lees(response)


def test_een_verzoek_dat_niet_klopt_krijgt_gewone_woorden(client, db):
    response = client.get("/hulp/", headers={"host": "ergens.anders.example"})

    assert response.status_code == 400
    assert "Dit kunnen we niet lezen" in lees(response)


def test_wie_te_vaak_probeert_leest_dat_hij_even_moet_wachten(rf, db):
    response = respond_429(rf.get("/veilig/reauthenticate/"))

    assert response.status_code == 429
    assert "Wacht een paar minuten en probeer het opnieuw." in lees(response)
