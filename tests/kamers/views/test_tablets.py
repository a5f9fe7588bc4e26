"""Registering and withdrawing the tablets of a room, and choosing the own code."""

import time

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from kamers.models import Tablet
from tests.fabriek import maak_tablet
from tests.kamers.tabletfabriek import tablet_in, tik_op

pytestmark = pytest.mark.django_db


@pytest.fixture
def zeker(client, amina):
    """Amina, who said again a minute ago that it is her."""
    client.force_login(amina)
    sessie = client.session
    sessie["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    sessie["account_authentication_methods_user"] = str(amina.pk)
    sessie.save()
    return client


def meld_aan(client, naam="bij de koffie"):
    return client.post(reverse("kamers:tablet_nieuw", args=["cjm"]), {"naam": naam})


def test_aanmelden_maakt_deze_browser_de_tablet_en_logt_de_coordinator_uit(zeker, amina):
    antwoord = meld_aan(zeker)
    koekje = antwoord.cookies["tablet"]

    assert antwoord.url == "/tablet/"
    assert (koekje["httponly"], koekje["samesite"], koekje["max-age"]) == (True, "Lax", 30 * 24 * 3600)
    assert koekje.value not in str(list(Tablet.objects.values()))
    assert "Deze tablet hoort nu bij de kamer. Tik op je naam." in zeker.get("/tablet/").content.decode()
    assert zeker.get("/kamers/cjm/vandaag/").url == "/tablet/"


def test_aanmelden_vraagt_eerst_opnieuw_het_wachtwoord(client, amina):
    client.force_login(amina)

    antwoord = meld_aan(client)

    assert antwoord.url.startswith(reverse("account_reauthenticate"))
    assert not Tablet.objects.exists()
    assert "tablet" not in client.cookies


def test_een_naam_die_er_al_is_krijgt_een_zin_en_blijft_staan(zeker, casa, amina):
    maak_tablet(casa, amina)

    antwoord = meld_aan(zeker, "Bij de koffie")

    assert antwoord.status_code == 422
    assert "Deze kamer heeft al een tablet die zo heet. Kies een andere naam." in antwoord.content.decode()
    assert 'value="Bij de koffie"' in antwoord.content.decode()
    assert "tablet" not in antwoord.cookies


def test_intrekken_van_een_ander_apparaat_sluit_de_kwijte_tablet_meteen(client, casa, amina):
    kwijt = Client()
    tablet = tablet_in(kwijt, casa, amina)
    tik_op(kwijt, amina)
    voor = kwijt.get("/kamers/cjm/vandaag/").status_code
    client.force_login(amina)

    client.post(reverse("kamers:tablet_weg", args=["cjm", tablet.pk]))

    assert (voor, kwijt.get("/kamers/cjm/vandaag/").status_code) == (200, 403)
    assert list(client.get("/kamers/cjm/tablets/").context["tablets"]) == []


def test_een_tablet_van_een_andere_kamer_intrekken_kan_niet(client, multibron, amina, bram):
    tablet, _geheim = maak_tablet(multibron, bram)
    client.force_login(amina)

    antwoord = client.post(reverse("kamers:tablet_weg", args=["cjm", tablet.pk]))

    assert antwoord.status_code == 404
    assert Tablet.objects.get().ingetrokken_op is None


def test_een_eigen_code_kiezen_bewaart_alleen_de_hash(zeker, amina):
    antwoord = zeker.post(reverse("kamers:tabletcode"), {"code": "5829", "nog_eens": "5829"})
    amina.refresh_from_db()

    assert antwoord.url == "/"
    assert check_password("5829", amina.code)
    assert "5829" not in amina.code


def test_een_code_kiezen_kan_niet_op_de_tablet_zelf(client, casa, amina):
    tablet_in(client, casa, amina)
    tik_op(client, amina)

    assert client.get(reverse("kamers:tabletcode")).status_code == 403
