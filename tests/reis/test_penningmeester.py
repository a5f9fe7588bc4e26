"""The treasurer in a real browser: the grid works like a spreadsheet, and without JavaScript like a form."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from financien.models import Begrotingsregel
from tests.financien.aanbod2018 import maak_aanbod_2018
from tests.reis.raster import cel, plak, stand

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/financien/begroting/2018/"


@pytest.fixture
def kamers(casa, multibron, handreiking, kg):
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


def bedrag(code, kamer):
    return Begrotingsregel.objects.get(post__code=code, kamer=kamer).bedrag


def test_het_verschil_beweegt_terwijl_hij_typt_en_staat_na_opslaan_vast(raster, casa):
    assert verschil(raster) == ["−680", "+416", "−156", "+376", "−44"]

    cel(raster, "Coördineren").click()
    raster.keyboard.type("35560,50")

    assert verschil(raster) == ["−780,50", "+416", "−156", "+376", "−144,50"]
    assert bedrag("M1", casa) == 35460
    raster.keyboard.press("Enter")
    expect(cel(raster, "Coördineren")).to_have_value("35.560,50")
    expect(cel(raster, "Coachen")).to_be_focused()
    expect(stand(raster)).to_have_text(
        "1 wijziging, nog niet opgeslagen · Dekkingsverschil Casa Jepie Makandra: −780,50. Samen: −144,50."
    )
    raster.get_by_role("button", name="Opslaan").click()
    expect(raster.get_by_text("1 wijziging opgeslagen.")).to_be_visible()
    raster.reload()
    expect(cel(raster, "Coördineren")).to_have_value("35.560,50")
    assert verschil(raster) == ["−780,50", "+416", "−156", "+376", "−144,50"]


def test_alles_gaat_met_het_toetsenbord(raster, multibron):
    cel(raster, "Coördineren").focus()
    raster.keyboard.press("ArrowRight")
    raster.keyboard.press("ArrowDown")
    expect(cel(raster, "Coachen", "MultiBron")).to_be_focused()
    raster.keyboard.type("1")
    raster.keyboard.press("Escape")
    expect(cel(raster, "Coachen", "MultiBron")).to_have_value("12.780")
    raster.keyboard.press("F2")
    raster.keyboard.press("ArrowLeft")
    raster.keyboard.press("Backspace")
    raster.keyboard.press("Shift+Enter")
    expect(cel(raster, "Coachen", "MultiBron")).to_have_value("1.270")
    expect(cel(raster, "Coördineren", "MultiBron")).to_be_focused()
    raster.keyboard.press("Tab")
    expect(cel(raster, "Coördineren", "De Handreiking")).to_be_focused()
    raster.keyboard.press("?")
    expect(raster.get_by_role("dialog", name="Toetsen in de tabel")).to_be_visible()
    raster.keyboard.press("Escape")
    expect(cel(raster, "Coördineren", "De Handreiking")).to_be_focused()
    raster.keyboard.press("Control+s")
    expect(raster.get_by_text("1 wijziging opgeslagen.")).to_be_visible()
    assert bedrag("M2", multibron) == 1270


def test_een_blok_uit_een_rekenblad_vult_de_cellen_en_gaat_in_een_keer_terug(raster):
    namen = [
        (rij, kamer)
        for rij in ("Huur", "GWE en internet")
        for kamer in ("Casa Jepie Makandra", "MultiBron", "De Handreiking")
    ]

    plak(raster, cel(raster, "Huur"), "€ 1.234\t2.000,50\t3\r\n 4,-\t0\t\r\n")

    assert [cel(raster, *naam).input_value() for naam in namen] == ["1.234", "2.000,50", "3", "4", "0", ""]
    assert "6 wijzigingen, nog niet opgeslagen" in stand(raster).inner_text()
    assert verschil(raster)[0] == "+12.338"
    raster.keyboard.press("Control+z")
    assert [cel(raster, *naam).input_value() for naam in namen] == [
        "8.700",
        "12.540",
        "3.600",
        "5.556",
        "5.556",
        "5.556",
    ]
    assert verschil(raster)[0] == "−680"


def test_wat_niet_past_of_niet_klopt_wordt_gezegd(raster):
    plak(raster, cel(raster, "Huur", "K- en G-buurt"), "12.50\t9")

    veld = cel(raster, "Huur", "K- en G-buurt")
    expect(veld).to_have_value("12.50")
    expect(veld).to_have_attribute("aria-invalid", "true")
    assert "1 cel klopt nog niet. · Vul een bedrag in met een komma, bijvoorbeeld 12,50." in stand(raster).inner_text()
    assert "Niet alles paste in de tabel: 1 niet geplakt" in stand(raster).inner_text()
    assert verschil(raster)[3] == "?"


def test_een_fout_bedrag_komt_terug_met_alles_wat_getypt_is(raster, casa):
    cel(raster, "Coördineren").fill("12.50")
    cel(raster, "Coachen").fill("13.000")

    raster.get_by_role("button", name="Opslaan").click()

    expect(raster.locator(".foutlijst")).to_be_focused()
    expect(
        raster.get_by_role("link", name="Coördineren, Casa Jepie Makandra: Vul een bedrag in met een komma")
    ).to_be_visible()
    expect(cel(raster, "Coördineren")).to_have_value("12.50")
    expect(cel(raster, "Coachen")).to_have_value("13.000")
    assert raster.title().startswith("Fout: ")
    assert bedrag("M2", casa) == 12780
    assert "2 wijzigingen, nog niet opgeslagen" in stand(raster).inner_text()
    assert Axe().run(raster).response["violations"] == []
    cel(raster, "Coördineren").fill("12,50")
    raster.get_by_role("button", name="Opslaan").click()
    expect(raster.get_by_text("2 wijzigingen opgeslagen.")).to_be_visible()


def test_weggaan_zonder_opslaan_wordt_gevraagd(raster):
    vragen = []
    raster.on("dialog", lambda vraag: (vragen.append(vraag.type), vraag.accept()))
    cel(raster, "Coördineren").click()
    raster.keyboard.type("1")
    raster.keyboard.press("Enter")

    raster.goto(raster.url.replace("2018/", ""))

    assert vragen == ["beforeunload"]


@pytest.mark.parametrize("breedte", [320, 390, 800, 1366])
def test_de_eerste_tik_op_opslaan_slaat_op_en_een_tik_maakt_het_ongedaan(raster, casa, breedte):
    raster.set_viewport_size({"width": breedte, "height": 800})
    opslaan = raster.get_by_role("button", name="Opslaan")
    cel(raster, "Coördineren").fill("36000")
    plek = opslaan.bounding_box()
    midden = plek["x"] + plek["width"] / 2, plek["y"] + plek["height"] / 2

    raster.mouse.move(*midden)
    raster.mouse.down()  # leaving the cell fills the bar with words: the button may not walk away
    raster.mouse.up()

    expect(raster.get_by_text("1 wijziging opgeslagen.")).to_be_visible()
    assert bedrag("M1", casa) == 36000
    assert Axe().run(raster).response["violations"] == []
    raster.get_by_role("button", name="Ongedaan maken").click()
    expect(raster.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    expect(cel(raster, "Coördineren")).to_have_value("35.460")
    assert verschil(raster) == ["−680", "+416", "−156", "+376", "−44"]


def test_zonder_javascript_staat_het_verschil_er_na_opslaan(live_server, browser, chandra, kamers, log_in):
    context = browser.new_context(java_script_enabled=False)
    log_in(chandra, context)
    page = context.new_page()
    page.goto(live_server.url + URL)
    cel(page, "Coördineren").fill("€ 36.000,-")
    assert verschil(page)[0] == "−680"

    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_text("1 wijziging opgeslagen.")).to_be_visible()
    assert verschil(page) == ["−1.220 tekort", "+416", "−156", "+376", "−584"]
    context.close()


@pytest.mark.parametrize("breedte", [320, 390, 800, 1366])
def test_de_tabel_past_op_elk_scherm_en_axe_vindt_niets(raster, breedte):
    raster.set_viewport_size({"width": breedte, "height": 800})
    assert raster.evaluate("document.documentElement.scrollWidth") == breedte
    assert Axe().run(raster).response["violations"] == []


def test_de_browser_leest_bedragen_even_streng_als_de_server(raster):
    veld = cel(raster, "Huur")
    for tekst, cent in {
        "1.234": "1.234",
        "1234": "1.234",
        "€ 12,50": "12,50",
        "€\u00a01.250,5": "1.250,50",
        "12,-": "12",
        "0": "0",
        "12.50": None,
        "1e3": None,
        "1.234.56": None,
        "1,234.56": None,
        "- 5": None,
        "٣": None,
        "0x10": None,
    }.items():
        veld.fill(tekst)
        veld.blur()
        assert (veld.get_attribute("aria-invalid") == "true") == (cent is None), tekst
        assert veld.input_value() == (cent or tekst), tekst
