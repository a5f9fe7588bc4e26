"""The first screen of a coordinator on a Tuesday, in a browser that can be cut off."""

import pytest
import time_machine

from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag
from tests.reis.offline.stappen import KENT


@pytest.fixture
def les(casa):
    with time_machine.travel(HALF_ELF, tick=True):
        yield maak_lesdag(casa)


@pytest.fixture
def vandaag(les, amina, log_in, page, live_server):
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.evaluate(KENT)
    return page


@pytest.fixture
def inloop(casa, les):
    inloop = maak_activiteit(casa, "Inloop", weekdag=DINSDAG.weekday(), hele_dag=True)
    maak_bijeenkomst(inloop, DINSDAG.replace(month=1, day=6), nieuw=40)
    return inloop


@pytest.fixture
def zonder_dienstwerker(les, amina, log_in, browser, browser_context_args, live_server):
    """Return a page of Vandaag in a browser without service worker; nothing of the site is kept there."""
    context = browser.new_context(**browser_context_args, service_workers="block")
    page = context.new_page()
    log_in(amina, context)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.locator("script[src*=wachtrij]").wait_for(state="attached")
    yield page
    context.close()
