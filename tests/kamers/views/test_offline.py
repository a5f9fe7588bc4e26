"""What stays on a tablet: a page and a script without anybody, another version each update; ids and counts."""

import html
import json
import re

import pytest
from django.test import override_settings
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, maak_lesdag, zet_op_rooster
from tests.kamers.inloopfabriek import met_de_hand

SCHIL, WERKER = "/geen-internet/", "/dienstwerker.js"


@pytest.fixture
def les(casa, time_machine):
    time_machine.move_to(HALF_ELF, tick=False)
    return maak_lesdag(casa)


def lijst(client) -> dict:
    blad = client.get("/kamers/cjm/vandaag/").content.decode()
    return json.loads(html.unescape(re.search(r'data-lijst="([^"]*)"', blad)[1]))


def test_de_bladzijde_op_de_tablet_is_voor_iedereen_dezelfde_en_heeft_geen_geheim(client, amina, les):
    vreemd = client.get(SCHIL).content
    client.force_login(amina)

    eigen = client.get(SCHIL).content

    assert eigen.replace(f'data-wie="{amina.pk}"'.encode(), b'data-wie=""') == vreemd
    assert b"csrfmiddlewaretoken" not in eigen
    assert b"Amina" not in eigen


def test_de_bladzijde_op_de_tablet_vraagt_niets_aan_de_databank(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(f"{SCHIL}?taal=nl").status_code == 200
        assert client.get(f"{WERKER}?taal=nl").status_code == 200


def test_de_dienstwerker_komt_van_de_wortel_en_wordt_nergens_bewaard(client, db):
    antwoord = client.get(f"{WERKER}?taal=nl")

    assert antwoord.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert "worker-src 'self'" in antwoord.headers["Content-Security-Policy"]
    assert 'SCHIL = "/geen-internet/?taal=nl"' in antwoord.content.decode()


def test_een_andere_tekst_of_een_ander_bestand_is_een_andere_versie(client, db):
    versie = [re.search(rb"bwk-(\w{16})", client.get(f"{WERKER}?taal={taal}").content)[1] for taal in ("nl", "en")]
    with override_settings(STATIC_URL="/anders/"):
        anders = re.search(rb"bwk-(\w{16})", client.get(f"{WERKER}?taal=nl").content)[1]

    assert len({*versie, anders}) == 3


def test_een_vreemde_taal_is_gewoon_nederlands(client, db):
    assert b'lang="nl"' in client.get(f"{SCHIL}?taal=xx").content


def test_de_tablet_bewaart_van_vandaag_ids_en_getallen_en_nooit_een_naam(client, amina, les, casa):
    zet_op_rooster(les.brei, les.gifty, "1.5")
    maak_activiteit(casa, "Inloop", weekdag=DINSDAG.weekday(), hele_dag=True)
    client.force_login(amina)

    bewaard = lijst(client)

    assert [(r["naam"], r["wijze"], r["mensen"], r["uren"], r["vorige"], r["versie"]) for r in bewaard["regels"]] == [
        ("Inloop en koffie", "klaar", [], "2", None, 1),
        ("Conversatieles Nederlands", "tellen", sorted([les.fatima.pk, les.wouter.pk]), "2", 8, 0),
        ("Inloop", "tikken", [], "2", None, 0),
        ("Babbel- en breiuur", "tellen", [les.gifty.pk], "1,5", None, 0),
    ]
    assert bewaard["dag"] == "2026-11-24"
    assert (bewaard["naam"], bewaard["kleur"], bewaard["letters"]) == (casa.naam, casa.deurkleur, casa.afkorting)
    assert not re.search("Fatima|Wouter|Gifty|Ronald|Amina", json.dumps(bewaard))


def test_van_een_inloop_bewaart_de_tablet_welk_totaal_met_de_hand_hij_zag(client, amina, casa, les):
    """A tap that waited is refused when somebody wrote a total since (docs/offline.md)."""
    inloop = maak_activiteit(casa, "Inloop", weekdag=DINSDAG.weekday(), hele_dag=True)
    client.force_login(amina)

    voor = [r["gezien"] for r in lijst(client)["regels"] if r["naam"] == "Inloop"]
    met_de_hand(inloop, amina, 20)
    na = [r["gezien"] for r in lijst(client)["regels"] if r["naam"] == "Inloop"]

    assert (voor, na) == ([0], [1])


def test_van_een_andere_dag_bewaart_de_tablet_niets(client, amina, les):
    client.force_login(amina)

    assert b"data-lijst" not in client.get(reverse("kamers:dag", args=["cjm", DINSDAG - WEEK])).content


def test_een_les_op_naam_staat_er_als_op_naam(client, amina, casa, les):
    maak_activiteit(casa, "Op naam", weekdag=DINSDAG.weekday(), telwijze="namen")
    client.force_login(amina)

    assert [r["wijze"] for r in lijst(client)["regels"] if r["naam"] == "Op naam"] == ["namen"]


def test_wie_er_zonder_internet_op_de_kaart_van_de_tablet_opslaat_krijgt_de_uren_van_het_rooster(client, amina, les):
    zet_op_rooster(les.les, les.gifty, "1")
    client.force_login(amina)
    regel = next(r for r in lijst(client)["regels"] if r["naam"] == "Conversatieles Nederlands")
    velden = {"sleutel": "7d5f0cbe-64f1-4b5e-9a55-000000000001", "versie": regel["versie"], "kwamen_al": "9"}
    velden |= {"nieuw_soort": "0", "personen": regel["mensen"], "uren": regel["uren"], "uren_was": regel["uren"]}

    assert client.post(regel["pad"], velden, headers={"X-Wachtrij": str(amina.pk)}).status_code == 200

    rij = Bijeenkomst.objects.get(activiteit=les.les, dag=DINSDAG)
    assert sorted(rij.inzet.values_list("persoon__voornaam", "uren")) == [("Fatima", 2), ("Gifty", 1), ("Wouter", 2)]


def test_een_vrijwilliger_zonder_die_rol_ziet_de_bladzijde_zonder_menu(client, les, casa):
    client.force_login(maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa))
    maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7)

    assert b'class="meer"' not in client.get(SCHIL).content
