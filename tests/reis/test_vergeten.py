"""T12 of the journeys: a forgotten day is one tap away from Vandaag, with its card open."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from kamers.models import Bijeenkomst
from tests.fabriek import maak_activiteit
from tests.kamers.dagfabriek import HALF_ELF

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def dinsdag():
    """One day for the rows, the page and the look afterwards: no midnight in between, and never 1 January."""
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def test_een_vergeten_les_is_een_tik_weg_met_de_kaart_open(page, live_server, log_in, amina, casa):
    gisteren = timezone.localdate() - timedelta(days=1)
    les = maak_activiteit(casa, "Les van gisteren", weekdag=gisteren.weekday(), van=gisteren)
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")

    page.locator("#vergeten").get_by_role("link", name="Noteer Les van gisteren").click()
    page.get_by_label("Voor het eerst dit jaar bij Taal", exact=True).fill("4")
    page.locator("input[name=ook_nieuw][value=geen]").check()
    page.locator("input[name=niemand]").check()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Genoteerd. 4 deelnemers.").wait_for()

    rij = Bijeenkomst.objects.get(activiteit=les)
    assert (rij.dag, rij.nieuw_soort, rij.nieuw_kamer) == (gisteren, 4, 0)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    assert page.locator("#vergeten").count() == 0
