"""Work that goes on without internet, in a real browser (ux.md §8, U11): kept, sent later, and exactly once."""

import json
from contextlib import contextmanager
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import expect

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Inzet
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_persoon, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag
from tests.kamers.klusfabriek import maak_geplande_klus, uren_van
from tests.reis import keuring

pytestmark = pytest.mark.django_db(transaction=True)
GEEN_INTERNET = "Geen internet. Je kunt gewoon doorwerken."
VERSTUURD = "Alles is verstuurd."
NOTEER = "**/noteer/**"
KENT = """navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
  || new Promise((klaar) => navigator.serviceWorker.addEventListener("controllerchange", klaar))).then(() => true)"""
WACHTRIJ = "[...document.scripts].some(({src}) => src.includes('wachtrij'))"


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


TWAALF = [(12, 3, 3, 2, Decimal(4), 1)]


def bewaard(page, soort="wacht"):
    vraag = (
        "(s) => Object.keys(localStorage).filter((k) => k.startsWith('bwk.' + s)).sort().map((k) => localStorage[k])"
    )
    return [json.loads(waarde) for waarde in page.evaluate(vraag, soort)]


def probeer_weer(page):
    """Say what the browser says when it is back on line."""
    page.evaluate("dispatchEvent(new Event('online'))")


@contextmanager
def zonder_internet(page):
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


def test_zonder_internet_opgeslagen_en_na_herladen_een_keer_verstuurd(vandaag, les):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        assert vandaag.get_by_text(GEEN_INTERNET).is_visible()
        assert vandaag.get_by_text("Er wacht nog 1 ding.").is_visible()
        vandaag.reload()
        vandaag.get_by_role("heading", name="Dinsdag 24 november").wait_for()
        assert vandaag.get_by_text("12 deelnemers").is_visible()
        assert stand(les) == []

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF
    assert bewaard(vandaag) == []


def test_op_de_open_bladzijde_verstuurt_hij_vanzelf_en_staat_daarna_alles_er(vandaag, les):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()

    vandaag.get_by_text(VERSTUURD).wait_for()
    vandaag.get_by_text("12 deelnemers, 3 nieuw").wait_for()
    assert stand(les) == TWAALF
    assert not vandaag.get_by_text("Wacht op internet").is_visible()


def test_de_kaart_op_de_tablet_noteert_met_de_mensen_en_uren_van_het_rooster(vandaag, les):
    with zonder_internet(vandaag):
        vandaag.reload()
        kaart = vandaag.locator("details", has_text="Conversatieles")
        kaart.locator("summary").first.click()
        assert kaart.get_by_text("Vorige keer: 8").is_visible()
        kaart.get_by_label("Kwamen dit jaar al bij Taal").fill("9")
        kaart.get_by_label("Voor het eerst dit jaar bij Taal").fill("3")
        kaart.locator("label.chip", has_text="Allemaal").click()
        kaart.get_by_role("button", name="Opslaan: 12 deelnemers").click()
        vandaag.get_by_text("Wacht op internet").wait_for()

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF


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


def test_een_antwoord_dat_onderweg_verdwijnt_blijft_een_keer_noteren(vandaag, les):
    verloren = verlies_het_antwoord(vandaag, keren=2)
    vul_in(vandaag)
    sla_op(vandaag)

    vandaag.get_by_text("Er wacht nog 1 ding.").wait_for()
    probeer_weer(vandaag)
    vandaag.get_by_text(GEEN_INTERNET).wait_for()
    probeer_weer(vandaag)
    vandaag.get_by_text(VERSTUURD).wait_for()

    assert verloren == [200, 200]
    assert stand(les) == TWAALF


def test_tegenproef_met_een_nieuwe_sleutel_per_keer_is_het_geen_dubbele_maar_een_tweede_mening(vandaag, les):
    verlies_het_antwoord(vandaag, nieuwe_sleutel=True)
    vul_in(vandaag)
    sla_op(vandaag)
    vandaag.get_by_text("Er wacht nog 1 ding.").wait_for()
    probeer_weer(vandaag)

    vandaag.get_by_text("Dit kon niet worden opgeslagen").first.wait_for()
    assert stand(les) == TWAALF


@pytest.fixture
def inloop(casa, les):
    inloop = maak_activiteit(casa, "Inloop", weekdag=DINSDAG.weekday(), hele_dag=True)
    maak_bijeenkomst(inloop, DINSDAG.replace(month=1, day=6), nieuw=40)
    return inloop


def tikken(page, al, nieuw=0):
    for _keer in range(al):
        page.get_by_role("button", name="+1 kwam dit jaar al").click()
    for _keer in range(nieuw):
        page.get_by_role("button", name="+1 voor het eerst dit jaar").click()


def telling(inloop):
    rij = Bijeenkomst.objects.filter(activiteit=inloop, gepland=DINSDAG).first()
    return rij and (rij.kwamen_al, rij.nieuw_soort)


def test_tikken_zonder_internet_tellen_precies_op_en_de_laatste_gaat_terug(inloop, vandaag):
    tikken(vandaag, 1)
    vandaag.get_by_text("1 mens vandaag").wait_for()
    with zonder_internet(vandaag):
        tikken(vandaag, 4, 2)
        vandaag.get_by_role("button", name="Ongedaan maken").first.click()
        vandaag.get_by_text("+5").wait_for()
        vandaag.reload()
        tikken(vandaag, 2)
        vandaag.get_by_text("Er wachten nog 7 dingen.").wait_for()

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert telling(inloop) == (7, 1)


def verlies_elk_antwoord_een_keer(page, pad, *, nieuwe_sleutel=False):
    """Let the server do each post and lose its first answer; ``nieuwe_sleutel`` breaks the guard on purpose."""
    gezien = set()

    def onderschep(route):
        tekst = route.request.post_data
        if tekst not in gezien:
            gezien.add(tekst)
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_(post_data=f"sleutel={uuid4()}&actie=al" if nieuwe_sleutel else tekst)

    page.route(pad, onderschep)


@pytest.mark.parametrize(("nieuwe_sleutel", "mensen"), [(False, 3), (True, 6)])
def test_elke_tik_twee_keer_verstuurd_telt_een_keer_en_met_een_nieuwe_sleutel_twee_keer(
    inloop, vandaag, nieuwe_sleutel, mensen
):
    with zonder_internet(vandaag):
        tikken(vandaag, 3)
        vandaag.get_by_text("Er wachten nog 3 dingen.").wait_for()
        verlies_elk_antwoord_een_keer(vandaag, "**/inloop/**", nieuwe_sleutel=nieuwe_sleutel)

    for nog in (2, 1):
        vandaag.get_by_text(GEEN_INTERNET).wait_for()
        probeer_weer(vandaag)
        vandaag.get_by_text("Er wachten nog 2 dingen." if nog == 2 else "Er wacht nog 1 ding.").wait_for()
    vandaag.get_by_text(GEEN_INTERNET).wait_for()
    probeer_weer(vandaag)
    vandaag.get_by_text(VERSTUURD).wait_for()

    assert telling(inloop) == (mensen, 0)


def test_ongedaan_zolang_het_wacht_verstuurt_niets_en_zet_de_kaart_terug(vandaag, les):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_role("button", name="Ongedaan maken").click()
        expect(vandaag.locator("[data-wachtregel]")).to_have_count(0)
        assert vandaag.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "9"
        assert bewaard(vandaag) == []

    vandaag.reload()
    assert stand(les) == []


def test_ongedaan_van_wat_misschien_al_aankwam_haalt_het_daar_ook_weg(vandaag, les):
    verlies_het_antwoord(vandaag, keren=1)
    vul_in(vandaag)
    sla_op(vandaag)
    vandaag.get_by_text("Er wacht nog 1 ding.").wait_for()
    assert stand(les) == TWAALF

    vandaag.get_by_role("button", name="Ongedaan maken").click()
    probeer_weer(vandaag)
    vandaag.get_by_text(VERSTUURD).wait_for()

    assert stand(les) == []


def test_twee_tablets_een_zonder_internet_ziet_beide_cijfers_en_kiest_zelf(vandaag, les, casa):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        ander = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
        maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7)
        Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).update(genoteerd_door=ander)

    vandaag.get_by_role("heading", name="Dit kon niet worden opgeslagen").wait_for()
    assert vandaag.get_by_text("Er staat nu: 7 deelnemers").is_visible()
    assert [d[0] for d in stand(les)] == [7]
    assert "Wouter" not in json.dumps(bewaard(vandaag))
    vandaag.reload()
    vandaag.get_by_role("link", name="Kijk na").click()
    vandaag.get_by_text("Dit kon niet worden opgeslagen. Hieronder staat wat jij invulde.").wait_for()
    expect(vandaag.get_by_text("Er staat nu: 7 deelnemers")).to_have_count(1)
    assert vandaag.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "9"
    assert keuring.axe(vandaag) == []
    sla_op(vandaag)
    vandaag.get_by_text("Genoteerd. 12 deelnemers.").wait_for()

    assert [d[:3] for d in stand(les)] == [(12, 3, 3)]
    assert bewaard(vandaag) == []


def test_begin_opnieuw_laat_staan_wat_de_ander_noteerde(vandaag, les):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7)
    vandaag.get_by_role("heading", name="Dit kon niet worden opgeslagen").wait_for()
    vandaag.reload()
    vandaag.get_by_role("link", name="Kijk na").click()

    vandaag.get_by_role("button", name="Begin opnieuw").click()

    assert vandaag.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "7"
    assert bewaard(vandaag) == bewaard(vandaag, "klad") == []
    assert [d[0] for d in stand(les)] == [7]


def word(page, gebruiker, adres):
    """Let somebody else be logged in, in the same browser."""
    client = Client()
    client.force_login(gebruiker)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": adres}])


def test_het_werk_van_de_een_gaat_niet_weg_onder_de_naam_van_de_ander(vandaag, les, casa, amina, live_server):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        word(vandaag, maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa), live_server.url)
    vandaag.get_by_text("Log weer in. Dan sturen we wat hier wacht.").wait_for()
    vandaag.reload()
    vandaag.get_by_text("Op deze tablet wacht nog werk van iemand anders.").wait_for()
    assert stand(les) == []
    assert len(bewaard(vandaag)) == 1

    word(vandaag, amina, live_server.url)
    vandaag.reload()
    vandaag.get_by_text(VERSTUURD).wait_for()

    assert stand(les) == TWAALF
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).genoteerd_door == amina


def test_een_verlopen_sessie_wacht_op_inloggen(vandaag, les, amina, live_server):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        vandaag.context.clear_cookies(name="sessionid")
    vandaag.get_by_text("Log weer in. Dan sturen we wat hier wacht.").wait_for()
    assert vandaag.get_by_role("link", name="Inloggen").is_visible()
    assert stand(les) == []

    word(vandaag, amina, live_server.url)
    probeer_weer(vandaag)
    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF


def test_uitloggen_vraagt_eerst_en_gooit_pas_dan_weg(vandaag, les):
    vandaag.route("**/geen-internet/wachtrij/", lambda route: route.abort())
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
    vandaag.get_by_text("Meer", exact=True).click()
    vandaag.get_by_role("button", name="Uitloggen").click()
    vandaag.get_by_role("heading", name="Er wacht nog werk op deze tablet").wait_for()
    assert len(bewaard(vandaag)) == 1

    vandaag.get_by_role("button", name="Gooi weg en log uit").click()
    vandaag.get_by_role("button", name="Inloggen").first.wait_for()

    assert bewaard(vandaag) == []
    assert {k["name"] for k in vandaag.context.cookies()} & {"wie", "wacht"} == set()
    assert stand(les) == []


def test_een_half_ingevulde_kaart_komt_terug_en_na_opslaan_niet_meer(vandaag, les, live_server):
    vul_in(vandaag)
    ander = vandaag.context.new_page()
    vandaag.close()
    ander.goto(f"{live_server.url}/kamers/cjm/vandaag/")

    ander.get_by_text("Je vulde dit eerder in. Ga verder of begin opnieuw.").wait_for()
    assert keuring.axe(ander) == []
    assert ander.get_by_label("Voor het eerst dit jaar bij Taal").input_value() == "3"
    ander.get_by_role("button", name="Ga verder").click()
    ander.get_by_role("button", name="Opslaan: 12 deelnemers").click()
    ander.get_by_text("Genoteerd. 12 deelnemers.").wait_for()
    assert bewaard(ander, "klad") == []
    ander.reload()
    ander.get_by_role("link", name="Wijzig Conversatieles Nederlands").click()
    ander.get_by_role("button", name="Opslaan: 12 deelnemers").wait_for()
    assert not ander.get_by_text("Je vulde dit eerder in").is_visible()
    assert stand(les) == TWAALF


def test_een_klad_bewaart_geen_namen_en_is_na_een_week_weg(vandaag, les):
    vul_in(vandaag)
    (klad,) = bewaard(vandaag, "klad")
    assert {naam for naam, _waarde in klad["velden"]} <= {
        *("kwamen_al", "nieuw_soort", "ook_nieuw", "nieuw_kamer", "kinderen", "namen", "personen", "niemand", "uren")
    }
    assert not {"Fatima", "Wouter"} & set(json.dumps(klad).split('"'))
    oud = """(n) => Object.keys(localStorage).filter((k) => /klad/.test(k)).forEach((k) => {
      const w = JSON.parse(localStorage[k]);
      localStorage[k] = JSON.stringify({...w, op: w.op - n});
    })"""

    vandaag.evaluate(oud, 6 * 864e5)
    vandaag.reload()
    vandaag.get_by_text("Je vulde dit eerder in.").wait_for()
    vandaag.evaluate(oud, 864e5 * 7 + 1)
    vandaag.reload()

    assert vandaag.get_by_label("Kwamen dit jaar al bij Taal").input_value() == ""
    assert bewaard(vandaag, "klad") == []


def test_een_klad_gaat_niet_stil_over_wat_een_ander_intussen_noteerde(vandaag, les):
    vul_in(vandaag)
    maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7)
    vandaag.reload()

    vandaag.get_by_role("link", name="Wijzig Conversatieles Nederlands").click()
    vandaag.get_by_text("Intussen is het aangepast.").wait_for()

    assert vandaag.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "7"
    vandaag.get_by_role("button", name="Ga verder").click()
    assert vandaag.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "9"


def test_een_klus_en_ging_niet_door_wachten_ook_zonder_de_tekst_van_de_klus(
    les, casa, amina, log_in, page, live_server
):
    klus = maak_geplande_klus(casa, maak_vrijwilliger("Kofi", casa), omschrijving="Kraan bij mevrouw Jansen")
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    page.evaluate(KENT)
    with zonder_internet(page):
        page.get_by_role("button", name="Klaar Kraan bij mevrouw Jansen").click()
        page.get_by_text("Klus klaar").wait_for()
        page.get_by_text("Ging niet door of op een andere dag?").click()
        page.get_by_label("Waarom ging het niet door?").fill("feestdag")
        page.get_by_role("button", name="Ging niet door").click()
        page.get_by_text("Er wachten nog 2 dingen.").wait_for()
        assert "Jansen" not in json.dumps(bewaard(page))
    page.get_by_text(VERSTUURD).wait_for()

    rij = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG)
    klus.refresh_from_db()
    assert (rij.status, rij.reden) == ("vervallen", "feestdag")
    assert (klus.status, klus.gedaan_op, uren_van(klus)) == ("klaar", DINSDAG, {"Kofi": Decimal("1.50")})


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


KINDEREN = "Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in."


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


@pytest.mark.parametrize("code", [502, 503, 504])
def test_een_server_die_niet_antwoordt_is_geen_internet(vandaag, les, code):
    vandaag.route(NOTEER, lambda route: route.fulfill(status=code, body=""), times=1)
    vul_in(vandaag)
    sla_op(vandaag)
    vandaag.get_by_text("Wacht op internet").wait_for()

    probeer_weer(vandaag)
    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF


def test_twee_tabbladen_versturen_samen_een_keer(vandaag, les, live_server):
    vul_in(vandaag)
    tweede = vandaag.context.new_page()
    tweede.goto(f"{live_server.url}/kamers/cjm/vandaag/")
    gestuurd = []
    vandaag.context.on("request", lambda v: v.method == "POST" and gestuurd.append(v.url))
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()

    expect(vandaag.get_by_text("12 deelnemers, 3 nieuw")).to_be_visible()
    assert stand(les) == TWAALF
    assert len(gestuurd) == 1


@pytest.mark.parametrize("internet", [True, False])
def test_de_opgeslagen_kaart_gaat_na_herladen_niet_weer_open(vandaag, les, live_server, internet):
    vandaag.goto(f"{live_server.url}/kamers/cjm/vandaag/?noteer={les.les.pk}:{DINSDAG}")
    vul_in(vandaag)
    if internet:
        sla_op(vandaag)
        vandaag.get_by_text("Genoteerd. 12 deelnemers.").wait_for()
        vandaag.reload()
    else:
        with zonder_internet(vandaag):
            sla_op(vandaag)
            vandaag.get_by_text("Wacht op internet").wait_for()
        vandaag.get_by_text(VERSTUURD).wait_for()

    expect(vandaag.get_by_text("12 deelnemers, 3 nieuw")).to_be_visible()
    expect(vandaag.get_by_role("button", name="Opslaan: 12 deelnemers")).to_have_count(0)
    assert "noteer" not in vandaag.url


def lees_tijdens_versturen(page, url):
    """Return a page that was read while the other was still sending, and what lets that post go on."""
    onderweg = []
    page.context.route(NOTEER, lambda route: onderweg.append(route))
    vul_in(page)
    with page.expect_request(NOTEER), zonder_internet(page):
        sla_op(page)
        page.get_by_text("Wacht op internet").wait_for()
    tweede = page.context.new_page()
    tweede.goto(url)
    (post,) = onderweg
    return tweede, post.continue_


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


def test_zonder_dienstwerker_werkt_de_open_bladzijde_door(zonder_dienstwerker, les):
    page = zonder_dienstwerker
    vul_in(page)
    with zonder_internet(page):
        sla_op(page)
        page.get_by_text("Wacht op internet").wait_for()
    page.get_by_text(VERSTUURD).wait_for()

    assert stand(les) == TWAALF


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


def test_wie_na_zoeken_is_gekozen_staat_ook_in_het_klad(casa, amina, log_in, page, live_server, les):
    op_naam = maak_activiteit(casa, "Op naam", weekdag=DINSDAG.weekday(), telwijze="namen")
    namen = ["Rosa", *(f"Bezoeker {letter}" for letter in "ABCDEFGHIJKLMNOP")]
    pas, *_rest = [maak_persoon(naam, casa, pasnummer=str(2000 + n)) for n, naam in enumerate(reversed(namen))][::-1]
    log_in(amina)
    page.goto(f"{live_server.url}/kamers/cjm/vandaag/?noteer={op_naam.pk}:{DINSDAG}")
    page.get_by_text("Iemand anders").first.click()
    page.get_by_label("Voornaam of pasnummer").fill(pas.pasnummer)
    page.get_by_role("button", name="Zoek").click()
    page.get_by_text("Rosa staat erbij.").wait_for()
    page.locator("label.chip", has_text="Niemand").last.click()
    page.reload()

    page.get_by_text("Je vulde dit eerder in.").wait_for()
    page.get_by_role("button", name="Opslaan: 1 deelnemer").click()
    page.get_by_text("Genoteerd. 1 deelnemer.").wait_for()

    assert list(Bijeenkomst.objects.get(activiteit=op_naam).deelnames.values_list("persoon", flat=True)) == [pas.pk]


def test_een_rustige_dag_laat_de_wachtrij_liggen_en_zonder_internet_komt_ze_van_de_tablet(vandaag, les):
    vandaag.reload()
    vandaag.wait_for_load_state("networkidle")
    assert not vandaag.evaluate(WACHTRIJ)
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        assert vandaag.evaluate(WACHTRIJ)

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF


@pytest.mark.parametrize("code", [None, 503])
def test_een_antwoord_dat_niet_komt_wacht_ook_als_de_wachtrij_er_nog_niet_was(vandaag, les, code):
    vandaag.reload()
    vandaag.wait_for_load_state("networkidle")
    vandaag.route(NOTEER, lambda r: r.fulfill(status=code, body="") if code else r.abort("connectionreset"), times=1)
    vul_in(vandaag)
    sla_op(vandaag)
    vandaag.get_by_text("Er wacht nog 1 ding.").wait_for()
    assert vandaag.get_by_text(GEEN_INTERNET).is_visible()

    probeer_weer(vandaag)
    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF


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


@pytest.mark.parametrize("half", ["offline", "wachtrij"])
def test_wie_al_typt_voordat_het_klad_er_is_houdt_wat_hij_typt_en_kiest_zelf(zonder_dienstwerker, les, half):
    """Typing comes before either half of the script: both are held back until the number stands there."""
    page, onderweg = zonder_dienstwerker, []
    vul_in(page)
    page.route(f"**/js/{half}*", lambda route: onderweg.append(route))
    page.reload(wait_until="commit")
    if half == "wachtrij":  # the first half ran: it is what asks for the second
        page.locator("script[src*=wachtrij]").wait_for(state="attached")
    veld = page.get_by_label("Kwamen dit jaar al bij Taal")
    veld.fill("5")
    assert len(bewaard(page, "klad")) == 1  # what was typed now does not go over it
    onderweg[0].continue_()

    page.get_by_text("Je vulde dit eerder in. Ga verder of begin opnieuw.").wait_for()
    assert veld.input_value() == "5"
    page.get_by_role("button", name="Ga verder").click()
    assert veld.input_value() == "9"


def test_een_bladzijde_van_voor_de_vernieuwing_van_de_site_leest_zich_opnieuw(zonder_dienstwerker, les):
    page = zonder_dienstwerker
    page.context.add_init_script("if (!sessionStorage.oud) performance.now = () => 60001; sessionStorage.oud = 1;")
    page.route("**/js/wachtrij*", lambda r: r.fulfill(status=404, body=""), times=2)  # the script, and the look at why
    gelezen = []
    page.on("request", lambda v: v.is_navigation_request() and gelezen.append(v.url))
    page.reload(wait_until="commit")
    page.wait_for_timeout(2000)

    assert len(gelezen) == 2
    assert page.evaluate("Boolean(bwk.stuur)")
