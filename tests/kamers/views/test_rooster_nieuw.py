"""A new activity on the weekly rota: when it is, how it is counted, and who else is in the room then."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Activiteit, Doelgroep, Domein, Openingstijd, Soort
from kamers.models.activiteit import weekpariteit
from tests.fabriek import maak_activiteit, maak_soort
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, rooster_van

WEEK = timedelta(days=7)
SLEUTEL = "0f0f0f0f-0000-4000-8000-000000000001"
NIEUW = {
    "sleutel": SLEUTEL,
    "naam": "Kookgroep",
    "weekdag": "3",
    "begin": "17:00",
    "eind": "19.30",
    "van": "1-12-2026",
    "product": "",
}


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, amina):
    client.force_login(amina)
    return client


def test_een_nieuwe_vaste_activiteit_staat_op_haar_dag_en_tijd(ingelogd, casa):
    soort = maak_soort("P1", "Ontmoeting")

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), NIEUW | {"soort": soort.pk})

    rij = Activiteit.objects.get()
    assert (rij.kamer, rij.weekdag, rij.begin, rij.eind) == (casa, 3, time(17), time(19, 30))
    assert rij.van == date(2026, 12, 1)
    assert antwoord.url == reverse("kamers:activiteit", args=["cjm", rij.pk])


def test_twee_keer_tikken_op_opslaan_geeft_een_activiteit(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}
    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden, follow=True)

    assert "Dit was al opgeslagen." in antwoord.text
    assert Activiteit.objects.count() == 1


def test_de_sleutel_staat_verborgen_in_het_formulier(ingelogd, casa):
    tekst = ingelogd.get(reverse("kamers:rooster_nieuw", args=["cjm"])).text

    assert 'type="hidden" name="sleutel"' in tekst


def test_een_einde_voor_het_begin_wordt_geweigerd_en_alles_blijft_staan(ingelogd, casa):
    soort = maak_soort("P1", "Ontmoeting")

    antwoord = ingelogd.post(
        reverse("kamers:rooster_nieuw", args=["cjm"]), NIEUW | {"soort": soort.pk, "eind": "16:00"}
    )

    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert "Het einde is later op de dag dan het begin." in tekst
    assert 'value="Kookgroep"' in tekst
    assert Activiteit.objects.count() == 0


def test_om_de_week_begint_op_de_eerste_keer_die_gekozen_is(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "tweeweken", "weekdag": "1"}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden | {"van": "24-11-2026", "eerste": "1-12-2026"})

    rij = Activiteit.objects.get()
    assert [rij.is_op(DINSDAG + n * WEEK) for n in range(4)] == [False, True, False, True]
    assert "Om de week op dinsdag, volgende keer 1 december" in ingelogd.get(rooster_van("cjm")).text


def test_elke_laatste_vrijdag_staat_zo_op_het_rooster(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "maand", "weekdag": "4", "keer": "5"}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert "Elke laatste vrijdag van de maand, volgende keer 25 december" in ingelogd.get(rooster_van("cjm")).text


def test_elke_maand_zonder_welke_keer_wordt_gevraagd(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "maand"}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert antwoord.status_code == 422
    assert "Kies welke keer in de maand het is." in antwoord.text
    assert 'value="Kookgroep"' in antwoord.text
    assert Activiteit.objects.count() == 0


def test_bij_schulden_tellen_we_nooit_met_namen(ingelogd, casa):
    velden = NIEUW | {"soort": maak_schulden().pk, "telwijze": "namen"}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert antwoord.status_code == 422
    assert "Bij schulden tellen we nooit met namen." in antwoord.text
    assert Activiteit.objects.count() == 0


def test_met_kinderen_tellen_we_altijd_zonder_namen(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "telwijze": "namen", "met_kinderen": "on"}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    rij = Activiteit.objects.get()
    assert (rij.met_kinderen, rij.telwijze) == (True, "tellen")


def test_voor_wie_en_waarover_een_activiteit_gaat_staat_bij_haar(ingelogd, casa):
    groep, domein = Doelgroep.objects.create(letter="B", naam="Zorg"), Domein.objects.create(code="zorg", naam="Zorg")
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "doelgroepen": [groep.pk], "domeinen": [domein.pk]}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    rij = Activiteit.objects.get()
    assert (list(rij.doelgroepen.all()), list(rij.domeinen.all())) == ([groep], [domein])


def test_dubbel_gebruik_van_de_kamer_is_een_vraag_en_geen_verbod(ingelogd, casa):
    maak_activiteit(casa, naam="Breiclub", weekdag=3, begin=time(19), eind=time(21))
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}

    vraag = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert vraag.status_code == 422
    assert "Op donderdag 17:00–19:30 is er ook Breiclub. Klopt dat?" in vraag.text
    teken = vraag.context["form"]["klopt"].value()
    ja = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden | {"klopt": teken})
    assert ja.status_code == 302
    assert "Tegelijk met Kookgroep" in ingelogd.get(rooster_van("cjm")).text


def test_de_inloop_is_de_hele_dag_open_en_botst_met_niets(ingelogd, casa):
    maak_activiteit(casa, naam="Inloop", weekdag=3, begin=time(9), eind=time(21), hele_dag=True)

    antwoord = ingelogd.post(
        reverse("kamers:rooster_nieuw", args=["cjm"]), NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}
    )

    assert antwoord.status_code == 302


def test_wie_om_de_beurt_de_kamer_heeft_botst_niet(ingelogd, casa):
    vast = {"weekdag": 3, "begin": time(17), "eind": time(19), "herhaling": "tweeweken"}
    maak_activiteit(casa, naam="Even weken", weekpariteit=weekpariteit(date(2026, 12, 3)), **vast)
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "tweeweken", "eerste": "10-12-2026"}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert antwoord.status_code == 302


def test_buiten_de_openingstijd_staat_er_een_hint(ingelogd, casa):
    Openingstijd.objects.create(kamer=casa, weekdag=3, begin=time(9), eind=time(17), van=date(2026, 1, 1))
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden, follow=True)

    assert "Op donderdag is de kamer open van 09:00–17:00." in antwoord.text
    assert Activiteit.objects.count() == 1


def maak_schulden():
    return Soort.objects.create(code="schulden", naam="Schuldhulp", kort="Schulden", volgorde=6)


def test_een_vraag_zonder_antwoorden_wordt_niet_gesteld(ingelogd, casa):
    adres = reverse("kamers:rooster_nieuw", args=["cjm"])
    assert "Voor wie is het vooral?" not in ingelogd.get(adres).text

    Doelgroep.objects.create(letter="B", naam="Zorg")

    assert "Voor wie is het vooral?" in ingelogd.get(adres).text
