"""The financier's journey: from the login page to the annual report on disk in at most three actions."""

import hashlib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from buurtwerkkamer.rollen import Rol
from kamers.models import Partner
from rapportage.gegevens import laad_aanbod_2018
from rapportage.models import Download
from rapportage.services.vastleggen import leg_vast, versie_van
from rapportage.services.voorbehoud import voorbehoud_van
from tests.fabriek import WACHTWOORD, maak_gebruiker

pytestmark = pytest.mark.django_db(transaction=True)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def verslag(chandra):
    """The recorded annual report of 2018, and someone of Eigen Haard."""
    laad_aanbod_2018()
    partner = Partner.objects.get(code="eigen-haard")
    maak_gebruiker("Farid", Rol.FINANCIER, partner=partner, wachtwoord=WACHTWOORD)
    sleutel = "00000000-0000-4000-8000-000000000001"
    gezien = voorbehoud_van("jaarverslag", versie_van("jaarverslag", 2018)).aantal
    return leg_vast(soort="jaarverslag", jaar=2018, gebruiker=chandra, sleutel=sleutel, gezien=gezien)


@pytest.mark.parametrize("javascript", [True, False], ids=["met-javascript", "zonder-javascript"])
def test_van_inloggen_tot_het_jaarverslag_op_schijf_in_drie_handelingen(verslag, browser, live_server, javascript):
    page = browser.new_page(java_script_enabled=javascript)
    page.goto(live_server.url)
    handelingen = 0
    page.locator("[name=login]").fill("farid@voorbeeld.invalid")  # the password manager does both
    page.locator("[name=password]").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    handelingen += 1

    knop = page.get_by_role("link", name="Download het jaarverslag")
    with page.expect_download() as verwacht:
        knop.click()
    handelingen += 1

    download = verwacht.value
    assert handelingen <= 3
    assert download.suggested_filename == "jaarverslag-2018.pdf"
    inhoud = Path(download.path()).read_bytes()
    assert hashlib.sha256(inhoud).hexdigest() == verslag.pdf.sha256
    assert [rij.bestand for rij in Download.objects.all()] == [verslag.pdf]
    page.close()


@pytest.mark.usefixtures("kort_gedrukt")
def test_een_geweigerd_resultaat_zegt_wat_er_moet_en_axe_vindt_niets(verslag, eva, page, live_server, log_in):
    log_in(eva)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{live_server.url}/rapporten/2018/metingen/cjm/e1/")
    page.get_by_label("Uitkomst").fill("101")
    page.get_by_role("button", name="Resultaat opslaan").click()

    page.get_by_role("heading", name="Dit klopt nog niet").wait_for()
    assert page.get_by_role("link", name="Een percentage ligt tussen 0 en 100.").is_visible()
    assert page.get_by_label("Uitkomst").input_value() == "101"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert Axe().run(page, options=AXE).response["violations"] == []


@pytest.mark.usefixtures("kort_gedrukt")
def test_op_een_telefoon_staat_het_cijfer_naast_het_label_en_blijft_het_label_staan(
    verslag, chandra, page, live_server, log_in
):
    log_in(chandra)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{live_server.url}/rapporten/2018/aanbod/")
    for vak, rij in (("Resultaten", "Sleutelbeheerders"), ("Begroting", "Huren van de ruimte")):
        tabel = page.get_by_role("region", name=vak, exact=True)
        regel = tabel.locator("tr", has_text=rij)
        label, cijfer = regel.locator("th"), regel.locator("td:visible").first
        plek = cijfer.bounding_box()
        assert plek["x"] + plek["width"] <= 390

        tabel.evaluate("vak => vak.scrollTo(9999, 0)")

        assert tabel.evaluate("vak => vak.scrollLeft") > 0
        assert 0 <= label.bounding_box()["x"] < 40
        assert cijfer.bounding_box()["x"] < 0
    assert Axe().run(page, options=AXE).response["violations"] == []
