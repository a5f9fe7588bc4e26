"""What-if and the forecast as pages: an address to share, live parts, words beside the colour."""

from datetime import date

import pytest
from django.urls import reverse

from financien.models import Financieringsbron
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel

WAT_ALS = "/financien/realisatie/2018/wat-als/"


@pytest.fixture(autouse=True)
def begroting(aanbod):
    begin_boeken(2018)


def veld(naam="Eigen Haard"):
    return f"r-{Financieringsbron.objects.get(naam=naam).pk}"


def test_lege_velden_gaan_uit_het_adres_zodat_het_te_delen_is(client, chandra):
    client.force_login(chandra)
    leeg = {veld("Gemeente"): "", veld("Rochdale"): " "}

    assert client.get(WAT_ALS, leeg | {veld(): "50%"}).url == f"{WAT_ALS}?{veld()}=50%25"


def test_de_keuze_staat_in_het_veld_en_de_kamers_met_tekort_in_woorden(client, chandra):
    client.force_login(chandra)
    antwoord = client.get(WAT_ALS, {veld(): "100%"})

    assert 'value="100%"' in antwoord.text
    assert "3 kamers komen geld tekort. Casa Jepie Makandra het meest" in antwoord.text
    assert antwoord.text.count("tekort</span>") == 4


def test_met_htmx_komt_alleen_de_uitkomst_en_het_nieuwe_adres(client, chandra):
    client.force_login(chandra)
    antwoord = client.get(WAT_ALS, {veld(): "100%", veld("Ymere"): ""}, headers={"HX-Request": "true"})

    assert antwoord["HX-Replace-Url"] == f"{WAT_ALS}?{veld()}=100%25"
    assert antwoord.text.lstrip().startswith("<section")
    assert "<html" not in antwoord.text


def test_wat_geen_bedrag_is_staat_er_nog_met_een_zin_en_telt_niet(client, chandra):
    client.force_login(chandra)
    antwoord = client.get(WAT_ALS, {veld(): "alles"})

    assert 'value="alles"' in antwoord.text
    assert "Vul in wat eraf gaat" in antwoord.text
    assert "Geen kamer komt geld tekort." in antwoord.text


@pytest.mark.parametrize("naam", ["r-99999999", "r-x", "c-1-2-3", "r-²"])
def test_een_veld_dat_er_niet_is_bestaat_niet(client, chandra, naam):
    client.force_login(chandra)
    assert client.get(WAT_ALS, {naam: "5"}).status_code == 404


def test_de_vooruitblik_zegt_in_woorden_welke_maand_te_weinig_heeft(client, chandra, time_machine):
    time_machine.move_to("2018-06-01 12:00", tick=False)
    maak_boekstuk(chandra, regel("1000", "0500", "60000"), datum=date(2018, 1, 1))
    client.force_login(chandra)
    tekst = client.get(reverse("financien:liquiditeit")).text.replace("\u00a0", " ")

    assert "In juni 2018 is er minder geld dan één maand loon (€ 28.572)." in tekst
    assert "minder dan één maand loon</span>" in tekst
    assert "Voor 2019 is er nog geen begroting. We rekenen met die van 2018." in tekst
