"""T4 and T5 of ux.md §3 in a real browser: a receipt with a photo in six taps, a count in three; nothing gets lost.

A tap is a click or a touch; choosing a file stands for the photo, the shutter and the OK of the phone (three taps).
"""

from datetime import date
from decimal import Decimal
from time import monotonic

import pytest
import time_machine
from playwright.sync_api import expect

from financien.models import Bon, Bonfoto, Kastelling
from financien.services.handgeld.potje import stand
from tests.buurtwerkkamer.bewijsfabriek import foto_met_plaats, maak_foto
from tests.financien.handgeldfabriek import maak_bon, vul_potje
from tests.reis.keuring import axe, te_breed

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal
TIK, DENK, TOETS = 1.1, 1.35, 0.5  # seconds, ux.md §3


@pytest.fixture
def potje(casa, chandra):
    with time_machine.travel("2026-03-10 10:30 +0100", tick=True):
        vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))
        yield casa


@pytest.fixture
def telefoon(potje, amina, log_in, page, live_server):
    """Amina's phone on the first screen after login; it counts taps and keys."""
    log_in(amina)
    page.set_viewport_size({"width": 390, "height": 844})
    page.tikken, page.toetsen = 0, 0
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    return page


def tik(page, waar):
    waar.click()
    page.tikken += 1


def typ(page, tekst):
    page.keyboard.type(tekst)
    page.toetsen += len(tekst)


def fotografeer(page, inhoud=None):
    """Take a photo: tap on the field, the shutter, OK."""
    foto = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": inhoud or maak_foto(maat=(400, 600))}
    page.locator("#id_foto").set_input_files(foto)
    page.tikken += 3


def naar_bonnetje(page):
    tik(page, page.get_by_role("link", name="Handgeld", exact=True))
    tik(page, page.get_by_role("link", name="Bonnetje toevoegen"))


def test_t4_een_bonnetje_met_foto_in_zes_tikken_en_binnen_dertig_seconden(telefoon, potje):
    """From the page of the pot: add, photo (3), kind, save; from the first screen one tap more."""
    begin = monotonic()
    naar_bonnetje(telefoon)
    fotografeer(telefoon)
    expect(telefoon.locator("[data-fototekst]")).to_have_text("De foto is klaar. Tik voor een andere.")
    tik(telefoon, telefoon.get_by_label("Bedrag in euro"))
    typ(telefoon, "12,5")
    tik(telefoon, telefoon.locator("label.chip", has_text="Koffie en thee"))
    tik(telefoon, telefoon.get_by_role("button", name="Bonnetje opslaan"))
    expect(telefoon.locator("#meldingen")).to_contain_text("Opgeslagen. Er is nog € 137,50.")

    assert (telefoon.tikken, telefoon.toetsen) == (8, 4)  # six of T4, the tap on Handgeld, the tap into the amount
    assert telefoon.tikken * TIK + 3 * DENK + telefoon.toetsen * TOETS < 20
    print(f"T4: {monotonic() - begin:.1f} s met de machine")
    bon = Bon.objects.get()
    assert (bon.bedrag, bon.categorie, bon.betaald_uit, bon.datum) == (D("12.50"), "A", "potje", date(2026, 3, 10))
    tik(telefoon, telefoon.get_by_role("button", name="Ongedaan maken"))
    expect(telefoon.locator("#meldingen")).to_contain_text("Er is weer € 150,00.")
    assert stand(potje).over == D("150.00")


def test_een_foto_die_er_eerder_is_dan_het_script_telt_ook(telefoon, live_server):
    """On a slow line the photo is chosen before the script is there; it says then that the photo is ready."""
    vast = []
    telefoon.route("**/bon*.js", lambda verzoek: vast.append(verzoek))
    with telefoon.expect_request("**/bon*.js"):
        telefoon.goto(f"{live_server.url}/kamers/cjm/handgeld/bonnetje/", wait_until="commit")
    fotografeer(telefoon)
    expect(telefoon.locator("[data-fototekst]")).to_have_text("Maak een foto van de bon")
    vast[0].continue_()
    expect(telefoon.locator("[data-fototekst]")).to_have_text("De foto is klaar. Tik voor een andere.")
    expect(telefoon.locator(".fotovlak img")).to_be_visible()


def test_t5_de_kas_tellen_in_vier_tikken_en_een_bedrag(telefoon):
    tik(telefoon, telefoon.get_by_role("link", name="Handgeld", exact=True))
    tik(telefoon, telefoon.get_by_role("link", name="Tellen", exact=True))
    tik(telefoon, telefoon.get_by_label("Hoeveel zit er in de kas?"))
    typ(telefoon, "50,00")
    expect(telefoon.locator("[data-verschil]")).to_have_text("De kas klopt.")
    tik(telefoon, telefoon.get_by_role("button", name="Telling opslaan"))
    expect(telefoon.locator("#meldingen")).to_contain_text("Geteld. De kas klopt.")

    assert (telefoon.tikken, telefoon.toetsen) == (4, 5)  # three of T5 and the tap into the amount
    assert telefoon.tikken * TIK + 2 * DENK + telefoon.toetsen * TOETS < 20
    assert Kastelling.objects.get().kas_geteld == D("50.00")


def test_een_verschil_staat_er_voor_je_opslaat_en_vraagt_uitleg(telefoon, live_server):
    telefoon.goto(f"{live_server.url}/kamers/cjm/handgeld/tellen/")
    expect(telefoon.get_by_label("Hoe kan het verschil?")).to_be_hidden()
    telefoon.get_by_label("Hoeveel zit er in de kas?").fill("48")
    expect(telefoon.locator("[data-verschil]")).to_have_text("Er is € 2,00 te weinig. Schrijf op hoe dat kan.")
    telefoon.get_by_label("Hoe kan het verschil?").fill("Twee euro kwijt")
    telefoon.get_by_role("button", name="Telling opslaan").click()
    expect(telefoon.locator("#meldingen")).to_contain_text("Het verschil is geboekt")

    assert Kastelling.objects.get().verschil == D("-2.00")


def test_munten_tellen_zichzelf_op(telefoon, live_server):
    telefoon.goto(f"{live_server.url}/kamers/cjm/handgeld/tellen/")
    telefoon.get_by_text("Tel de munten en biljetten").click()
    telefoon.get_by_label("€ 20,00").fill("2")
    telefoon.get_by_label("€ 0,20").fill("3")

    expect(telefoon.get_by_label("Hoeveel zit er in de kas?")).to_have_value("40,60")


def test_zonder_internet_blijft_alles_staan_en_daarna_is_het_een_bonnetje(telefoon, context, potje):
    naar_bonnetje(telefoon)
    fotografeer(telefoon)
    telefoon.get_by_label("Bedrag in euro").fill("12,50")
    telefoon.locator("label.chip", has_text="Schoonmaak").click()
    context.set_offline(True)
    telefoon.get_by_role("button", name="Bonnetje opslaan").click()
    expect(telefoon.locator("#meldingen")).to_contain_text("Geen internet. Wat je invulde staat er nog.")
    assert Bon.objects.count() == 0

    context.set_offline(False)
    telefoon.get_by_role("button", name="Bonnetje opslaan").click()
    expect(telefoon.locator("#meldingen")).to_contain_text("Opgeslagen.")

    bon = Bon.objects.get()
    assert (bon.bedrag, bon.categorie, bon.foto is not None) == (D("12.50"), "D", True)


def test_het_antwoord_raakt_kwijt_en_nog_eens_sturen_is_een_bonnetje(telefoon, potje):
    """The form arrived, its answer did not: the second time finds the receipt that is there."""
    naar_bonnetje(telefoon)
    fotografeer(telefoon)
    telefoon.get_by_label("Bedrag in euro").fill("12,50")
    telefoon.locator("label.chip", has_text="Schoonmaak").click()

    def raak_kwijt(route):
        route.fetch()
        route.abort()

    telefoon.route("**/handgeld/bonnetje/", raak_kwijt, times=1)
    telefoon.get_by_role("button", name="Bonnetje opslaan").click()
    expect(telefoon.locator("#meldingen")).to_contain_text("Geen internet.")
    telefoon.get_by_role("button", name="Bonnetje opslaan").click()
    expect(telefoon.locator("#meldingen")).to_contain_text("Opgeslagen.")

    assert (Bon.objects.count(), stand(potje).kas) == (1, D("37.50"))


def test_na_een_typefout_hoeft_de_foto_niet_opnieuw(telefoon):
    naar_bonnetje(telefoon)
    fotografeer(telefoon)
    telefoon.locator("label.chip", has_text="Kantoor").click()
    telefoon.get_by_role("button", name="Bonnetje opslaan").click()
    expect(telefoon.get_by_role("alert")).to_contain_text("Vul het bedrag van de bon in, bijvoorbeeld 12,50.")
    assert Bonfoto.objects.count() == 1
    assert axe(telefoon) == []
    assert te_breed(telefoon, 320, 390, 800) == []
    telefoon.get_by_label("Bedrag in euro").fill("12,50")
    telefoon.get_by_role("button", name="Bonnetje opslaan").click()
    expect(telefoon.locator("#meldingen")).to_contain_text("Opgeslagen.")

    assert (Bon.objects.get().categorie, Bon.objects.get().foto is not None) == ("E", True)


def test_een_grote_foto_wordt_op_de_telefoon_kleiner_gemaakt(telefoon):
    naar_bonnetje(telefoon)
    fotografeer(telefoon, foto_met_plaats())
    groot = {"name": "IMG_2.png", "mimeType": "image/bmp", "buffer": maak_foto("BMP", maat=(1500, 2100))}
    telefoon.locator("#id_foto").set_input_files(groot)
    einde = monotonic() + 60
    while telefoon.evaluate("document.querySelector('#id_foto').files[0].name") != "bon.jpg":
        assert monotonic() < einde, "the photo was not made smaller"
        telefoon.wait_for_timeout(100)
    telefoon.get_by_label("Bedrag in euro").fill("3")
    telefoon.locator("label.chip", has_text="Activiteit").click()
    telefoon.get_by_role("button", name="Bonnetje opslaan").click()
    expect(telefoon.locator("#meldingen")).to_contain_text("Opgeslagen.")

    assert Bon.objects.get().foto.omvang < 500_000


def test_zonder_javascript_werkt_een_bonnetje_ook(potje, amina, log_in, browser, live_server):
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    log_in(amina, context)
    page = context.new_page()
    page.goto(f"{live_server.url}/kamers/cjm/handgeld/bonnetje/")
    page.locator("#id_foto").set_input_files({"name": "b.jpg", "mimeType": "image/jpeg", "buffer": maak_foto()})
    page.get_by_label("Bedrag in euro").fill("12,50")
    page.locator("label.chip", has_text="Schoonmaak").click()
    page.get_by_role("button", name="Bonnetje opslaan").click()
    expect(page.locator("#meldingen")).to_contain_text("Opgeslagen.")
    context.close()

    assert Bon.objects.get().bedrag == D("12.50")


def test_de_penningmeester_keurt_vijf_bonnetjes_met_vijf_keer_enter(potje, amina, chandra, log_in, page, live_server):
    for bedrag in ("1.00", "2.00", "3.00", "4.00", "5.00"):
        maak_bon(potje, amina, bedrag)
    log_in(chandra)
    page.goto(f"{live_server.url}/financien/bonnen/")
    page.get_by_role("link", name="Begin: 5 bonnetjes").click()
    for nummer in range(5):
        expect(page.get_by_role("button", name="Keur goed")).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("#meldingen")).to_contain_text("Goedgekeurd en geboekt.")
        assert Bon.objects.met_stand().filter(stand="goedgekeurd").count() == nummer + 1
    expect(page.get_by_text("Alle bonnetjes zijn goedgekeurd.")).to_be_visible()
