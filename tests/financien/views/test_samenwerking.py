"""The pages of agreements and assignments with partners."""

import pytest

from financien.models import Opdracht, Samenwerkingsafspraak
from financien.services.versies import leg_versie_vast
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import adres


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


class TestSamenwerking:
    @pytest.fixture
    def haard(self, boeken, aanbod):
        partner = maak_partner()
        aanbod.financieringsbronnen.filter(naam="Eigen Haard").update(partner=partner)
        return partner

    def test_schrijven_tekenen_en_wijzigen(self, client, aanbod, haard, chandra):
        client.force_login(chandra)
        data = {"datum": "15-1-2018", "resultaten": "500 mensen per kamer", "intentie": "", "partijen": [haard.pk]}
        client.post(adres("afspraak_nieuw"), data)
        rij = Samenwerkingsafspraak.objects.get()
        handtekening = {"partij": haard.pk, "functie": "directeur", "datum": "20-1-2018"}

        antwoord = client.post(adres("afspraak_teken", rij.pk), handtekening)
        assert "Leg eerst de versie van de begroting vast." in antwoord.content.decode()
        leg_versie_vast(versie=aanbod)
        client.post(adres("afspraak_teken", rij.pk), handtekening)
        antwoord = client.post(adres("afspraak_wijzig", rij.pk), data | {"resultaten": "10 mensen"})
        assert "Dit is getekend en verandert niet meer. Maak een wijziging." in antwoord.content.decode()
        client.post(adres("afspraak_nieuw"), data | {"reden": "Ymere komt erbij"})

        rijen = list(Samenwerkingsafspraak.objects.values_list("volgnummer", "resultaten", "reden"))
        assert rijen == [(1, "500 mensen per kamer", ""), (2, "500 mensen per kamer", "Ymere komt erbij")]
        blad = client.get(adres("afspraak", rij.pk))
        assert [(rij.naam, rij.totaal) for rij in blad.context["euros"]] == [("Eigen Haard", 50000)]
        assert "directeur, 20 januari 2018" in blad.content.decode()

    def test_een_opdracht_heeft_de_euros_van_de_versie(self, client, aanbod, haard, chandra):
        client.force_login(chandra)
        data = {"partner": haard.pk, "datum": "15-1-2018", "tekst": "Wonen", "reden": ""}

        assert client.post(adres("opdracht_nieuw"), data | {"partner": ""}).status_code == 422
        client.post(adres("opdracht_nieuw"), data)

        rij = Opdracht.objects.get()
        blad = client.get(adres("opdracht", rij.pk)).context
        assert [(r.per_kamer, r.totaal) for r in blad["euros"]] == [((25000, 15000, 10000, 0), 50000)]

    def test_een_tekst_van_een_ander_gaat_niet_verloren_op_een_oude_bladzijde(self, client, haard, chandra):
        client.force_login(chandra)
        afspraak = {"datum": "15-1-2018", "resultaten": "500 mensen", "intentie": "", "partijen": [haard.pk]}
        opdracht = {"partner": haard.pk, "datum": "15-1-2018", "tekst": "Wonen", "reden": ""}
        for naam, data, veld in (("afspraak", afspraak, "resultaten"), ("opdracht", opdracht, "tekst")):
            client.post(adres(f"{naam}_nieuw"), data)
            rij = (Samenwerkingsafspraak if naam == "afspraak" else Opdracht).objects.get()
            waar = adres(f"{naam}_wijzig", rij.pk)
            oud = client.get(waar).context["form"].initial["gezien"]
            client.post(waar, data | {veld: "Van de een", "gezien": oud})

            antwoord = client.post(waar, data | {veld: "Van de ander", "gezien": oud})

            rij.refresh_from_db()
            assert (antwoord.status_code, getattr(rij, veld)) == (422, "Van de een")
            tekst = antwoord.content.decode()
            assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in tekst
            assert ("Van de ander" in tekst, f'href="{adres(naam, rij.pk)}"' in tekst) == (True, True)
            nieuw = antwoord.context["form"]["gezien"].value()
            assert client.post(waar, data | {veld: "Van de ander", "gezien": nieuw}).status_code == 302
            rij.refresh_from_db()
            assert getattr(rij, veld) == "Van de ander"
