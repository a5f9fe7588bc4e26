"""The treasurer in a real browser: what is ticked is added up before it is set ready."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import deel, maak_betaalbaar, maak_geboekt

pytestmark = pytest.mark.django_db(transaction=True)
HARD = "\N{NO-BREAK SPACE}"


@pytest.fixture
def klaarzetten(page, live_server, chandra, eva, casa, log_in):
    """The page with three invoices, of which the last is a credit note."""
    with time_machine.travel("2026-03-20 10:00", tick=True):
        begin_boeken(2026)
        maak_betaalbaar(chandra, eva, deel("4120", "1121.10", casa), vervaldatum=date(2026, 3, 22))
        maak_betaalbaar(chandra, eva, deel("4120", "80.05", casa), nummer="F-13", vervaldatum=date(2026, 5, 1))
        maak_geboekt(chandra, eva, deel("4120", "-21.05", casa), nummer="C-3", credit=True)
        log_in(chandra)
        page.goto(live_server.url + reverse("financien:klaarzetten", args=[2026]))
        yield page


def test_het_totaal_van_wat_is_aangekruist_beweegt_mee(klaarzetten):
    regel = klaarzetten.locator("[data-aangekruist]")
    expect(regel).to_have_text(f"Aangekruist: €{HARD}1.121,10")

    klaarzetten.get_by_label("F-13").check()
    expect(regel).to_have_text(f"Aangekruist: €{HARD}1.201,15")
    klaarzetten.get_by_label("C-3").check()
    expect(regel).to_have_text(f"Aangekruist: €{HARD}1.180,10")
    for nummer in ("F-12", "F-13", "C-3"):
        klaarzetten.get_by_label(nummer).uncheck()
    expect(regel).to_have_text(f"Aangekruist: €{HARD}0,00")
