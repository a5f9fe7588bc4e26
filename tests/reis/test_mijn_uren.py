"""A volunteer on a phone: one question, one tap (ux.md §3, T6)."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from playwright.sync_api import expect

from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet

pytestmark = pytest.mark.django_db(transaction=True)
PAGINA = "/mijn/uren/"


@pytest.fixture
def inzet(casa, fatima):
    with time_machine.travel("2026-11-24 13:00 +0100", tick=True):
        yield maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(maak_activiteit(casa), date(2026, 11, 24)))


@pytest.fixture
def telefoon(inzet, fatima, log_in, page, live_server):
    page.set_viewport_size({"width": 390, "height": 844})
    log_in(fatima)
    page.goto(live_server.url + PAGINA)
    return page


def gemeld(inzet):
    inzet.refresh_from_db()
    return inzet.uren, inzet.gemeld_uren


def test_ja_twee_uur_is_een_tik_en_ongedaan_ook(telefoon, inzet):
    telefoon.get_by_role("button", name="Ja, 2 uur").click()
    expect(telefoon.get_by_role("status")).to_contain_text("Dank je wel. Je 2 uur klopt.")
    expect(telefoon.get_by_role("heading", name="Was je er vandaag?")).to_have_count(0)
    assert gemeld(inzet) == (Decimal("2.00"), Decimal("2.00"))

    telefoon.get_by_role("button", name="Ongedaan maken").click()
    expect(telefoon.get_by_role("heading", name="Was je er vandaag?")).to_be_visible()
    assert gemeld(inzet) == (Decimal("2.00"), None)


def test_ik_was_er_niet_is_een_tik_en_telt_meteen(telefoon, inzet):
    telefoon.get_by_role("button", name="Ik was er niet").click()

    expect(telefoon.get_by_role("status")).to_contain_text("Dank je wel. Deze keer telt niet mee.")
    expect(telefoon.locator(".reus")).to_have_text("0 uur")
    assert gemeld(inzet) == (Decimal("0.00"), Decimal("0.00"))


def test_een_andere_tijd_is_openklappen_tellen_en_opslaan(telefoon, inzet):
    telefoon.get_by_text("Andere tijd").click()
    telefoon.get_by_role("button", name="Hoeveel uur was je er?: meer").click()
    telefoon.get_by_role("button", name="Opslaan").click()

    expect(telefoon.get_by_text("Je meldde 2,5 uur. De coördinator kijkt nog.")).to_be_visible()
    assert gemeld(inzet) == (Decimal("2.00"), Decimal("2.50"))


def test_verkeerde_uren_blijven_staan_met_een_zin_die_zegt_wat_je_doet(telefoon, inzet):
    telefoon.get_by_text("Andere tijd").click()
    telefoon.get_by_label("Hoeveel uur was je er?").fill("veel")
    telefoon.get_by_role("button", name="Opslaan").click()

    expect(telefoon.locator(".foutlijst")).to_be_focused()
    expect(telefoon.locator(".foutlijst")).to_contain_text("Vul een aantal uren in van 0,5 tot 12.")
    expect(telefoon.get_by_label("Hoeveel uur was je er?")).to_have_value("veel")
    assert gemeld(inzet) == (Decimal("2.00"), None)


def test_zonder_javascript_werkt_elk_antwoord_ook(inzet, fatima, log_in, browser, live_server):
    zonder = browser.new_context(java_script_enabled=False)
    log_in(fatima, waar=zonder)
    page = zonder.new_page()
    page.goto(live_server.url + PAGINA)

    page.get_by_text("Andere tijd").click()
    page.get_by_label("Hoeveel uur was je er?").fill("1,5")
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("Dank je wel. We tellen 1,5 uur.")
    assert gemeld(inzet) == (Decimal("1.50"), Decimal("1.50"))
    zonder.close()
