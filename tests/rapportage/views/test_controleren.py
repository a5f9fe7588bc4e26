"""Anyone may ask whether a printed check code is ours; the answer holds no figure."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from rapportage.models import Download, Rapport
from rapportage.services import controleren
from rapportage.services.vastleggen import leg_vast
from tests.rapportage.editiefabriek import maak_editie

ADRES = reverse("rapportage:controleer")
SEPTEMBER = datetime(2019, 9, 2, 22, 30, tzinfo=UTC)
ONBEKEND = "Deze code kennen we niet."


@pytest.fixture(autouse=True)
def _nog_niet_geteld(db):
    cache.clear()


def vraag(client, code):
    return client.get(ADRES, {"code": code})


def woorden(antwoord) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.text).split())


def code_van(rapport) -> str:
    return rapport.momentopname.sha256[:12]


def test_zonder_code_staat_er_een_leeg_veld_en_wordt_er_niets_geteld(client, db, monkeypatch):
    monkeypatch.setattr(controleren.cache, "set", lambda *_a, **_k: pytest.fail("counted"))

    antwoord = client.get(ADRES)

    assert antwoord.status_code == 200
    assert "Onderaan elke bladzijde staat een controlecode." in woorden(antwoord)


@pytest.mark.usefixtures("kort_gedrukt")
def test_de_code_die_op_het_rapport_staat_wordt_gevonden(client, chandra, aanbod_2018):
    rapport = leg_vast(soort="aanbod", jaar=2018, gebruiker=chandra, sleutel=uuid4())
    gedrukt = re.search(r"controlecode ([0-9a-f]{12})", bytes(rapport.pdf.inhoud).decode())[1]

    tekst = woorden(vraag(client, gedrukt))

    assert "Dit rapport is van ons. Aanbod 2018, editie 1 BuurtWerkKamer Coöperatie" in tekst
    assert rapport.pdf.sha256 in tekst


def test_de_uitslag_zegt_soort_jaar_editie_en_staat_en_geen_cijfer(client, chandra, aanbod_2018):
    rapport = maak_editie(aanbod_2018, chandra, editie=2, vastgelegd_op=SEPTEMBER, besluit_op=date(2019, 5, 20))
    later = maak_editie(aanbod_2018, chandra, editie=3, vastgelegd_op=SEPTEMBER)
    assert code_van(rapport) == code_van(later)  # the same figures, recorded again

    tekst = woorden(vraag(client, code_van(rapport)))

    assert "Deze cijfers zijn vaker vastgelegd. Kijk welke editie op jouw exemplaar staat." in tekst
    drie, twee = tekst.index("Jaarverslag 2018, editie 3"), tekst.index("Jaarverslag 2018, editie 2")
    assert drie < tekst.index("Vastgelegd op 3 september 2019, na de vaststelling van 20 mei 2019.") < twee
    assert twee < tekst.index("Vastgesteld door de ledenvergadering op 20 mei 2019.")
    for cijfer in ("433.044", "433.000", "375.200", "808.200", "Eigen Haard", chandra.naam):
        assert cijfer not in tekst
    assert Download.objects.count() == 0


@pytest.mark.parametrize("schrijf", [str.upper, lambda code: f" {code[:4]} {code[4:8]} {code[8:]} "])
def test_hoofdletters_en_spaties_maken_niet_uit(client, chandra, aanbod_2018, schrijf):
    rapport = maak_editie(aanbod_2018, chandra)

    assert "Dit rapport is van ons." in woorden(vraag(client, schrijf(code_van(rapport))))


def test_een_code_van_niemand_wordt_niet_gevonden(client, chandra, aanbod_2018):
    rapport = maak_editie(aanbod_2018, chandra)
    code = code_van(rapport)
    ander = code[:-1] + ("0" if code[-1] != "0" else "1")

    antwoord = vraag(client, ander)

    assert antwoord.status_code == 200
    assert ONBEKEND in woorden(antwoord)
    assert rapport.pdf.sha256 not in antwoord.text


@pytest.mark.parametrize(
    "code", ["a1b2", "a1b2c3d4e5f6a", "a1b2c3d4e5fg", "%", "a1b2c3d4e5f\u0660", "x" * 41, "a" * 64]
)
def test_wat_geen_code_is_wordt_niet_gezocht(client, chandra, aanbod_2018, code):
    maak_editie(aanbod_2018, chandra)

    antwoord = vraag(client, code)

    assert antwoord.status_code == 422
    assert "Een controlecode heeft twaalf tekens: cijfers en de letters a tot en met f." in woorden(antwoord)


def test_een_leeg_veld_vraagt_om_de_code(client, db):
    assert "Vul de controlecode in." in woorden(vraag(client, " "))


def test_na_dertig_keer_zoeken_wacht_ook_de_goede_code_vijf_minuten(client, chandra, aanbod_2018, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    code = code_van(maak_editie(aanbod_2018, chandra))
    eerst = [vraag(client, code).status_code for _keer in range(30)]

    te_veel = vraag(client, code)
    time_machine.shift(301)

    assert set(eerst) == {200}
    assert te_veel.status_code == 429
    assert "Je zocht heel vaak. Wacht vijf minuten en probeer het opnieuw." in woorden(te_veel)
    assert "Dit rapport is van ons." not in woorden(te_veel)
    assert vraag(client, code).status_code == 200


def test_wie_vanaf_een_ander_adres_zoekt_wacht_niet_mee(client, chandra, aanbod_2018):
    code = code_van(maak_editie(aanbod_2018, chandra))
    eerst = {vraag(client, code).status_code for _keer in range(31)}

    ander = client.get(ADRES, {"code": code}, REMOTE_ADDR="192.0.2.7")

    assert (eerst, ander.status_code) == ({200, 429}, 200)


def test_kijken_verandert_niets_en_sturen_kan_niet(client, chandra, aanbod_2018):
    maak_editie(aanbod_2018, chandra)

    assert client.post(ADRES, {"code": "a1b2c3d4e5f6"}).status_code == 405
    assert Rapport.objects.count() == 1


def test_meer_edities_geven_niet_meer_vragen(client, chandra, aanbod_2018, django_assert_max_num_queries):
    code = code_van(maak_editie(aanbod_2018, chandra))
    with django_assert_max_num_queries(9) as een:
        vraag(client, code)
    maak_editie(aanbod_2018, chandra, editie=2)
    with django_assert_max_num_queries(len(een)):
        vraag(client, code)
