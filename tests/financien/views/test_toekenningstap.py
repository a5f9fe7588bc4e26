"""The steps of a grant on its page: taken, taken back, and who may do it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from financien.models import Boekstuk, Brief
from financien.services.toekenningstand import samen, standen
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.boekfabriek import begin_boeken
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


class TestStap:
    def test_wat_er_geboekt_wordt_staat_er_voor_het_geboekt_is(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 20000})
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_stap", rij.pk), {"status": "verleend", "datum": "9-3-2018"})

        tekst = antwoord.content.decode()
        assert "9 maart 2018: Baten 2018: Bijdrage gemeente 2018" in tekst
        assert "€\xa020.000,00" in tekst
        assert (rij.stappen.count(), Boekstuk.objects.count()) == (1, 0)

    def test_een_besluit_vraagt_de_brief_of_een_reden_en_tot_die_er_is_staat_dat_er(
        self, client, boeken, chandra, vier
    ):
        rij = maak_toekenning(chandra, {vier[0]: 20000})
        client.force_login(chandra)
        data = {"status": "verleend", "datum": "9-3-2018", "toelichting": "Gebeld"}

        antwoord = zet(client, rij, data)
        assert antwoord.status_code == 422
        assert "Kies de brief, of schrijf op waarom die er nog niet is." in antwoord.content.decode()
        assert 'value="Gebeld"' in antwoord.content.decode()
        assert (rij.stappen.count(), Boekstuk.objects.count()) == (1, 0)

        zet(client, rij, data, zonder_brief="Komt per post")
        besluit = rij.stappen.get(status="verleend")
        zin = "Brief ontbreekt bij verleend: Komt per post"
        assert zin in client.get(adres("toekenning", rij.pk)).content.decode()
        bestand = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")
        brief = {"omschrijving": "Beschikking", "datum": "9-3-2018", "bestand": bestand, "stap": besluit.pk}
        client.post(adres("toekenning_brief", rij.pk), brief)
        assert zin not in client.get(adres("toekenning", rij.pk)).content.decode()
        assert Brief.objects.get().stap == besluit

    def test_op_nul_vaststellen_neemt_alle_baten_terug(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "0"}

        zet(client, gemeente, data, vroeg="on", zonder_brief="Gebeld")

        assert gemeente.stappen.get(status="vastgesteld").bedrag == 0
        assert samen(standen(date(2018, 12, 31))[gemeente.pk]).baten == 0

    def test_in_natura_wordt_niets_geboekt_en_er_ontbreekt_ook_niets(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 4000}, aard="natura")
        client.force_login(chandra)
        data = {"status": "verleend", "datum": "9-3-2018"}

        tekst = client.post(adres("toekenning_stap", rij.pk), data).content.decode()
        assert "Er wordt niets geboekt." in tekst
        assert "nog niet geboekt" not in tekst
        zet(client, rij, data, zonder_brief="Gebeld")
        assert "nog niet geboekt" not in client.get(adres("toekenning", rij.pk)).content.decode()

    def test_een_brief_bij_het_besluit_staat_er_meteen(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 20000})
        client.force_login(chandra)
        bestand = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")

        zet(client, rij, {"status": "verleend", "datum": "9-3-2018"}, brief=bestand)

        assert [(b.stap.status, b.bestand.type) for b in Brief.objects.all()] == [("verleend", "application/pdf")]
        assert "Brief ontbreekt" not in client.get(adres("toekenning", rij.pk)).content.decode()

    def test_verantwoorden_voor_het_einde_vraagt_een_bevestiging_en_blijft_te_lezen(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "verantwoord", "datum": "9-3-2018"}
        eerst = client.post(adres("toekenning_stap", gemeente.pk), data)
        assert "De periode loopt tot en met 31 december 2018. Je bent dus vroeg." in eerst.content.decode()

        assert zet(client, gemeente, data).status_code == 422
        assert gemeente.stappen.count() == 2
        zet(client, gemeente, data, vroeg="on")

        assert "Voor het einde van de periode." in client.get(adres("toekenning", gemeente.pk)).content.decode()

    def test_wat_er_intussen_bij_kwam_wordt_eerst_getoond(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "200.000"}
        eerst = client.post(adres("toekenning_stap", gemeente.pk), data)
        kom_binnen(gemeente, chandra, date(2018, 2, 1), 256000)

        bevestigd = {"gezien": eerst.context["gevolg"].merk, "vroeg": "on", "zonder_brief": "Gebeld"}
        antwoord = client.post(adres("toekenning_stap", gemeente.pk), data | bevestigd)

        assert antwoord.status_code == 422
        assert "Er kwam net iets bij deze toekenning." in antwoord.content.decode()
        assert gemeente.stappen.count() == 2
        bevestigd["gezien"] = antwoord.context["form"]["gezien"].value()
        assert client.post(adres("toekenning_stap", gemeente.pk), data | bevestigd).status_code == 302

    def test_een_stap_terugnemen_vraagt_een_reden_en_de_stap_blijft_te_lezen(self, client, gemeente, chandra):
        client.force_login(chandra)
        stap = gemeente.stappen.get(status="verleend").pk

        leeg = client.post(adres("toekenning_terugname", gemeente.pk), {"stap": stap, "reden": ""})
        assert "Schrijf op waarom je deze stap terugneemt." in leeg.content.decode()
        for _keer in range(2):  # a double click is one act
            data = {"stap": stap, "reden": "Verkeerde toekenning"}
            antwoord = client.post(adres("toekenning_terugname", gemeente.pk), data)
            assert antwoord.url == adres("toekenning", gemeente.pk)
        eerste = client.get(adres("toekenning_terugname", gemeente.pk), follow=True).content.decode()
        assert "De eerste stap blijft staan." in eerste

        tekst = client.get(adres("toekenning", gemeente.pk)).content.decode()
        assert "Teruggenomen op 10 maart 2018 door Chandra: Verkeerde toekenning" in tekst
        assert "<s>Verleend</s>" in tekst
        assert "Volgende stap: aangevraagd" in tekst
        assert samen(standen(date(2018, 12, 31))[gemeente.pk]).baten == 0
