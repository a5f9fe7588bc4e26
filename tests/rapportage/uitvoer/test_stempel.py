"""Every data file says which edition it is and how far the year is; a concept can never be taken for an edition."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest

from rapportage.forms import Controleform
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.staat import Editie
from rapportage.uitvoer import naar_csv, naar_json, naar_xlsx

pytestmark = pytest.mark.django_db
OP = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam, the next day
CODE = "a1b2c3d4e5f6"
CONCEPT = "concept op basis van aanbod 2018, versie 1 van 28 september 2017, niet vastgelegd"
STANDEN = [
    (None, None, CONCEPT),
    (Editie(2, OP, CODE), None, "vastgelegd op 24 november 2026, nog niet vastgesteld"),
    (
        Editie(3, OP, CODE),
        date(2019, 5, 20),
        "vastgelegd op 24 november 2026, na de vaststelling van 20 mei 2019",
    ),
    (
        Editie(2, OP, CODE, date(2019, 5, 20)),
        date(2019, 5, 20),
        "vastgesteld door de ledenvergadering op 20 mei 2019",
    ),
]


@pytest.fixture
def verslag(aanbod_2018):
    return jaarverslag(2018)


def over(inhoud, editie):
    ruw = naar_csv(inhoud, editie).decode("utf-8-sig")
    rijen = csv.DictReader(io.StringIO(ruw, newline=""), delimiter=";")
    return {rij["regel"]: rij["tekst"] for rij in rijen if rij["tabel"] == "rapport"}


@pytest.mark.parametrize(("editie", "vastgesteld_op", "staat"), STANDEN)
def test_de_csv_zegt_welke_editie_het_is_en_de_staat(verslag, editie, vastgesteld_op, staat):
    zegt = over(replace(verslag, vastgesteld_op=vastgesteld_op), editie)

    assert zegt["Staat"] == staat
    wie = (str(editie.nummer), "a1b2c3 d4e5f6") if editie else (None, None)
    assert (zegt.get("Editie"), zegt.get("Controlecode")) == wie


@pytest.mark.parametrize("code", ["012345678901", "1234567e8901"])
def test_een_code_die_een_getal_lijkt_staat_in_de_csv_als_woorden_die_het_veld_weer_leest(verslag, code):
    gelezen = over(verslag, Editie(1, OP, code))["Controlecode"]

    assert gelezen == f"{code[:6]} {code[6:]}"
    form = Controleform({"code": gelezen})
    assert form.is_valid()
    assert form.cleaned_data["code"] == code


@pytest.mark.parametrize(("editie", "vastgesteld_op", "staat"), STANDEN)
def test_de_json_zegt_welke_editie_het_is_en_de_staat(verslag, editie, vastgesteld_op, staat):
    boom = json.loads(naar_json(replace(verslag, vastgesteld_op=vastgesteld_op), editie))

    assert boom["staat"] == staat
    assert boom["editie"] == (
        {"nummer": editie.nummer, "vastgelegd_op": "2026-11-24T00:30:00+01:00", "controlecode": CODE}
        if editie
        else None
    )


@pytest.mark.parametrize(("editie", "vastgesteld_op", "staat"), STANDEN)
def test_elk_blad_van_het_werkboek_zegt_het_boven_en_onder_aan_elke_bladzijde(verslag, editie, vastgesteld_op, staat):
    boek = openpyxl.load_workbook(io.BytesIO(naar_xlsx(replace(verslag, vastgesteld_op=vastgesteld_op), editie)))
    regel = f"editie {editie.nummer} · controlecode {CODE} · {staat}" if editie else f"CONCEPT · {staat}"

    assert {blad["A3"].value for blad in boek} == {regel}
    assert {blad.oddFooter.left.text for blad in boek} == {f"Jaarverslag 2018 · {regel}"}
    uitleg = {blad[1].value: blad[2].value for blad in boek["Toelichting"].iter_rows() if blad[1].value}
    assert uitleg["Staat"] == staat


def test_een_aanbod_noemt_zijn_versie_met_haar_dag_en_geen_vaststelling(aanbod_2018):
    zegt = over(aanbod(2018), Editie(1, OP, CODE))

    assert zegt["Staat"] == "aanbod 2018, versie 1 van 28 september 2017, vastgelegd op 24 november 2026"


def test_de_stand_van_de_jaarrekening_staat_ook_in_de_csv(verslag):
    zin = "De boeken van 2018 zijn voorlopig afgesloten en nog niet vastgesteld."

    assert over(replace(verslag, jaarstand=zin), None)["Jaarrekening"] == zin
    assert "Jaarrekening" not in over(verslag, None)
