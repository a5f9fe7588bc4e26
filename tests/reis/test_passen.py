"""Passes in the browser: find, give, merge and scan, with a camera that is only pretended."""

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from kamers.models import Bijeenkomst, Persoon
from tests.kamers.pasfabriek import maak_les, maak_pashouder, was_bij
from tests.reis.keuring import axe, kleine_doelen, te_breed, woorden

pytestmark = pytest.mark.django_db(transaction=True)
DOEL = 44

LEZER = """
window.getoond = [];
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return window.getoond.length ? [{ rawValue: window.getoond.at(-1) }] : []; }
};
const doek = document.createElement("canvas");
navigator.mediaDevices.getUserMedia = async () => { doek.getContext("2d"); return doek.captureStream(5); };
"""
ZONDER_LEZER = "delete window.BarcodeDetector;"


@pytest.fixture(autouse=True)
def dinsdag():
    with time_machine.travel("2026-03-10 13:00 +0100", tick=True):
        yield


@pytest.fixture
def les(casa):
    les = maak_les(casa)
    rosa, roos = maak_pashouder("Rosa", casa, nummer="5724"), maak_pashouder("Roos", casa, nummer="1004")
    was_bij(les, les.van.replace(year=2026, month=3, day=3), rosa, roos)
    return les


@pytest.fixture
def blad(les, amina, log_in, page, live_server):
    log_in(amina)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/kamers/cjm/passen/")
    return page


def scanner(page, live_server, les, script):
    page.add_init_script(script)
    page.goto(f"{live_server.url}/kamers/cjm/dag/2026-03-10/scan/{les.pk}/2026-03-10/")


def keur(page):
    return [*axe(page), *te_breed(page, 320, 390, 800, 1366), *kleine_doelen(page, DOEL), *woorden(page)]


def test_zoeken_zet_geen_naam_in_het_adres(blad):
    blad.get_by_label("Zoek op nummer of voornaam").fill("ros")
    blad.get_by_role("button", name="Zoek").click()
    expect(blad.get_by_role("heading", name="Gevonden")).to_be_focused()

    assert "ros" not in blad.url
    assert keur(blad) == []
    blad.get_by_role("link", name="Rosa").click()
    expect(blad.get_by_role("heading", name="Rosa", level=1)).to_be_visible()


def test_een_nieuwe_pas_met_al_geteld(blad):
    blad.get_by_role("link", name="Nieuwe pas").click()
    blad.get_by_role("button", name="Maak pas").click()
    expect(blad.get_by_role("alert")).to_be_focused()
    assert keur(blad) == []

    blad.get_by_label("Voornaam").fill("Ali")
    blad.locator("label.chip", has_text="Ja").click()
    blad.locator("label.chip", has_text="Taal").click()
    blad.get_by_role("button", name="Maak pas").click()

    expect(blad.get_by_text("Ali heeft pas")).to_be_visible()
    ali = Persoon.objects.get(voornaam="Ali")
    expect(blad.get_by_text(f"Ali heeft pas {ali.pasnummer}.")).to_be_visible()
    assert ali.al_geteld.count() == 2
    assert keur(blad) == []


def test_al_geteld_gaat_er_op_de_pas_bij_en_af(blad):
    rosa = Persoon.objects.get(voornaam="Rosa")
    blad.get_by_role("link", name="Rosa").click()
    blad.get_by_text("Al eerder geteld, zonder naam?").first.click()
    expect(blad.locator("label.chip", has_text="Taal").first).to_be_visible()
    assert keur(blad) == []
    blad.locator("label.chip", has_text="Taal").first.click()
    blad.get_by_role("button", name="Opslaan 2026").click()
    expect(blad.get_by_text("Opgeslagen. De telling van 2026 klopt weer.")).to_be_visible()
    assert rosa.al_geteld.count() == 2

    blad.locator("label.chip", has_text="Taal").first.click()
    blad.get_by_role("button", name="Opslaan 2026").click()
    expect(blad.get_by_text("Opgeslagen. De telling van 2026 klopt weer.")).to_be_visible()
    assert rosa.al_geteld.count() == 0


def test_twee_passen_worden_een(blad):
    blad.get_by_role("link", name="Rosa").click()
    blad.get_by_role("link", name="Heeft twee passen").click()
    blad.get_by_label("Zoek op nummer of voornaam").fill("1004")
    blad.get_by_role("button", name="Zoek").click()
    expect(blad.get_by_role("button", name="Kies Roos 1004")).to_be_visible()
    assert keur(blad) == []
    blad.get_by_role("button", name="Kies Roos 1004").click()
    expect(blad.get_by_text("1 keer stonden ze er allebei bij. Dat wordt één.")).to_be_visible()
    assert keur(blad) == []

    blad.get_by_role("button", name="Voeg samen").click()

    expect(blad.get_by_text("Samengevoegd bij Rosa.")).to_be_visible()
    assert Bijeenkomst.objects.get().op_naam == 1


def test_de_camera_leest_een_pas_en_zet_de_persoon_erbij(blad, les, live_server):
    scanner(blad, live_server, les, LEZER)
    blad.get_by_role("button", name="Zet de camera aan").click()
    expect(blad.get_by_text("Houd de pas voor de camera.")).to_be_visible()

    blad.evaluate("getoond.push('5724')")
    expect(blad.get_by_text("Rosa staat erbij.")).to_be_visible()
    blad.evaluate("getoond.push('1004')")
    expect(blad.get_by_text("Roos staat erbij.")).to_be_visible()
    blad.evaluate("getoond.push('1005')")
    expect(blad.get_by_text("Dit nummer klopt niet. Kijk het na op de pas.")).to_be_visible()

    assert Bijeenkomst.objects.get(dag="2026-03-10").op_naam == 2
    assert keur(blad) == []
    blad.get_by_role("button", name="Zet de camera uit").click()
    expect(blad.locator("video")).to_be_hidden()


def test_wie_de_pas_blijft_tonen_wordt_een_keer_gestuurd(blad, les, live_server):
    blad.clock.set_fixed_time(timezone.now())  # not so long that the same pass counts as shown again
    scanner(blad, live_server, les, LEZER)
    blad.get_by_role("button", name="Zet de camera aan").click()
    gestuurd = []
    blad.on("request", lambda verzoek: gestuurd.append(verzoek.url) if verzoek.method == "POST" else None)
    blad.evaluate("getoond.push('5724')")
    expect(blad.get_by_text("Rosa staat erbij.")).to_be_visible()
    blad.wait_for_timeout(1500)

    assert len(gestuurd) == 1


def test_zonder_lezer_gaat_het_met_het_nummer_en_enter(blad, les, live_server):
    scanner(blad, live_server, les, ZONDER_LEZER)
    expect(blad.get_by_text("Dit apparaat kan geen pas lezen met de camera.")).to_be_visible()
    expect(blad.get_by_label("Pasnummer")).to_be_focused()

    for nummer, zin in (
        ("5724", "Rosa staat erbij."),
        ("1004", "Roos staat erbij."),
        ("5724", "Rosa stond er al bij."),
    ):
        blad.keyboard.type(nummer)
        blad.keyboard.press("Enter")
        expect(blad.get_by_text(zin)).to_be_visible()
        expect(blad.get_by_label("Pasnummer")).to_be_focused()

    assert Bijeenkomst.objects.get(dag="2026-03-10").op_naam == 2
    assert keur(blad) == []
    blad.get_by_role("button", name="Haal Roos weg").click()
    expect(blad.get_by_text("Roos staat er niet meer bij.")).to_be_visible()


def test_zonder_javascript_werkt_scannen_ook(les, amina, log_in, browser, live_server):
    kaal = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport={"width": 390, "height": 844})
    log_in(amina, kaal)
    page = kaal.new_page()
    page.goto(f"{live_server.url}/kamers/cjm/dag/2026-03-10/scan/{les.pk}/2026-03-10/")
    expect(page.get_by_text("Met de camera")).to_be_hidden()
    page.get_by_label("Pasnummer").fill("5724")
    page.get_by_role("button", name="Erbij").click()

    expect(page.get_by_text("Rosa staat erbij.")).to_be_visible()
    kaal.close()
