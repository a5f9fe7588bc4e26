from uuid import uuid4

import pytest
import time_machine

from kamers.models import Doorverwijzing, Teljaar
from tests.kamers.verzoekfabriek import DAG

PAGINA = "/kamers/cjm/doorverwezen/"
VANDAAG = "/kamers/cjm/vandaag/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def noteer(aan, **velden):
    standaard = {"sleutel": str(uuid4()), "naar": "schuldhulp", "aantal": "1", "dag": "24-11"}
    return aan.post(PAGINA, {**standaard, **velden}, follow=True)


def test_het_getal_begint_bij_een_en_de_dag_bij_vandaag_maar_waarheen_kies_je_zelf(aan):
    form = aan.get(PAGINA).context["form"]

    assert (form["aantal"].value(), form["dag"].value(), form["naar"].value()) == ("1", "24-11-2026", None)


def test_doorverwijzen_is_een_getal_op_een_dag_en_kan_terug(aan):
    sleutel = str(uuid4())

    response = noteer(aan, aantal="3", dag="20-11", sleutel=sleutel, terug=VANDAAG)

    assert "Genoteerd: doorverwezen." in response.text
    assert response.redirect_chain[-1][0] == VANDAAG
    rij = Doorverwijzing.objects.get()
    assert (rij.naar, rij.aantal, rij.dag.isoformat()) == ("schuldhulp", 3, "2026-11-20")
    aan.post(f"/kamers/cjm/verzoeken/ongedaan/{sleutel}/")
    assert Doorverwijzing.objects.count() == 0


def test_hetzelfde_formulier_twee_keer_gestuurd_telt_een_keer(aan):
    sleutel = str(uuid4())
    noteer(aan, sleutel=sleutel)

    assert "Dit was al opgeslagen." in noteer(aan, sleutel=sleutel).text
    assert Doorverwijzing.objects.get().aantal == 1


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naar": ""}, "Kies waar je naartoe verwees."),
        ({"aantal": ""}, "Vul een getal in van 1 tot en met 999."),
        ({"aantal": "0"}, "Vul een getal in van 1 tot en met 999."),
        ({"aantal": "1000"}, "Vul een getal in van 1 tot en met 999."),
        ({"dag": "25-11"}, "Deze dag moet nog komen. Kies vandaag of een dag ervoor."),
        ({"dag": ""}, "Vul een dag in, bijvoorbeeld 20-11 of 20 november."),
    ],
)
def test_wat_niet_klopt_wordt_geweigerd(aan, velden, zin):
    response = noteer(aan, **velden)

    assert response.status_code == 422
    assert zin in response.text
    assert Doorverwijzing.objects.count() == 0


def test_de_tabel_toont_dit_jaar_en_vorig_jaar_ook_met_nul(aan, casa, amina):
    for jaar, aantal in ((2026, 2), (2025, 7), (2024, 9)):
        Doorverwijzing.objects.create(kamer=casa, dag=DAG.replace(year=jaar), naar="huisarts", aantal=aantal)

    response = aan.get(PAGINA)

    assert response.context["jaren"] == [2026, 2025]
    assert {rij.naar: rij.aantallen for rij in response.context["rijen"]}["huisarts"] == [2, 7]
    assert '<th scope="row">Buurthuis</th><td class="n">0</td><td class="n">0</td>' in response.text


def test_een_dag_in_een_gesloten_teljaar_wordt_geweigerd_met_de_reden(aan, casa, amina):
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    response = noteer(aan, dag="31-12-2025", aantal="3")

    assert response.status_code == 422
    assert "Het teljaar 2025 van Casa Jepie Makandra is gesloten." in response.text
    assert response.context["form"]["aantal"].value() == "3"
    assert Doorverwijzing.objects.count() == 0
