"""A form that was left half-way on the tablet of a room: without internet, or typed before the script was there."""

import json
import re

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from buurtwerkkamer.tablet import RUST
from kamers.models import Klus
from tests.fabriek import maak_tablet
from tests.kamers.dagfabriek import HALF_ELF, maak_lesdag
from tests.kamers.pasfabriek import maak_pashouder
from tests.reis import keuring
from tests.reis.offline.stappen import KENT

pytestmark = pytest.mark.django_db(transaction=True)
CODE, TEKST = "5829", "Kraan bij mevrouw Jansen"
KWARTIER = 16 * 60 * 1000


@pytest.fixture
def tablet(casa, amina):
    """What makes a browser the tablet of the room, on a Tuesday with lessons."""
    with time_machine.travel(HALF_ELF, tick=True):
        amina.code = make_password(CODE)
        amina.save(update_fields=["code"])
        maak_lesdag(casa)
        yield maak_tablet(casa, amina)[1]


def begin(page, geheim, adres):
    page.context.add_cookies([{"name": "tablet", "value": geheim, "url": adres}])
    page.goto(adres)
    page.clock.install()
    page.get_by_role("button", name="Amina").click()
    expect(page.get_by_role("heading", name="Dinsdag 24 november")).to_be_visible()
    page.wait_for_load_state()


@pytest.fixture
def vandaag(tablet, page, live_server):
    """Vandaag on the tablet, after a tap on Amina's name; the page that stays is on it."""
    begin(page, tablet, live_server.url)
    page.evaluate(KENT)
    return page


def naar_nieuwe_klus(page, adres):
    page.goto(f"{adres}/kamers/cjm/klussen/nieuw/")
    page.get_by_label("Je code").fill(CODE)
    page.get_by_label("Je code").press("Enter")
    expect(page.locator("[name=omschrijving]")).to_be_visible()
    page.wait_for_load_state()  # the clock is that of the script


def test_zonder_internet_wacht_een_half_formulier_uit_het_zicht_en_gaat_daarna_mee_naar_de_namen(vandaag, live_server):
    naar_nieuwe_klus(vandaag, live_server.url)
    vandaag.locator("[name=omschrijving]").fill(TEKST)
    vandaag.context.set_offline(True)

    vandaag.clock.run_for(KWARTIER)
    expect(vandaag.get_by_text("Wat je invulde wacht hier, tot je weer op je naam kunt tikken.")).to_be_visible()
    expect(vandaag.locator("[name=omschrijving]")).to_be_hidden()
    assert keuring.axe(vandaag) == []
    assert "Jansen" not in json.dumps(vandaag.evaluate("[{ ...localStorage }, { ...sessionStorage }]"))
    vandaag.clock.run_for(2 * KWARTIER)
    vandaag.context.set_offline(False)

    expect(vandaag.get_by_text("Tik op je naam. Wat je invulde is bewaard.")).to_be_visible()
    vandaag.get_by_role("button", name="Amina").click()
    vandaag.get_by_label("Je code").fill(CODE)
    vandaag.get_by_label("Je code").press("Enter")
    expect(vandaag.get_by_role("heading", name="Je was nog bezig")).to_be_visible()
    expect(vandaag.locator("main [name=omschrijving]")).to_have_value(TEKST)
    assert not Klus.objects.exists()


def test_zonder_internet_blijft_van_wie_de_bladzijde_ging_geen_naam_staan(vandaag, casa, live_server):
    """A pass is about a participant: her first name is the heading, the title, and stands in the message."""
    fatima = maak_pashouder("Fatima", casa)
    vandaag.goto(f"{live_server.url}/kamers/cjm/passen/{fatima.pk}/")
    vandaag.get_by_label("Je code").fill(CODE)
    vandaag.get_by_label("Je code").press("Enter")
    expect(vandaag).to_have_title(re.compile("^Fatima"))
    vandaag.wait_for_load_state()
    vandaag.get_by_text("Al eerder geteld, zonder naam?").first.click()
    vandaag.locator("main details label").first.click()
    vandaag.context.set_offline(True)

    vandaag.clock.run_for(KWARTIER)

    expect(vandaag.get_by_role("alert")).to_contain_text("Geen internet.")
    expect(vandaag).to_have_title("BuurtWerkKamer")
    for naam in vandaag.get_by_text("Fatima").all():
        expect(naam).to_be_hidden()
    expect(vandaag.get_by_role("heading", level=1)).to_have_text("BuurtWerkKamer")
    assert keuring.axe(vandaag) == []
    vandaag.context.set_offline(False)


def test_wifi_zonder_internet_verliest_een_half_formulier_ook_niet(vandaag, live_server):
    """The browser says that there is a line, and nothing comes over it."""
    naar_nieuwe_klus(vandaag, live_server.url)
    vandaag.locator("[name=omschrijving]").fill(TEKST)
    vandaag.context.route(f"{live_server.url}/**", lambda verzoek: verzoek.abort("internetdisconnected"))

    vandaag.clock.run_for(KWARTIER)
    expect(vandaag.get_by_text("Wat je invulde wacht hier, tot je weer op je naam kunt tikken.")).to_be_visible()
    vandaag.context.unroute_all()

    expect(vandaag.get_by_text("Tik op je naam. Wat je invulde is bewaard.")).to_be_visible()


def test_wie_terug_is_voor_de_trage_lijn_antwoordt_houdt_haar_formulier(vandaag, live_server):
    """The question whether the site is there hangs; she types on, and then the answer comes."""
    naar_nieuwe_klus(vandaag, live_server.url)
    veld, hangt = vandaag.locator("[name=omschrijving]"), []
    veld.fill(TEKST)
    vandaag.route("**/dienstwerker.js", lambda verzoek: hangt.append(verzoek))
    with vandaag.expect_request("**/dienstwerker.js"):
        vandaag.clock.run_for((RUST.seconds + 5 + 3) * 1000)  # three seconds after the question
    veld.press_sequentially(" en de buren")
    hangt[0].fulfill(status=200)
    vandaag.unroute_all()
    vandaag.evaluate("fetch('/dienstwerker.js', { method: 'HEAD' })")  # comes back after the answer that hung

    expect(veld).to_have_value(f"{TEKST} en de buren")
    expect(veld).to_be_visible()


def test_een_kaart_die_de_tablet_zelf_bewaart_houdt_zonder_internet_het_tellen_niet_op(vandaag):
    vandaag.get_by_label("Kwamen dit jaar al bij Taal").fill("9")
    vandaag.context.set_offline(True)

    vandaag.clock.run_for(KWARTIER)

    expect(vandaag.locator("details", has_text="Conversatieles").first).to_be_visible()
    assert [
        json.loads(klad)["versie"]
        for klad in vandaag.evaluate(
            "Object.entries(localStorage).filter(([k]) => k.startsWith('bwk.klad')).map(([, v]) => v)"
        )
    ] == ["0"]
    vandaag.context.set_offline(False)


def test_wat_getypt_werd_voor_het_script_er_was_gaat_ook_mee(tablet, browser, browser_context_args, live_server):
    """On a slow line the form is there before the script of the tablet."""
    context = browser.new_context(**browser_context_args, service_workers="block")  # it would fetch the script itself
    page, vast = context.new_page(), []
    begin(page, tablet, live_server.url)
    naar_nieuwe_klus(page, live_server.url)
    page.route("**/js/tablet*.js", lambda verzoek: vast.append(verzoek))
    with page.expect_request("**/js/tablet*.js"):
        page.reload(wait_until="commit")
    page.locator("[name=omschrijving]").fill(TEKST)
    vast[0].continue_()
    page.wait_for_load_state("load")

    page.clock.run_for(KWARTIER)

    expect(page.get_by_text("Tik op je naam. Wat je invulde is bewaard.")).to_be_visible()
    context.close()
