"""What is done with a grant on its page beside its steps: money, letters, conditions, requests."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buurtwerkkamer.models import Cooperatie
from financien.models import Betaalverzoek, Boekstuk, Brief
from financien.services.toekenningstand import samen, standen
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.toekenningfabriek import adres, kom_binnen, maak_toekenning, verleen, zet


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    delen = dict(zip(vier, (62000, 74000, 53000, 67000), strict=True))
    termijnen = [(date(2018, 1, 20), 128000), (date(2018, 7, 20), 128000)]
    return verleen(maak_toekenning(chandra, delen, termijnen=termijnen), chandra, date(2018, 1, 5))


class TestDaden:
    def test_verlenen_boekt_en_de_knop_noemt_de_volgende_stap(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 1000})
        client.force_login(chandra)
        assert "Volgende stap: aangevraagd" in client.get(adres("toekenning", rij.pk)).content.decode()

        antwoord = zet(client, rij, {"status": "verleend", "datum": "9-3-2018", "bedrag": "1"}, zonder_brief="Per post")

        assert antwoord.url == adres("toekenning", rij.pk)
        assert [(s.status, s.bedrag) for s in rij.stappen.all()] == [("voorstel", None), ("verleend", None)]
        assert samen(standen(date(2018, 3, 9))[rij.pk]).vordering == 1000
        assert "Volgende stap: verantwoord" in client.get(adres("toekenning", rij.pk)).content.decode()

    def test_een_hogere_vaststelling_wordt_geweigerd_met_wat_je_dan_doet(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "256.000,01", "toelichting": "Brief 4"}

        antwoord = client.post(adres("toekenning_stap", gemeente.pk), data)

        assert antwoord.status_code == 422
        assert "Leg het verschil vast als nieuwe toekenning." in antwoord.content.decode()
        assert 'value="Brief 4"' in antwoord.content.decode()

    def test_een_ontvangst_twee_keer_sturen_is_een_ontvangst(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"sleutel": uuid4(), "datum": "9-3-2018", "bedrag": "128.000", "rekening": rekening("1000").pk}

        for _ in range(2):
            antwoord = client.post(adres("toekenning_ontvangst", gemeente.pk), data, follow=True)

        nu = antwoord.context["dossier"].overzicht
        assert (nu.stand.ontvangen, nu.nog_te_ontvangen, nu.te_laat) == (128000, 128000, 0)
        assert Boekstuk.objects.filter(dagboek="bank").count() == 1

    def test_te_veel_ontvangen_wordt_geweigerd_en_het_bedrag_staat_er_nog(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"sleutel": uuid4(), "datum": "9-3-2018", "bedrag": "256.000,01", "rekening": rekening("1000").pk}

        antwoord = client.post(adres("toekenning_ontvangst", gemeente.pk), data)

        assert antwoord.status_code == 422
        assert 'value="256.000,01"' in antwoord.content.decode()
        assert not Boekstuk.objects.filter(dagboek="bank").exists()

    def test_een_terugbetaling_na_een_lagere_vaststelling(self, client, gemeente, chandra):
        kom_binnen(gemeente, chandra, date(2018, 2, 1), 256000)
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "250.000"}
        zet(client, gemeente, data, vroeg="on", zonder_brief="Gebeld")
        assert "Betaal €\xa06.000,00 terug." in client.get(adres("toekenning", gemeente.pk)).content.decode()

        data = {"sleutel": uuid4(), "datum": "10-3-2018", "bedrag": "6.000", "rekening": rekening("1000").pk}
        client.post(adres("toekenning_terug", gemeente.pk), data)

        assert samen(standen(date(2018, 3, 10))[gemeente.pk]).terug == 0

    def test_een_brief_gaat_door_de_keuring_en_komt_als_bijlage_terug(self, client, gemeente, chandra):
        client.force_login(chandra)
        goed = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")
        fout = SimpleUploadedFile("besluit.pdf", b"MZ geen pdf", "application/pdf")
        data = {"omschrijving": "Beschikking", "datum": "5-1-2018"}

        antwoord = client.post(adres("toekenning_brief", gemeente.pk), data | {"bestand": fout})
        assert antwoord.status_code == 422
        assert not Brief.objects.exists()
        client.post(adres("toekenning_brief", gemeente.pk), data | {"bestand": goed})

        antwoord = client.get(adres("brief", Brief.objects.get().pk))
        assert antwoord["Content-Disposition"].startswith("attachment")
        assert antwoord["X-Content-Type-Options"] == "nosniff"

    def test_een_voorwaarde_wordt_een_keer_voldaan(self, client, gemeente, chandra):
        client.force_login(chandra)
        client.post(adres("toekenning_voorwaarde", gemeente.pk), {"tekst": "Verslag", "voor": "1-6-2018"})
        rij = gemeente.voorwaarden.get()

        client.post(adres("voorwaarde_voldaan", rij.pk))

        rij.refresh_from_db()
        assert (rij.voor, rij.voldaan_op) == (date(2018, 6, 1), date(2018, 3, 10))

    def test_een_verzoek_om_betaling_komt_bij_de_termijn_te_staan(self, client, gemeente, chandra):
        client.force_login(chandra)
        termijn = gemeente.termijnen.order_by("vervalt")[0]

        antwoord = client.post(adres("betaalverzoek_maak", termijn.pk), {"sleutel": uuid4()}, follow=True)
        assert "Het rekeningnummer van de coöperatie ontbreekt." in antwoord.content.decode()
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BWK", "iban": "NL91 ABNA 0417 1643 00"})
        antwoord = client.post(adres("betaalverzoek_maak", termijn.pk), {"sleutel": uuid4()}, follow=True)

        verzoek = Betaalverzoek.objects.get()
        assert ">VB2018-0001</a>" in antwoord.content.decode()
        assert client.get(adres("betaalverzoek", verzoek.pk)).content == bytes(verzoek.bestand.inhoud)

    def test_een_gestopt_contract_zegt_wat_er_nog_komt(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 36500}, soort="uitkeringsinstantie", aard="lks", kenmerk="L1")
        verleen(rij, chandra, date(2018, 1, 5))
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_stop", rij.pk), {"gestopt_op": "10-4-2018"}, follow=True)

        assert "€\xa010.000,00" in antwoord.content.decode()
        assert 'value="10.000"' in client.get(adres("toekenning_stap", rij.pk)).content.decode()
