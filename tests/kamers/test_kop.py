"""Pages about no room keep the door of whoever works in one room."""

import pytest

from buurtwerkkamer.rollen import Rol
from tests.fabriek import geef_rol

pytestmark = pytest.mark.django_db
KOP = '<span lang="srn">Casa Jepie Makandra</span>'


@pytest.mark.parametrize("pad", ["/hulp/", "/toegankelijkheid/", "/vergeten/"])
def test_wie_in_een_kamer_werkt_houdt_de_deur_ook_op_een_bladzijde_zonder_kamer(client, amina, casa, pad):
    client.force_login(amina)

    tekst = client.get(pad).text

    assert f'class="deurkleur-{casa.deurkleur}"' in tekst
    assert KOP in tekst
    assert " – Casa Jepie Makandra – BuurtWerkKamer</title>" in tekst


def test_een_vrijwilliger_ziet_de_kamer_boven_mijn_rooster(client, fatima):
    client.force_login(fatima)

    assert KOP in client.get("/mijn/rooster/").text


def test_wie_in_twee_kamers_werkt_krijgt_geen_deur_van_een_van_de_twee(client, amina, multibron):
    geef_rol(amina, Rol.COORDINATOR, kamer=multibron)
    client.force_login(amina)

    tekst = client.get("/hulp/").text

    assert 'class="deurkleur-0"' in tekst
    assert KOP not in tekst


def test_de_coach_en_wie_niet_is_ingelogd_zien_de_deur_van_de_cooperatie(client, eva, casa):
    buiten = client.get("/hulp/").text
    client.force_login(eva)

    assert 'class="deurkleur-0"' in buiten
    assert 'class="deurkleur-0"' in client.get("/hulp/").text
