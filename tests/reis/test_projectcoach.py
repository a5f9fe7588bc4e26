"""The project coach in a real browser: the agreements are typed in the same grid as the budget."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from kamers.models import Indicator
from tests.financien.aanbod2018 import maak_aanbod_2018
from tests.reis.raster import cel, plak, stand

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kamers(casa, multibron, handreiking, kg):
    maak_aanbod_2018([casa, multibron, handreiking, kg])
    return [casa, multibron, handreiking, kg]


def test_de_projectcoach_typt_afspraken_in_dezelfde_tabel(live_server, page, eva, kamers, log_in):
    Indicator.objects.create(
        code="P1",
        groep="proces",
        prestatie="Taal",
        tekst="Taal",
        bewijs="aantal op aangemeld",
        eenheid="aantal",
        norm="min",
        volgorde=1,
    )
    log_in(eva)
    page.goto(f"{live_server.url}/afspraken/2018/")
    plak(page, cel(page, "Taal"), "50\t10 op 20\tgeen afspraak: Nog niet")
    page.keyboard.press("Enter")
    assert "3 wijzigingen, nog niet opgeslagen" in stand(page).inner_text()
    assert Axe().run(page).response["violations"] == []

    page.keyboard.press("Control+s")

    expect(page.get_by_text("3 wijzigingen opgeslagen.")).to_be_visible()
    assert [cel(page, "Taal", kamer.naam).input_value() for kamer in kamers] == [
        "50",
        "10 op 20",
        "geen afspraak: Nog niet",
        "",
    ]
