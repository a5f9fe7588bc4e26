"""The results of all rooms on a page, what a room never sees of another, and how much a page asks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kamers.models import Soort
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_kamer, maak_soort
from tests.kamers.dagfabriek import maak_doel
from tests.kamers.resultatenfabriek import haal, maak_jaar

pytestmark = pytest.mark.django_db
HOOGSTENS = 10


@pytest.fixture(autouse=True)
def op_een_juli(time_machine):
    time_machine.move_to("2026-07-01 12:00", tick=False)


@pytest.fixture
def cijfers(casa):
    maak_doel("P4", casa, 50, maak_soort("P4", "Taal"))
    maak_doel("P2", casa, 75, maak_soort("P2", "Klussen", telt=Soort.Telt.KLUSSEN))
    maak_doel("P7", casa, 500, prestatie="Totaal unieke deelnemers")
    maak_jaar(casa, 2025)
    maak_jaar(casa, 2026)


def test_de_coach_ziet_alle_kamers_en_elk_cijfer_leidt_naar_zijn_herkomst(client, eva, cijfers, multibron):
    maak_jaar(multibron, 2026)
    client.force_login(eva)

    tekst = haal(client, "alle_resultaten", 2026)

    assert "ten hoogste 24 mensen" in tekst
    assert "4 op naam + 20 geteld." in tekst
    for code in ("p2", "p4", "p7"):
        for kamer in ("cjm", "multibron"):
            assert f'href="{reverse("kamers:resultaat", args=[kamer, 2026, code])}"' in tekst
    assert '"num">verwacht 18 (lijn),</span> <span class="num">9 (als 2025)</span>' in tekst


def test_kamers_worden_nergens_opgeteld_onder_het_woord_uniek(client, eva, cijfers, multibron):
    maak_jaar(multibron, 2026)
    client.force_login(eva)

    rijen = client.get(reverse("kamers:alle_resultaten", args=[2026])).context["rijen"]

    assert {regel.code: [cel.bereikt for _kamer, cel in cellen] for regel, cellen in rijen} == {
        "p2": [2, 2],
        "p4": [9, 9],
        "p7": [12, 12],
    }


def test_een_oefenkamer_staat_niet_tussen_de_kamers_en_zegt_op_haar_eigen_bladzijde_waarom(client, eva, cijfers):
    oefen = maak_kamer("oefen", naam="Oefenhuis", oefenkamer=True)
    maak_bijeenkomst(maak_activiteit(oefen), date(2026, 3, 3), nieuw=90)
    client.force_login(eva)

    assert "Oefenhuis" not in haal(client, "alle_resultaten", 2026)
    assert "ten hoogste 12 mensen" in haal(client, "alle_resultaten", 2026)
    eigen = haal(client, "resultaten", "oefen", 2026)
    assert "Oefenkamer: telt nergens mee." in eigen
    assert "<b>90</b>" in eigen


def test_een_gesloten_kamer_staat_er_tot_en_met_het_jaar_van_sluiten(client, eva, cijfers):
    maak_kamer("dicht", naam="Dichte Kamer", gesloten_op=date(2025, 6, 30))
    client.force_login(eva)

    assert "Dichte Kamer" in haal(client, "alle_resultaten", 2025)
    assert "Dichte Kamer" not in haal(client, "alle_resultaten", 2026)
    assert "De kamer sloot op 30-06-2025." in haal(client, "resultaten", "dicht", 2026)


def test_een_coordinator_ziet_de_resultaten_van_een_andere_kamer_niet(client, bram, casa):
    client.force_login(bram)

    for naam, args in (("resultaten", ["cjm", 2026]), ("resultaat", ["cjm", 2026, "p4"]), ("resultaten_nu", ["cjm"])):
        assert client.get(reverse(f"kamers:{naam}", args=args)).status_code == 404
    assert client.get(reverse("kamers:alle_resultaten", args=[2026])).status_code == 403


def test_een_vrijwilliger_en_de_penningmeester_zien_de_resultaten_van_een_kamer_niet(client, fatima, chandra, casa):
    for wie in (fatima, chandra):
        client.force_login(wie)
        assert client.get(reverse("kamers:resultaten", args=["cjm", 2026])).status_code == 403


def vragen(client, naam, *args) -> int:
    client.get(reverse(f"kamers:{naam}", args=args))  # the first visit remembers the room in the session
    with CaptureQueriesContext(connection) as gevangen:
        haal(client, naam, *args)
    return len(gevangen)


@pytest.mark.parametrize("pad", [("resultaten", "cjm", 2026), ("resultaat", "cjm", 2026, "p4")])
def test_een_kamer_vraagt_evenveel_bij_een_jaar_als_bij_veel_en_bij_veel_kamers(client, amina, casa, cijfers, pad):
    client.force_login(amina)

    eerst = vragen(client, *pad)
    for nummer in range(39):
        maak_kamer(f"kamer-{nummer}")
    maak_jaar(maak_kamer("kamer-1"), 2026)

    assert eerst <= HOOGSTENS
    assert vragen(client, *pad) == eerst


def test_alle_kamers_vragen_evenveel_bij_een_als_bij_veertig(client, eva, casa, cijfers):
    client.force_login(eva)

    eerst = vragen(client, "alle_resultaten", 2026)
    for nummer in range(39):
        maak_jaar(maak_kamer(f"kamer-{nummer}"), 2026)

    assert eerst <= HOOGSTENS
    assert vragen(client, "alle_resultaten", 2026) == eerst
