"""What the screen says and keeps without internet: what must be filled in, what waits, and nobody's name."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.kamers.dagfabriek import DINSDAG
from tests.reis import keuring
from tests.reis.offline.stappen import (
    NOTEER,
    TWAALF,
    VERSTUURD,
    bewaard,
    sla_op,
    stand,
    tikken,
    vul_in,
    wacht_tot,
    zonder_internet,
)

pytestmark = pytest.mark.django_db(transaction=True)
KINDEREN = "Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in."


def test_een_kaart_die_niet_af_is_wacht_niet_maar_zegt_wat_er_moet(vandaag, les):
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Vul in hoeveel mensen er waren. Zijn er nieuwe mensen?").wait_for()
        vandaag.get_by_label("Voor het eerst dit jaar bij Taal").fill("3")
        sla_op(vandaag)
        assert vandaag.get_by_text("Vul in hoeveel mensen er waren. Zijn er nieuwe mensen?").count() == 1
        assert bewaard(vandaag) == []
        vandaag.locator("label.chip", has_text="Allemaal").first.click()
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()


@pytest.mark.parametrize("op_de_tablet", [False, True])
def test_hoeveel_kinderen_vraagt_de_tablet_voordat_het_wacht(vandaag, les, op_de_tablet):
    les.les.met_kinderen = True
    les.les.save()
    vandaag.reload()
    with zonder_internet(vandaag):
        if op_de_tablet:
            vandaag.reload()
            vandaag.locator("details", has_text="Conversatieles").locator("summary").first.click()
        kaart = vandaag.locator("form[data-klad]", has_text="Kwamen dit jaar al bij Taal").first
        vul_in(kaart)
        sla_op(kaart)
        expect(kaart.get_by_text(KINDEREN)).to_be_visible()
        expect(kaart.get_by_label("Waarvan kinderen", exact=True)).to_be_focused()
        assert bewaard(vandaag) == []
        assert kaart.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "9"
        assert keuring.axe(vandaag) + keuring.te_breed(vandaag, 320, 390, 800) == []
        kaart.get_by_label("Waarvan kinderen", exact=True).fill("0")
        sla_op(kaart)
        vandaag.get_by_text("Wacht op internet").wait_for()

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF


def test_zonder_internet_houdt_de_kamer_haar_deur_en_zegt_de_tablet_wat_niet_te_zien_is(
    vandaag, les, casa, live_server
):
    elders = vandaag.get_by_text("Deze pagina kun je nu niet zien. Activiteiten van vandaag kun je wel noteren.")
    deur = vandaag.locator(".top .deur")
    kleur = deur.evaluate("el => getComputedStyle(el).backgroundColor")
    with zonder_internet(vandaag):
        vandaag.reload()
        expect(deur).to_have_text(casa.afkorting)
        assert deur.evaluate("el => getComputedStyle(el).backgroundColor") == kleur
        expect(elders).to_be_hidden()
        vandaag.goto(f"{live_server.url}/kamers/cjm/klussen/")
        expect(elders).to_be_visible()
        assert keuring.axe(vandaag) + keuring.te_breed(vandaag, 320, 390, 800) == []


def lees_tijdens_versturen(page, url):
    """Return a page that was read while the other was still sending, and what lets every post go on."""
    onderweg = []
    tweede = page.context.new_page()  # now: a post that is held lives no longer than its own patience
    page.bring_to_front()
    page.context.route(NOTEER, lambda route: onderweg.append(route))
    vul_in(page)
    with page.expect_request(NOTEER), zonder_internet(page):
        sla_op(page)
        page.get_by_text("Wacht op internet").wait_for()
    tweede.goto(url)
    assert onderweg

    def ga_door():
        page.context.unroute(NOTEER)
        for post in onderweg:
            with suppress(Error):  # on a slow machine: given up and sent again
                post.continue_()

    return tweede, ga_door


def test_een_bladzijde_gelezen_tijdens_een_trage_post_toont_daarna_wat_er_staat(vandaag, les):
    tweede, ga_door = lees_tijdens_versturen(vandaag, vandaag.url)
    gelezen = []
    tweede.on("request", lambda v: v.is_navigation_request() and gelezen.append(v.url))
    assert stand(les) == []

    ga_door()

    expect(tweede.get_by_text("12 deelnemers, 3 nieuw")).to_be_visible()
    tweede.wait_for_timeout(1000)
    assert len(gelezen) == 1
    assert stand(les) == TWAALF


@pytest.mark.parametrize(
    "doe", ["el => el.focus()", "el => { el.value = 4; el.dispatchEvent(new Event('input', {bubbles: true})); }"]
)
def test_wie_een_kaart_invult_wordt_niet_onderbroken_door_wat_intussen_is_verstuurd(vandaag, les, doe):
    tweede, ga_door = lees_tijdens_versturen(vandaag, f"{vandaag.url}?noteer={les.brei.pk}:{DINSDAG}")
    gelezen = []
    tweede.on("request", lambda v: v.is_navigation_request() and gelezen.append(v.url))
    tweede.locator("#kaart-kwamen_al").evaluate(doe)

    ga_door()
    vandaag.get_by_text(VERSTUURD).wait_for()
    tweede.wait_for_timeout(1000)

    assert gelezen == []


def test_de_tablet_bewaart_geen_bladzijde_met_mensen(vandaag):
    adressen = vandaag.evaluate(
        "caches.keys().then((n) => Promise.all(n.map((k) => caches.open(k).then((c) => c.keys()))))"
        ".then((l) => l.flat().map((r) => new URL(r.url).pathname))"
    )

    assert [pad for pad in adressen if not pad.startswith("/static/")] == ["/geen-internet/"]


def test_wat_wacht_en_wat_mislukte_is_voor_iedereen_te_lezen(inloop, vandaag, les):
    vandaag.set_viewport_size({"width": 390, "height": 844})
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        tikken(vandaag, 2)
        vandaag.get_by_text("Er wachten nog 3 dingen.").wait_for()
        mis = keuring.axe(vandaag) + keuring.kleine_doelen(vandaag, 44) + keuring.te_breed(vandaag, 320, 390, 800)
        vandaag.reload()
        vandaag.get_by_text("Er wachten nog 3 dingen.").wait_for()
        mis += keuring.axe(vandaag) + keuring.kleine_doelen(vandaag, 44) + keuring.te_breed(vandaag, 320, 390, 800)
        mis += keuring.woorden(vandaag)

    assert not mis, "\n".join(mis)


def test_een_bladzijde_van_voor_de_vernieuwing_van_de_site_leest_zich_opnieuw(zonder_dienstwerker, les):
    page = zonder_dienstwerker
    page.context.add_init_script("if (!sessionStorage.oud) performance.now = () => 60001; sessionStorage.oud = 1;")
    page.route("**/js/wachtrij*", lambda r: r.fulfill(status=404, body=""), times=2)  # the script, and the look at why
    gelezen = []
    page.on("request", lambda v: v.is_navigation_request() and gelezen.append(v.url))
    page.reload(wait_until="commit")
    wacht_tot(page, "Boolean(window.bwk?.stuur)")

    assert len(gelezen) == 2
