"""A new odd job on a telephone, counted in taps and keys (ux.md §8, U2)."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
import time_machine
from playwright.sync_api import expect

from kamers.models import Klus, Partner
from tests.fabriek import maak_partner, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, maak_geplande_klus

pytestmark = pytest.mark.django_db(transaction=True)
BLADZIJDEN = ["/kamers/cjm/klussen/", "/kamers/cjm/vandaag/"]


@pytest.fixture
def kraan(casa):
    with time_machine.travel("2026-11-24 10:30 +0100", tick=True):
        ronald = maak_vrijwilliger("Ronald", casa)
        maak_geplande_klus(casa, ronald, omschrijving="Heg snoeien", afspraak=DAG - timedelta(days=1))
        yield maak_geplande_klus(casa, ronald, straat="Reigersbos", eerste_keer="nee")


def test_een_nieuwe_klus_aan_de_telefoon_is_hoogstens_vijf_tikken_en_dertig_toetsen(
    kraan, amina, log_in, browser, live_server
):
    """T7: five taps and 25 keys with a thumb, 25 s by the model of ux.md §3; the kind is one tap more."""
    tablet = browser.new_context(has_touch=True, viewport={"width": 800, "height": 1100}, locale="nl-NL")
    log_in(amina, waar=tablet)
    page, tikken, toetsen = tablet.new_page(), 0, 0
    page.goto(live_server.url + BLADZIJDEN[1])

    def tik(doel):
        nonlocal tikken
        doel.tap()
        tikken += 1

    def typ(tekst):
        nonlocal toetsen
        page.keyboard.type(tekst)
        toetsen += len(tekst)

    tik(page.get_by_role("link", name="Nieuwe klus").first)
    tik(page.get_by_label("Wat moet er gebeuren?"))
    typ("Lamp vervangen")
    page.keyboard.press("Tab")  # "next" on the keyboard of a tablet
    typ("Reigersbos")
    toetsen += 1
    tik(page.locator("label.chip", has_text="Weet ik niet"))
    tik(page.locator("label.chip", has_text="Ronald"))
    expect(page.get_by_label("Uren per persoon")).to_have_value("1")
    tik(page.get_by_role("button", name="Klus opslaan"))

    expect(page).to_have_url(live_server.url + BLADZIJDEN[1])
    expect(page.locator("#h-klus + a, b", has_text="Lamp vervangen")).to_be_visible()
    assert (tikken, toetsen) == (5, 25)
    assert 1.1 * tikken + 0.5 * toetsen + 1.35 * 5 <= 45
    klus = Klus.objects.get(omschrijving="Lamp vervangen")
    assert (klus.status, klus.afspraak, klus.eerste_keer, klus.straat) == ("gepland", DAG, "onbekend", "Reigersbos")
    assert list(klus.plekken.values_list("persoon__voornaam", "uren")) == [("Ronald", Decimal("1.00"))]
    tablet.close()


def test_een_klus_met_alles_erbij_is_aan_de_telefoon_ook_binnen_45_seconden(
    kraan, amina, eigen_haard, log_in, browser, live_server
):
    """T7 whole: kind, street, first time, who, day and time, landlord and partner; 40 s by the model of ux.md §3."""
    maak_partner("buurtteam", "Buurtteam", soort=Partner.Soort.WELZIJN)
    tablet = browser.new_context(has_touch=True, viewport={"width": 800, "height": 1100}, locale="nl-NL")
    log_in(amina, waar=tablet)
    page, tikken, toetsen = tablet.new_page(), 0, 0
    page.goto(live_server.url + BLADZIJDEN[1])

    def tik(doel):
        nonlocal tikken
        doel.tap()
        tikken += 1

    def typ(*delen):
        nonlocal toetsen
        for nummer, deel in enumerate(delen):
            if nummer:
                page.keyboard.press("Tab")
            page.keyboard.type(deel)
            toetsen += len(deel) + bool(nummer)

    def kies(label, keuze):
        nonlocal tikken
        page.get_by_label(label).select_option(label=keuze)
        tikken += 2  # the list, and the line in it

    tik(page.get_by_role("link", name="Klussen").first)
    tik(page.get_by_role("link", name="Nieuwe klus").first)
    tik(page.get_by_label("Wat moet er gebeuren?"))
    typ("Heg snoeien", "Reigersbos")
    tik(page.locator("label.chip", has_text="binnentuin"))
    tik(page.locator("label.chip", has_text="Ja"))
    tik(page.locator("label.chip", has_text="Ronald"))
    tik(page.get_by_label("Wanneer?"))
    typ("26-11", "1030")
    tik(page.get_by_text("Meer: verhuurder, hoe het binnenkwam, product"))
    kies("Huurt van", "Eigen Haard")
    kies("Kwam binnen via", "Buurtteam")
    tik(page.get_by_role("button", name="Klus opslaan"))

    expect(page).to_have_url(live_server.url + BLADZIJDEN[0])
    klus = Klus.objects.exclude(pk=kraan.pk).get(omschrijving="Heg snoeien", straat="Reigersbos")
    assert (klus.klussoort, klus.corporatie, klus.via.naam) == ("binnentuin", eigen_haard, "Buurtteam")
    assert (klus.afspraak, klus.afspraak_tijd, klus.eerste_keer) == (DAG + timedelta(days=2), time(10, 30), "ja")
    assert (tikken, toetsen) == (13, 32)
    assert 1.1 * tikken + 0.5 * toetsen + 1.35 * 8 <= 45
    tablet.close()
