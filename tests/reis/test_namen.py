"""Logging by names in a real browser: last time by one tap, a new pass beside it, and the same without JavaScript."""

import pytest
import time_machine
from playwright.sync_api import expect

from kamers.models import Bijeenkomst, Persoon
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, zet_op_rooster
from tests.reis.keuring import axe, kleine_doelen, te_breed
from tests.reis.test_coordinator import Teller

pytestmark = pytest.mark.django_db(transaction=True)
ACHT = ("Ali", "Bea", "Chris", "Dina", "Els", "Fons", "Gita", "Hans")


@pytest.fixture
def les(casa):
    """A lesson by names with eight people last week, and Kofi with a pass who comes to something else."""
    with time_machine.travel(HALF_ELF, tick=True):
        les = maak_activiteit(casa, telwijze="namen")
        zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)
        maak_persoon("Kofi", casa, pasnummer="777")
        acht = [maak_persoon(naam, casa, pasnummer=f"10{n}") for n, naam in enumerate(ACHT)]
        maak_bijeenkomst(les, DINSDAG - WEEK, namen=acht)
        yield les


@pytest.fixture
def vandaag(les, amina, log_in, page, live_server):
    log_in(amina)
    page.set_viewport_size({"width": 800, "height": 1100})
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    return Teller(page)


def wie(les):
    rij = Bijeenkomst.objects.get(activiteit=les, dag=DINSDAG)
    return sorted(rij.deelnames.values_list("persoon__voornaam", flat=True))


def test_de_acht_van_vorige_keer_zijn_twee_tikken(vandaag, les):
    page, tik, begin = vandaag.page, vandaag.tik, vandaag.geladen

    tik(page.get_by_role("button", name="Vorige keer: 8"))
    tik(page.get_by_role("button", name="Opslaan: 8 deelnemers"))
    page.get_by_text("Genoteerd. 8 deelnemers.").wait_for()

    assert (vandaag.tikken, vandaag.geladen) == (2, begin)
    assert wie(les) == list(ACHT)
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("Ongedaan gemaakt.").wait_for()
    assert page.locator("[name=namen]:checked").count() == 8


def test_de_acht_van_vorige_keer_en_een_nieuwe_pas_zijn_vijf_tikken(vandaag, les):
    page, tik, begin = vandaag.page, vandaag.tik, vandaag.geladen

    tik(page.get_by_role("button", name="Vorige keer: 8"))
    tik(page.locator("#iemand-anders > summary"))
    tik(page.get_by_label("Voornaam of pasnummer"))
    page.keyboard.type("Zola")
    tik(page.get_by_role("button", name="Nieuwe pas: Nee"))
    expect(page.get_by_text("Zola staat erbij, met pas")).to_be_focused()
    tik(page.get_by_role("button", name="Opslaan: 9 deelnemers"))
    page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()

    assert (vandaag.tikken, vandaag.geladen) == (5, begin)
    assert wie(les) == [*ACHT, "Zola"]
    assert Persoon.objects.get(voornaam="Zola").pasnummer


def test_zoeken_met_enter_bewaart_nog_niets_en_tikt_wie_gevonden_is(vandaag, les):
    page = vandaag.page
    page.locator("#iemand-anders > summary").click()
    page.get_by_label("Voornaam of pasnummer").fill("777")

    page.keyboard.press("Enter")
    expect(page.get_by_text("Kofi staat erbij.")).to_be_focused()  # only then the new card is at rest

    assert not Bijeenkomst.objects.filter(dag=DINSDAG).exists()
    page.get_by_label("Kwamen dit jaar al bij Taal").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Genoteerd. 1 deelnemer.").wait_for()
    assert wie(les) == ["Kofi"]


def test_zonder_javascript_gaat_het_ook(les, amina, log_in, browser, browser_context_args, live_server):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    log_in(amina, context)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.get_by_label("Voor het eerst dit jaar bij Taal").fill("2")
    page.locator("label.chip", has_text="Allemaal").click()

    page.get_by_role("button", name="Vorige keer: 8").click()
    page.locator("#iemand-anders > summary").click()
    page.get_by_label("Voornaam of pasnummer").fill("kofi")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_text("Kofi staat erbij.").wait_for()
    page.locator("label.chip", has_text="Hans").click()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Genoteerd. 10 deelnemers.").wait_for()

    assert wie(les) == sorted([*ACHT[:7], "Kofi"])
    assert Bijeenkomst.objects.get(dag=DINSDAG).nieuw_soort == 2
    context.close()


def gewoon(page):
    page.get_by_role("button", name="Vorige keer: 8").click()


def open_gezocht(page):
    gewoon(page)
    page.locator("#iemand-anders > summary").click()
    page.get_by_label("Voornaam of pasnummer").fill("Zola")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_text("Niemand gevonden met").wait_for()


def leeg(page):
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Dit klopt nog niet").wait_for()


@pytest.mark.parametrize("stand", [gewoon, open_gezocht, leeg])
def test_de_kaart_met_namen_is_voor_iedereen_te_lezen_en_te_raken(vandaag, les, stand):
    page = vandaag.page
    page.set_viewport_size({"width": 390, "height": 844})
    stand(page)

    assert axe(page) == []
    assert te_breed(page, 320, 390, 800) == []
    assert kleine_doelen(page, 44) == []
