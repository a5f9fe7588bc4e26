"""What waits on a tablet when somebody else noted the same, or somebody else is logged in."""

import json

import pytest
from playwright.sync_api import expect

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst
from tests.fabriek import maak_bijeenkomst, maak_gebruiker
from tests.kamers.dagfabriek import DINSDAG
from tests.reis import keuring
from tests.reis.offline.stappen import (
    TWAALF,
    VERSTUURD,
    bewaard,
    probeer_weer,
    sla_op,
    stand,
    vul_in,
    wacht_op_herlezen,
    word,
    zonder_internet,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_twee_tablets_een_zonder_internet_ziet_beide_cijfers_en_kiest_zelf(vandaag, les, casa):
    vul_in(vandaag)
    with zonder_internet(vandaag):
        sla_op(vandaag)
        vandaag.get_by_text("Wacht op internet").wait_for()
        ander = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
        maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7)
        Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).update(genoteerd_door=ander)

    vandaag.get_by_role("heading", name="Dit kon niet worden opgeslagen").wait_for()
    wacht_op_herlezen(vandaag)
    expect(vandaag.get_by_text("Er staat nu: 7 deelnemers")).to_be_visible()
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
    wacht_op_herlezen(vandaag)
    vandaag.reload()
    vandaag.get_by_role("link", name="Kijk na").click()

    vandaag.get_by_role("button", name="Begin opnieuw").click()

    assert vandaag.get_by_label("Kwamen dit jaar al bij Taal").input_value() == "7"
    assert bewaard(vandaag) == bewaard(vandaag, "klad") == []
    assert [d[0] for d in stand(les)] == [7]


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
    expect(vandaag.get_by_role("link", name="Inloggen")).to_be_visible()
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
