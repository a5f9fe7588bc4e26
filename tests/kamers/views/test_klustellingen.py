from datetime import date

import pytest
import time_machine

from tests.fabriek import maak_kamer, maak_klus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


@pytest.fixture
def klussen(casa, multibron, eigen_haard):
    for kamer in (casa, casa, multibron):
        maak_klus(kamer, corporatie=eigen_haard, status="klaar", gedaan_op=date(2026, 5, 5))
    oefen = maak_kamer("oefenkamer", oefenkamer=True)
    maak_klus(oefen, corporatie=eigen_haard, status="klaar", gedaan_op=date(2026, 5, 5))


def test_een_coordinator_ziet_de_tellingen_van_de_eigen_kamer(client, amina, klussen):
    client.force_login(amina)

    eigen, ander = (client.get(f"/kamers/{code}/klussen/2026/tellingen/") for code in ("cjm", "multibron"))

    assert eigen.context["tabel"].som.totaal == 2
    assert "Klussen klaar in 2026, per verhuurder en product" in eigen.text
    assert ander.status_code == 404


def test_een_projectcoach_ziet_alle_kamers_zonder_de_oefenkamer(client, eva, klussen):
    client.force_login(eva)

    response = client.get("/klussen/2026/")

    tellingen = response.context["tellingen"]
    assert [(rij.naam, rij.totaal) for rij in tellingen.per_kamer.rijen] == [
        ("Casa Jepie Makandra", 2),
        ("MultiBron", 1),
    ]
    assert [(rij.naam, rij.totaal) for rij in tellingen.per_corporatie.rijen] == [
        ("Eigen Haard", 3),
        ("Onbekend of anders", 0),
    ]


def test_een_coordinator_ziet_de_andere_kamers_niet(client, amina):
    client.force_login(amina)

    assert client.get("/klussen/2026/").status_code == 403


@pytest.mark.parametrize(("jaar", "code"), [(2026, 200), (2025, 200), (2027, 404), (1999, 404)])
def test_een_jaar_dat_nog_moet_komen_bestaat_niet(client, eva, jaar, code):
    client.force_login(eva)

    assert client.get(f"/klussen/{jaar}/").status_code == code


@pytest.mark.parametrize("kamers", [4, 40])
def test_de_bladzijden_zijn_evenveel_vragen_bij_4_en_40_kamers(client, eva, casa, kamers, django_assert_num_queries):
    for nummer in range(kamers):
        maak_klus(maak_kamer(f"kamer-{nummer}"), status="klaar", gedaan_op=date(2026, 5, 5))
    client.force_login(eva)
    client.get("/klussen/2026/")

    with django_assert_num_queries(7):
        client.get("/klussen/2026/")
    with django_assert_num_queries(6):
        client.get("/kamers/cjm/klussen/2026/tellingen/")
