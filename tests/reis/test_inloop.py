"""The drop-in and the week in a browser: fast thumbs lose nobody, and the keyboard follows the paper."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from kamers.models import Bijeenkomst
from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.kamers.dagfabriek import HALF_ELF
from tests.kamers.inloopfabriek import met_de_hand
from tests.reis import keuring

pytestmark = pytest.mark.django_db(transaction=True)
VIJF_KEER = "knop => { for (let keer = 0; keer < 5; keer++) knop.click(); }"  # a click of the test waits; thumbs do not


@pytest.fixture
def inloop(casa):
    vandaag = timezone.localdate()
    les = maak_activiteit(casa, "Inloop", weekdag=vandaag.weekday(), hele_dag=True, van=vandaag - timedelta(days=7))
    maak_bijeenkomst(les, vandaag.replace(month=1, day=1), nieuw=40)
    return les


@pytest.fixture(autouse=True)
def dinsdag():
    """One day for the rows, the page and the look afterwards: no midnight in between, and never 1 January."""
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def test_vijf_snelle_tikken_zijn_vijf_mensen_en_een_gaat_er_terug(page, live_server, log_in, amina, inloop):
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    knop = page.get_by_role("button", name="+1 kwam dit jaar al")

    for _n in range(5):
        knop.click(no_wait_after=True)
    page.get_by_role("button", name="+1 voor het eerst dit jaar").click()
    page.get_by_text("6 mensen vandaag").wait_for()
    page.get_by_role("button", name="Ja ook nieuw in de kamer").click()
    page.get_by_text("Ook nieuw in de kamer?").wait_for(state="detached")
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("5 mensen vandaag").wait_for()

    rij = Bijeenkomst.objects.get(activiteit=inloop, gepland=timezone.localdate())
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (5, 0, 0)


def test_vijf_tikken_terwijl_het_antwoord_op_de_eerste_nog_onderweg_is_zijn_vijf_mensen(
    page, live_server, log_in, amina, inloop
):
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    onderweg, sleutels = [], []

    def houd_de_eerste_vast(route):
        sleutels.append(parse_qs(route.request.post_data)["sleutel"][0])
        onderweg.append(route) if len(sleutels) == 1 else route.continue_()

    page.route("**/inloop/**", houd_de_eerste_vast)
    with page.expect_request("**/inloop/**"):
        page.get_by_role("button", name="+1 kwam dit jaar al").evaluate(VIJF_KEER)

    assert len(onderweg) == 1  # the others wait for its answer, and for the key it brings
    onderweg[0].continue_()
    page.get_by_text("5 mensen vandaag").wait_for()

    rij = Bijeenkomst.objects.get(activiteit=inloop, gepland=timezone.localdate())
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (5, 0, 0)
    assert len(sleutels) == len(set(sleutels)) == 5


def test_van_twee_snelle_tikken_na_een_totaal_van_een_ander_telt_er_geen_en_blijft_staan_waarom(
    page, live_server, log_in, amina, dubbelrol, inloop
):
    """The second was tapped before anybody here saw the total too."""
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.get_by_role("button", name="+1 kwam dit jaar al").click()
    expect(page.get_by_text("1 mens vandaag")).to_be_visible()
    met_de_hand(inloop, dubbelrol, 20, dag=timezone.localdate())

    page.get_by_role("button", name="+1 kwam dit jaar al").evaluate(VIJF_KEER)

    expect(page.locator("#meldingen")).to_contain_text("Er staat nu: 20 deelnemers. Wat je net tikte, telde niet mee.")
    expect(page.get_by_text("20 mensen vandaag")).to_be_visible()
    page.get_by_role("button", name="+1 kwam dit jaar al").click()
    expect(page.get_by_text("21 mensen vandaag")).to_be_visible()
    rij = Bijeenkomst.objects.get(activiteit=inloop, gepland=timezone.localdate())
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (21, 0, 0)


def test_na_een_storing_bij_de_eerste_gaan_de_tikken_erachter_gewoon_door(page, live_server, log_in, amina, inloop):
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.route("**/inloop/**", lambda route: route.fulfill(status=500, body=""), times=1)

    page.get_by_role("button", name="+1 kwam dit jaar al").evaluate(VIJF_KEER)

    page.get_by_text("4 mensen vandaag").wait_for()
    assert Bijeenkomst.objects.get(activiteit=inloop, gepland=timezone.localdate()).kwamen_al == 4


def test_een_gewone_knop_twee_keer_snel_is_een_verzoek(page, live_server, log_in, amina, casa):
    vandaag = timezone.localdate()
    les = maak_activiteit(casa, "Les", weekdag=vandaag.weekday())
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    gestuurd = []
    page.on("request", lambda verzoek: verzoek.method == "POST" and gestuurd.append(verzoek.url))
    page.get_by_label("Voor het eerst dit jaar").fill("3")
    page.locator("label.chip", has_text="Allemaal").click()
    page.locator("label.chip:has([name=niemand])").click()

    page.get_by_role("button", name="Opslaan: 3 deelnemers").evaluate(VIJF_KEER)

    page.get_by_text("Genoteerd. 3 deelnemers.").wait_for()
    assert len(gestuurd) == 1
    assert Bijeenkomst.objects.get(activiteit=les).deelnemers == 3


def test_de_kaart_van_de_inloop_is_goed_voor_elk_scherm_en_elke_lezer(page, live_server, log_in, amina, inloop):
    log_in(amina)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.get_by_role("button", name="+1 voor het eerst dit jaar").click()
    page.get_by_text("Ook nieuw in de kamer?").wait_for()

    mis = keuring.axe(page) + keuring.kleine_doelen(page, 44) + keuring.te_breed(page, 320, 390, 800, 1366)

    assert not mis, "\n".join(mis)


def test_in_de_week_gaat_enter_naar_de_volgende_regel_van_dezelfde_kolom(page, live_server, log_in, amina, casa):
    vandaag = timezone.localdate()
    les = [maak_activiteit(casa, naam, weekdag=vandaag.weekday()) for naam in ("Eerste", "Tweede")]
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/week/")
    veld = page.get_by_label("Voor het eerst: Eerste")

    veld.fill("3")
    veld.press("Enter")
    page.keyboard.type("4")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("0")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Opgeslagen: 2 keren genoteerd.").wait_for()

    rijen = Bijeenkomst.objects.filter(activiteit__in=les).order_by("activiteit")
    assert [(r.nieuw_soort, r.nieuw_kamer) for r in rijen] == [(3, 3), (4, 0)]
