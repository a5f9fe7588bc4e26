import pytest
from django.urls import reverse

from buurtwerkkamer.models import Jaar
from tests.rapportage.editiefabriek import maak_editie

ADRES = reverse("admin:buurtwerkkamer_jaar_changelist")


def kies(client, soort, *jaren):
    return client.post(
        ADRES, {"action": f"{soort}_als_pdf", "_selected_action": [jaar.pk for jaar in jaren]}, follow=True
    )


@pytest.mark.parametrize("soort", ["aanbod", "jaarverslag"])
def test_beheer_geeft_van_een_jaar_de_pdf_van_het_rapport(client, beheerder, aanbod_2018, soort):
    client.force_login(beheerder)

    antwoord = kies(client, soort, aanbod_2018.jaar)

    assert antwoord.content.startswith(b"%PDF-1.7")
    assert antwoord["Content-Disposition"] == f'attachment; filename="{soort}-2018-concept.pdf"'


def test_beheer_drukt_een_jaar_tegelijk(client, beheerder, aanbod_2018):
    client.force_login(beheerder)

    antwoord = kies(client, "aanbod", aanbod_2018.jaar, Jaar.objects.create(jaar=2019))

    assert "Kies één jaar." in antwoord.content.decode()


def test_beheer_zegt_waarom_een_jaar_geen_rapport_heeft(client, beheerder, db):
    client.force_login(beheerder)

    antwoord = kies(client, "aanbod", Jaar.objects.create(jaar=2019))

    assert "Er is geen aanbod van 2019." in antwoord.content.decode()


@pytest.mark.parametrize("model", ["rapport", "download", "meting"])
def test_edities_downloads_en_metingen_staan_er_alleen_om_te_lezen(client, beheerder, aanbod_2018, model):
    maak_editie(aanbod_2018, beheerder)
    client.force_login(beheerder)

    assert client.get(reverse(f"admin:rapportage_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:rapportage_{model}_add")).status_code == 403


def test_wie_geen_beheerder_is_krijgt_langs_beheer_geen_rapport(client, chandra, aanbod_2018):
    client.force_login(chandra)

    assert kies(client, "aanbod", aanbod_2018.jaar).status_code == 403
