"""The coordinator's journey of the prototype (ux.md §3 and §8), in a real browser."""

import re
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import expect

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Inzet
from tests.fabriek import maak_activiteit, maak_gebruiker, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag, zet_op_rooster

pytestmark = pytest.mark.django_db(transaction=True)


class Teller:
    """Taps on the page, and counts them; and the page loads."""

    def __init__(self, page):
        self.page, self.tikken, self.geladen = page, 0, 0
        page.on("domcontentloaded", lambda _page: setattr(self, "geladen", self.geladen + 1))

    def tik(self, plek):
        plek.click()
        self.tikken += 1


@pytest.fixture
def les(casa):
    with time_machine.travel(HALF_ELF, tick=True):
        yield maak_lesdag(casa)


@pytest.fixture
def vandaag(les, amina, log_in, page, live_server):
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    return Teller(page)


def plus(page, naam):
    return page.get_by_role("button", name=f"{naam}: meer")


def test_een_les_noteren_in_zeven_tikken_en_met_een_tik_terug(vandaag, les):
    page, tik = vandaag.page, vandaag.tik
    begin = vandaag.geladen

    tik(page.get_by_role("button", name="Vorige keer: 8"))
    tik(plus(page, "Kwamen dit jaar al bij Taal"))
    for _keer in range(3):
        tik(plus(page, "Voor het eerst dit jaar bij Taal"))
    tik(page.locator("label.chip", has_text="Allemaal"))
    tik(page.get_by_role("button", name="Opslaan: 12 deelnemers"))
    page.get_by_text("Genoteerd. 12 deelnemers. Bij Taal nu 50 van 50 mensen.").wait_for()

    assert vandaag.tikken == 7
    assert vandaag.geladen == begin
    rij = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG)
    assert (rij.deelnemers, rij.nieuw_soort, rij.nieuw_kamer) == (12, 3, 3)
    uren = dict(Inzet.objects.filter(bijeenkomst=rij).values_list("persoon__voornaam", "uren"))
    assert uren == {"Fatima": Decimal(2), "Wouter": Decimal(2)}

    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("Ongedaan gemaakt.").wait_for()

    assert vandaag.geladen == begin
    assert not Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).exists()
    assert page.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "9"


def test_dezelfde_les_met_het_toetsenbord_in_zeven_toetsen(vandaag, les):
    page = vandaag.page
    page.get_by_label("Kwamen dit jaar al bij Taal").focus()

    for toets in ("9", "Tab", "Tab", "3", "Tab", "Space", "Enter"):
        page.keyboard.press(toets)
    page.get_by_text("Genoteerd. 12 deelnemers. Bij Taal nu 50 van 50 mensen.").wait_for()

    rij = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG)
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (9, 3, 3)
    waar = page.evaluate("document.activeElement.textContent")
    assert "12 deelnemers, 3 nieuw" in waar


def vul_in(page, kwamen_al="9", nieuw="3"):
    page.get_by_label("Kwamen dit jaar al bij Taal").fill(kwamen_al)
    page.get_by_label("Voor het eerst dit jaar bij Taal").fill(nieuw)


def test_zonder_javascript_noteren_weigeren_en_ongedaan_maken(
    les, amina, log_in, browser, browser_context_args, live_server
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    log_in(amina, context)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    vul_in(page)

    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Zijn deze 3 ook nieuw in de kamer?").wait_for()
    assert page.title().startswith("Fout: ")
    assert page.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "9"
    assert not Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).exists()

    page.locator("label.chip", has_text="Allemaal").click()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Genoteerd. 12 deelnemers.").wait_for()
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).deelnemers == 12

    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("Ongedaan gemaakt.").wait_for()
    assert not Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).exists()
    context.close()


def test_een_dubbele_klik_noteert_een_keer(vandaag, les):
    page = vandaag.page
    vul_in(page, nieuw="0")

    page.get_by_role("button", name="Opslaan: 9 deelnemers").dblclick()
    page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()

    rij = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG)
    assert (rij.versie, Inzet.objects.filter(bijeenkomst=rij).count()) == (1, 2)


def test_een_dubbele_klik_zonder_javascript_noteert_een_keer(
    les, amina, log_in, browser, browser_context_args, live_server
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    log_in(amina, context)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    vul_in(page, nieuw="0")

    page.get_by_role("button", name="Opslaan").dblclick()
    page.get_by_text("9 deelnemers · Fatima en Wouter, samen 4 uur").wait_for()

    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).versie == 1
    context.close()


def test_terug_en_nog_eens_opslaan_blijft_een_genoteerde_les(vandaag, les):
    page = vandaag.page
    vul_in(page, nieuw="0")
    page.get_by_role("button", name="Opslaan: 9 deelnemers").click()
    page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()
    page.get_by_role("link", name="Klussen", exact=True).click()

    page.go_back()
    page.get_by_role("link", name="Wijzig Conversatieles Nederlands").click()
    page.get_by_role("button", name="Opslaan: 9 deelnemers").click()
    page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()

    rij = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG)
    assert (rij.deelnemers, Inzet.objects.filter(bijeenkomst=rij).count()) == (9, 2)


def test_twee_tablets_met_dezelfde_les_zien_van_elkaar_wat_er_staat(
    vandaag, les, casa, browser, browser_context_args, live_server
):
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    ander = browser.new_context(**browser_context_args)
    eigen = Client()
    eigen.force_login(wouter)
    ander.add_cookies([{"name": "sessionid", "value": eigen.cookies["sessionid"].value, "url": live_server.url}])
    tweede = ander.new_page()
    tweede.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    vul_in(tweede, "7", "0")
    vul_in(vandaag.page, "9", "0")

    tweede.get_by_role("button", name="Opslaan: 7 deelnemers").click()
    tweede.get_by_text("Genoteerd. 7 deelnemers.").wait_for()
    vandaag.page.get_by_role("button", name="Opslaan: 9 deelnemers").click()
    vandaag.page.get_by_text("Wouter heeft dit net ook aangepast. Kijk welke cijfers kloppen.").wait_for()

    assert vandaag.page.get_by_text("Er staat nu: 7 deelnemers").is_visible()
    assert vandaag.page.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "9"
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).kwamen_al == 7

    vandaag.page.get_by_role("button", name="Opslaan: 9 deelnemers").click()
    vandaag.page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).kwamen_al == 9
    tweede.get_by_role("button", name="Ongedaan maken").click()
    tweede.get_by_text("Amina heeft dit net ook aangepast.").wait_for()
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).kwamen_al == 9
    ander.close()


def test_een_lege_kaart_zegt_wat_er_moet_en_zet_de_cursor_bij_de_fouten(vandaag, les):
    page = vandaag.page

    page.get_by_role("button", name="Opslaan").click()
    expect(page).to_have_title(re.compile("^Fout: "))

    assert page.get_by_text("Dit klopt nog niet").is_visible()
    assert "foutlijst" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="Vul in hoeveel mensen er waren.").click()
    assert page.evaluate("document.activeElement.id") == "kaart-kwamen_al"
    page.get_by_role("link", name="Kies ‘Ging niet door’").click()
    assert page.get_by_label("Waarom ging het niet door?").is_visible()


def test_gisteren_vergeten_is_twee_tikken_verder(vandaag, les):
    page, tik = vandaag.page, vandaag.tik

    tik(page.get_by_role("link", name="Andere dag"))
    tik(page.get_by_role("link", name="Bekijk dinsdag 17 november"))

    expect(page.get_by_role("heading", name="Dinsdag 17 november")).to_be_visible()
    assert vandaag.tikken == 2


def test_na_opslaan_op_de_telefoon_staat_de_regel_met_de_focus_in_beeld(vandaag):
    page = vandaag.page
    page.set_viewport_size({"width": 390, "height": 500})
    page.get_by_role("button", name="Vorige keer: 8").click()
    opslaan = page.get_by_role("button", name="Opslaan: 8 deelnemers")
    opslaan.evaluate("knop => knop.scrollIntoView({block: 'start'})")
    opslaan.click()

    regel = page.locator("li.regel:focus")
    expect(regel).to_contain_text("Genoteerd:")
    boven, onder = regel.evaluate("r => [r.getBoundingClientRect().top, r.getBoundingClientRect().bottom]")
    menu = page.locator(".top nav").evaluate("nav => nav.getBoundingClientRect().top")
    assert 0 <= boven < onder <= menu


def test_de_week_blijft_op_de_tablet_binnen_haar_kaart(casa, amina, log_in, page, live_server):
    with time_machine.travel(HALF_ELF, tick=True):
        les = maak_activiteit(casa, "Huiswerkbegeleiding", weekdag=2, met_kinderen=True)
        zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon, "2.5")
        zet_op_rooster(les, maak_vrijwilliger("Greet", casa).persoon, "2.5")
        log_in(amina)
        page.set_viewport_size({"width": 800, "height": 1100})
        page.goto(f"{live_server.url}/kamers/cjm/week/2026-11-16/")

    tabel, kaart = page.locator("table.week"), page.locator(".kaart:has(table.week)")
    rand = kaart.evaluate("k => k.getBoundingClientRect().right - parseFloat(getComputedStyle(k).paddingRight)")
    expect(page.get_by_role("columnheader", name="Kinderen")).to_be_visible()
    assert tabel.evaluate("t => t.getBoundingClientRect().right") <= rand + 0.5
