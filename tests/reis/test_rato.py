"""Naar rato and the basis in a real browser: in place beside what was typed, and as a page without JavaScript."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from financien.models import Begrotingsregel
from tests.financien.aanbod2018 import maak_aanbod_2018
from tests.reis.raster import cel, stand

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/financien/begroting/2018/"
KG = "K- en G-buurt"
KNOP = "Stel voor naar rato"
VERSCHIL = ["−680", "+416", "−156", "+376", "−44"]


@pytest.fixture
def kamers(casa, multibron, handreiking, kg):
    kg.start = date(2018, 4, 1)
    kg.save()
    maak_aanbod_2018([casa, multibron, handreiking, kg])
    return [casa, multibron, handreiking, kg]


@pytest.fixture
def raster(live_server, page, chandra, kamers, log_in):
    """The grid of 2018, open in the browser."""
    log_in(chandra)
    page.goto(live_server.url + URL)
    return page


def verschil(page):
    return [tekst.strip() for tekst in page.locator("tr.verschil td").all_inner_texts()]


def bedragen(code):
    return list(Begrotingsregel.objects.filter(post__code=code).order_by("kamer").values_list("bedrag", flat=True))


def test_het_voorstel_komt_naast_wat_getypt_is_en_gaat_met_ctrl_z_weer_weg(raster):
    cel(raster, "Coördineren").fill("36000")
    cel(raster, "Coachen", KG).fill("1")  # typed by hand, so the proposal leaves it alone
    raster.get_by_role("link", name=KNOP).click()

    expect(cel(raster, "Coördineren", KG)).to_have_value("26.595")
    expect(cel(raster, "Coachen", KG)).to_have_value("1")
    expect(cel(raster, "Coördineren")).to_have_value("36.000")
    expect(stand(raster)).to_contain_text("22 wijzigingen, nog niet opgeslagen")
    expect(stand(raster)).to_contain_text("Het voorstel staat in de cellen, nog niet opgeslagen.")
    expect(cel(raster, "Coördineren", KG)).to_be_focused()
    assert verschil(raster)[3] == "+9.866"
    raster.get_by_role("link", name=KNOP).click()  # a second time takes nothing off what was proposed
    expect(cel(raster, "Coördineren", KG)).to_have_value("26.595")
    cel(raster, "Coördineren", KG).focus()
    raster.keyboard.press("Control+z")
    expect(cel(raster, "Coördineren", KG)).to_have_value("35.460")
    expect(cel(raster, "Coördineren")).to_have_value("36.000")
    expect(stand(raster)).to_contain_text("2 wijzigingen, nog niet opgeslagen")
    assert bedragen("M1") == [35460] * 4


def test_een_antwoord_zonder_voorstel_zegt_niet_dat_het_in_de_cellen_staat(raster):
    raster.route("**/*rato=kg*", lambda verzoek: verzoek.fulfill(status=500, body="<p>Er ging iets mis.</p>"))
    raster.get_by_role("link", name=KNOP).click()

    expect(raster.get_by_text("Er ging iets mis.")).to_be_visible()  # the page itself, so that it is seen


def test_zijn_alle_cellen_al_veranderd_dan_zegt_de_knop_dat(raster):
    raster.evaluate(
        """document.querySelectorAll("form table input").forEach((i) => {
            i.value = "7";
            i.dispatchEvent(new Event("input", { bubbles: true }));
        })"""
    )
    raster.get_by_role("link", name=KNOP).click()

    expect(stand(raster)).to_contain_text("Er is niets ingevuld.")
    expect(cel(raster, "Coördineren", KG)).to_have_value("7")


@pytest.mark.parametrize("breedte", [320, 390, 800, 1366])
def test_het_voorstel_past_op_elk_scherm_en_axe_vindt_niets(raster, breedte):
    raster.set_viewport_size({"width": breedte, "height": 800})
    for vraag in ("", "?rato=kg", "basis/"):
        raster.goto(raster.url.partition("2018/")[0] + f"2018/{vraag}")
        assert raster.evaluate("document.documentElement.scrollWidth") == breedte
        assert Axe().run(raster).response["violations"] == []


def test_zonder_javascript_is_het_voorstel_een_bladzijde(live_server, browser, chandra, kamers, log_in):
    context = browser.new_context(java_script_enabled=False)
    log_in(chandra, context)
    page = context.new_page()
    page.goto(live_server.url + URL)
    page.get_by_role("link", name=KNOP).click()

    expect(page.get_by_text("Dit is een voorstel. Er is nog niets opgeslagen.")).to_be_visible()
    expect(cel(page, "Coördineren", KG)).to_have_value("26.595")
    assert verschil(page)[3] == "+282"
    page.get_by_role("link", name="Toch niet").click()
    expect(cel(page, "Coördineren", KG)).to_have_value("35.460")
    page.get_by_role("link", name=KNOP).click()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("21 wijzigingen opgeslagen.")).to_be_visible()
    assert bedragen("M1") == [35460, 35460, 35460, 26595]
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    assert verschil(page) == VERSCHIL
    context.close()


def test_de_basis_wordt_getypt_als_in_een_rekenblad(raster):
    raster.get_by_role("link", name="Basis", exact=True).click()
    cel(raster, "Coördineren", "alle kamers").focus()
    raster.keyboard.type("18 uur per week")
    raster.keyboard.press("Enter")
    expect(cel(raster, "Coachen", "alle kamers")).to_be_focused()
    expect(stand(raster)).to_contain_text("1 wijziging, nog niet opgeslagen")
    raster.keyboard.press("Control+s")

    expect(raster.get_by_text("4 wijzigingen opgeslagen.")).to_be_visible()
    expect(cel(raster, "Coördineren", "alle kamers")).to_have_value("18 uur per week")
    assert cel(raster, "Coördineren", KG).get_attribute("placeholder") == "18 uur per week"
    raster.get_by_role("button", name="Ongedaan maken").click()
    expect(cel(raster, "Coördineren", "alle kamers")).to_have_value("")
