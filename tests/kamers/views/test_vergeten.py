from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_kamer
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK

pytestmark = pytest.mark.django_db
GISTEREN = DINSDAG - timedelta(days=1)


@pytest.fixture(autouse=True)
def half_elf():
    with time_machine.travel(HALF_ELF, tick=False):
        yield


def test_de_coach_ziet_per_kamer_wat_in_de_laatste_zeven_dagen_niet_is_genoteerd(client, eva, amina, casa, multibron):
    les = maak_activiteit(casa, weekdag=0, van=DINSDAG - 2 * WEEK)
    maak_bijeenkomst(maak_activiteit(multibron, weekdag=0, van=GISTEREN), GISTEREN, nieuw=2)
    client.force_login(eva)

    antwoord = client.get(reverse("kamers:vergeten"))

    [(kamer, [keer], compleet, namen)] = antwoord.context["rijen"]
    assert (kamer, keer.activiteit, keer.dag) == (casa, les, GISTEREN)
    assert (compleet.gepland, compleet.genoteerd) == (2, 0)
    assert [(rij[0], rij[2].procent) for rij in antwoord.context["klaar"]] == [(multibron, 100)]
    assert namen == ["Amina"]
    assert "noteer=" not in antwoord.content.decode()
    assert "Coördinator: Amina" in antwoord.content.decode()
    assert 'href="/kamers/cjm/feiten/"' in antwoord.content.decode()


def test_de_coach_leest_dat_een_kamer_geen_coordinator_heeft(client, eva, amina, casa):
    amina.aanstellingen.update(tot=GISTEREN)
    maak_activiteit(casa, weekdag=0, van=GISTEREN)
    client.force_login(eva)

    tekst = client.get(reverse("kamers:vergeten")).content.decode()

    assert "Deze kamer heeft nu geen coördinator." in tekst
    assert "Amina" not in tekst


def test_een_coordinator_ziet_de_eigen_kamer_en_kan_meteen_noteren(client, amina, casa, multibron):
    les = maak_activiteit(casa, weekdag=0, van=GISTEREN)
    maak_activiteit(multibron, weekdag=0, van=GISTEREN)
    client.force_login(amina)

    antwoord = client.get(reverse("kamers:vergeten"))

    assert [rij[0] for rij in antwoord.context["rijen"]] == [casa]
    assert f"/kamers/cjm/dag/2026-11-23/?noteer={les.pk}:2026-11-23" in antwoord.content.decode()


def test_vandaag_noemt_wat_vergeten_is_en_een_tik_opent_de_kaart_van_die_dag(client, amina, casa):
    les = maak_activiteit(casa, weekdag=0, van=GISTEREN)
    client.force_login(amina)

    bladzijde = client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()
    adres = f"/kamers/cjm/dag/2026-11-23/?noteer={les.pk}:2026-11-23"

    assert 'id="vergeten"' in bladzijde
    assert adres in bladzijde
    assert "0% van de geplande keren genoteerd" in bladzijde
    assert client.get(adres).context["kaart"].activiteit == les


def test_is_alles_genoteerd_dan_staat_er_geen_blok_en_wel_honderd_procent(client, amina, casa):
    maak_bijeenkomst(maak_activiteit(casa, weekdag=0, van=GISTEREN), GISTEREN, nieuw=2)
    client.force_login(amina)

    bladzijde = client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()

    assert 'id="vergeten"' not in bladzijde
    assert "100% van de geplande keren genoteerd" in bladzijde


def test_in_januari_kijkt_het_blok_ook_terug_in_december_en_het_procent_niet(client, amina, casa):
    maak_activiteit(casa, weekdag=3, van=DINSDAG, tot=DINSDAG + 6 * WEEK)

    with time_machine.travel("2027-01-05T10:30:00+01:00", tick=False):
        client.force_login(amina)
        antwoord = client.get(reverse("kamers:vandaag", args=["cjm"]))

    assert [v.dag.isoformat() for v in antwoord.context["vergeten"]] == ["2026-12-31"]
    assert antwoord.context["compleet"].gepland == 0


@pytest.mark.parametrize("aantal", [4, 40])
def test_vergeten_stelt_evenveel_vragen_bij_vier_als_bij_veertig_kamers(client, eva, aantal, django_assert_num_queries):
    for n in range(aantal):
        maak_activiteit(maak_kamer(f"k{n}"), weekdag=0)
    client.force_login(eva)
    client.get(reverse("kamers:vergeten"))

    with django_assert_num_queries(6):
        client.get(reverse("kamers:vergeten"))
