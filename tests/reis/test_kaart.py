"""The card in every state that an address alone does not reach: readable for all, never wider than the screen."""

import pytest
import time_machine

from tests.fabriek import maak_bijeenkomst
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag
from tests.reis.keuring import axe, te_breed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def les(casa):
    with time_machine.travel(HALF_ELF, tick=True):
        yield maak_lesdag(casa)


@pytest.fixture
def kaart(les, amina, log_in, page, live_server):
    log_in(amina)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    return page


def vul_in(page, kwamen_al, nieuw):
    page.get_by_label("Kwamen dit jaar al bij Taal").fill(kwamen_al)
    page.get_by_label("Voor het eerst dit jaar bij Taal").fill(nieuw)


def leeg(page, les):
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Dit klopt nog niet").wait_for()


def veel(page, les):
    vul_in(page, "120", "0")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("120 deelnemers is veel. Klopt dat?").wait_for()


def botsing(page, les):
    maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7)
    vul_in(page, "9", "0")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Er staat nu: 7 deelnemers").wait_for()


def ander_aantal(page, les):
    vul_in(page, "9", "3")
    page.locator("label.chip", has_text="Ander aantal").click()
    page.get_by_text("Kinderen erbij?").click()
    page.get_by_text("Ging niet door of op een andere dag?").click()


def genoteerd(page, les):
    vul_in(page, "9", "0")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()


@pytest.mark.parametrize("stand", [leeg, veel, botsing, ander_aantal, genoteerd])
def test_elke_stand_van_de_kaart_is_voor_iedereen_te_lezen(kaart, les, stand):
    stand(kaart, les)

    assert axe(kaart) == []
    assert te_breed(kaart, 320, 390, 800) == []


def test_ja_klopt_slaat_het_hoge_getal_op_en_verander_gaat_naar_het_veld(kaart, les):
    veel(kaart, les)
    kaart.get_by_role("link", name="Verander").click()
    assert kaart.evaluate("document.activeElement.id") == "kaart-kwamen_al"
    vul_in(kaart, "40", "80")
    kaart.locator("label.chip", has_text="Niemand").first.click()
    kaart.get_by_role("button", name="Ja, klopt").click()
    kaart.get_by_text("Genoteerd. 120 deelnemers. Bij Taal nu 127 van 50 mensen.").wait_for()

    rij = les.les.bijeenkomsten.get(dag=DINSDAG)
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (40, 80, 0)
