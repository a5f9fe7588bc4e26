"""A new room in the making: from the first idea to the open door, and closing."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Kamer
from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.kamers.dagfabriek import HALF_ELF
from tests.kamers.feitenfabriek import maak_gezocht, zet_stappen

NIEUW = reverse("kamers:kamer_nieuw")


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, eva):
    client.force_login(eva)
    return client


def stap(code, naam):
    return reverse("kamers:stap", args=[code, naam])


def status(code, naar):
    return reverse("kamers:status", args=[code, naar])


def test_van_idee_tot_open_deur(ingelogd, casa, eigen_haard):
    velden = {"naam": "De Werkplaats", "afkorting": "DW", "start_tekst": "begin 2027", "sleutel": uuid4()}
    for _keer in range(2):
        antwoord = ingelogd.post(NIEUW, velden)
    kamer = Kamer.objects.get(code="de-werkplaats")
    assert antwoord.url == reverse("kamers:over_de_kamers")  # the second time there is nothing to go on to
    assert (kamer.status, kamer.deurkleur, kamer.volgorde, kamer.start_tekst) == ("gezocht", 2, 2, "begin 2027")

    for naam in ("noodzaak", "locatie", "financiering"):
        ingelogd.post(stap(kamer.code, naam), {"gedaan_op": "1-9-2026"})
    zonder = ingelogd.post(stap(kamer.code, "intentie"), {"gedaan_op": "1-10-2026"})
    assert "Kies wie er tekende. Minstens één partner." in zonder.text
    te_vroeg = ingelogd.post(status(kamer.code, "kaal"), {"sleutel": uuid4(), "gezien": "gezocht"})
    assert "Zet eerst deze stappen: intentie tot samenwerking." in te_vroeg.text

    ingelogd.post(stap(kamer.code, "intentie"), {"gedaan_op": "1-10-2026", "partners": [eigen_haard.pk]})
    ingelogd.post(status(kamer.code, "kaal"), {"sleutel": uuid4(), "gezien": "gezocht"})
    ingelogd.post(status(kamer.code, "open"), {"sleutel": uuid4(), "gezien": "kaal", "dag": "20-11-2026"})

    kamer.refresh_from_db()
    assert (kamer.status, kamer.start) == ("open", date(2026, 11, 1))
    pagina = ingelogd.get(reverse("kamers:levensloop", args=[kamer.code])).text
    assert "Getekend door Eigen Haard" in pagina
    assert "20 november 2026" in pagina


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naam": "Casa Jepie Makandra"}, "Deze letters staan al op een andere deur."),
        ({"naam": "CJM", "afkorting": "XX"}, "Er is al een kamer met deze naam."),
        ({"naam": "???", "afkorting": "XX"}, "Schrijf een naam met letters"),
        ({"afkorting": ""}, "Kies hoogstens vier letters voor op de deur."),
    ],
)
def test_een_naam_of_deur_die_er_al_is_wordt_geweigerd(ingelogd, casa, velden, zin):
    antwoord = ingelogd.post(NIEUW, {"naam": "Nieuw", "afkorting": "cjm", "sleutel": uuid4(), **velden})

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert Kamer.objects.count() == 1


def test_sluiten_vraagt_een_dag_en_weigert_een_dag_voor_wat_genoteerd_is(ingelogd, casa):
    maak_bijeenkomst(maak_activiteit(casa), date(2026, 11, 17), nieuw=3)
    vast = {"gezien": "open"}

    leeg = ingelogd.post(status("cjm", "gesloten"), vast | {"sleutel": uuid4()})
    vroeg = ingelogd.post(status("cjm", "gesloten"), vast | {"sleutel": uuid4(), "dag": "16-11-2026"})
    assert "Vul een dag in" in leeg.text
    assert "Op 17 november 2026 is er nog iets genoteerd." in vroeg.text
    ingelogd.post(status("cjm", "gesloten"), vast | {"sleutel": uuid4(), "dag": "31-12-2026"})

    casa.refresh_from_db()
    assert (casa.status, casa.gesloten_op) == ("gesloten", date(2026, 12, 31))
    assert "open tot en met 31 december 2026" in ingelogd.get(reverse("kamers:feiten", args=["cjm"])).text


def test_wie_een_oude_pagina_had_leest_dat_iemand_anders_eerder_was(ingelogd):
    kamer = maak_gezocht()
    zet_stappen(kamer)
    ingelogd.post(status(kamer.code, "kaal"), {"sleutel": uuid4(), "gezien": "gezocht"})

    antwoord = ingelogd.post(status(kamer.code, "kaal"), {"sleutel": uuid4(), "gezien": "gezocht"})

    assert antwoord.status_code == 422
    assert "Iemand anders paste dit net aan." in antwoord.text


def test_een_stap_die_nergens_bij_hoort_gaat_weg_en_een_andere_blijft(ingelogd):
    kamer = maak_gezocht()
    zet_stappen(kamer)
    ingelogd.post(status(kamer.code, "kaal"), {"sleutel": uuid4(), "gezien": "gezocht"})

    for naam in ("locatie", "financiering"):
        ingelogd.post(reverse("kamers:stap_wis", args=[kamer.code, naam]))

    assert set(kamer.stappen.values_list("stap", flat=True)) == {"noodzaak", "intentie", "locatie"}


@pytest.mark.parametrize("pad", [NIEUW, stap("cjm", "locatie"), status("cjm", "gesloten")])
def test_alleen_de_projectcoach_stuurt_de_levensloop(client, amina, bestuurslid, pad):
    for gebruiker in (amina, bestuurslid):
        client.force_login(gebruiker)
        assert client.post(pad, {}).status_code == 403


@pytest.mark.parametrize("pad", [stap("cjm", "opening"), stap("cjm", "iets"), status("cjm", "iets")])
def test_een_stap_of_status_die_niet_bestaat_is_geen_adres(ingelogd, casa, pad):
    assert ingelogd.get(pad).status_code == 404


def test_een_kamer_die_er_al_was_heeft_geen_stappen_die_nog_niet_gezet_zijn(ingelogd, casa):
    tekst = ingelogd.get(reverse("kamers:levensloop", args=[casa.code])).text

    assert "Deze kamer was er al voor het stappenplan." in tekst
    assert "Nog niet gezet" not in tekst


def test_de_woorden_van_het_aanbod_over_de_start_gelden_niet_meer_als_de_kamer_open_is(ingelogd):
    kamer = maak_gezocht(start_tekst="direct begin 2018")
    adres = reverse("kamers:over_de_kamers")

    gezocht = ingelogd.get(adres).text
    Kamer.objects.filter(pk=kamer.pk).update(status="open")

    assert "direct begin 2018" in gezocht
    assert "direct begin 2018" not in ingelogd.get(adres).text
