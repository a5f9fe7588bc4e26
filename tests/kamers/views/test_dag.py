from datetime import date

import pytest
import time_machine
from django.urls import reverse

from tests.kamers.dagfabriek import HALF_ELF, maak_lesdag

pytestmark = pytest.mark.django_db


@pytest.fixture
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def test_de_les_die_nog_niet_genoteerd_is_staat_open(client, amina, casa, om_half_elf):
    maak_lesdag(casa)
    client.force_login(amina)

    antwoord = client.get(reverse("kamers:vandaag", args=["cjm"]))

    assert antwoord.context["kaart"].naam == "Conversatieles Nederlands"
    assert [r.naam for r in antwoord.context["beeld"].regels] == [
        "Inloop en koffie",
        "Conversatieles Nederlands",
        "Babbel- en breiuur",
    ]
    tekst = antwoord.content.decode()
    assert "Dinsdag 24 november" in tekst
    assert "Vorige keer: 8" in tekst


def test_een_dag_die_nog_moet_komen_wordt_geweigerd_met_wat_je_kunt_doen(client, amina, casa, om_half_elf):
    client.force_login(amina)

    for pad in (reverse("kamers:dag", args=["cjm", date(2026, 11, 25)]), "/kamers/cjm/dag/?datum=25-11-2026"):
        antwoord = client.get(pad)
        assert antwoord.status_code == 422
        assert "Deze dag moet nog komen. Kies vandaag of een dag ervoor." in antwoord.content.decode()


def test_andere_dag_laat_de_laatste_zeven_dagen_zien_en_gaat_naar_een_getypte_dag(client, amina, casa, om_half_elf):
    client.force_login(amina)

    antwoord = client.get("/kamers/cjm/dag/")

    assert antwoord.context["dagen"] == [date(2026, 11, dag) for dag in range(23, 16, -1)]
    assert client.get("/kamers/cjm/dag/?datum=3 nov").url == "/kamers/cjm/dag/2026-11-03/"


def test_op_een_vorige_dag_staat_de_eerste_die_nog_niet_genoteerd_is_open(client, amina, casa, om_half_elf):
    maak_lesdag(casa)
    client.force_login(amina)

    antwoord = client.get("/kamers/cjm/dag/2026-11-10/")

    assert antwoord.context["kaart"].naam == "Inloop en koffie"
    assert "Samen in" not in antwoord.content.decode()


def test_een_soort_die_dit_jaar_nog_niet_telde_vult_vorige_keer_bij_nieuw_in(client, amina, casa):
    maak_lesdag(casa)
    client.force_login(amina)

    with time_machine.travel("2027-01-05 10:30+01:00", tick=True):
        client.force_login(amina)
        tekst = client.get(
            f"/kamers/cjm/vandaag/?noteer={casa.activiteiten.get(naam__startswith='Conv').pk}:2027-01-05"
        )

    assert 'data-vul="8" data-voor="kaart-nieuw_soort"' in tekst.content.decode()


def test_een_onbekende_keer_openen_bestaat_niet(client, amina, casa, om_half_elf):
    maak_lesdag(casa)
    client.force_login(amina)

    assert client.get("/kamers/cjm/vandaag/?noteer=999:2026-11-24").status_code == 404
    assert client.get("/kamers/cjm/dag/2026-13-45/").status_code == 404
