"""A receipt without its kind, judged by keyboard: G says what is missing, also from the list that has the focus."""

import pytest
import time_machine
from playwright.sync_api import expect

from financien.models import Bon
from tests.financien.handgeldfabriek import DAG, maak_bon, vul_potje


@pytest.fixture(autouse=True)
def tien_maart():
    """One day of the year whose books the world begins."""
    with time_machine.travel("2026-03-10 10:30 +0100", tick=True):
        yield


def test_g_zonder_soort_zegt_wat_er_mist_en_met_soort_keurt_het_goed(
    transactional_db, casa, amina, chandra, log_in, page, live_server
):
    vul_potje(chandra, casa, kas="50.00", datum=DAG)
    bon = maak_bon(casa, amina, "5.00", categorie="", datum=DAG)
    log_in(chandra)
    page.goto(f"{live_server.url}/financien/bonnen/{bon.pk}/")
    keuze = page.get_by_label("Waarvoor?")
    expect(keuze).to_be_focused()

    page.keyboard.press("g")

    lijst = page.get_by_role("alert")
    expect(lijst).to_contain_text("Kies bij Waarvoor wat er gekocht is. Keur het bonnetje daarna goed.")
    expect(lijst).to_be_focused()
    lijst.get_by_role("link").click()
    expect(keuze).to_be_focused()
    page.keyboard.press("b")
    expect(keuze).to_have_value("B")
    page.keyboard.press("g")
    expect(page.locator("#meldingen")).to_contain_text("Goedgekeurd en geboekt.")
    assert Bon.objects.get().categorie == "B"
