"""A lesson that moves to another day, over HTTP, and goes back to where it stood."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
import time_machine

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Sluiting
from tests.fabriek import maak_activiteit, maak_gebruiker
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, kaart, maak_lesdag, opgeslagen, pad

pytestmark = pytest.mark.django_db
VRIJDAG = date(2026, 11, 27)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def les(casa):
    with time_machine.travel(HALF_ELF, tick=True):
        yield maak_lesdag(casa)


@pytest.fixture
def ingelogd(client, amina, les):
    client.force_login(amina)
    return client


def test_verplaatsen_haalt_de_les_van_deze_dag(ingelogd, les):
    invoer = {"sleutel": str(uuid4()), "versie": "0", "dag": "26-11", "begin": "14", "eind": "16:00"}

    antwoord = ingelogd.post(pad(les.les, "verplaats"), invoer, **HTMX)

    assert (
        "Verplaatst naar donderdag 26 november, 14:00. Die dag staat de activiteit weer klaar."
        in antwoord.content.decode()
    )
    assert les.les.naam not in [r.naam for r in antwoord.context["beeld"].regels]
    rij = les.les.bijeenkomsten.get(gepland=DINSDAG)
    assert (str(rij.dag), str(rij.begin), rij.status) == ("2026-11-26", "14:00:00", "verplaatst")


def test_een_les_die_niet_meer_op_deze_dag_staat_wordt_niet_genoteerd(ingelogd, les):
    invoer = {"sleutel": str(uuid4()), "versie": "0", "dag": "26-11", "begin": "14", "eind": "16"}
    ingelogd.post(pad(les.les, "verplaats"), invoer)

    antwoord = ingelogd.post(pad(les.les), kaart(les.fatima), follow=True)

    assert "Deze activiteit staat niet meer op deze dag. Er is niets opgeslagen." in antwoord.content.decode()
    assert opgeslagen() is None


def naar_vrijdag(client, les):
    """Move the lesson of today to Friday and return what the form on the page of Friday sends."""
    velden = {"versie": "0", "sleutel": str(uuid4()), "dag": "27-11-2026", "begin": "13:00", "eind": "14:00"}
    client.post(pad(les.les, "verplaats"), velden)
    (regel, sleutel), *_rest = client.get("/kamers/cjm/dag/2026-11-27/").context["keren"]
    return {"versie": regel.versie, "sleutel": str(sleutel)}


def terug(les):
    return pad(les.les, "zet_terug", dag=VRIJDAG, gepland=DINSDAG)


def test_een_verplaatste_les_gaat_van_de_komende_dag_terug_naar_waar_ze_stond(ingelogd, les):
    velden = naar_vrijdag(ingelogd, les)

    antwoord = ingelogd.post(terug(les), velden, follow=True)

    assert antwoord.redirect_chain[-1][0] == "/kamers/cjm/dag/2026-11-27/"
    assert "Teruggezet. Conversatieles Nederlands staat weer op dinsdag 24 november." in antwoord.text
    assert antwoord.context["keren"] == []
    assert ingelogd.get("/kamers/cjm/vandaag/").context["kaart"].activiteit == les.les
    assert not Bijeenkomst.objects.filter(activiteit=les.les, gepland=DINSDAG).exists()


def test_twee_keer_terugzetten_is_een_keer(ingelogd, les):
    velden = naar_vrijdag(ingelogd, les)
    ingelogd.post(terug(les), velden)

    assert "Teruggezet." in ingelogd.post(terug(les), velden, follow=True).text


def test_ook_een_andere_coordinator_van_de_kamer_zet_terug(ingelogd, les, casa):
    velden = naar_vrijdag(ingelogd, les)
    ingelogd.force_login(maak_gebruiker("Dora", Rol.COORDINATOR, kamer=casa))

    ingelogd.post(terug(les), velden)

    assert not Bijeenkomst.objects.filter(activiteit=les.les, gepland=DINSDAG).exists()


def test_wie_een_oude_bladzijde_heeft_zet_niets_terug(ingelogd, les):
    velden = naar_vrijdag(ingelogd, les)
    Bijeenkomst.objects.filter(gepland=DINSDAG, status="verplaatst").update(versie=7)

    antwoord = ingelogd.post(terug(les), velden, follow=True)

    assert "Dit is net ook op een andere plek aangepast." in antwoord.text
    assert Bijeenkomst.objects.get(gepland=DINSDAG, activiteit=les.les).dag == VRIJDAG


def test_na_terugzetten_kan_een_oude_kaart_niet_meer_worden_opgeslagen(ingelogd, les):
    velden = naar_vrijdag(ingelogd, les)
    ingelogd.post(terug(les), velden)

    antwoord = ingelogd.post(pad(les.les), kaart(les.fatima, versie=str(velden["versie"])))

    assert antwoord.status_code == 422
    assert opgeslagen() is None


def test_terugzetten_zonder_goede_velden_of_uit_een_andere_kamer_kan_niet(ingelogd, les, multibron):
    vreemd = maak_activiteit(multibron, soort=les.les.soort)

    assert ingelogd.post(terug(les), {"versie": "x"}).status_code == 400
    anders = pad(vreemd, "zet_terug", dag=VRIJDAG, gepland=DINSDAG)
    assert ingelogd.post(anders, {"versie": "1", "sleutel": str(uuid4())}).status_code == 404


def test_een_komende_dag_tellen_wordt_geweigerd(ingelogd, les):
    naar_vrijdag(ingelogd, les)

    antwoord = ingelogd.post(pad(les.les, dag=VRIJDAG, gepland=DINSDAG), kaart(les.fatima, versie="1"))

    assert antwoord.status_code == 422
    assert "Deze dag moet nog komen. Kies vandaag of een dag ervoor." in antwoord.text
    assert Bijeenkomst.objects.get(activiteit=les.les, gepland=DINSDAG).status == "verplaatst"


def test_verplaatsen_zegt_wie_er_dan_ook_in_de_kamer_is_en_of_ze_dicht_is(ingelogd, les, casa):
    donderdag = DINSDAG + timedelta(days=2)
    for naam, weekdag, velden in (("Breiclub", 3, {}), ("Inloop", 3, {"hele_dag": True}), ("Kookclub", 4, {})):
        maak_activiteit(casa, naam=naam, weekdag=weekdag, begin=time(13), eind=time(15), **velden)
    invoer = {"sleutel": str(uuid4()), "versie": "0", "dag": "26-11", "begin": "14", "eind": "16:00"}

    tegelijk = ingelogd.post(pad(les.les, "verplaats"), invoer, **HTMX).content.decode()
    Sluiting.objects.create(kamer=casa, soort="dicht", naam="Schoonmaak", van=donderdag, tot=donderdag)
    brei = {**invoer, "sleutel": str(uuid4())}
    dicht = ingelogd.post(pad(les.brei, "verplaats"), brei, **HTMX).content.decode()

    assert "staat de activiteit weer klaar. Let op: tegelijk met Breiclub." in tegelijk
    assert "Inloop" not in tegelijk.split("Let op: tegelijk met")[1].split("</p>")[0]
    assert "Let op: de kamer is dan dicht (Schoonmaak)." in dicht
