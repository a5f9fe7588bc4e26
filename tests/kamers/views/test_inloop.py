from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, zet_op_rooster

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def half_elf():
    with time_machine.travel(HALF_ELF, tick=False):
        yield


@pytest.fixture
def les(casa, client, amina):
    les = maak_activiteit(casa, "Inloop", hele_dag=True)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=40)
    client.force_login(amina)
    return les


def stuur(client, les, actie, sleutel=None, **kop):
    adres = reverse("kamers:inloop", args=["cjm", DINSDAG, les.pk, DINSDAG])
    return client.post(adres, {"actie": actie, "sleutel": sleutel or uuid4()}, headers=kop or None)


def test_vandaag_heeft_een_kaart_met_twee_knoppen_in_plaats_van_de_gewone_kaart(client, les):
    antwoord = client.get(reverse("kamers:vandaag", args=["cjm"]))

    bladzijde = antwoord.content.decode()
    assert antwoord.context["kaart"] is None
    assert "+1 voor het eerst dit jaar" in bladzijde
    assert "kwam dit jaar al" in bladzijde


def test_een_tik_zonder_javascript_telt_en_komt_terug_op_de_dag(client, les):
    antwoord = stuur(client, les, "al")

    assert antwoord.url == reverse("kamers:vandaag", args=["cjm"])
    assert "Geteld. Vandaag nu 1." in client.get(antwoord.url).content.decode()


def test_een_tik_brengt_alleen_de_stand_en_een_nieuwe_sleutel_terug(client, les):
    sleutel = uuid4()

    antwoord = stuur(client, les, "nieuw", sleutel, **HTMX).content.decode()

    assert f'id="inloop-stand-{les.pk}"' in antwoord
    assert 'id="activiteiten"' not in antwoord
    assert f'id="tik-al-{les.pk}"' in antwoord
    assert str(sleutel) in antwoord  # only in the address that takes it back
    assert f'value="{sleutel}"' not in antwoord
    assert "Ook nieuw in de kamer?" in antwoord


def test_de_knop_ongedaan_maken_haalt_de_tik_weg(client, les):
    sleutel = uuid4()
    stuur(client, les, "al")
    stuur(client, les, "al", sleutel)
    adres = reverse("kamers:inloop_ongedaan", args=["cjm", DINSDAG, sleutel])

    assert client.post(adres).status_code == 302
    assert "Ongedaan gemaakt." in client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()
    assert les.bijeenkomsten.get(gepland=DINSDAG).deelnemers == 1
    assert client.post(adres, headers=HTMX).status_code == 200
    assert les.bijeenkomsten.get(gepland=DINSDAG).deelnemers == 1


def test_klaar_vraagt_eerst_het_antwoord_en_zet_dan_de_uren_van_het_rooster(client, les, casa):
    zet_op_rooster(les, maak_vrijwilliger("Wouter", casa).persoon, "3")
    stuur(client, les, "nieuw")
    stuur(client, les, "klaar")
    assert "Zeg eerst of de nieuwe mensen" in client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()

    stuur(client, les, "ja")
    stuur(client, les, "klaar")

    rij = les.bijeenkomsten.get(gepland=DINSDAG)
    assert (rij.nieuw_kamer, [i.uren for i in rij.inzet.all()]) == (1, [3])
    bladzijde = client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()
    assert "+1 voor het eerst dit jaar" not in bladzijde
    assert "Wouter, 3 uur" in bladzijde


def test_alleen_een_inloop_heeft_tikken_en_een_onbekende_knop_doet_niets(client, les, casa):
    gewoon = maak_activiteit(casa)

    assert stuur(client, gewoon, "al").status_code == 400
    assert stuur(client, les, "weg").status_code == 400
    assert not les.bijeenkomsten.filter(gepland=DINSDAG).exists()


def test_klaar_gaat_terug_en_dan_staat_de_kaart_er_weer_met_alle_mensen(client, les, casa):
    zet_op_rooster(les, maak_vrijwilliger("Wouter", casa).persoon, "3")
    stuur(client, les, "al")
    sleutel = uuid4()
    stuur(client, les, "klaar", sleutel)

    antwoord = client.post(reverse("kamers:ongedaan", args=["cjm", DINSDAG, sleutel]), follow=True)

    rij = les.bijeenkomsten.get(gepland=DINSDAG)
    assert (rij.deelnemers, rij.inzet.count()) == (1, 0)
    assert antwoord.status_code == 200
    assert "+1 voor het eerst dit jaar" in client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()


def test_vandaag_met_een_inloop_en_een_les_stelt_hoogstens_tien_vragen(
    client, les, casa, django_assert_max_num_queries
):
    maak_activiteit(casa)
    stuur(client, les, "nieuw")
    client.get(reverse("kamers:vandaag", args=["cjm"]))

    with django_assert_max_num_queries(10):
        client.get(reverse("kamers:vandaag", args=["cjm"]))


def test_waar_kinderen_komen_of_namen_worden_gekozen_telt_een_tik_niet(client, casa, amina):
    client.force_login(amina)
    for velden in ({"met_kinderen": True}, {"telwijze": "namen"}):
        les = maak_activiteit(casa, "Anders", hele_dag=True, **velden)

        assert stuur(client, les, "al").status_code == 400
        assert not les.bijeenkomsten.exists()


def test_een_inloop_van_gisteren_die_niet_af_is_staat_bij_vergeten_en_is_dan_af_te_maken(client, les, casa, amina):
    zet_op_rooster(les, maak_vrijwilliger("Wouter", casa).persoon, "3")
    stuur(client, les, "nieuw")
    with time_machine.travel(HALF_ELF + timedelta(days=1), tick=False):
        client.force_login(amina)
        vandaag = client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()
        assert "nog niet klaar" in vandaag
        dag = client.get(reverse("kamers:dag", args=["cjm", DINSDAG])).content.decode()
        assert "Ook nieuw in de kamer?" in dag
        assert "Klaar voor vandaag" not in dag
        stuur(client, les, "ja")
        stuur(client, les, "klaar")
        assert "nog niet klaar" not in client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()

    rij = les.bijeenkomsten.get(gepland=DINSDAG)
    assert (rij.nieuw_soort, rij.nieuw_kamer, [i.uren for i in rij.inzet.all()]) == (1, 1, [3])
