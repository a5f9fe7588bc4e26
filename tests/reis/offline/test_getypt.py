"""What somebody is typing stays: the page is not read again over it when what waited was sent."""

import pytest
from playwright.sync_api import expect

from tests.fabriek import maak_vrijwilliger
from tests.kamers.klusfabriek import maak_geplande_klus
from tests.reis.offline.stappen import KENT, VERSTUURD, bewaard, sla_op, vul_in, zonder_internet

pytestmark = pytest.mark.django_db(transaction=True)
ELDERS = "document.activeElement.blur()"


def is_niet_herladen(page):
    """Let the queue look once more, and tell whether the page is still the same one."""
    page.evaluate("bwk.stuur().then(() => 1)")
    return page.evaluate("window.dezelfde") == 1


def test_een_verzoek_dat_getypt_werd_staat_er_na_het_versturen_nog_en_daarna_leest_hij_opnieuw(vandaag, les):
    vul_in(vandaag)
    vandaag.evaluate("window.dezelfde = 1")
    verzoek = vandaag.get_by_label("Kwam er iets binnen?")
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        verzoek.fill("Vraagt om hulp met een brief")
        vandaag.evaluate(ELDERS)

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert is_niet_herladen(vandaag)
    expect(verzoek).to_have_value("Vraagt om hulp met een brief")
    assert "brief" not in str(bewaard(vandaag, ""))

    verzoek.fill("")
    vandaag.evaluate(ELDERS)
    vandaag.evaluate("void bwk.stuur()")
    vandaag.wait_for_function("window.dezelfde === undefined")
    expect(vandaag.get_by_text("12 deelnemers, 3 nieuw")).to_be_visible()


def test_waarom_iets_niet_doorging_en_waarheen_blijft_ook_staan(les, casa, amina, log_in, page, live_server):
    maak_geplande_klus(casa, maak_vrijwilliger("Kofi", casa), omschrijving="Kraan")
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.evaluate(KENT)
    page.evaluate("window.dezelfde = 1")
    with zonder_internet(page):
        page.get_by_role("button", name="Klaar Kraan").click()
        page.get_by_text("Klus klaar").wait_for()
        page.get_by_text("Ging niet door of op een andere dag?").click()
        page.get_by_label("Naar welke dag?").fill("26-11-2026")
        page.evaluate(ELDERS)

    page.get_by_text(VERSTUURD).wait_for()
    assert is_niet_herladen(page)
    expect(page.get_by_label("Naar welke dag?")).to_have_value("26-11-2026")
