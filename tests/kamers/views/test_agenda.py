"""Who has the secret address of a calendar reads along, and nobody else."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Agendalink, Bijeenkomst
from kamers.services.agendalinks import link_van, maak_link, trek_in
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, zet_op_rooster
from tests.kamers.klusfabriek import maak_geplande_klus


@pytest.fixture
def klok():
    with time_machine.travel(HALF_ELF, tick=False) as klok:
        yield klok


def adres(link) -> str:
    return reverse("kamers:agenda_ics", args=[link.geheim])


def test_een_link_maken_zien_en_stoppen(client, amina, casa, klok):
    client.force_login(amina)
    blad = reverse("kamers:agenda", args=["cjm"])
    assert "Er is nog geen link." in client.get(blad).text

    client.post(blad)
    client.post(blad)

    link = Agendalink.objects.get()
    assert len(link.geheim) >= 43
    tekst = client.get(blad).text
    assert f"http://testserver{adres(link)}" in tekst
    assert f"webcal://testserver{adres(link)}" in tekst
    antwoord = client.post(reverse("kamers:agenda_weg", args=["cjm"]), follow=True)
    assert "De link werkt niet meer." in antwoord.text
    assert client.get(adres(link)).status_code == 404


def test_na_het_stoppen_is_een_nieuwe_link_een_andere(casa):
    eerste = maak_link(kamer=casa)
    trek_in(kamer=casa)

    tweede = maak_link(kamer=casa)

    assert eerste.geheim != tweede.geheim
    assert link_van(kamer=casa) == tweede


def test_wie_de_link_heeft_leest_mee_zonder_inloggen(client, casa, klok):
    maak_activiteit(casa)

    antwoord = client.get(adres(maak_link(kamer=casa)))

    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert antwoord.headers["Cache-Control"] == "private, max-age=900"
    assert "SUMMARY:Conversatieles Nederlands" in antwoord.content.decode()
    assert "sessionid" not in antwoord.cookies


@pytest.mark.parametrize("geheim", ["x", "a" * 43, "-" * 64])
def test_een_geraden_link_bestaat_niet(client, casa, geheim):
    maak_link(kamer=casa)

    assert client.get(f"/agenda/{geheim}.ics").status_code == 404


def test_een_geheim_dat_op_een_teken_na_klopt_bestaat_niet(client, casa):
    link = maak_link(kamer=casa)
    ander = link.geheim[:-1] + ("a" if link.geheim[-1] != "a" else "b")

    assert client.get(f"/agenda/{ander}.ics").status_code == 404
    assert client.get(f"/agenda/{link.geheim.swapcase()}.ics").status_code == 404


def test_wie_niets_nieuws_te_lezen_heeft_krijgt_niets_opnieuw(client, casa, klok):
    les, link = maak_activiteit(casa), maak_link(kamer=casa)
    eerste = client.get(adres(link))
    koppen = {"If-None-Match": eerste.headers["ETag"]}
    sinds = {"If-Modified-Since": eerste.headers["Last-Modified"]}
    klok.shift(timedelta(minutes=5))

    assert client.get(adres(link), headers=koppen).status_code == 304
    assert client.get(adres(link), headers=sinds).status_code == 304

    leeg = {"kwamen_al": None, "nieuw": None, "status": "vervallen"}
    maak_bijeenkomst(les, DINSDAG + WEEK, **leeg)
    assert client.get(adres(link), headers=koppen).status_code == 200
    assert client.get(adres(link), headers=sinds).status_code == 200
    assert Bijeenkomst.objects.count() == 1


def test_een_vrijwilliger_maakt_een_eigen_link_en_ziet_de_eigen_diensten(client, fatima, casa, klok):
    zet_op_rooster(maak_activiteit(casa), fatima.vrijwilliger.persoon)
    maak_activiteit(casa, naam="Breiclub", weekdag=2)
    client.force_login(fatima)

    tekst = client.get(reverse("kamers:mijn_rooster")).text
    client.post(reverse("kamers:mijn_agenda"))

    assert "Conversatieles Nederlands" in tekst
    assert "Breiclub" not in tekst
    link = Agendalink.objects.get()
    assert (link.kamer, link.persoon) == (None, fatima.vrijwilliger.persoon)
    assert "Conversatieles" in client.get(adres(link)).content.decode()


def test_wie_gestopt_is_heeft_geen_agenda_meer(client, fatima, casa, klok):
    link = maak_link(persoon=fatima.vrijwilliger.persoon)
    assert client.get(adres(link)).status_code == 200

    fatima.vrijwilliger.gestopt_op = DINSDAG
    fatima.vrijwilliger.save()

    assert client.get(adres(link)).status_code == 404


def test_wie_niet_meer_mag_inloggen_heeft_geen_agenda_meer(client, fatima, casa, klok):
    link = maak_link(persoon=fatima.vrijwilliger.persoon)
    fatima.is_active = False
    fatima.save()

    assert client.get(adres(link)).status_code == 404


def test_de_link_van_een_andere_kamer_bestaat_niet(client, amina, multibron):
    client.force_login(amina)

    assert client.post(reverse("kamers:agenda", args=["multibron"])).status_code == 404
    assert Agendalink.objects.count() == 0


@pytest.mark.parametrize("aantal", [1, 20])
def test_een_agenda_vraagt_even_vaak_voor_een_als_voor_twintig(
    client, casa, aantal, klok, django_assert_max_num_queries
):
    for n in range(aantal):
        maak_bijeenkomst(maak_activiteit(casa, weekdag=n % 7), DINSDAG, nieuw=2)
    link = maak_link(kamer=casa)
    client.get(adres(link))

    with django_assert_max_num_queries(7):
        client.get(adres(link))


@pytest.mark.parametrize(
    ("laatste", "status"),
    [(DINSDAG + timedelta(days=90), 200), (DINSDAG, 200), (DINSDAG - timedelta(days=1), 404)],
)
def test_een_kamer_heeft_een_agenda_tot_en_met_haar_laatste_dag(client, casa, klok, laatste, status):
    link = maak_link(kamer=casa)
    type(casa).objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=laatste)

    assert client.get(adres(link)).status_code == status


def test_een_vrijwilliger_ziet_de_eigen_klussen_met_de_straat_die_niet_in_de_agenda_staat(
    client, fatima, casa, multibron, klok
):
    maak_geplande_klus(
        casa, fatima.vrijwilliger, omschrijving="Kraan lekt", straat="Geinplein", afspraak_tijd=time(9, 30)
    )
    maak_geplande_klus(casa, maak_vrijwilliger("Ronald", casa), omschrijving="Deur klemt")
    link = maak_link(persoon=fatima.vrijwilliger.persoon)
    client.force_login(fatima)

    bladzijde = client.get(reverse("kamers:mijn_rooster")).text
    agenda = client.get(adres(link)).content.decode()

    assert "Kraan lekt · Geinplein" in bladzijde
    assert "09:30" in bladzijde
    assert "Deur klemt" not in bladzijde
    assert "SUMMARY:Klus: kleine reparatie" in agenda
    assert "DTSTART;TZID=Europe/Amsterdam:20261124T093000" in agenda
    assert "DTEND;TZID=Europe/Amsterdam:20261124T110000" in agenda
    assert [woord for woord in ("Kraan", "Gein", "Ronald", "Fatima") if woord in agenda] == []
