"""What is done and read in the journeys without internet: the card, the wire that is cut, what waits on the tablet."""

import json
from contextlib import contextmanager, suppress
from decimal import Decimal
from time import monotonic

from django.test import Client
from playwright.sync_api import Error, expect

from kamers.models import Bijeenkomst, Inzet
from tests.kamers.dagfabriek import DINSDAG
from tests.samen import GEDULD

GEEN_INTERNET = "Geen internet. Je kunt gewoon doorwerken."
VERSTUURD = "Alles is verstuurd."
NOTEER = "**/noteer/**"
KENT = """navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
  || new Promise((klaar) => navigator.serviceWorker.addEventListener("controllerchange", klaar))).then(() => true)"""
HERLEZEN = "Number(localStorage.getItem('bwk.verstuurd')) <= performance.timeOrigin"
TWAALF = [(12, 3, 3, 2, Decimal(4), 1)]


def vul_in(page, kwamen_al="9", nieuw="3"):
    page.get_by_label("Kwamen dit jaar al bij Taal").fill(kwamen_al)
    page.get_by_label("Voor het eerst dit jaar bij Taal").fill(nieuw)
    if nieuw != "0":
        page.locator("label.chip", has_text="Allemaal").first.click()


def sla_op(page):
    page.get_by_role("button", name="Opslaan").click()


def stand(les):
    """Return what the database holds of today's lesson: people, new, new in the room, hours."""
    rijen = Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG)
    uren = Inzet.objects.filter(bijeenkomst__in=rijen).values_list("uren", flat=True)
    return [(r.deelnemers, r.nieuw_soort, r.nieuw_kamer, len(uren), sum(uren), r.versie) for r in rijen]


def bewaard(page, soort="wacht"):
    vraag = (
        "(s) => Object.keys(localStorage).filter((k) => k.startsWith('bwk.' + s)).sort().map((k) => localStorage[k])"
    )
    return [json.loads(waarde) for waarde in page.evaluate(vraag, soort)]


def probeer_weer(page):
    """Say what the browser says when it is back on line."""
    page.evaluate("dispatchEvent(new Event('online'))")


def wacht_tot(page, vraag):
    """Wait until something is true in a page, also when the page reads itself again meanwhile."""
    einde = monotonic() + GEDULD
    while monotonic() < einde:
        with suppress(Error):
            if page.evaluate(vraag):
                return
        page.wait_for_timeout(50)
    raise AssertionError(vraag)


def wacht_op_herlezen(page):
    """Wait until a page is younger than what was sent last: it has read itself again, and stays."""
    wacht_tot(page, HERLEZEN)
    page.wait_for_load_state()


def probeer_tot_verstuurd(page):
    """Try again until all has gone; the queue does so by itself as well, so nobody can count the rounds."""
    klaar, einde = page.get_by_text(VERSTUURD), monotonic() + 2 * GEDULD
    while monotonic() < einde:
        with suppress(Error):  # the page reads itself again
            probeer_weer(page)
        with suppress(AssertionError):
            expect(klaar).to_be_visible(timeout=1000)
            return
    raise AssertionError("not all was sent")


@contextmanager
def zonder_internet(page):
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


def verlies_het_antwoord(page, keren=1, *, nieuwe_sleutel=False):
    """Let the server do what was posted, and lose its answer; ``nieuwe_sleutel`` breaks the guard on purpose."""
    verloren = []

    def onderschep(route):
        if len(verloren) < keren:
            verloren.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            tekst = route.request.post_data
            if nieuwe_sleutel:
                tekst = tekst.replace("sleutel=", "sleutel=00000000-0000-4000-8000-000000000001&oud=", 1)
            route.continue_(post_data=tekst)

    page.route(NOTEER, onderschep)
    return verloren


def tikken(page, al, nieuw=0):
    for _keer in range(al):
        page.get_by_role("button", name="+1 kwam dit jaar al").click()
    for _keer in range(nieuw):
        page.get_by_role("button", name="+1 voor het eerst dit jaar").click()


def word(page, gebruiker, adres):
    """Let somebody else be logged in, in the same browser."""
    client = Client()
    client.force_login(gebruiker)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": adres}])
