"""The pages of results of a room: what they say, and what they never say."""

import re
from datetime import date

import pytest
from django.urls import reverse

from kamers.models import Soort
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon, maak_soort
from tests.kamers.dagfabriek import maak_doel
from tests.kamers.resultatenfabriek import haal, maak_jaar, tekst_van, zet_namen

pytestmark = pytest.mark.django_db


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


def test_de_coordinator_ziet_afspraak_bereikt_en_twee_verwachtingen_met_hun_naam(client, amina, cijfers):
    client.force_login(amina)

    tekst = haal(client, "resultaten", "cjm", 2026)

    assert "Stand van 1 juli 2026. Dat is dag 182 van 365." in tekst
    assert "Bereikt, gedeeld door 182 dagen, maal 365 dagen." in tekst
    assert "We kijken hoe ver we op 1 juli 2025 waren, en hoe dat jaar afliep. Zo rekenen we door." in tekst
    rij = tekst[tekst.index(reverse("kamers:resultaat", args=["cjm", 2026, "p4"])) :].split("</tr>")[0]
    assert "2 op naam + 7 geteld" in rij
    getallen = [re.sub("<[^>]*>", " ", cel).split() for cel in rij.split("</td>")[1:-1]]
    assert getallen == [
        ["Afgesproken", "50"],
        ["Bereikt", "9"],
        ["Rechte", "lijn", "18"],
        ["Zoals", "in", "2025", "9"],
    ]


def test_soorten_worden_zichtbaar_niet_opgeteld_tot_de_kamer(client, amina, cijfers):
    client.force_login(amina)

    tekst = haal(client, "resultaten", "cjm", 2026)

    assert "<b>9</b> bij soorten" in tekst
    assert "<b>12</b> mensen" in tekst
    assert "Soorten kun je niet optellen." in tekst


def som_van(tekst: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", tekst.split('<p class="brug">')[1].split("</p>")[0]).split())


def test_de_som_van_soorten_naar_mensen_komt_uit(client, amina, eva, casa, cijfers):
    maak_doel("P1", casa, 100, maak_soort("P1", "Ontmoeting"))
    client.force_login(amina)
    een = haal(client, "resultaten", "cjm", 2026)
    client.force_login(eva)
    alle = re.sub("<[^>]*>", "", haal(client, "alle_resultaten", 2026))

    assert som_van(een) == "18 bij soorten + 1 door een klus − 7 dubbel = 12 mensen"
    assert "18 bij soorten + 1 door een klus − 7 dubbel = 12 mensen" in alle
    assert "Dat gebeurde" not in een


def test_wie_alleen_buiten_de_soorten_kwam_maakt_van_de_som_geen_gelijkheid(client, amina, cijfers):
    client.force_login(amina)

    assert som_van(haal(client, "resultaten", "cjm", 2026)) == "9 bij soorten + 1 door een klus worden 12 mensen"


def test_elk_cijfer_van_de_afspraak_heeft_een_eenheid_en_wie_op_een_manier_telde_geen_splitsing(client, amina, casa):
    maak_doel("P4", casa, 50, maak_soort("P4", "Taal"))
    maak_doel("P2", casa, 75, maak_soort("P2", "Klussen", telt=Soort.Telt.KLUSSEN))
    maak_doel("P7", casa, 500, prestatie="Totaal unieke deelnemers")
    les = maak_activiteit(casa, soort=maak_soort("P4", "Taal"))
    zet_namen(maak_bijeenkomst(les, date(2026, 1, 6), kwamen_al=0, nieuw=0), maak_persoon("Ana", casa))
    client.force_login(amina)

    tekst = haal(client, "resultaten", "cjm", 2026)

    koppen = [
        " ".join(re.sub("<[^>]*>", " ", deel.split("</th>")[0]).split()) for deel in tekst.split('<th scope="row">')[1:]
    ]
    assert koppen[:3] == ["Klussen klussen", "Taal mensen", "Totaal unieke deelnemers mensen"]
    assert " geteld" not in "".join(koppen)


def test_van_een_jaar_dat_voorbij_is_staat_er_heel_het_jaar_en_geen_verwachting(client, amina, cijfers):
    client.force_login(amina)

    tekst = haal(client, "resultaten", "cjm", 2025)

    assert "Heel 2025." in tekst
    assert "Verwacht op 31 december" not in tekst
    assert f'href="{reverse("kamers:resultaten", args=["cjm", 2026])}"' in tekst


def test_de_weg_naar_een_ander_jaar_staat_er_als_er_cijfers_zijn(client, amina, cijfers):
    client.force_login(amina)

    weg = {jaar: reverse("kamers:resultaten", args=["cjm", jaar]) for jaar in (2024, 2025, 2026, 2027)}
    gevonden = {jaar: haal(client, "resultaten", "cjm", jaar) for jaar in (2025, 2026)}

    assert {jaar: [j for j in weg if f'href="{weg[j]}"' in tekst] for jaar, tekst in gevonden.items()} == {
        2025: [2025, 2026],
        2026: [2025, 2026],
    }


def test_naast_de_cijfers_staat_hoe_compleet_ze_zijn(client, amina, cijfers):
    client.force_login(amina)

    compleet = client.get(reverse("kamers:resultaten", args=["cjm", 2026])).context["compleet"]

    # four series of 26 times until 1 July: three counted, one cancelled
    assert (compleet.gepland, compleet.genoteerd, compleet.procent) == (104, 4, 4)
    assert "4% van de geplande keren genoteerd" in haal(client, "resultaten", "cjm", 2026)


def test_een_jaar_zonder_iets_heet_niet_geregistreerd_en_nooit_nul(client, amina, cijfers):
    client.force_login(amina)

    tekst = haal(client, "resultaten", "cjm", 2024)

    assert "In 2024 is in deze kamer nog niets genoteerd." in tekst
    assert tekst.count("niet geregistreerd") == 5
    assert "<b>0</b>" not in tekst


def test_een_nieuwe_kamer_zonder_iets_genoteerd_heeft_een_bladzijde_zonder_cijfers(client, bram, cijfers):
    client.force_login(bram)

    tekst = haal(client, "resultaten", "multibron", 2026)

    assert "In 2026 is in deze kamer nog niets genoteerd." in tekst
    assert tekst.count("niet geregistreerd") == 5
    assert tekst.count("geen verwachting") == 10
    assert "niet geregistreerd" in haal(client, "resultaat", "multibron", 2026, "p7")


@pytest.mark.parametrize(("jaar", "code"), [(2027, "p4"), (1999, "p4"), (2026, "p9"), (2026, "taal")])
def test_een_jaar_dat_nog_komt_en_een_cijfer_dat_niet_bestaat_zijn_er_niet(client, amina, cijfers, jaar, code):
    client.force_login(amina)

    assert client.get(reverse("kamers:resultaat", args=["cjm", jaar, code])).status_code == 404


def test_zonder_jaar_komt_dit_jaar(client, amina, eva, casa):
    client.force_login(amina)
    assert client.get(reverse("kamers:resultaten_nu", args=["cjm"])).url == "/kamers/cjm/resultaten/2026/"
    client.force_login(eva)
    assert client.get(reverse("kamers:alle_resultaten_nu")).url == "/resultaten/2026/"


def test_achter_een_cijfer_staan_de_definitie_en_elke_keer_met_de_weg_naar_de_dag(client, amina, cijfers):
    client.force_login(amina)

    tekst = haal(client, "resultaat", "cjm", 2026, "p4")

    assert "Verschillende mensen die in 2026 minstens één keer bij Taal kwamen." in tekst
    assert "<b>2</b> op naam + <b>7</b> geteld" in tekst
    assert f'href="{reverse("kamers:dag", args=["cjm", date(2026, 3, 10)])}"' in tekst


def test_wie_niet_in_de_kamer_werkt_krijgt_de_dag_zonder_een_weg_die_dicht_is(client, eva, cijfers):
    client.force_login(eva)

    tekst = haal(client, "resultaat", "cjm", 2026, "p4")

    assert ">di 10 mrt </th>" in tekst
    assert "/dag/2026-03-10/" not in tekst


def test_wat_er_genoteerd_is_staat_met_vijfentwintig_op_een_bladzijde(client, amina, casa):
    maak_doel("P4", casa, 50, maak_soort("P4", "Taal"))
    les = maak_activiteit(casa)
    for dag in range(1, 27):
        maak_bijeenkomst(les, date(2026, 5, dag), nieuw=1)
    client.force_login(amina)

    eerste, tweede = (
        client.get(reverse("kamers:resultaat", args=["cjm", 2026, "p4"]), {"bladzijde": nummer}) for nummer in (1, 2)
    )

    assert [len(antwoord.context["bladzijde"]) for antwoord in (eerste, tweede)] == [25, 1]
    assert "26 regels" in tekst_van(eerste)
    assert 'href="?bladzijde=2#h-rijen"' in tekst_van(eerste)
    assert tweede.context["bladzijde"][0].dag == date(2026, 5, 1)


def test_bij_klussen_staat_nooit_wat_er_moest_gebeuren(client, amina, cijfers):
    client.force_login(amina)

    tekst = haal(client, "resultaat", "cjm", 2026, "p2")

    assert "Lekkende kraan" not in tekst
    assert "Kleine reparatie" in tekst
