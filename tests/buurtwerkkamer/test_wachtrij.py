"""What a tablet sends later: the same views and rules, an answer in words, never under another name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import login
from django.test import Client, RequestFactory
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Klus, Teljaar
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, maak_lesdag
from tests.kamers.klusfabriek import maak_geplande_klus

LEEG = {"kwamen_al": "9", "nieuw_soort": "3", "ook_nieuw": "alle", "niemand": "on"}


@pytest.fixture
def les(casa, time_machine):
    time_machine.move_to(HALF_ELF, tick=False)
    return maak_lesdag(casa)


@pytest.fixture
def tablet(client, amina):
    """Return a function that sends something out of the queue, kept on behalf of a user."""
    client.force_login(amina)

    def stuur(pad, velden, namens=amina):
        return client.post(pad, velden, headers={"X-Wachtrij": str(namens.pk)})

    return stuur


def noteerpad(les, dag=DINSDAG):
    return reverse("kamers:noteer", args=["cjm", dag, les.les.pk, dag])


def kaart(versie=0, **anders):
    return {"sleutel": str(uuid4()), "versie": versie, **LEEG, **anders}


def test_een_kaart_uit_de_wachtrij_wordt_genoteerd_en_het_antwoord_is_een_zin(tablet, les):
    antwoord = tablet(noteerpad(les), kaart())

    assert (antwoord.status_code, antwoord.json()) == (
        200,
        {"tekst": "Genoteerd. 12 deelnemers. Bij Taal nu 50 van 50 mensen."},
    )
    rij = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG)
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer, rij.versie) == (9, 3, 3, 1)


def test_twee_keer_dezelfde_kaart_is_er_een_en_een_nieuwe_sleutel_botst(tablet, les):
    eerst = kaart()
    assert [tablet(noteerpad(les), eerst).status_code for _keer in range(2)] == [200, 200]

    anders = tablet(noteerpad(les), kaart(kwamen_al="7", nieuw_soort="0"))

    assert anders.status_code == 422
    assert anders.json()["tekst"] == (
        "Iemand anders heeft dit ook aangepast. Er staat nu: 12 deelnemers, waarvan 3 nieuw."
        " Jij vulde in: 7 deelnemers."
    )
    assert Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG).versie == 1


def test_de_melding_van_de_wachtrij_blijft_niet_hangen_op_de_volgende_bladzijde(tablet, les, client):
    tablet(noteerpad(les), kaart())

    assert "Genoteerd. 12 deelnemers." not in client.get("/kamers/cjm/vandaag/").content.decode()


def test_wat_van_een_ander_is_wordt_niet_onder_deze_naam_genoteerd(tablet, les, casa):
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)

    assert tablet(noteerpad(les), kaart(), namens=wouter).status_code == 409

    assert not Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).exists()


def test_wie_niet_is_ingelogd_krijgt_de_inlogbladzijde_en_geen_ja(les, amina):
    antwoord = Client().post(noteerpad(les), kaart(), headers={"X-Wachtrij": str(amina.pk)})

    assert (antwoord.status_code, antwoord.headers["Location"][:10]) == (302, "/inloggen/")


def test_zonder_geldig_geheim_is_het_geen_ja(les, amina):
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(amina)
    vast = {"X-Wachtrij": str(amina.pk)}

    assert streng.post(noteerpad(les), kaart(), headers=vast).status_code == 403

    ik = streng.get(reverse("wachtrij")).json()
    assert ik["wie"] == str(amina.pk)
    assert streng.post(noteerpad(les), kaart(), headers=vast | {"X-CSRFToken": ik["geheim"]}).status_code == 200


def test_het_geheim_van_de_ene_gebruiker_past_niet_bij_de_volgende(les, amina, casa, client):
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(amina)
    geheim = streng.get(reverse("wachtrij")).json()["geheim"]
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa, wachtwoord="een-lang-geheim-2026")
    streng.get("/inloggen/")
    vraag = RequestFactory().get("/")
    vraag.session, vraag.COOKIES = streng.session, {"csrftoken": streng.cookies["csrftoken"].value}
    login(vraag, wouter)
    streng.cookies["sessionid"], streng.cookies["csrftoken"] = vraag.session.session_key, vraag.META["CSRF_COOKIE"]
    vraag.session.save()

    antwoord = streng.post(noteerpad(les), kaart(), headers={"X-Wachtrij": str(wouter.pk), "X-CSRFToken": geheim})

    assert antwoord.status_code == 403


def test_een_dag_die_moet_komen_een_gesloten_jaar_en_een_weggehaalde_les_worden_met_reden_geweigerd(
    tablet, les, casa, amina
):
    morgen = maak_activiteit(casa, "Morgen", weekdag=(DINSDAG.weekday() + 1) % 7)
    dag = DINSDAG + timedelta(days=1)
    toekomst = tablet(
        reverse("kamers:noteer", args=["cjm", dag, morgen.pk, dag]), kaart(nieuw_soort="0", kwamen_al="0")
    )
    Teljaar.objects.create(kamer=casa, jaar=2026, gesloten_door=amina)
    dicht = tablet(noteerpad(les), kaart())
    weg = tablet(reverse("kamers:noteer", args=["cjm", DINSDAG, 99_999_999, DINSDAG]), kaart())
    andere_dag = tablet(reverse("kamers:noteer", args=["cjm", dag, les.les.pk, dag]), kaart())

    assert [a.status_code for a in (toekomst, dicht, weg, andere_dag)] == [422] * 4
    assert toekomst.json()["tekst"] == "Deze dag moet nog komen. Kies vandaag of een dag ervoor."
    assert "2026" in dicht.json()["tekst"]
    assert weg.json()["tekst"] == "Dit staat er niet meer."
    assert andere_dag.json()["tekst"] == "Deze activiteit staat niet meer op deze dag. Er is niets opgeslagen."
    assert not Bijeenkomst.objects.filter(activiteit=les.les, dag=DINSDAG).exists()


def test_een_botsing_op_een_klus_noemt_op_de_tablet_geen_naam(tablet, les, casa):
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    klus = maak_geplande_klus(casa, maak_vrijwilliger("Ronnie", casa))
    Klus.objects.filter(pk=klus.pk).update(versie=5, gewijzigd_door=wouter)
    velden = {"sleutel": str(uuid4()), "versie": 1, "dag": DINSDAG.isoformat()}

    antwoord = tablet(reverse("kamers:klus_klaar", args=["cjm", klus.pk]), velden)

    assert antwoord.status_code == 422
    assert antwoord.json() == {"tekst": "Deze klus is net ook ergens anders aangepast. Kijk wat er nu staat."}


def test_de_reden_van_een_botsing_noemt_niemand(tablet, les, casa):
    rij = maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7)
    rij.genoteerd_door = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    rij.save()

    tekst = tablet(noteerpad(les), kaart()).json()["tekst"]

    assert "Er staat nu: 7 deelnemers" in tekst
    assert not {"Wouter", "Fatima", "Ronald"} & set(tekst.replace(".", " ").split())


def test_zonder_kop_is_alles_als_altijd(client, amina, les):
    client.force_login(amina)

    assert client.post(noteerpad(les), kaart()).status_code == 302


def test_uitloggen_vraagt_eerst_wat_er_met_het_wachtende_werk_moet(client, amina):
    client.force_login(amina)
    client.cookies["wacht"] = str(amina.pk)

    assert client.post("/uitloggen/").headers["Location"] == reverse("uitloggen_wacht")
    assert client.get("/geen-internet/wachtrij/").json()["wie"] == str(amina.pk)

    antwoord = client.post("/uitloggen/", {"toch": "1"})
    assert client.get("/geen-internet/wachtrij/").status_code == 302
    assert antwoord.cookies["wie"].value == antwoord.cookies["wacht"].value == ""


@pytest.mark.parametrize("wacht", ["", "99999999"])
def test_wie_niets_heeft_staan_logt_meteen_uit_ook_als_er_werk_van_een_ander_staat(client, amina, wacht):
    client.force_login(amina)
    client.cookies["wacht"] = wacht

    client.post("/uitloggen/")

    assert client.get("/geen-internet/wachtrij/").status_code == 302
