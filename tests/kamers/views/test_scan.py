"""Scanning passes at an activity."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine

from kamers.models import Bijeenkomst, Deelname
from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from kamers.services.pasnummer import nieuwe_nummers, nummer_van
from tests.fabriek import maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import zet_op_rooster
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _dinsdag():
    with time_machine.travel("2026-03-10 13:00 +0100"):
        yield


@pytest.fixture
def les(casa):
    return maak_les(casa)


@pytest.fixture
def rosa(casa):
    return maak_pashouder("Rosa", casa, nummer="5724")


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def pad(les, deel=""):
    return f"/kamers/cjm/dag/2026-03-10/scan/{les.pk}/2026-03-10/{deel}"


def test_een_pas_staat_er_meteen_bij_en_twee_keer_is_een_keer(aan, les, rosa):
    eerste = aan.post(pad(les), {"nummer": "5724"}, follow=True)
    tweede = aan.post(pad(les), {"nummer": "5724"}, follow=True)

    assert eerste.redirect_chain == [(pad(les), 302)]
    assert "Rosa staat erbij." in eerste.content.decode()
    assert "Rosa stond er al bij." in tweede.content.decode()
    assert Deelname.objects.count() == Bijeenkomst.objects.get().op_naam == 1


def test_de_zin_van_de_vorige_scan_staat_er_een_keer(aan, les, rosa):
    aan.post(pad(les), {"nummer": "5724"}, follow=True)

    assert "Rosa staat erbij." not in aan.get(pad(les)).content.decode()


def test_met_htmx_komt_alleen_het_deel_terug(aan, les, rosa):
    antwoord = aan.post(pad(les), {"nummer": "5724"}, headers=HTMX)

    assert antwoord.status_code == 200
    assert "Rosa staat erbij." in antwoord.content.decode()
    assert "<html" not in antwoord.content.decode()


@pytest.mark.parametrize(
    ("nummer", "zin"),
    [
        ("5723", "Dit nummer klopt niet. Kijk het na op de pas."),
        ("5724", "Deze pas kennen we niet."),
        ("", "Vul het nummer in dat op de pas staat."),
        ("https://voorbeeld.invalid", "Dit nummer klopt niet."),
    ],
)
def test_een_onbekend_nummer_zegt_wat_er_is(aan, les, nummer, zin):
    antwoord = aan.post(pad(les), {"nummer": nummer})

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Bijeenkomst.objects.count() == 0


def test_een_pas_van_een_andere_kamer_en_een_vrije_kaart_staan_er_niet_zomaar_bij(aan, les, casa, multibron):
    maak_pashouder("Bobelien", multibron, nummer="5724")
    vrij = nummer_van(nieuwe_nummers(kamer=casa, aantal=1, vandaag=DINSDAG)[0])

    ander = aan.post(pad(les), {"nummer": "5724"}).content.decode()
    assert "Deze pas is van een andere kamer." in ander
    assert "Bobelien" not in ander
    assert "Deze pas is nog van niemand." in aan.post(pad(les), {"nummer": vrij}).content.decode()
    assert Deelname.objects.count() == 0


def test_een_oude_kaart_werkt_na_samenvoegen(aan, les, rosa, casa):
    maak_pashouder("Roos", casa, nummer="1004", opgegaan_in=rosa)

    assert "Rosa staat erbij." in aan.post(pad(les), {"nummer": "1004"}, follow=True).content.decode()


def test_bij_wat_niet_doorging_komt_niemand(aan, les, rosa):
    maak_bijeenkomst(les, DINSDAG, kwamen_al=None, nieuw=None, status="vervallen")

    antwoord = aan.post(pad(les), {"nummer": "5724"})

    assert antwoord.status_code == 422
    assert "ging niet door" in antwoord.content.decode()


def test_waar_we_zonder_namen_tellen_is_geen_scanner(aan, casa):
    assert aan.get(pad(maak_les(casa, telwijze="tellen"))).status_code == 404


def test_een_keer_die_er_niet_is_heeft_geen_scanner(aan, les):
    assert aan.get(f"/kamers/cjm/dag/2026-03-11/scan/{les.pk}/2026-03-11/").status_code == 404


def test_wie_er_verkeerd_staat_gaat_er_weer_af(aan, les, rosa):
    was_bij(les, DINSDAG, rosa)

    antwoord = aan.post(pad(les, f"weg/{rosa.pk}/"), follow=True)

    assert "Rosa staat er niet meer bij." in antwoord.content.decode()
    assert Bijeenkomst.objects.get().op_naam == 0


def test_alleen_de_scanner_mag_de_camera_gebruiken(aan, les):
    assert aan.get(pad(les)).headers["Permissions-Policy"] == "camera=(self)"
    overal = aan.get("/kamers/cjm/passen/").headers["Permissions-Policy"]
    assert overal == "camera=(), microphone=(), geolocation=()"


def test_de_scanner_is_een_tik_weg_op_de_kaart_met_namen(aan, les):
    assert pad(les) in aan.get("/kamers/cjm/vandaag/").content.decode()


def test_na_het_scannen_vraagt_de_kaart_nog_wie_er_hielp_volgens_het_rooster(aan, les, rosa, casa):
    zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon, "2")
    aan.post(pad(les), {"nummer": "5724"})
    kaart = f"/kamers/cjm/dag/2026-03-10/?noteer={les.pk}:2026-03-10"
    assert kaart in aan.get(pad(les)).content.decode()

    form = aan.get(kaart).context["form"]

    assert [keuze.data["label"] for keuze in form["personen"].subwidgets if keuze.data["selected"]] == ["Fatima"]
    velden = {naam: form[naam].value() for naam in ("sleutel", "versie", "uren_was", "uren", "personen", "namen")}
    aan.post(
        f"/kamers/cjm/dag/2026-03-10/noteer/{les.pk}/2026-03-10/", {**velden, "kwamen_al": "0", "nieuw_soort": "0"}
    )
    rij = Bijeenkomst.objects.get()
    assert (rij.op_naam, [inzet.uren for inzet in rij.inzet.all()]) == (1, [2])


def test_wie_alleen_scande_ziet_het_de_dag_erna_bij_vergeten(aan, les, rosa, casa, amina, client):
    aan.post(pad(les), {"nummer": "5724"})
    with time_machine.travel("2026-03-11 13:00 +0100"):
        client.force_login(amina)
        assert [rij.activiteit for rij in client.get("/kamers/cjm/vandaag/").context["beeld"].half] == [les]
        sleutel, versie = uuid4(), Bijeenkomst.objects.get().versie
        tik = {"sleutel": sleutel, "versie": versie, "gebruiker": amina, "vandaag": date(2026, 3, 11)}
        wie = Invulling(kwamen_al=0, namen=frozenset({rosa.pk}))
        bijeenkomsten.noteer(keer=Keer(les, DINSDAG), invulling=wie, **tik)
        assert client.get("/kamers/cjm/vandaag/").context["beeld"].half == []
