"""The guard of the tablets: what opens without and with the code, what never opens, and who is still let in."""

import inspect
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import get_resolver, reverse

from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.tablet import Slot, _sloten, slot_van
from kamers.models import Bijeenkomst, Tablet
from tests.fabriek import geef_rol, maak_activiteit, maak_gebruiker, maak_kamer, maak_klus, maak_persoon
from tests.kamers.pasfabriek import maak_les, was_bij
from tests.kamers.tabletfabriek import geef_code, tablet_in, tik_op
from tests.test_toegang import vraag
from tests.toegangwereld import DAG, adressen, bouw_wereld, gevallen

pytestmark = pytest.mark.django_db
STRAAT, VOORNAAM, TEKST = "Geheimzinnigestraat", "Xanthippe", "Belde over haar schulden"
CODE = "5829"
KWART_OVER_EEN = datetime(2026, 3, 10, 13, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def wereld(db):
    """The world of the access matrix."""
    return bouw_wereld()


@pytest.fixture
def amina_met_code(amina):
    amina.code = make_password(CODE)
    amina.save(update_fields=["code"])
    return amina


@pytest.fixture
def tablet(client, casa, amina_met_code, time_machine):
    time_machine.move_to(KWART_OVER_EEN, tick=False)
    return tablet_in(client, casa, amina_met_code, naam="in de keuken")


def vul_met_geheimen(kamer):
    """Put in a room what may not be read without the code."""
    klus = maak_klus(kamer, "Kraan bij mevrouw", straat=STRAAT, afspraak=DAG, status="gepland")
    persoon = maak_persoon(VOORNAAM, kamer, pasnummer="5724")
    les = maak_les(kamer, naam="Les op naam", weekdag=DAG.weekday())
    was_bij(les, DAG - timedelta(days=7), persoon)
    kamer.verzoeken.create(tekst=TEKST)
    return klus, persoon, les


def antwoorden(client, wereld, casa):
    """Yield the name, the slot, the status and the text of every address, asked for by GET and by an empty POST."""
    for naam, route, _view in adressen():
        adres = reverse(naam, kwargs=gevallen(route, wereld)["eigen"])
        for doe in (client.get, client.post):
            for kop in ({}, {"HX-Request": "true"}):
                antwoord = doe(adres, headers=kop)
                tekst = b"".join(antwoord).decode("utf-8", "replace")
                yield naam, slot_van(naam), antwoord, tekst
        tik_op_amina(client, casa)


def tik_op_amina(client, casa):
    tik_op(client, casa.aanstellingen.get(gebruiker__naam="Amina").gebruiker)


@pytest.mark.usefixtures("kort_gedrukt")
def test_zonder_code_opent_alleen_de_dag_en_lekt_er_niets_van_iemand(client, wereld, tablet, casa):
    vul_met_geheimen(casa)
    tik_op_amina(client, casa)
    fouten, geopend = {}, set()
    for naam, slot, antwoord, tekst in antwoorden(client, wereld, casa):
        lek = [woord for woord in (STRAAT, VOORNAAM, TEKST, "Rosa", "mevrouw") if woord in tekst]
        naar_code = reverse("kamers:tablet_code") in str(
            antwoord.headers.get("Location", antwoord.headers.get("HX-Redirect", ""))
        )
        if lek:
            fouten[naam] = f"lekt {lek}"
        elif slot is None and antwoord.status_code != 403 and antwoord.headers.get("HX-Redirect") != "/tablet/":
            fouten[naam] = f"dicht, maar {antwoord.status_code}"
        elif slot is Slot.CODE and not naar_code:
            fouten[naam] = f"vraagt geen code, {antwoord.status_code}"
        elif slot is Slot.OPEN and antwoord.status_code == 200:
            geopend.add(naam)
    assert fouten == {}
    assert {"kamers:vandaag", "kamers:dag", "kamers:week", "kamers:los"} <= geopend


@pytest.mark.usefixtures("kort_gedrukt")
def test_met_code_opent_wat_een_code_vraagt_en_de_rest_blijft_dicht(client, wereld, tablet, casa):
    klus, persoon, _les = vul_met_geheimen(casa)
    tik_op_amina(client, casa)
    geef_code(client, CODE)
    fouten = {}
    for naam, route, _view in adressen():
        if naam in ("kamers:tablet_wissel", "kamers:tablet_kies", "set_language"):
            continue
        slot, code = slot_van(naam), vraag(client, reverse(naam, kwargs=gevallen(route, wereld)["eigen"]))
        if (slot is None) != (code == 403) and not naam.startswith("vrijwilligers:") and naam != "kamers:mijn_rooster":
            fouten[naam] = code
    teksten = {
        STRAAT: client.get(f"/kamers/cjm/klussen/{klus.pk}/").content.decode(),
        VOORNAAM: client.get(f"/kamers/cjm/passen/{persoon.pk}/").content.decode(),
        TEKST: client.get("/kamers/cjm/vandaag/").content.decode(),
    }

    assert fouten == {}
    assert {woord: woord in tekst for woord, tekst in teksten.items()} == dict.fromkeys(teksten, True)


def test_beheer_account_en_tweede_factor_gaan_op_een_tablet_nooit_open(client, tablet, amina_met_code):
    geef_rol(amina_met_code, Rol.BEHEERDER)
    geef_rol(amina_met_code, Rol.PENNINGMEESTER)
    tik_op(client, amina_met_code)
    geef_code(client, CODE)
    namen = [n for n in get_resolver().reverse_dict if str(n).startswith(("account_", "mfa_"))]
    adres = {"/beheer/", "/beheer/kamers/kamer/", "/financien/begroting/", "/wachtwoord/", "/veilig/", "/inloggen/"}

    assert {pad: client.get(pad).status_code for pad in adres} == dict.fromkeys(adres, 403)
    assert len(namen) > 15
    assert [naam for naam in namen if slot_van(str(naam))] == []


def test_wat_op_een_tablet_opent_zijn_adressen_die_er_zijn():
    bestaand = {naam for naam, _route, _view in adressen()}

    assert set(_sloten) - bestaand == set()
    assert slot_van("kamers:een_nieuwe_bladzijde") is None


def test_wat_op_een_tablet_kan_kan_daar_ook_ongedaan():
    """The bar offers it there; closed, the act stays and nothing says so."""
    alles = {naam: inspect.unwrap(view).__module__ for naam, _route, view in adressen()}
    open_ = {module for naam, module in alles.items() if slot_van(naam)}
    terug = {naam for naam, module in alles.items() if "ongedaan" in naam and module in open_}

    assert {"financien:telling_ongedaan", "kamers:ongedaan", "kamers:klus_ongedaan"} <= terug
    assert [naam for naam in terug if slot_van(naam) is None] == []


def test_een_andere_kamer_opent_niet_ook_al_werkt_zij_daar_ook(client, tablet, amina_met_code, multibron):
    geef_rol(amina_met_code, Rol.COORDINATOR, kamer=multibron)
    tik_op(client, amina_met_code)

    assert client.get("/kamers/cjm/vandaag/").status_code == 200
    assert client.get("/kamers/multibron/vandaag/").status_code == 404


def test_een_tablet_die_gebruikt_wordt_blijft_en_na_dertig_dagen_stil_niet(
    client, tablet, amina_met_code, time_machine
):
    for dagen in (29, 29):
        time_machine.shift(timedelta(days=dagen))
        assert tik_op(client, amina_met_code).url == "/"
    time_machine.shift(timedelta(days=30))

    antwoord = client.get("/tablet/")

    assert antwoord.status_code == 403
    assert "Deze tablet hoort niet meer bij een kamer" in antwoord.content.decode()
    assert antwoord.cookies["tablet"].value == ""


@pytest.mark.parametrize("dagen", [0, 90])
def test_tot_en_met_de_laatste_dag_van_de_kamer_werkt_haar_tablet(client, tablet, amina_met_code, casa, dagen):
    laatste = date(2026, 3, 10) + timedelta(days=dagen)
    type(casa).objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=laatste)

    assert client.get("/tablet/").status_code == 200
    assert tik_op(client, amina_met_code).url == "/"
    assert client.get("/kamers/cjm/vandaag/").status_code == 200


@pytest.mark.parametrize("wat", ["ingetrokken", "gesloten kamer"])
def test_een_gestolen_koekje_opent_niets_meer_na_intrekken_of_sluiten(client, tablet, amina_met_code, casa, wat):
    tik_op(client, amina_met_code)
    geef_code(client, CODE)
    dief = Client()
    for naam in ("tablet", "sessionid"):
        dief.cookies[naam] = client.cookies[naam].value
    voor = dief.get("/kamers/cjm/klussen/").status_code
    if wat == "ingetrokken":
        Tablet.objects.filter(pk=tablet.pk).update(ingetrokken_op=KWART_OVER_EEN)
    else:
        type(casa).objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=date(2026, 3, 9))

    na = dief.get("/kamers/cjm/klussen/")

    assert voor == 200
    assert na.status_code == 403
    assert "Je kunt hier niet meer werken" in na.content.decode()
    assert dief.get("/tablet/").status_code == 403
    assert tik_op(dief, amina_met_code).url == "/tablet/"


def test_de_sessie_zonder_het_koekje_van_de_tablet_opent_niets(client, tablet, amina_met_code):
    tik_op(client, amina_met_code)
    ander = Client()
    ander.cookies["sessionid"] = client.cookies["sessionid"].value

    assert ander.get("/kamers/cjm/vandaag/").status_code == 403
    assert ander.get("/kamers/cjm/vandaag/").url == "/inloggen/?next=/kamers/cjm/vandaag/"


@pytest.mark.parametrize("wat", ["uitgezet", "aanstelling voorbij"])
def test_wie_niet_meer_mag_wordt_bij_het_volgende_verzoek_geweigerd(client, tablet, amina_met_code, wat):
    tik_op(client, amina_met_code)
    if wat == "uitgezet":
        type(amina_met_code).objects.filter(pk=amina_met_code.pk).update(is_active=False)
    else:
        amina_met_code.aanstellingen.update(tot=date(2026, 3, 9))

    antwoord = client.get("/kamers/cjm/vandaag/")

    assert antwoord.status_code == 403
    assert "Je kunt hier niet meer werken" in antwoord.content.decode()
    assert "Amina" not in client.get("/tablet/").content.decode()
    assert tik_op(client, amina_met_code).status_code == 404


def test_het_spoor_zegt_wie_het_deed_en_dat_het_op_de_tablet_was(client, tablet, amina_met_code, casa):
    les = maak_activiteit(casa, weekdag=DAG.weekday())
    tik_op(client, amina_met_code)
    kaart = client.get("/kamers/cjm/vandaag/").context["form"]
    velden = {"sleutel": kaart["sleutel"].value(), "versie": 0, "kwamen_al": 0, "nieuw_soort": 3}
    velden |= {"ook_nieuw": "alle", "niemand": "on"}
    client.post(reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG]), velden)

    context = Bijeenkomst.objects.get().events.order_by("pgh_id").last().pgh_context

    assert (context["user"], context["tablet"]) == (amina_met_code.pk, tablet.pk)


def test_de_oefenkamer_mag_ook_een_tablet_hebben(client, time_machine):
    time_machine.move_to(KWART_OVER_EEN, tick=False)
    oefen = maak_kamer("oefenkamer", oefenkamer=True)
    wie = maak_gebruiker("Ola", Rol.COORDINATOR, kamer=oefen)
    tablet_in(client, oefen, wie)
    tik_op(client, wie)

    assert "Telt nergens mee" in client.get("/kamers/oefenkamer/vandaag/").content.decode()
