"""Cards to print."""

from uuid import uuid4

import pytest

from kamers.models import Pasnummer
from tests.fabriek import maak_persoon
from tests.kamers.pasfabriek import maak_pashouder

PAGINA = "/kamers/cjm/passen/kaarten/"


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def test_de_kaarten_komen_als_pdf_om_te_bewaren(aan, casa):
    rosa = maak_pashouder("Rosa", casa, nummer="5724")

    antwoord = aan.post(PAGINA, {"sleutel": str(uuid4()), "personen": [rosa.pk], "leeg": "1"})

    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.headers["Content-Disposition"].startswith('attachment; filename="passen-cjm-')
    assert antwoord.content.startswith(b"%PDF")
    assert Pasnummer.objects.vrij().count() == 1


@pytest.mark.parametrize(
    ("leeg", "zin"),
    [("", "Kies voor wie je een kaart wilt"), ("201", "Print hoogstens 200 kaarten tegelijk.")],
)
def test_niets_of_te_veel_wordt_geen_pdf(aan, casa, leeg, zin):
    antwoord = aan.post(PAGINA, {"sleutel": str(uuid4()), "leeg": leeg})

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Pasnummer.objects.count() == 0


def test_een_ander_dan_de_mensen_van_de_kamer_is_niet_te_kiezen(aan, multibron):
    bo = maak_persoon("Bo", multibron)

    assert aan.post(PAGINA, {"sleutel": str(uuid4()), "personen": [bo.pk]}).status_code == 422


def test_wie_een_pas_heeft_staat_op_voornaam_en_iedereen_is_een_tik(aan, casa):
    for nummer, naam in enumerate(("Zoë", "Ama", "Érica"), start=5001):
        maak_pashouder(naam, casa, nummer=str(nummer))

    kaal, alles = aan.get(PAGINA), aan.get(PAGINA + "?kies=alles")

    assert [keuze.choice_label for keuze in kaal.context["form"].groepen()[0]] == ["Ama 5002", "Érica 5003", "Zoë 5001"]
    assert kaal.text.count(" checked>") == 0
    assert alles.text.count(" checked>") == 3
