"""A card that was filled in by half: it comes back, holds no names, and never goes over what another noted."""

import json

import pytest

from kamers.models import Bijeenkomst
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon
from tests.kamers.dagfabriek import DINSDAG
from tests.reis import keuring
from tests.reis.offline.stappen import TWAALF, bewaard, stand, vul_in

pytestmark = pytest.mark.django_db(transaction=True)


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


@pytest.mark.parametrize("half", ["offline", "wachtrij"])
def test_wie_al_typt_voordat_het_klad_er_is_houdt_wat_hij_typt_en_kiest_zelf(zonder_dienstwerker, les, half):
    """Typing comes before either half of the script: both are held back until the number stands there."""
    page, onderweg = zonder_dienstwerker, []
    vul_in(page)
    page.route(f"**/js/{half}*", lambda route: onderweg.append(route))
    with page.expect_request(f"**/js/{half}*"):
        page.reload(wait_until="commit")
    if half == "wachtrij":  # the first half ran: it is what asks for the second
        page.locator("script[src*=wachtrij]").wait_for(state="attached")
    veld = page.get_by_label("Kwamen dit jaar al bij Taal")
    veld.fill("5")
    assert len(bewaard(page, "klad")) == 1  # what was typed now does not go over it
    while not onderweg:  # asked for above: here in a moment
        page.wait_for_timeout(50)
    onderweg[0].continue_()

    page.get_by_text("Je vulde dit eerder in. Ga verder of begin opnieuw.").wait_for()
    assert veld.input_value() == "5"
    page.get_by_role("button", name="Ga verder").click()
    assert veld.input_value() == "9"
