"""An odd job in a real browser: done in one tap, back in one tap, by keyboard and without JavaScript (ux.md §8, U2)."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from playwright.sync_api import expect

from kamers.models import Doorverwijzing, Klus, Verzoek
from tests.fabriek import maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, maak_geplande_klus, uren_van

pytestmark = pytest.mark.django_db(transaction=True)
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
    page.on("domcontentloaded", lambda frame: page.geladen.append(frame.url))
    page.on("console", lambda bericht: bericht.type == "error" and page.klachten.append(bericht.text))
    return page


def actief(page, vraag):
    return page.evaluate(f"() => {{ const e = document.activeElement; return {vraag}; }}")


@pytest.mark.parametrize("bladzijde", BLADZIJDEN)
def test_klaar_is_een_tik_en_ongedaan_ook_zonder_dat_de_bladzijde_laadt(aan, live_server, kraan, bladzijde):
    aan.goto(live_server.url + bladzijde)
    aan.geladen.clear()

    aan.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(aan.locator("#meldingen")).to_contain_text("Klus klaar. Ronald, 1,5 uur.")
    regel = aan.locator(f"#klus-{kraan.pk}")
    expect(regel).to_contain_text("Wijzig uren")
    expect(regel).to_be_focused()
    kraan.refresh_from_db()
    assert (kraan.status, kraan.gedaan_op, uren_van(kraan)) == ("klaar", DAG, {"Ronald": Decimal("1.50")})

    aan.get_by_role("button", name="Ongedaan maken").click()
    expect(aan.locator("#meldingen")).to_contain_text("Ongedaan gemaakt.")
    expect(aan.get_by_role("button", name="Klaar Lekkende kraan")).to_be_focused()
    kraan.refresh_from_db()
    assert (kraan.status, kraan.gedaan_op, uren_van(kraan)) == ("gepland", None, {})

    assert aan.geladen == []
    assert aan.klachten == []


def test_na_ongedaan_werkt_klaar_meteen_weer(aan, live_server, kraan):
    aan.goto(live_server.url + BLADZIJDEN[0])
    for _keer in range(2):
        aan.get_by_role("button", name="Klaar Lekkende kraan").click()
        expect(aan.locator("#meldingen")).to_contain_text("Klus klaar.")
        aan.get_by_role("button", name="Ongedaan maken").click()
        expect(aan.locator("#meldingen")).to_contain_text("Ongedaan gemaakt.")

    kraan.refresh_from_db()
    assert (kraan.status, kraan.versie) == ("gepland", 5)


def test_twee_snelle_tikken_zijn_er_een(aan, live_server, kraan):
    aan.goto(live_server.url + BLADZIJDEN[0])

    aan.get_by_role("button", name="Klaar Lekkende kraan").dblclick()
    expect(aan.locator("#meldingen")).to_contain_text("Klus klaar. Ronald, 1,5 uur.")

    kraan.refresh_from_db()
    assert (kraan.versie, kraan.inzet.count()) == (2, 1)


def test_twee_tablets_die_klaar_tikken_maken_een_keer_klaar(aan, live_server, kraan):
    ander = aan.context.new_page()
    for scherm in (aan, ander):
        scherm.goto(live_server.url + BLADZIJDEN[0])

    aan.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(aan.locator("#meldingen")).to_contain_text("Klus klaar.")
    ander.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(ander.locator("#meldingen")).to_contain_text("Deze klus was al klaar.")

    expect(ander.locator(f"#klus-{kraan.pk}")).to_contain_text("Wijzig uren")
    assert kraan.inzet.count() == 1


def test_zonder_javascript_kan_klaar_en_ongedaan_ook(kraan, amina, log_in, browser, live_server):
    zonder = browser.new_context(java_script_enabled=False)
    log_in(amina, waar=zonder)
    page = zonder.new_page()
    page.goto(live_server.url + BLADZIJDEN[0])

    page.get_by_role("button", name="Klaar Lekkende kraan").click()
    expect(page.locator("#meldingen")).to_contain_text("Klus klaar. Ronald, 1,5 uur.")
    assert uren_van(kraan) == {"Ronald": Decimal("1.50")}
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#meldingen")).to_contain_text("Ongedaan gemaakt.")

    assert uren_van(kraan) == {}
    zonder.close()


def test_met_een_toetsenbord_is_een_klus_aan_de_telefoon_vier_tikken(aan, amina, live_server, kraan):
    """T7 with a mouse: the first field has the focus already, so the tap on it is not needed."""
    aan.goto(live_server.url + BLADZIJDEN[1])

    aan.get_by_role("link", name="Nieuwe klus").first.click()
    expect(aan.get_by_label("Wat moet er gebeuren?")).to_be_focused()
    aan.keyboard.type("Lamp vervangen")
    aan.keyboard.press("Tab")
    aan.keyboard.type("Reigersbos")
    aan.locator("label.chip", has_text="Nee").click()
    aan.locator("label.chip", has_text="Ronald").click()
    aan.get_by_role("button", name="Klus opslaan").click()

    expect(aan).to_have_url(live_server.url + BLADZIJDEN[1])
    klus = Klus.objects.get(omschrijving="Lamp vervangen", straat="Reigersbos")
    assert klus.helpers.get().voornaam == "Ronald"


def test_wat_binnenkomt_is_een_veld_en_daarna_een_tik(aan, live_server, kraan, casa):
    aan.goto(live_server.url + BLADZIJDEN[1])

    aan.get_by_label("Kwam er iets binnen?").fill("Belde af voor de taalles")
    aan.get_by_role("button", name="Bewaar").click()
    expect(aan.locator("#meldingen")).to_contain_text("Bewaard.")
    aan.get_by_text("Wat werd het?").click()
    aan.get_by_role("button", name="Kan niet komen").click()
    expect(aan.locator("#meldingen")).to_contain_text("Genoteerd: kan niet komen.")
    assert Verzoek.objects.get().werd == "afmelding"
    aan.get_by_role("button", name="Ongedaan maken").click()
    expect(aan.locator("#meldingen")).to_contain_text("Ongedaan gemaakt.")

    assert Verzoek.objects.get().werd == ""
    assert aan.url == live_server.url + BLADZIJDEN[1]
    assert aan.klachten == []


def test_een_verzoek_wordt_zonder_javascript_een_klus_met_de_woorden_er_al_in(
    kraan, amina, casa, log_in, browser, live_server
):
    Verzoek.objects.create(kamer=casa, tekst="Stopcontact is los")
    zonder = browser.new_context(java_script_enabled=False)
    log_in(amina, waar=zonder)
    page = zonder.new_page()
    page.goto(f"{live_server.url}/kamers/cjm/verzoeken/")

    page.get_by_text("Wat werd het?").click()
    page.get_by_role("link", name="Klus Stopcontact is los").click()
    expect(page.get_by_label("Wat moet er gebeuren?")).to_have_value("Stopcontact is los")
    assert "Stopcontact" not in page.url
    page.locator("label.chip", has_text="Weet ik niet").click()
    page.get_by_role("button", name="Klus opslaan").click()

    expect(page.locator("#meldingen")).to_contain_text("Klus genoteerd.")
    assert Verzoek.objects.get().klus == Klus.objects.get(omschrijving="Stopcontact is los")
    zonder.close()


def test_doorverwijzen_zonder_javascript_is_kiezen_en_opslaan(kraan, amina, log_in, browser, live_server):
    zonder = browser.new_context(java_script_enabled=False)
    log_in(amina, waar=zonder)
    page = zonder.new_page()
    page.goto(live_server.url + BLADZIJDEN[1])

    page.get_by_role("link", name="Iemand doorverwezen?").click()
    page.locator("label.chip", has_text="huisarts").click()
    page.get_by_role("button", name="Opslaan").click()

    expect(page.locator("#meldingen")).to_contain_text("Genoteerd: doorverwezen.")
    assert Doorverwijzing.objects.values_list("naar", "aantal", "dag").get() == ("huisarts", 1, DAG)
    zonder.close()


@pytest.mark.parametrize(("breedte", "kolommen"), [(1366, 4), (800, 2), (390, 1)])
def test_het_bord_staat_naast_elkaar_waar_dat_past(aan, live_server, kraan, breedte, kolommen):
    aan.set_viewport_size({"width": breedte, "height": 900})
    aan.goto(live_server.url + BLADZIJDEN[0])

    links = {round(deel.bounding_box()["x"]) for deel in aan.locator(".bord > section").all()}

    assert len(links) == kolommen
    assert aan.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_een_leeg_formulier_zegt_wat_er_mist_en_zet_je_daar_neer(aan, live_server, kraan):
    aan.goto(f"{live_server.url}{BLADZIJDEN[0]}nieuw/")

    aan.get_by_role("button", name="Klus opslaan").click()

    expect(aan).to_have_title("Fout: Nieuwe klus – Casa Jepie Makandra – BuurtWerkKamer")
    expect(aan.locator(".foutlijst")).to_be_focused()
    aan.get_by_role("link", name="Is dit de eerste keer dit jaar in deze kamer?").click()
    assert actief(aan, "e.name") == "eerste_keer"
