"""The pages of books that are kept elsewhere, and of accruals."""

from datetime import date

import pytest

from financien.services.toekenningstand import samen, standen
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import adres, maak_toekenning, verleen


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


class TestEldersEnOverlopend:
    def test_een_jaar_dat_al_hier_staat_hoort_dat_en_een_jaar_dat_er_niet_is_bestaat_niet(
        self, client, boeken, chandra
    ):
        client.force_login(chandra)

        tekst = client.post(adres("elders_uit", 2018), follow=True).content.decode()
        assert "De boeken van 2018 staan al hier." in tekst
        assert "staan weer hier" not in tekst
        assert client.post(adres("elders_uit", 2031)).status_code == 404

    def test_weer_hier_boekt_de_baten_die_elders_stonden(self, client, boeken, vier, chandra):
        client.force_login(chandra)
        client.post(adres("elders_aan", 2018), {"pakket": "Exact"})
        rij = verleen(maak_toekenning(chandra, {vier[0]: 1000}), chandra, date(2018, 1, 5))
        zin = "Baten 2018, €\xa01.000,00: staat in het andere pakket (Exact). Boek het daar."
        assert zin in client.get(adres("toekenning", rij.pk)).content.decode()

        client.post(adres("elders_uit", 2018))

        assert zin not in client.get(adres("toekenning", rij.pk)).content.decode()
        assert samen(standen(date(2018, 12, 31))[rij.pk]).vordering == 1000

    def test_voor_december_zegt_de_lijst_vanaf_wanneer_en_is_er_geen_formulier(
        self, client, boeken, chandra, time_machine
    ):
        zin = "Overlopende posten van 2018 boek je vanaf 1 december."
        time_machine.move_to("2018-11-30 12:00", tick=False)
        client.force_login(chandra)
        tekst = client.get(adres("overlopend")).content.decode()
        assert zin in tekst
        assert adres("overlopend_nieuw") not in tekst
        antwoord = client.get(adres("overlopend_nieuw"), follow=True)
        assert antwoord.redirect_chain == [(adres("overlopend"), 302)]
        assert zin in antwoord.content.decode()

        time_machine.move_to("2018-12-01 12:00", tick=False)
        client.force_login(chandra)
        tekst = client.get(adres("overlopend")).content.decode()
        assert zin not in tekst
        assert adres("overlopend_nieuw") in tekst
        assert client.get(adres("overlopend_nieuw")).status_code == 200
