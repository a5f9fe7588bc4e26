"""The script of the house in a real browser, on the page that shows every part. And the same page without it."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def stijl(live_server, page):
    page.goto(f"{live_server.url}/stijl/")
    return page


def knop(page, naam):
    return page.get_by_role("button", name=naam)


def test_plus_en_min_tellen_en_de_knop_noemt_de_som(stijl):
    bekend = stijl.locator("#id_bekend")
    plus = bekend.locator("xpath=following-sibling::button")

    plus.click()
    plus.click()

    expect(bekend).to_have_value("2")
    expect(knop(stijl, "Opslaan: 5 deelnemers")).to_be_visible()  # three new ones stood there already
    bekend.locator("xpath=preceding-sibling::button").click()
    expect(bekend).to_have_value("1")


def test_een_teller_gaat_niet_onder_zijn_laagste_waarde(stijl):
    nieuw = stijl.locator("#id_nieuw")

    for _ in range(4):
        nieuw.locator("xpath=preceding-sibling::button").click()

    expect(nieuw).to_have_value("0")


def test_pijltjes_tellen_in_halve_uren_met_een_komma(stijl):
    uren = stijl.locator("#id_uren")

    uren.press("ArrowUp")
    expect(uren).to_have_value("2,5")
    for _ in range(6):
        uren.press("ArrowDown")

    expect(uren).to_have_value("0,5")


def test_typen_vervangt_wat_er_stond(stijl):
    stijl.locator("#id_uren").focus()
    stijl.keyboard.type("4")

    expect(stijl.locator("#id_uren")).to_have_value("4")


def test_vorige_keer_vult_het_aantal_in(stijl):
    knop(stijl, "Vorige keer: 8").first.click()

    expect(stijl.locator("#id_bekend")).to_have_value("8")
    expect(knop(stijl, "Opslaan: 11 deelnemers")).to_be_visible()


def test_een_vervolgvraag_staat_er_alleen_als_ze_ertoe_doet(stijl):
    vraag = stijl.get_by_role("group", name="Zijn zij ook nieuw in de kamer?")

    expect(vraag).to_be_visible()
    stijl.locator("#id_nieuw").fill("0")
    expect(vraag).to_be_hidden()


def test_na_een_fout_staat_de_focus_op_de_foutlijst_en_zegt_de_titel_het(stijl):
    expect(stijl.locator(".foutlijst").first).to_be_focused()
    assert stijl.title().startswith("Fout: ")


def test_een_link_in_de_foutlijst_brengt_je_naar_het_veld(stijl):
    stijl.get_by_role("link", name="Vul in hoeveel mensen er waren.").click()

    expect(stijl.locator("#id_fout-bekend")).to_be_focused()


@pytest.mark.parametrize("breedte", [320, 390, 800, 1366])
def test_de_bladzijde_schuift_nergens_opzij(stijl, breedte):
    stijl.set_viewport_size({"width": breedte, "height": 800})

    assert stijl.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("breedte", [320, 390, 1366])
def test_knoppen_en_velden_zijn_groot_genoeg_voor_een_vinger(stijl, breedte):
    """But for the cells of the treasurer's grid, which is for a keyboard (ux.md U6: 24 px)."""
    stijl.set_viewport_size({"width": breedte, "height": 800})
    te_klein = stijl.evaluate(
        """[...document.querySelectorAll("button,input:not([type=hidden]),select,textarea,summary,.knop,.voet a")]
            .filter((e) => !e.closest(".rooster"))
            .map((e) => [e.outerHTML.slice(0, 80), e.labels?.[0]?.closest(".form-check") ?? e])
            .map(([wie, deel]) => [wie, deel.getBoundingClientRect()])
            .filter(([, vak]) => vak.height && (vak.height < 44 || vak.width < 44)).map(([wie]) => wie)"""
    )

    assert te_klein == []


def test_zonder_javascript_zijn_er_geen_knoppen_die_niets_doen(live_server, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/stijl/")

    expect(page.locator("#id_bekend")).to_be_visible()
    expect(page.locator("[data-op]").first).to_be_hidden()
    expect(page.locator("[data-vul]").first).to_be_hidden()
    expect(page.get_by_role("group", name="Zijn zij ook nieuw in de kamer?").first).to_be_visible()


def test_niemand_en_namen_sluiten_elkaar_uit(stijl):
    stijl.evaluate(
        """const groep = document.querySelector("#id_wie_0").closest(".chips");
        groep.dataset.niemand = "";
        groep.querySelector("#id_wie_2").name = "niemand";"""
    )

    stijl.locator("#id_wie_2").check()
    expect(stijl.locator("#id_wie_0")).not_to_be_checked()
    expect(stijl.locator("#id_wie_1")).not_to_be_checked()
    stijl.locator("#id_wie_1").check()
    expect(stijl.locator("#id_wie_2")).not_to_be_checked()
