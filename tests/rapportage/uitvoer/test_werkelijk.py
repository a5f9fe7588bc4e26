"""Begroot en werkelijk as CSV, JSON and workbook: the same figures as the table."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from kamers.models import Kamer
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.uitvoer import naar_csv, naar_json, naar_xlsx
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel


@pytest.fixture
def verslag(aanbod_2018, chandra):
    begin_boeken(2018)
    kg = Kamer.objects.get(code="kg")
    maak_boekstuk(chandra, regel("4160", "1000", "9514.25", kg), datum=date(2018, 12, 1))
    return jaarverslag(2018)


def test_de_csv_heeft_begroot_werkelijk_en_verschil(verslag):
    rijen = list(csv.DictReader(io.StringIO(naar_csv(verslag).decode("utf-8-sig")), delimiter=";"))
    f6 = [(r["kamercode"], r["maat"], r["waarde"]) for r in rijen if r["tabel"] == "werkelijk" and r["code"] == "F6"]

    assert ("kg", "begroot", "8712") in f6
    assert ("kg", "werkelijk", "9514,25") in f6
    assert ("", "verschil", "1393,75") in f6


def test_de_json_heeft_de_tabel_per_kamer_en_de_zin(verslag):
    boom = json.loads(naar_json(verslag))
    f6 = next(rij for groep in boom["werkelijk"]["groepen"] for rij in groep["rijen"] if rij["code"] == "F6")

    assert (f6["begroot"]["kg"], f6["werkelijk"]["kg"], f6["werkelijk"]["cjm"]) == ("8712.00", "9514.25", "0.00")
    assert "kolommen" not in boom["werkelijk"]
    assert boom["zinnen"]["werkelijk"].startswith("We begrootten €\u00a0433.044 en gaven €\u00a09.514 uit")


def test_het_werkboek_heeft_een_blad_met_echte_getallen(verslag):
    blad = load_workbook(io.BytesIO(naar_xlsx(verslag)))["Begroot en werkelijk"]
    rijen = [[cel.value for cel in rij] for rij in blad.iter_rows()]
    kop = next(rij for rij in rijen if rij[0] == "Code")
    f6 = dict(zip(kop, next(rij for rij in rijen if rij[0] == "F6"), strict=True))

    assert float(f6["K- en G-buurt werkelijk"]) == 9514.25
    assert float(f6["Totaal verschil"]) == 1393.75


def test_zonder_boeken_is_er_geen_blad_en_is_de_tabel_leeg(aanbod_2018):
    verslag = jaarverslag(2018)

    assert "Begroot en werkelijk" not in load_workbook(io.BytesIO(naar_xlsx(verslag))).sheetnames
    assert json.loads(naar_json(verslag))["werkelijk"] is None
    assert b"werkelijk;" not in naar_csv(verslag)


def test_de_bladen_met_het_plan_zeggen_in_een_jaarverslag_dat_ze_gepland_zijn(verslag):
    def koppen(inhoud):
        boek = load_workbook(io.BytesIO(naar_xlsx(inhoud)))
        return [boek[naam]["A1"].value.split(": ")[1] for naam in ("Begroting", "Financiering", "Uren")]

    namen = ["Begroting", "Financiering", "Uren en populaire begroting"]
    assert koppen(verslag) == [f"{naam} (gepland)" for naam in namen]
    assert koppen(aanbod(2018)) == namen
