"""The admin in the look of the house, on every width: the name on the left, the action as a button of the house."""

import pytest

from buurtwerkkamer.rollen import Rol
from rapportage.gegevens import laad_aanbod_2018
from tests.fabriek import maak_gebruiker

pytestmark = pytest.mark.django_db(transaction=True)
GROEN = "rgb(20, 82, 63)"


@pytest.mark.parametrize("breedte", [390, 800, 1366])
def test_het_beheer_heeft_op_elk_scherm_de_kop_links_en_de_knop_van_het_huis(page, live_server, log_in, breedte):
    laad_aanbod_2018()
    log_in(maak_gebruiker("Bo", Rol.BEHEERDER))
    page.set_viewport_size({"width": breedte, "height": 800})
    page.goto(f"{live_server.url}/beheer/buurtwerkkamer/jaar/")

    knop = page.get_by_role("button", name="Uitvoeren")
    stijl = knop.evaluate("k => [getComputedStyle(k).backgroundColor, getComputedStyle(k).backgroundImage]")
    assert page.locator("#site-name").bounding_box()["x"] <= 40
    assert stijl == [GROEN, "none"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_het_beheer_geeft_dezelfde_pdf_van_een_jaar(page, live_server, log_in):
    laad_aanbod_2018()
    log_in(maak_gebruiker("Bo", Rol.BEHEERDER))
    page.goto(f"{live_server.url}/beheer/buurtwerkkamer/jaar/")
    page.locator("input[name=_selected_action]").check()
    page.locator("select[name=action]").select_option("aanbod_als_pdf")

    with page.expect_download(timeout=120_000) as verwacht:  # printing takes seconds
        page.get_by_role("button", name="Uitvoeren").click(no_wait_after=True)

    assert verwacht.value.suggested_filename == "aanbod-2018-concept.pdf"
