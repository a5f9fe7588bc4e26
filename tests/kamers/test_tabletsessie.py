"""What a tablet remembers: when a session ends, and what was being filled in then."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Tablet
from kamers.tabletsessie import CONCEPT, SLEUTEL
from tests.fabriek import maak_activiteit, maak_gebruiker, maak_klus, maak_persoon
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag
from tests.kamers.tabletfabriek import geef_code, tablet_in, tik_op
from tests.toegangwereld import DAG

pytestmark = pytest.mark.django_db
CODE = "5829"
KWART_OVER_EEN = datetime(2026, 3, 10, 13, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def amina_met_code(amina):
    amina.code = make_password(CODE)
    amina.save(update_fields=["code"])
    return amina


@pytest.fixture
def tablet(client, casa, amina_met_code, time_machine):
    time_machine.move_to(KWART_OVER_EEN, tick=False)
    return tablet_in(client, casa, amina_met_code, naam="in de keuken")


def test_na_een_kwartier_stil_terug_naar_de_namen_en_is_de_code_vergeten(client, tablet, amina_met_code, time_machine):
    tik_op(client, amina_met_code)
    geef_code(client, CODE)
    time_machine.shift(timedelta(minutes=15))
    op_tijd = client.get("/kamers/cjm/klussen/").status_code
    time_machine.shift(timedelta(minutes=15, seconds=1))

    antwoord = client.get("/kamers/cjm/klussen/", follow=True)

    assert op_tijd == 200
    assert antwoord.redirect_chain == [("/tablet/", 302)]
    assert "Je was even weg. Tik op je naam." in antwoord.content.decode()
    tik_op(client, amina_met_code)
    assert client.get("/kamers/cjm/klussen/").url.startswith("/tablet/code/")


@pytest.mark.parametrize("wacht", ["tik op de naam", "wachtwoord"])
def test_een_bladzijde_die_vanzelf_vraagt_houdt_niemand_aan_het_werk(
    client, tablet, amina_met_code, time_machine, wacht
):
    if wacht == "wachtwoord":
        client.force_login(amina_met_code)
        client.get("/kamers/cjm/vandaag/")
    else:
        tik_op(client, amina_met_code)
    for _minuut in range(8):
        time_machine.shift(timedelta(minutes=2))
        client.get("/geen-internet/wachtrij/")
        client.post("/kamers/cjm/klussen/1/klaar/", headers={"X-Wachtrij": str(amina_met_code.pk)})

    assert client.get("/kamers/cjm/vandaag/").url == "/tablet/"


def test_wat_wacht_en_een_code_vraagt_wacht_verder_en_wordt_niet_ook_als_formulier_bewaard(
    client, tablet, amina_met_code, casa
):
    klus = maak_klus(casa, status="gepland")
    tik_op(client, amina_met_code)
    pad, namens = reverse("kamers:klus_klaar", args=["cjm", klus.pk]), {"X-Wachtrij": str(amina_met_code.pk)}
    velden = {"sleutel": str(uuid4()), "versie": klus.versie, "dag": "2026-03-10"}

    zonder = client.post(pad, velden, headers=namens)
    bewaard = CONCEPT in client.session
    geef_code(client, CODE)
    met = client.post(pad, velden, headers=namens)

    assert (zonder.status_code, zonder.json(), bewaard) == (428, {"tekst": "Geef eerst je code."}, False)
    assert met.status_code == 200
    klus.refresh_from_db()
    assert (klus.status, klus.gewijzigd_door) == ("klaar", amina_met_code)


def test_bij_de_namen_noteert_niemand_meer_onder_de_vorige_naam(client, tablet):
    client.cookies["wie"] = "7"

    assert client.get("/tablet/").cookies["wie"]["max-age"] == 0


def test_een_formulier_dat_te_laat_kwam_is_bewaard_voor_wie_het_invulde(client, casa, amina_met_code, time_machine):
    time_machine.move_to(HALF_ELF, tick=False)
    dag = maak_lesdag(casa)
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    tablet_in(client, casa, amina_met_code)
    tik_op(client, amina_met_code)
    kaart = client.get("/kamers/cjm/vandaag/").context["form"]
    velden = {"sleutel": kaart["sleutel"].value(), "versie": 0, "kwamen_al": 9, "nieuw_soort": 0}
    velden |= {"personen": [dag.fatima.pk, dag.wouter.pk], "uren": "2", "uren_was": "2"}
    time_machine.shift(timedelta(minutes=16))
    adres = reverse("kamers:noteer", args=["cjm", DINSDAG, dag.les.pk, DINSDAG])

    te_laat = client.post(adres, velden, headers={"HX-Request": "true"})
    deur = client.get("/tablet/").content.decode()
    voor_een_ander = tik_op(client, wouter).url
    voor_haar = tik_op(client, amina_met_code).url
    bladzijde = client.get(voor_haar)

    assert te_laat.headers["HX-Redirect"] == "/tablet/"
    assert "Tik op je naam. Wat je invulde is bewaard." in deur
    assert (voor_een_ander, voor_haar) == ("/", "/tablet/verder/")
    assert not Bijeenkomst.objects.filter(activiteit=dag.les, dag=DINSDAG).exists()
    concept = bladzijde.context["concept"]
    for _keer in range(2):  # twice the same form is one record
        client.post(concept["pad"], dict(concept["velden"]) | {"_verder": "1"})
    assert Bijeenkomst.objects.get(activiteit=dag.les, dag=DINSDAG).kwamen_al == 9
    assert CONCEPT not in client.session


def test_namen_die_zonder_code_verstuurd_worden_wachten_op_de_code(client, tablet, amina_met_code, casa):
    les = maak_activiteit(casa, "Les op naam", weekdag=DAG.weekday(), telwijze="namen")
    rosa = maak_persoon("Rosa", casa, pasnummer="1004")
    tik_op(client, amina_met_code)
    adres = reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG])

    antwoord = client.post(adres, {"namen": [rosa.pk], "kwamen_al": "0"})
    na_code = geef_code(client, CODE)

    assert antwoord.url == "/tablet/code/"
    assert na_code.url == "/tablet/verder/"
    assert ("namen", [str(rosa.pk)]) in client.get(na_code.url).context["concept"]["velden"]
    assert not Bijeenkomst.objects.exists()


def test_een_code_of_een_groot_formulier_wordt_nooit_bewaard(client, tablet, amina_met_code, time_machine):
    for velden in ({"code": CODE}, {"reden": "x" * 30_000}):
        tik_op(client, amina_met_code)
        time_machine.shift(timedelta(minutes=16))
        adres = reverse("kamers:tablet_code") if "code" in velden else reverse("kamers:andere_dag", args=["cjm"])

        client.post(adres, velden)

        assert CONCEPT not in client.session


def test_wie_van_het_scherm_zelf_terugging_bewaart_zonder_iets_op_te_slaan(client, tablet, amina_met_code, casa):
    les = maak_activiteit(casa, weekdag=DAG.weekday())
    tik_op(client, amina_met_code)
    adres = reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG])

    antwoord = client.post(adres, {"kwamen_al": "4", "_stil": "1"})

    assert antwoord.url == "/tablet/"
    assert SLEUTEL not in client.session
    assert client.session[CONCEPT]["velden"] == "kwamen_al=4"
    assert not Bijeenkomst.objects.exists()


def test_wat_de_browser_zelf_vraagt_neemt_de_zin_over_het_einde_niet_weg(client, tablet, amina_met_code):
    tik_op(client, amina_met_code)
    Tablet.objects.filter(pk=tablet.pk).update(ingetrokken_op=KWART_OVER_EEN)

    script = client.get("/dienstwerker.js")
    eerste, tweede = (client.get("/kamers/cjm/vandaag/") for _ in range(2))

    assert script.status_code == 200
    assert "Je kunt hier niet meer werken" in eerste.content.decode()
    assert "Je kunt hier niet meer werken" not in tweede.content.decode()


@pytest.mark.parametrize(("uren", "wacht"), [(11, True), (13, False)])
def test_wat_op_de_tablet_wacht_wacht_twaalf_uur(client, tablet, amina_met_code, casa, time_machine, uren, wacht):
    les = maak_activiteit(casa, weekdag=DAG.weekday())
    tik_op(client, amina_met_code)
    client.post(reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG]), {"kwamen_al": "4", "_stil": "1"})
    time_machine.shift(timedelta(hours=uren))

    daarna = tik_op(client, amina_met_code).url

    assert (daarna, CONCEPT in client.session) == ("/tablet/verder/" if wacht else "/", wacht)


def test_wat_van_een_ander_wacht_is_niet_wat_jij_invulde(client, tablet, amina_met_code, casa, time_machine):
    les, wouter = maak_activiteit(casa, weekdag=DAG.weekday()), maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    noteer = reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG])
    tik_op(client, amina_met_code)
    client.post(noteer, {"kwamen_al": "4", "_stil": "1"})
    tik_op(client, wouter)
    time_machine.shift(timedelta(minutes=16))

    client.post(noteer, {"reden": "x" * 30_000})
    deur = client.get("/tablet/").text

    assert "Je was even weg. Tik op je naam." in deur
    assert "Wat je invulde is bewaard" not in deur
    assert client.session[CONCEPT]["wie"] == amina_met_code.pk
