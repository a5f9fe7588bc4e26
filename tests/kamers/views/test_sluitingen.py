"""Days off: the project coach for all rooms, a coordinator for the own room."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Activiteit, Sluiting
from tests.fabriek import maak_activiteit
from tests.kamers.dagfabriek import HALF_ELF

LIJST = reverse("kamers:sluitingen")
HERFST = {"soort": "vakantie", "naam": "Fictieve vakantie", "van": "7-12-2026", "tot": "13-12-2026"}


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def nieuw(**anders):
    return {"sleutel": str(uuid4()), "kamer": "", **HERFST, **anders}


def maak_vrij(**velden):
    standaard = {"soort": "dicht", "naam": "Schoonmaak", "van": date(2026, 12, 8), "tot": date(2026, 12, 8)}
    return Sluiting.objects.create(**{**standaard, **velden})


def test_de_projectcoach_sluit_alle_kamers_in_een_keer(client, eva, casa, multibron):
    for kamer in (casa, multibron):
        maak_activiteit(kamer, in_vakantie=False)
    client.force_login(eva)

    antwoord = client.post(LIJST, nieuw(), follow=True)

    assert "Fictieve vakantie staat op de lijst." in antwoord.text
    assert Activiteit.objects.op_dag(date(2026, 12, 8)).count() == 0
    assert Sluiting.objects.get().kamer is None


def test_een_coordinator_sluit_alleen_de_eigen_kamer(client, amina, casa, multibron):
    client.force_login(amina)

    client.post(LIJST, nieuw(kamer=casa.pk))
    vreemd = client.post(LIJST, nieuw(kamer=multibron.pk))
    alle = client.post(LIJST, nieuw())

    assert (vreemd.status_code, alle.status_code) == (422, 422)
    assert "Kies voor welke kamer het is." in alle.text
    assert list(Sluiting.objects.values_list("kamer", flat=True)) == [casa.pk]


def test_een_coordinator_ziet_de_dagen_van_alle_kamers_maar_verandert_ze_niet(client, amina, casa, multibron):
    van_allen, eigen, vreemd = maak_vrij(naam="Kerst"), maak_vrij(kamer=casa), maak_vrij(kamer=multibron, naam="Elders")
    client.force_login(amina)

    tekst = client.get(LIJST).text

    assert "Kerst" in tekst
    assert "Elders" not in tekst
    codes = [client.get(reverse("kamers:sluiting", args=[rij.pk])).status_code for rij in (van_allen, eigen, vreemd)]
    assert codes == [404, 200, 404]
    client.post(reverse("kamers:sluiting_weg", args=[van_allen.pk, uuid4()]))
    assert Sluiting.objects.count() == 3


def test_twee_keer_tikken_geeft_een_rij(client, eva):
    client.force_login(eva)
    velden = nieuw()
    client.post(LIJST, velden)

    assert "Dit was al opgeslagen." in client.post(LIJST, velden, follow=True).text
    assert Sluiting.objects.count() == 1


def test_een_dag_is_genoeg(client, eva):
    client.force_login(eva)

    client.post(LIJST, nieuw(tot=""))

    assert Sluiting.objects.values_list("van", "tot").get() == (date(2026, 12, 7), date(2026, 12, 7))


def test_een_laatste_dag_voor_de_eerste_wordt_geweigerd_en_alles_blijft_staan(client, eva):
    client.force_login(eva)

    antwoord = client.post(LIJST, nieuw(tot="1-12-2026"))

    assert antwoord.status_code == 422
    assert "De laatste dag ligt voor de eerste dag." in antwoord.text
    assert 'value="Fictieve vakantie"' in antwoord.text
    assert Sluiting.objects.count() == 0


def test_weghalen_kan_terug(client, amina, casa):
    rij, sleutel = maak_vrij(kamer=casa), uuid4()
    client.force_login(amina)

    antwoord = client.post(reverse("kamers:sluiting_weg", args=[rij.pk, sleutel]), follow=True)

    assert "Schoonmaak is van de lijst." in antwoord.text
    assert Sluiting.objects.count() == 0
    client.post(reverse("kamers:sluiting_ongedaan", args=[sleutel]))
    terug = Sluiting.objects.get()
    assert (terug.naam, terug.van, terug.kamer, terug.soort) == ("Schoonmaak", date(2026, 12, 8), casa, "dicht")


def test_toevoegen_kan_terug(client, eva):
    client.force_login(eva)
    velden = nieuw()
    client.post(LIJST, velden)

    client.post(reverse("kamers:sluiting_ongedaan", args=[velden["sleutel"]]))

    assert Sluiting.objects.count() == 0


def test_van_twee_mensen_die_tegelijk_wijzigen_gaat_niets_stil_verloren(client, eva):
    rij = maak_vrij()
    client.force_login(eva)
    adres = reverse("kamers:sluiting", args=[rij.pk])
    velden = nieuw(gezien=client.get(adres).context["form"]["gezien"].value())
    client.post(adres, velden | {"naam": "Eerste"})

    velden["sleutel"] = str(uuid4())

    antwoord = client.post(adres, velden | {"naam": "Tweede"})

    assert antwoord.status_code == 422
    assert "Iemand anders paste deze dagen net aan." in antwoord.text
    assert Sluiting.objects.get().naam == "Eerste"
    assert antwoord.context["form"]["sleutel"].value() != velden["sleutel"]
    assert client.post(adres, velden | {"naam": "Tweede", "gezien": antwoord.context["form"]["gezien"].value()}).url
    assert Sluiting.objects.get().naam == "Tweede"


def test_feestdagen_staan_met_een_tik_op_de_lijst_en_worden_daarna_niet_meer_voorgesteld(client, amina, casa):
    client.force_login(amina)
    tekst = client.get(LIJST).text
    assert "Eerste kerstdag, vr 25 december 2026" in tekst
    assert "Nieuwjaarsdag, do 1 januari 2026" not in tekst
    dagen = {"sleutel": str(uuid4()), "kamer": casa.pk, "dagen": ["2026-12-25", "2026-12-26"]}

    antwoord = client.post(reverse("kamers:feestdagen"), dagen, follow=True)

    assert "2 dagen staan op de lijst." in antwoord.text
    assert "Eerste kerstdag, vr 25 december 2026" not in antwoord.text
    rijen = Sluiting.objects.values_list("naam", "van", "kamer", "soort")
    assert list(rijen) == [
        ("Eerste kerstdag", date(2026, 12, 25), casa.pk, "dicht"),
        ("Tweede kerstdag", date(2026, 12, 26), casa.pk, "dicht"),
    ]


def test_een_dag_die_geen_feestdag_is_wordt_geweigerd(client, eva):
    client.force_login(eva)

    antwoord = client.post(reverse("kamers:feestdagen"), {"sleutel": str(uuid4()), "dagen": ["2026-12-24"]})

    assert antwoord.status_code == 422
    assert Sluiting.objects.count() == 0


@pytest.mark.parametrize("aantal", [1, 15])
def test_de_lijst_vraagt_even_vaak_voor_een_als_voor_vijftien(client, eva, django_assert_max_num_queries, casa, aantal):
    for _n in range(aantal):
        maak_vrij(kamer=casa)
    client.force_login(eva)
    client.get(LIJST)

    with django_assert_max_num_queries(10):
        client.get(LIJST)


def test_dezelfde_wijziging_twee_keer_sturen_is_een_wijziging_en_geen_botsing(client, eva):
    rij = maak_vrij()
    client.force_login(eva)
    adres = reverse("kamers:sluiting", args=[rij.pk])
    velden = nieuw(gezien=client.get(adres).context["form"]["gezien"].value(), naam="Kerst")
    client.post(adres, velden)

    antwoord = client.post(adres, velden, follow=True)

    assert "Dit was al opgeslagen." in antwoord.text
    assert "Iemand anders" not in antwoord.text
    assert Sluiting.objects.get().naam == "Kerst"
