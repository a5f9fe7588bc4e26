"""Work that goes on without internet, in a real browser (ux.md §8, U11): kept, sent later, and exactly once."""

import json
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from kamers.models import Bijeenkomst
from tests.fabriek import maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG
from tests.kamers.klusfabriek import maak_geplande_klus, uren_van
from tests.reis.offline.stappen import (
    GEEN_INTERNET,
    KENT,
    NOTEER,
    TWAALF,
    VERSTUURD,
    bewaard,
    probeer_tot_verstuurd,
    probeer_weer,
    sla_op,
    stand,
    verlies_het_antwoord,
    vul_in,
    zonder_internet,
)

pytestmark = pytest.mark.django_db(transaction=True)
WACHTRIJ = "[...document.scripts].some(({src}) => src.includes('wachtrij'))"


def test_zonder_internet_opgeslagen_en_na_herladen_een_keer_verstuurd(vandaag, les):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        expect(vandaag.get_by_text(GEEN_INTERNET)).to_be_visible()
        expect(vandaag.get_by_text("Er wacht nog 1 ding.")).to_be_visible()
        vandaag.reload()
        vandaag.get_by_role("heading", name="Dinsdag 24 november").wait_for()
        expect(vandaag.get_by_text("12 deelnemers")).to_be_visible()
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
    expect(vandaag.get_by_text("Wacht op internet")).to_be_hidden()


def test_de_kaart_op_de_tablet_noteert_met_de_mensen_en_uren_van_het_rooster(vandaag, les):
    with zonder_internet(vandaag):
        vandaag.reload()
        kaart = vandaag.locator("details", has_text="Conversatieles")
        kaart.locator("summary").first.click()
        expect(kaart.get_by_text("Vorige keer: 8")).to_be_visible()
        kaart.get_by_label("Kwamen dit jaar al bij Taal").fill("9")
        kaart.get_by_label("Voor het eerst dit jaar bij Taal").fill("3")
        kaart.locator("label.chip", has_text="Allemaal").click()
        kaart.get_by_role("button", name="Opslaan: 12 deelnemers").click()
        vandaag.get_by_text("Wacht op internet").wait_for()

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF


def test_een_antwoord_dat_onderweg_verdwijnt_blijft_een_keer_noteren(vandaag, les):
    verloren = verlies_het_antwoord(vandaag, keren=2)
    vul_in(vandaag)
    sla_op(vandaag)

    vandaag.get_by_text("Er wacht nog 1 ding.").wait_for()
    probeer_tot_verstuurd(vandaag)

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


def test_zonder_dienstwerker_werkt_de_open_bladzijde_door(zonder_dienstwerker, les):
    page = zonder_dienstwerker
    vul_in(page)
    with zonder_internet(page):
        sla_op(page)
        page.get_by_text("Wacht op internet").wait_for()
    page.get_by_text(VERSTUURD).wait_for()

    assert stand(les) == TWAALF


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
    expect(vandaag.get_by_text(GEEN_INTERNET)).to_be_visible()

    probeer_weer(vandaag)
    vandaag.get_by_text(VERSTUURD).wait_for()
    assert stand(les) == TWAALF
