"""An odd job in a real browser: done in one tap, back in one tap, by keyboard and without JavaScript (ux.md §8, U2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from playwright.sync_api import expect

from kamers.models import Klus
from tests.fabriek import maak_vrijwilliger
from tests.kamers.klusfabriek import maak_geplande_klus, uren_van

pytestmark = pytest.mark.django_db(transaction=True)
DAG = date(2026, 11, 24)
BLADZIJDEN = ["/kamers/cjm/klussen/", "/kamers/cjm/vandaag/"]


@pytest.fixture
def kraan(casa):
    with time_machine.travel("2026-11-24 10:30 +0100", tick=True):
        ronald = maak_vrijwilliger("Ronald", casa)
        maak_geplande_klus(casa, ronald, omschrijving="Heg snoeien", afspraak=DAG - timedelta(days=1))
        yield maak_geplande_klus(casa, ronald, straat="Reigersbos", eerste_keer="nee")


@pytest.fixture
def aan(kraan, amina, log_in, page):
    """Amina's browser; counts how often a page loads and what the console says."""
    log_in(amina)
    page.geladen, page.klachten = [], []
    page.on("framenavigated", lambda frame: page.geladen.append(frame.url))
    page.on("console", lambda bericht: bericht.type == "error" and page.klachten.append(bericht.text))
    return page


def actief(page, vraag):
    return page.evaluate(f"() => {{ const e = document.activeElement; return {vraag}; }}")


@pytest.mark.parametrize("bladzijde", BLADZIJDEN)
def test_klaar_is_een_tik_en_ongedaan_ook_zonder_dat_de_bladzijde_laadt(aan, live_server, kraan, bladzijde):
    aan.goto(live_server.url + bladzijde)
    aan.geladen.clear()

    aan.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(aan.get_by_role("status")).to_contain_text("Klus klaar. Ronald, 1,5 uur.")
    regel = aan.locator(f"#klus-{kraan.pk}")
    expect(regel).to_contain_text("Wijzig uren")
    expect(regel).to_be_focused()
    kraan.refresh_from_db()
    assert (kraan.status, kraan.gedaan_op, uren_van(kraan)) == ("klaar", DAG, {"Ronald": Decimal("1.50")})

    aan.get_by_role("button", name="Ongedaan maken").click()
    expect(aan.get_by_role("status")).to_contain_text("Ongedaan gemaakt.")
    expect(aan.get_by_role("button", name="Klaar Lekkende kraan")).to_be_focused()
    kraan.refresh_from_db()
    assert (kraan.status, kraan.gedaan_op, uren_van(kraan)) == ("gepland", None, {})

    assert aan.geladen == []
    assert aan.klachten == []


def test_na_ongedaan_werkt_klaar_meteen_weer(aan, live_server, kraan):
    aan.goto(live_server.url + BLADZIJDEN[0])
    for _keer in range(2):
        aan.get_by_role("button", name="Klaar Lekkende kraan").click()
        expect(aan.get_by_role("status")).to_contain_text("Klus klaar.")
        aan.get_by_role("button", name="Ongedaan maken").click()
        expect(aan.get_by_role("status")).to_contain_text("Ongedaan gemaakt.")

    kraan.refresh_from_db()
    assert (kraan.status, kraan.versie) == ("gepland", 5)


def test_twee_snelle_tikken_zijn_er_een(aan, live_server, kraan):
    aan.goto(live_server.url + BLADZIJDEN[0])

    aan.get_by_role("button", name="Klaar Lekkende kraan").dblclick()
    expect(aan.get_by_role("status")).to_contain_text("Klus klaar. Ronald, 1,5 uur.")

    kraan.refresh_from_db()
    assert (kraan.versie, kraan.inzet.count()) == (2, 1)


def test_twee_tablets_die_klaar_tikken_maken_een_keer_klaar(aan, live_server, kraan):
    ander = aan.context.new_page()
    for scherm in (aan, ander):
        scherm.goto(live_server.url + BLADZIJDEN[0])

    aan.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(aan.get_by_role("status")).to_contain_text("Klus klaar.")
    ander.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(ander.get_by_role("status")).to_contain_text("Deze klus was al klaar.")

    expect(ander.locator(f"#klus-{kraan.pk}")).to_contain_text("Wijzig uren")
    assert kraan.inzet.count() == 1


def test_zonder_javascript_kan_klaar_en_ongedaan_ook(kraan, amina, log_in, browser, live_server):
    zonder = browser.new_context(java_script_enabled=False)
    log_in(amina, waar=zonder)
    page = zonder.new_page()
    page.goto(live_server.url + BLADZIJDEN[0])

    page.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(page.get_by_role("status")).to_contain_text("Klus klaar. Ronald, 1,5 uur.")
    assert uren_van(kraan) == {"Ronald": Decimal("1.50")}
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt.")

    assert uren_van(kraan) == {}
    zonder.close()


def test_een_nieuwe_klus_aan_de_telefoon_is_vijf_tikken_en_wat_getypt_tekst(aan, live_server, kraan):
    aan.goto(live_server.url + BLADZIJDEN[1])

    aan.get_by_role("link", name="Nieuwe klus").first.click()
    aan.get_by_label("Wat moet er gebeuren?").fill("Lamp vervangen")
    aan.get_by_label("Straat of buurt").fill("Gein")
    aan.locator("label.chip", has_text="Weet ik niet").click()
    aan.locator("label.chip", has_text="Ronald").click()
    expect(aan.get_by_label("Uren per persoon")).to_have_value("1")
    aan.get_by_role("button", name="Klus opslaan").click()

    expect(aan).to_have_url(live_server.url + BLADZIJDEN[1])
    expect(aan.locator("b", has_text="Lamp vervangen")).to_be_visible()
    klus = Klus.objects.get(omschrijving="Lamp vervangen")
    assert (klus.status, klus.afspraak, klus.eerste_keer) == ("gepland", DAG, "onbekend")
    assert list(klus.plekken.values_list("persoon__voornaam", "uren")) == [("Ronald", Decimal("1.00"))]


def test_een_leeg_formulier_zegt_wat_er_mist_en_zet_je_daar_neer(aan, live_server, kraan):
    aan.goto(f"{live_server.url}{BLADZIJDEN[0]}nieuw/")

    aan.get_by_role("button", name="Klus opslaan").click()

    expect(aan).to_have_title("Fout: Nieuwe klus – Casa Jepie Makandra – BuurtWerkKamer")
    expect(aan.locator(".foutlijst")).to_be_focused()
    aan.get_by_role("link", name="Is dit de eerste keer dit jaar in deze kamer?").click()
    assert actief(aan, "e.name") == "eerste_keer"
