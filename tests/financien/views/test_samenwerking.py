"""The pages of agreements and assignments with partners."""

from datetime import date

import pytest

from financien.models import Ondertekening, Opdracht, Samenwerkingsafspraak, Verval
from financien.services.versies import kopieer_versie, leg_versie_vast
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


class TestNieuweVersie:
    """An agreement and an assignment of the offer; then a version is settled in which Ymere pays for Eigen Haard."""

    @pytest.fixture
    def haard(self, boeken, aanbod):
        partner = maak_partner()
        aanbod.financieringsbronnen.filter(naam="Eigen Haard").update(partner=partner)
        leg_versie_vast(versie=aanbod)
        return partner

    @pytest.fixture
    def ymere(self):
        return maak_partner("ymere", "Ymere")

    @pytest.fixture
    def stukken(self, client, haard, chandra):
        client.force_login(chandra)
        data = {"datum": "15-1-2018", "resultaten": "500 mensen", "intentie": "", "partijen": [haard.pk]}
        client.post(adres("afspraak_nieuw"), data)
        client.post(adres("opdracht_nieuw"), {"partner": haard.pk, "datum": "15-1-2018", "tekst": "Wonen"})
        return {"afspraak": Samenwerkingsafspraak.objects.get(), "opdracht": Opdracht.objects.get()}

    @pytest.fixture
    def nieuw(self, aanbod, stukken, ymere):
        versie = kopieer_versie(versie=aanbod, soort="afspraak", datum=date(2018, 2, 1))
        versie.financieringsbronnen.filter(naam="Eigen Haard").update(partner=ymere)
        return leg_versie_vast(versie=versie, akkoord_van="allen")

    @pytest.mark.parametrize("naam", ["afspraak", "opdracht"])
    def test_de_bladzijde_noemt_de_versie_van_toen_en_van_nu_en_toont_de_bedragen_van_nu(
        self, client, stukken, nieuw, naam
    ):
        antwoord = client.get(adres(naam, stukken[naam].pk))

        zin = (
            "Dit is geschreven bij aanbod 2018, versie 1. Nu geldt afspraak 2018, versie 2: daar komen de bedragen uit."
        )
        assert zin in antwoord.text
        assert "berekend uit afspraak 2018, versie 2" in antwoord.text
        assert [(r.naam, r.totaal) for r in antwoord.context["euros"]] == [("Eigen Haard", 0)]

    def test_wijzigen_biedt_de_financiers_van_nu_aan_en_laat_niemand_stil_vallen(
        self, client, stukken, nieuw, haard, ymere
    ):
        waar = adres("afspraak_wijzig", stukken["afspraak"].pk)
        form = client.get(waar).context["form"]
        assert [naam for _pk, naam in form.fields["partijen"].choices] == ["Ymere", "Eigen Haard"]
        assert form.initial["partijen"] == [haard.pk]

        data = {"datum": "15-1-2018", "resultaten": "500 mensen", "intentie": "", "partijen": [ymere.pk]}
        client.post(waar, data | {"gezien": form.initial["gezien"]})

        antwoord = client.get(adres("afspraak", stukken["afspraak"].pk))
        assert [(r.naam, r.totaal) for r in antwoord.context["euros"]] == [("Ymere", 50000)]
        assert "Dit is geschreven bij" not in antwoord.text

    @pytest.mark.parametrize("naam", ["afspraak", "opdracht"])
    def test_een_pagina_van_voor_de_nieuwe_versie_legt_geen_handtekening_en_geen_tekst_vast(
        self, client, stukken, aanbod, ymere, naam
    ):
        teken, wijzig = (adres(f"{naam}_{daad}", stukken[naam].pk) for daad in ("teken", "wijzig"))
        oud = {waar: client.get(waar).context["form"].initial["gezien"] for waar in (teken, wijzig)}
        versie = kopieer_versie(versie=aanbod, soort="afspraak", datum=date(2018, 2, 1))
        leg_versie_vast(versie=versie, akkoord_van="allen")
        handtekening = {"partij": "cooperatie", "functie": "voorzitter", "datum": "20-1-2018", "gezien": oud[teken]}

        antwoord = client.post(teken, handtekening)
        assert antwoord.status_code == 422
        assert "De tekst of de bedragen zijn net veranderd. Kijk eerst of dit getekend is." in antwoord.text
        assert "en uren komen uit afspraak 2018, versie 2." in antwoord.text
        assert 'value="voorzitter"' in antwoord.text
        assert not Ondertekening.objects.exists()
        data = {"datum": "15-1-2018", "resultaten": "501", "tekst": "501", "partijen": [stukken["opdracht"].partner_id]}
        assert client.post(wijzig, data | {"gezien": oud[wijzig]}).status_code == 422

        nu = antwoord.context["form"]["gezien"].value()
        assert client.post(teken, handtekening | {"gezien": nu}).status_code == 302
        stukken[naam].refresh_from_db()
        assert stukken[naam].versie == versie

    def test_een_wijziging_van_een_opdracht_begint_met_de_tekst_ervoor(self, client, stukken, haard):
        eerste = stukken["opdracht"]
        handtekening = {"partij": haard.pk, "functie": "directeur", "datum": "20-1-2018"}
        client.post(adres("opdracht_teken", eerste.pk), handtekening)
        waar = adres("opdracht_vervolg", eerste.pk)
        assert f'href="{waar}"' in client.get(adres("opdracht", eerste.pk)).text

        assert client.get(waar).context["form"]["tekst"].value() == "Wonen"
        antwoord = client.post(waar, {"datum": "1-3-2018", "tekst": "Wonen en koken", "reden": ""})
        assert "Schrijf op waarom de afspraak verandert." in antwoord.text
        client.post(waar, {"datum": "1-3-2018", "tekst": "Wonen en koken", "reden": "Koken erbij"})

        rijen = Opdracht.objects.order_by("volgnummer").values_list("partner", "volgnummer", "tekst", "reden")
        assert list(rijen) == [(haard.pk, 1, "Wonen", ""), (haard.pk, 2, "Wonen en koken", "Koken erbij")]
        assert client.get(waar).url == adres("opdracht", eerste.pk)
        keuzes = client.get(adres("opdracht_nieuw")).context["form"].fields["partner"].choices
        assert "Eigen Haard" not in [naam for _pk, naam in keuzes]

    def test_een_verkeerde_handtekening_vervalt_met_reden_en_het_stuk_kan_weer_veranderen(
        self, client, stukken, haard, chandra
    ):
        for naam, stuk in stukken.items():
            data = {"partij": haard.pk, "functie": "directeur", "datum": "20-1-2018"}
            client.post(adres(f"{naam}_teken", stuk.pk), data)
            handtekening = stuk.ondertekeningen.get()
            weg = adres("tekening_vervalt", handtekening.pk)
            assert f'href="{weg}"' in client.get(adres(naam, stuk.pk)).text

            assert client.post(weg, {"reden": ""}).status_code == 422
            antwoord = client.post(weg, {"reden": "De voorzitter tekende"})

            assert (antwoord.url, handtekening.verval.wie) == (adres(naam, stuk.pk), chandra)
            blad = client.get(adres(naam, stuk.pk)).text
            assert "<s>Eigen Haard: directeur, 20 januari 2018</s>" in blad
            assert "Vervallen op 10 maart 2018 door Chandra: De voorzitter tekende" in blad
            assert f'href="{adres(f"{naam}_wijzig", stuk.pk)}"' in blad
        assert client.get(adres("afspraken")).text.count("nog niet getekend") == 2
        assert Verval.objects.count() == 2
