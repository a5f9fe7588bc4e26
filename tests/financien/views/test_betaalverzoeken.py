"""Requests to pay on the page of a grant: without instalments, withdrawn, made again."""

from datetime import date
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Betaalverzoek, Verval
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import adres, kom_binnen, maak_toekenning, verleen


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def boeken(aanbod, client, chandra):
    begin_boeken(2017, 2018, 2019)
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BWK", "iban": "NL91 ABNA 0417 1643 00"})
    client.force_login(chandra)


@pytest.fixture
def fonds(boeken, vier, chandra):
    return verleen(maak_toekenning(chandra, {vier[0]: 1000}, soort="fonds"), chandra, date(2018, 1, 5))


@pytest.fixture
def gemeente(boeken, vier, chandra):
    termijnen = [(date(2018, 1, 20), 400), (date(2018, 7, 20), 600)]
    return verleen(maak_toekenning(chandra, {vier[0]: 1000}, termijnen=termijnen), chandra, date(2018, 1, 5))


def test_zonder_termijnen_vraag_je_wat_open_is_en_na_twee_weken_is_het_te_laat(client, fonds, chandra, time_machine):
    waar = adres("toekenning", fonds.pk)
    assert "Nog niet gevraagd: €\xa01.000,00. Er zijn geen termijnen afgesproken." in client.get(waar).text

    antwoord = client.post(adres("betaalverzoek_open", fonds.pk), {"sleutel": uuid4()}, follow=True)
    assert "Verzoek VB2018-0001 is gemaakt." in antwoord.text
    assert "gevraagd op 10 maart 2018, uiterlijk te betalen op 24 maart 2018" in antwoord.text
    assert "€\xa01.000,00 open" in antwoord.text

    time_machine.move_to("2018-03-25 12:00", tick=False)
    kom_binnen(fonds, chandra, date(2018, 3, 20), 400)
    client.force_login(chandra)
    tekst = client.get(waar).text
    assert ("€\xa0600,00 te laat" in tekst, "€\xa0600,00 is te laat." in tekst) == (True, True)
    kom_binnen(fonds, chandra, date(2018, 3, 21), 600)
    assert "te laat" not in client.get(waar).text


def test_een_verzoek_intrekken_vraagt_een_reden_en_maakt_de_termijn_vrij(client, gemeente, chandra):
    termijn, waar = gemeente.termijnen.order_by("vervalt")[0], adres("toekenning", gemeente.pk)
    client.post(adres("betaalverzoek_maak", termijn.pk), {"sleutel": uuid4()})
    weg = adres("betaalverzoek_intrekken", Betaalverzoek.objects.get().pk)
    assert f'href="{weg}"' in client.get(waar).text

    assert "Schrijf op waarom." in client.post(weg, {"reden": ""}).text
    antwoord = client.post(weg, {"reden": "Oud rekeningnummer"}, follow=True)

    assert "Verzoek VB2018-0001 is ingetrokken." in antwoord.text
    assert "Ingetrokken op 10 maart 2018 door Chandra: Oud rekeningnummer" in antwoord.text
    assert [(v.verzoek.nummer, v.reden) for v in Verval.objects.all()] == [(1, "Oud rekeningnummer")]
    antwoord = client.post(adres("betaalverzoek_maak", termijn.pk), {"sleutel": uuid4()}, follow=True)
    assert ("<s>VB2018-0001</s>" in antwoord.text, ">VB2018-0002</a>" in antwoord.text) == (True, True)


def test_een_bladzijde_met_een_sleutel_maakt_van_elke_termijn_een_verzoek(client, gemeente):
    sleutel = uuid4()
    for termijn in gemeente.termijnen.order_by("vervalt"):
        client.post(adres("betaalverzoek_maak", termijn.pk), {"sleutel": sleutel})

    assert list(Betaalverzoek.objects.values_list("nummer", "bedrag")) == [(1, 400), (2, 600)]


def test_wie_meeleest_kan_niets_vragen_of_intrekken(client, fonds, gemeente):
    client.post(adres("betaalverzoek_open", fonds.pk), {"sleutel": uuid4()})
    client.force_login(maak_gebruiker("lezer", Rol.PROJECTCOACH))

    for rij in (fonds, gemeente):
        tekst = client.get(adres("toekenning", rij.pk)).text
        assert not any(daad in tekst for daad in ("Trek in", "Maak verzoek", "/intrekken/"))
    assert "VB2018-0001" in client.get(adres("toekenning", fonds.pk)).text
