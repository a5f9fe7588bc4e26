"""T8 of ux.md in a real browser: 42 bank lines of which 37 are recognised; every key is counted."""

import json
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from financien.models import Bankboeking, Bankregel, Boekstuk
from financien.services.bank.herkenning import onthoud
from financien.services.bank.voorstellen import Deel
from tests.financien.bankfabriek import DAG, begin_bank, blad, camt, lees_blad, zin
from tests.financien.boekfabriek import rekening

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/financien/bank/"
TOETS, DENK = 0.5, 1.35  # seconds, as ux.md §3 counts them
GRENS = 60
ONBEKEND = {5, 11, 20, 33, 41}  # places in the list of the lines that nothing is known about


@pytest.fixture
def bank(live_server, page, chandra, casa, multibron, log_in, time_machine):
    """42 lines in the browser: 37 rents that were agreed on, and five that nobody knows."""
    time_machine.move_to("2026-04-10 12:00")
    begin_bank(2026)
    zinnen = [
        zin(f"-{n + 1}.50", iban="", naam=f"Onbekend {n}", wat=f"Betaling {n}")
        if n in ONBEKEND
        else zin(f"-{n + 1}.00", wat=f"Huur {n}")
        for n in range(42)
    ]
    lees_blad(chandra, blad(*zinnen))
    huur = Bankregel.objects.filter(omschrijving="Huur 0").get()
    delen = [Deel(rekening("4110"), huur.bedrag, casa)]
    onthoud(regel=huur, delen=delen, omschrijving="Huur CJM", woorden="", vandaag=DAG)
    log_in(chandra)
    page.goto(live_server.url + URL)
    return page


class Toetsen:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page, self.aantal = page, 0

    def druk(self, toets):
        self.aantal += 1
        self.page.keyboard.press(toets)


def op(page):
    """Return the number of the line that has the focus."""
    return page.evaluate("document.activeElement.closest('li')?.id ?? ''")


def test_t8_zevenendertig_regels_met_pijl_en_enter(bank):
    toetsen, gezien = Toetsen(bank), 0
    toetsen.druk("ArrowDown")
    for plek in range(42):
        regel = bank.locator(f"#{op(bank)}")
        if plek in ONBEKEND:
            gezien += 1
            expect(regel.get_by_text("Nog geen voorstel.")).to_be_visible()
            toetsen.druk("ArrowDown")
            continue
        nu = op(bank)
        toetsen.druk("Enter")
        expect(bank.locator(f"#{nu}.klaar")).to_be_visible()

    seconden = toetsen.aantal * TOETS + gezien * DENK
    expect(bank.locator("#bankteller")).to_have_text("nog 5 regels")
    assert (Boekstuk.objects.count(), Bankboeking.objects.count()) == (37, 37)
    assert [r.tegen_naam for r in Bankregel.objects.open().order_by("pk")] == [
        f"Onbekend {n}" for n in sorted(ONBEKEND)
    ]
    assert toetsen.aantal == 43
    assert seconden <= GRENS
    print(json.dumps({"toetsen": toetsen.aantal, "KLM": seconden}))


def test_pijltjes_lopen_door_de_lijst_en_in_een_veld_doen_ze_niets(bank):
    eerste, tweede = (f"b{pk}" for pk in Bankregel.objects.order_by("pk").values_list("pk", flat=True)[:2])
    bank.keyboard.press("ArrowDown")
    bank.keyboard.press("ArrowDown")
    assert op(bank) == tweede
    bank.keyboard.press("ArrowUp")
    bank.keyboard.press("ArrowUp")
    assert op(bank) == eerste
    bank.keyboard.press("?")
    expect(bank.get_by_role("dialog", name="Toetsen bij de bank")).to_be_visible()
    assert Axe().run(bank).response["violations"] == []
    bank.keyboard.press("Escape")
    assert op(bank) == eerste
    bank.locator("input[type=file]").focus()
    bank.keyboard.press("ArrowDown")
    bank.keyboard.press("?")
    assert bank.evaluate("document.activeElement.type") == "file"
    expect(bank.get_by_role("dialog")).to_be_hidden()


def test_ongedaan_maken_zet_de_regel_terug_en_wat_je_kiest_wordt_geboekt(bank, casa):
    bank.keyboard.press("ArrowDown")
    bank.keyboard.press("Enter")
    expect(bank.get_by_text("Geboekt als B2026-0001.")).to_be_visible()
    assert Axe().run(bank).response["violations"] == []
    bank.get_by_role("button", name="Ongedaan maken").click()
    expect(bank.get_by_text("Omgekeerd door M2026-0001. De regel staat weer open.")).to_be_visible()
    expect(bank.locator("#bankteller")).to_have_text("nog 42 regels")

    bank.keyboard.press("ArrowDown")
    bank.keyboard.press("a")
    bank.get_by_label("Kamer").select_option("MultiBron")
    bank.get_by_label("Bedrag", exact=True).fill("0,40")
    bank.get_by_role("button", name="Verdeel over nog een regel").click()
    tweede = bank.get_by_role("group", name="Regel 2")
    tweede.get_by_label("Rekening").select_option("4110 Huur van de ruimte")
    tweede.get_by_label("Kamer").select_option("Casa Jepie Makandra")
    tweede.get_by_label("Bedrag").fill("0,60")
    assert Axe().run(bank).response["violations"] == []
    bank.get_by_role("button", name="Boek deze regel").click()

    expect(bank.get_by_text("Geboekt als B2026-0002.")).to_be_visible()
    delen = Boekstuk.objects.get(nummer=2, dagboek="bank").boekingen.values_list("kamer__code", "bedrag")
    assert [(kamer, f"{bedrag}") for kamer, bedrag in delen] == [("multibron", "0.40"), ("cjm", "0.60")]


def test_een_bestand_neerzetten_of_kiezen_leest_het_in(bank):
    volgende = blad(zin("5.00", datum=DAG + timedelta(1)), begin=str(Bankregel.objects.first().afschrift.eind))
    bestand = {"name": "april.xml", "mimeType": "text/xml", "buffer": camt(volgende)}
    bank.locator("input[type=file]").set_input_files(bestand)
    bank.get_by_role("button", name="Bestand inlezen").click()

    expect(bank.get_by_text("1 nieuwe regel. Het eindsaldo klopt.")).to_be_visible()
    expect(bank.locator("#bankteller")).to_have_text("nog 43 regels")
    bank.locator("input[type=file]").set_input_files({**bestand, "buffer": b"hallo"})
    bank.get_by_role("button", name="Bestand inlezen").click()
    expect(bank.locator(".foutlijst")).to_be_focused()
    assert Axe().run(bank).response["violations"] == []


def test_een_bestand_kan_op_het_veld_gesleept_worden(bank):
    bank.evaluate("""() => {
        const pak = new DataTransfer();
        pak.items.add(new File(["hallo"], "april.xml"));
        document.querySelector("[data-neerzetten]").dispatchEvent(
            new DragEvent("drop", {dataTransfer: pak, bubbles: true, cancelable: true}));
    }""")

    assert bank.evaluate("document.querySelector('input[type=file]').files[0].name") == "april.xml"


def test_zonder_javascript_heeft_elke_regel_een_knop(live_server, browser, bank, chandra, log_in):
    context = browser.new_context(java_script_enabled=False)
    log_in(chandra, context)
    page = context.new_page()
    page.goto(live_server.url + URL)

    page.get_by_role("button", name="Klopt").first.click()

    expect(page.get_by_text("Geboekt als B2026-0001.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("De regel staat weer open.")).to_be_visible()
    context.close()


@pytest.mark.parametrize("breedte", [320, 390, 800, 1366])
def test_de_lijst_past_op_elk_scherm_en_axe_vindt_niets(bank, breedte):
    bank.set_viewport_size({"width": breedte, "height": 800})
    assert bank.evaluate("document.documentElement.scrollWidth") == breedte
    assert Axe().run(bank).response["violations"] == []
