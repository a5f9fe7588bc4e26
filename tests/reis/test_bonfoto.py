"""What the field of a receipt shows is the photo that is sent, whichever of two was ready first."""

from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from tests.buurtwerkkamer.bewijsfabriek import maak_foto
from tests.financien.handgeldfabriek import vul_potje

pytestmark = pytest.mark.django_db(transaction=True)
EEN_VOOR_EEN = """() => {
  const maak = createImageBitmap;
  window.vast = [];
  window.createImageBitmap = (foto, hoe) => foto.name === "eerste.jpg"
    ? new Promise((klaar) => window.vast.push(() => maak(foto, hoe).then(klaar))) : maak(foto, hoe);
}"""
LAAT_LOS = "() => Promise.all(vast.map((doe) => doe())).then(() => new Promise(requestAnimationFrame)).then(() => 1)"


@pytest.fixture
def bonnetje(casa, chandra, amina, log_in, page, live_server):
    with time_machine.travel("2026-03-10 10:30 +0100", tick=True):
        vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))
        log_in(amina)
        page.goto(f"{live_server.url}/kamers/cjm/handgeld/bonnetje/")
        yield page


def kies(page, naam, inhoud, soort="image/jpeg"):
    page.locator("#id_foto").set_input_files({"name": naam, "mimeType": soort, "buffer": inhoud})


def test_de_eerste_foto_die_later_klaar_is_komt_niet_over_de_tweede(bonnetje):
    bonnetje.evaluate(EEN_VOOR_EEN)
    kies(bonnetje, "eerste.jpg", maak_foto(maat=(600, 300)))
    bonnetje.wait_for_function("vast.length === 1")
    kies(bonnetje, "tweede.jpg", maak_foto(maat=(300, 600)))
    beeld = bonnetje.locator(".fotovlak img")
    expect(beeld).to_be_visible()
    tweede = beeld.get_attribute("src")

    bonnetje.evaluate(LAAT_LOS)

    assert beeld.get_attribute("src") == tweede
    assert bonnetje.evaluate("document.querySelector('#id_foto').files[0].name") == "tweede.jpg"


def test_een_tweede_foto_die_deze_browser_niet_leest_laat_de_eerste_niet_staan(bonnetje):
    kies(bonnetje, "eerste.jpg", maak_foto(maat=(600, 300)))
    expect(bonnetje.locator(".fotovlak img")).to_be_visible()

    kies(bonnetje, "IMG_2.heic", b"geen foto", "image/heic")

    expect(bonnetje.locator(".fotovlak img")).to_have_count(0)
    expect(bonnetje.locator("[data-fototekst]")).to_have_text("De foto is klaar. Tik voor een andere.")
