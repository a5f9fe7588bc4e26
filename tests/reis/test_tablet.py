"""The tablet of a room, from registering it to a klus with a street, in a real browser."""

import re

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Klus, Tablet
from kamers.tabletsessie import SLEUTEL
from tests.fabriek import WACHTWOORD, maak_gebruiker, maak_tablet
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag
from tests.kamers.klusfabriek import maak_geplande_klus
from tests.reis import keuring
from tests.reis.offline.stappen import KENT
from tests.reis.test_coordinator import Teller, plus

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "5829"
SCHERMEN = (390, 800, 1366)


@pytest.fixture
def les(casa, amina):
    with time_machine.travel(HALF_ELF, tick=True):
        wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
        type(amina).objects.filter(pk__in=[amina.pk, wouter.pk]).update(code=make_password(CODE))
        dag = maak_lesdag(casa)
        maak_geplande_klus(casa, dag.ronald.vrijwilliger, omschrijving="Lekkende kraan", straat="Reigersbos")
        yield dag


@pytest.fixture
def deur(les, casa, amina, page, live_server):
    """The tablet of the room, with the names on it."""
    _tablet, geheim = maak_tablet(casa, amina)
    page.context.add_cookies([{"name": "tablet", "value": geheim, "url": live_server.url}])
    page.goto(live_server.url)
    return page


def keur(page) -> list[str]:
    """Return what is wrong with this page at three widths."""
    mis = []
    for breedte in SCHERMEN:
        page.set_viewport_size({"width": breedte, "height": 900})
        mis += (
            keuring.axe(page)
            + keuring.te_breed(page, 320, breedte)
            + keuring.kleine_doelen(page, 44 if breedte == SCHERMEN[0] else 24)
        )
    return mis


def test_van_aanmelden_tot_een_klus_met_een_straat(les, amina, page, live_server):
    mis = {}
    page.goto(f"{live_server.url}/inloggen/")
    page.get_by_label("E-mailadres of naam").fill("amina@voorbeeld.invalid")
    page.get_by_label("Wachtwoord of code").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    page.goto(f"{live_server.url}/kamers/cjm/tablets/")
    page.get_by_role("link", name="Dit apparaat aanmelden").click()
    page.locator("[name=password]").fill(WACHTWOORD)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Hoe heet deze tablet?").fill("bij de koffie")
    page.get_by_role("button", name="Meld dit apparaat aan").click()
    expect(page.get_by_role("heading", name="Wie ben je?")).to_be_visible()
    mis["deur"] = keur(page)

    teller = Teller(page)
    teller.tik(page.get_by_role("button", name="Amina"))
    expect(page.get_by_role("heading", name="Dinsdag 24 november")).to_be_visible()
    assert page.get_by_text("Reigersbos").count() == 0
    mis["vandaag"] = keur(page)
    teller.tik(page.get_by_role("button", name="Vorige keer: 8"))
    teller.tik(plus(page, "Kwamen dit jaar al bij Taal"))
    for _keer in range(3):
        teller.tik(plus(page, "Voor het eerst dit jaar bij Taal"))
    teller.tik(page.locator("label.chip", has_text="Allemaal"))
    teller.tik(page.get_by_role("button", name="Opslaan: 12 deelnemers"))
    page.get_by_text("Genoteerd. 12 deelnemers. Bij Taal nu 50 van 50 mensen.").wait_for()
    assert teller.tikken == 1 + 7  # the name, and the lesson as quick as on an own device
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).genoteerd_door == amina

    page.get_by_role("button", name="Wissel").click()
    page.get_by_role("button", name="Wouter").click()
    page.get_by_role("link", name="Bekijk met je code klussen").click()
    expect(page.get_by_role("heading", name="Ben jij Wouter?")).to_be_visible()
    mis["code"] = keur(page)
    page.get_by_label("Je code").fill("0000")
    page.get_by_label("Je code").press("Enter")
    expect(page).to_have_title(re.compile("^Fout: "))
    mis["code mis"] = keur(page)
    page.get_by_label("Je code").fill(CODE)
    page.get_by_label("Je code").press("Enter")
    expect(page.get_by_text("Reigersbos")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Klaar")).click()
    page.get_by_text("Klus klaar. Ronald, 1,5 uur.").wait_for()

    assert Klus.objects.get().gewijzigd_door.naam == "Wouter"
    assert {waar: fouten for waar, fouten in mis.items() if fouten} == {}


def test_na_een_kwartier_zonder_aanraken_terug_naar_de_namen_en_blijft_het_ingevulde(deur, les):
    deur.clock.install()
    deur.get_by_role("button", name="Amina").click()
    deur.get_by_label("Kwamen dit jaar al bij Taal").fill("9")
    deur.wait_for_load_state()  # the clock is that of the script

    deur.clock.run_for(14 * 60 * 1000)
    assert deur.get_by_label("Kwamen dit jaar al bij Taal").is_visible()
    deur.clock.run_for(2 * 60 * 1000)
    expect(deur.get_by_text("Tik op je naam. Wat je invulde is bewaard.")).to_be_visible()
    assert not Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).exists()

    deur.get_by_role("button", name="Amina").click()
    deur.get_by_role("button", name="Sla het alsnog op").click()
    deur.get_by_text("Genoteerd. 9 deelnemers.").wait_for()
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).kwamen_al == 9


def test_een_stil_scherm_zonder_iets_ingevuld_gaat_terug_naar_de_namen(deur):
    deur.clock.install()
    deur.get_by_role("button", name="Amina").click()
    expect(deur.get_by_role("heading", name="Dinsdag 24 november")).to_be_visible()
    deur.wait_for_load_state()  # the clock is that of the script

    deur.clock.run_for(16 * 60 * 1000)

    expect(deur.get_by_role("heading", name="Wie ben je?")).to_be_visible()


def test_een_kwijte_tablet_toont_bij_de_volgende_tik_dat_hij_is_ingetrokken(deur):
    deur.get_by_role("button", name="Amina").click()
    expect(deur.get_by_role("heading", name="Dinsdag 24 november")).to_be_visible()
    Tablet.objects.update(ingetrokken_op=HALF_ELF)

    deur.get_by_role("link", name="Andere dag").click()
    expect(deur.get_by_role("heading", name="Je kunt hier niet meer werken")).to_be_visible()
    assert keur(deur) == []
    deur.get_by_role("link", name="Naar de namen").click()
    expect(deur.get_by_role("heading", name="Deze tablet hoort niet meer bij een kamer")).to_be_visible()
    assert keur(deur) == []


def test_zonder_javascript_werkt_de_tablet_ook(les, casa, amina, browser, browser_context_args, live_server):
    _tablet, geheim = maak_tablet(casa, amina)
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.add_cookies([{"name": "tablet", "value": geheim, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url)

    page.get_by_role("button", name="Amina").click()
    assert page.locator("noscript meta[http-equiv=refresh]").get_attribute("content") == "905;url=/tablet/"
    page.get_by_label("Kwamen dit jaar al bij Taal").fill("9")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()
    page.get_by_role("link", name="Bekijk met je code klussen").click()
    page.get_by_label("Je code").fill(CODE)
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_text("Reigersbos")).to_be_visible()
    page.get_by_role("button", name="Wissel").click()
    expect(page.get_by_role("heading", name="Wie ben je?")).to_be_visible()
    context.close()


def geef_code_op(page):
    page.get_by_label("Je code").fill(CODE)
    page.get_by_label("Je code").press("Enter")


def vergeet_code(page):
    """Let the server forget the code, as it does when somebody else had a turn in between."""
    sleutel = next(koekje["value"] for koekje in page.context.cookies() if koekje["name"] == "sessionid")
    sessie = SessionStore(sleutel)
    sessie[SLEUTEL] = {**sessie[SLEUTEL], "code": ""}
    sessie.save()


def test_een_klus_die_wacht_vraagt_de_code_en_houdt_het_tellen_niet_op(deur, les, amina, live_server):
    deur.get_by_role("button", name="Amina").click()
    deur.get_by_role("link", name="Bekijk met je code klussen").click()
    geef_code_op(deur)
    expect(deur.get_by_text("Reigersbos")).to_be_visible()
    deur.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    deur.evaluate(KENT)
    deur.context.set_offline(True)
    deur.get_by_role("button", name="Klaar Lekkende kraan").click()
    deur.get_by_label("Kwamen dit jaar al bij Taal").fill("9")
    deur.get_by_role("button", name="Opslaan: 9 deelnemers").click()
    expect(deur.get_by_text("Er wachten nog 2 dingen.")).to_be_visible()
    vergeet_code(deur)
    deur.context.set_offline(False)

    expect(deur.get_by_text("Geef je code. Dan sturen we wat hier wacht. Er wacht nog 1 ding.")).to_be_visible()
    rij, klus = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG), Klus.objects.get()
    assert (rij.kwamen_al, rij.genoteerd_door, klus.status) == (9, amina, "gepland")

    deur.locator("#wolk").get_by_role("link", name="Ga verder").click()
    geef_code_op(deur)
    expect(deur.get_by_text("Alles is verstuurd.")).to_be_visible()
    klus.refresh_from_db()
    assert (klus.status, klus.gewijzigd_door) == ("klaar", amina)


def test_na_wissel_wacht_het_werk_van_de_een_en_noteert_de_ander_niet_onder_die_naam(deur, les, amina, live_server):
    deur.get_by_role("button", name="Amina").click()
    expect(deur.get_by_label("Kwamen dit jaar al bij Taal")).to_be_visible()
    deur.evaluate(KENT)
    deur.context.set_offline(True)
    deur.get_by_label("Kwamen dit jaar al bij Taal").fill("9")
    deur.get_by_role("button", name="Opslaan: 9 deelnemers").click()
    expect(deur.get_by_text("Er wacht nog 1 ding.")).to_be_visible()
    deur.get_by_role("button", name="Wissel").click()
    expect(deur.get_by_text("Open Vandaag één keer met internet.")).to_be_visible()
    assert deur.locator("#lijst form").count() == 0
    deur.context.set_offline(False)

    deur.goto(f"{live_server.url}/tablet/")
    deur.get_by_role("button", name="Wouter").click()
    expect(deur.get_by_text("Op deze tablet wacht nog werk van iemand anders.")).to_be_visible()
    assert not Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).exists()

    deur.get_by_role("button", name="Wissel").click()
    deur.get_by_role("button", name="Amina").click()
    expect(deur.get_by_text("Alles is verstuurd.")).to_be_visible()
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).genoteerd_door == amina
