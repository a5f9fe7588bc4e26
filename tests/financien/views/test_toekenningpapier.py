"""The papers of a grant: a condition or a letter that was wrong is put right, and what rests on it follows."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from financien.models import Brief, Verval, Voorwaarde
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import adres, maak_toekenning, verleen, zet


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def gemeente(aanbod, vier, chandra, client):
    begin_boeken(2017, 2018, 2019)
    client.force_login(chandra)
    return maak_toekenning(chandra, {vier[0]: 1000})


@pytest.fixture
def voorwaarde(gemeente):
    return gemeente.voorwaarden.create(tekst="Verslag", voor=date(2018, 6, 1))


class TestVoorwaarde:
    def test_toch_niet_voldaan_zet_haar_weer_open_en_noemt_de_dag_van_toen(self, client, voorwaarde):
        client.post(adres("voorwaarde_voldaan", voorwaarde.pk))

        antwoord = client.post(adres("voorwaarde_niet_voldaan", voorwaarde.pk), follow=True)

        voorwaarde.refresh_from_db()
        assert voorwaarde.voldaan_op is None
        assert "Deze voorwaarde staat weer open. Ze was voldaan op 10 maart 2018." in antwoord.text
        assert f'action="{adres("voorwaarde_voldaan", voorwaarde.pk)}"' in antwoord.text
        antwoord = client.post(adres("voorwaarde_niet_voldaan", voorwaarde.pk), follow=True)
        assert "staat weer open" not in antwoord.text

    def test_een_verkeerd_getypte_voorwaarde_wordt_veranderd(self, client, voorwaarde):
        waar = adres("voorwaarde_wijzig", voorwaarde.pk)
        form = client.get(waar).context["form"]
        assert (form["tekst"].value(), form["voor"].value()) == ("Verslag", "01-06-2018")

        antwoord = client.post(waar, {"tekst": "", "voor": "1-7-2018", "gezien": form["gezien"].value()})
        assert "Schrijf op wat de voorwaarde is." in antwoord.text
        client.post(waar, {"tekst": "Jaarverslag", "voor": "", "gezien": form["gezien"].value()})

        voorwaarde.refresh_from_db()
        assert (voorwaarde.tekst, voorwaarde.voor) == ("Jaarverslag", None)

    @pytest.mark.parametrize("daad", ["wijzig", "weg"])
    def test_over_wat_een_ander_net_veranderde_gaat_niets_heen(self, client, voorwaarde, daad):
        waar = adres(f"voorwaarde_{daad}", voorwaarde.pk)
        oud = client.get(waar).context["form"]["gezien"].value()
        Voorwaarde.objects.update(tekst="Van een ander")

        antwoord = client.post(waar, {"tekst": "Van mij", "voor": "", "gezien": oud})

        assert antwoord.status_code == 422
        assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in antwoord.text
        assert Voorwaarde.objects.get().tekst == "Van een ander"
        nu = antwoord.context["form"]["gezien"].value()
        assert client.post(waar, {"tekst": "Van mij", "voor": "", "gezien": nu}).status_code == 302
        assert [v.tekst for v in Voorwaarde.objects.all()] == ([] if daad == "weg" else ["Van mij"])

    def test_weghalen_zegt_eerst_wat_er_weggaat(self, client, gemeente, voorwaarde):
        waar = adres("voorwaarde_weg", voorwaarde.pk)

        antwoord = client.get(waar)
        assert "Dit gaat weg: Verslag." in antwoord.text
        assert Voorwaarde.objects.exists()
        client.post(waar, {"gezien": antwoord.context["form"]["gezien"].value()})

        assert not Voorwaarde.objects.exists()
        assert "Geen voorwaarden." in client.get(adres("toekenning", gemeente.pk)).text

    @pytest.mark.parametrize("daad", ["wijzig", "weg"])
    def test_een_voldane_voorwaarde_verandert_niet_en_gaat_niet_weg(self, client, voorwaarde, daad):
        client.post(adres("voorwaarde_voldaan", voorwaarde.pk))

        antwoord = client.post(adres(f"voorwaarde_{daad}", voorwaarde.pk), {"tekst": "Niets"})

        assert antwoord.status_code == 422
        assert "Deze voorwaarde is voldaan. Zet haar eerst op: toch niet voldaan." in antwoord.text
        assert Voorwaarde.objects.get().tekst == "Verslag"


class TestBrief:
    @pytest.fixture
    def brief(self, client, gemeente):
        """The letter of the decision, with the wrong file."""
        fout = SimpleUploadedFile("huur.pdf", maak_pdf(), "application/pdf")
        zet(client, gemeente, {"status": "verleend", "datum": "9-3-2018"}, brief=fout)
        return Brief.objects.get()

    def test_een_verkeerde_brief_vervalt_en_het_besluit_wacht_weer_op_een_brief(self, client, gemeente, brief, chandra):
        weg, blad = adres("brief_vervalt", brief.pk), adres("toekenning", gemeente.pk)
        assert (f'href="{weg}"' in client.get(blad).text, "Brief ontbreekt" in client.get(blad).text) == (True, False)

        assert "Schrijf op waarom." in client.post(weg, {"reden": " "}).text
        for reden in ("Dit is de huur", "Nog eens"):
            client.post(weg, {"reden": reden})

        tekst = client.get(blad).text
        assert "Brief ontbreekt bij verleend: Dit is de huur" in tekst
        assert "Vervallen op 10 maart 2018 door Chandra: Dit is de huur" in tekst
        assert f'href="{weg}"' not in tekst
        assert [(v.brief, v.reden, v.wie) for v in Verval.objects.all()] == [(brief, "Dit is de huur", chandra)]
        assert client.get(adres("brief", brief.pk)).status_code == 200

    def test_de_goede_brief_komt_bij_dezelfde_stap_en_dezelfde_mag_terugkomen(self, client, gemeente, brief):
        for _beurt in range(2):
            client.post(adres("brief_vervalt", Brief.objects.geldig().get().pk), {"reden": "Verkeerd"})
            form = client.get(adres("toekenning_brief", gemeente.pk)).context["form"]
            assert form.fields["stap"].choices[0] == (str(brief.stap_id), "Verleend")
            bestand = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")
            data = {"omschrijving": "Besluit", "datum": "9-3-2018", "bestand": bestand, "stap": brief.stap_id}
            client.post(adres("toekenning_brief", gemeente.pk), data)

        assert "Brief ontbreekt" not in client.get(adres("toekenning", gemeente.pk)).text
        assert (Brief.objects.count(), Brief.objects.geldig().count()) == (3, 1)
        assert list(gemeente.stappen.zonder_brief()) == []

    def test_een_brief_twee_keer_sturen_is_een_brief(self, client, gemeente, brief):
        inhoud = maak_pdf()
        for _beurt in range(2):
            bestand = SimpleUploadedFile("besluit.pdf", inhoud, "application/pdf")
            data = {"omschrijving": "Aanvraag", "datum": "9-3-2018", "bestand": bestand}
            client.post(adres("toekenning_brief", gemeente.pk), data)

        assert Brief.objects.filter(omschrijving="Aanvraag").count() == 1

    def test_een_stap_met_twee_vervallen_brieven_wacht_een_keer(self, client, gemeente, chandra, vier):
        rij = verleen(maak_toekenning(chandra, {vier[1]: 500}, soort="fonds"), chandra, date(2018, 3, 9))
        stap = rij.stappen.get(status="verleend")
        for naam in ("Een", "Twee"):
            bestand = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")
            data = {"omschrijving": naam, "datum": "9-3-2018", "bestand": bestand, "stap": stap.pk}
            client.post(adres("toekenning_brief", rij.pk), data)
            client.post(adres("brief_vervalt", Brief.objects.get(omschrijving=naam).pk), {"reden": "Fout"})

        assert list(rij.stappen.zonder_brief()) == [stap]
