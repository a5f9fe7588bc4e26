"""The coordinator's journey of the prototype (ux.md §3 and §8), in a real browser."""

from decimal import Decimal

import pytest
import time_machine

from kamers.models import Bijeenkomst, Inzet
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag

pytestmark = pytest.mark.django_db(transaction=True)


class Teller:
    """Taps on the page, and counts them; and the page loads."""

    def __init__(self, page):
        self.page, self.tikken, self.geladen = page, 0, 0
        page.on("framenavigated", lambda _frame: setattr(self, "geladen", self.geladen + 1))

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
    page.get_by_text("Genoteerd. 12 deelnemers. Dit jaar nu 50 van 50 mensen.").wait_for()

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
