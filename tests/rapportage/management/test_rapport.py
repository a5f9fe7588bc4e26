"""manage.py rapport: four kinds of file, and a Dutch sentence for everything that cannot be."""

import csv
import io
import json
import os
from datetime import date

import openpyxl
import pypdf
import pytest
from django.core.management import CommandError, call_command

from kamers.models import Kamer
from rapportage.gegevens import laad_aanbod_2018
from tests.fabriek import maak_klus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def aanbod_2018(db):
    return laad_aanbod_2018()


def rapport(*woorden, **opties):
    uit = io.StringIO()
    call_command("rapport", *woorden, stdout=uit, **opties)
    return uit.getvalue().strip()


def test_een_aanbod_als_json_en_als_csv(tmp_path):
    rapport("aanbod", "2018", uit=str(tmp_path / "a.json"))
    rapport("aanbod", "2018", uit=str(tmp_path / "a.csv"))

    assert json.loads((tmp_path / "a.json").read_text())["begroting"]["totaal"]["totaal"] == "433044.00"
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as bestand:
        rijen = list(csv.DictReader(bestand, delimiter=";"))
    assert [r["waarde"] for r in rijen if r["regel"] == "Totaal populaire begroting" and not r["kamercode"]] == [
        "808200"
    ]


def test_een_jaarverslag_als_werkboek_met_wat_genoteerd_is(tmp_path):
    maak_klus(Kamer.objects.get(code="kg"), status="klaar", gedaan_op=date(2018, 6, 1))

    rapport("jaarverslag", "2018", kamer="kg", uit=str(tmp_path / "verslag.xlsx"))

    blad = openpyxl.load_workbook(tmp_path / "verslag.xlsx")["Prestaties"]
    klussen = next(rij for rij in blad.iter_rows(values_only=True) if rij[0] == "P2")
    assert klussen[5:8] == (25, None, 1)


def test_een_aanbod_als_pdf_noemt_de_totalen(tmp_path):
    rapport("aanbod", "2018", uit=str(tmp_path / "aanbod-2018.pdf"))

    tekst = "".join(blad.extract_text() for blad in pypdf.PdfReader(tmp_path / "aanbod-2018.pdf").pages)
    assert all(totaal in tekst for totaal in ("433.044", "433.000", "375.200", "808.200"))


def test_het_zegt_dat_het_klaar_is_en_laat_niets_achter(tmp_path):
    pad = tmp_path / "a.csv"

    melding = rapport("aanbod", "2018", uit=str(pad))

    assert melding == f"{pad} is klaar ({-(-pad.stat().st_size // 1000)} kB)."
    assert os.listdir(tmp_path) == ["a.csv"]


def test_de_uitgang_mag_met_hoofdletters(tmp_path):
    rapport("aanbod", "2018", uit=str(tmp_path / "A.JSON"))

    assert json.loads((tmp_path / "A.JSON").read_text())["jaar"] == 2018


@pytest.mark.parametrize(
    ("woorden", "opties", "zin"),
    [
        (("begroting", "2018"), {"uit": "a.csv"}, "Kies een rapport: aanbod, jaarverslag."),
        ((), {"uit": "a.csv"}, "Kies een rapport: aanbod, jaarverslag."),
        (("aanbod",), {"uit": "a.csv"}, "Vul een jaar in van vier cijfers, bijvoorbeeld 2018."),
        (("aanbod", "18"), {"uit": "a.csv"}, "Vul een jaar in van vier cijfers, bijvoorbeeld 2018."),
        (("aanbod", "²018"), {"uit": "a.csv"}, "Vul een jaar in van vier cijfers, bijvoorbeeld 2018."),
        (("aanbod", "2031"), {"uit": "a.csv"}, "Er is geen aanbod van 2031."),
        (("jaarverslag", "2031"), {"uit": "a.csv"}, "Van 2031 is er geen aanbod en geen afspraak."),
        (
            ("aanbod", "2018"),
            {"uit": "a.csv", "kamer": "xyz"},
            "De kamer ‘xyz’ staat niet in 2018. Kies uit: cjm, multibron, handreiking, kg.",
        ),
        (
            ("aanbod", "2018"),
            {},
            "Zeg met --uit in welk bestand het rapport komt, bijvoorbeeld --uit aanbod-2018.pdf.",
        ),
        (
            ("aanbod", "2018"),
            {"uit": "a.docx"},
            "De naam a.docx zegt niet welk soort bestand het is. Kies uit: .pdf, .xlsx, .csv, .json.",
        ),
        (
            ("aanbod", "2018"),
            {"uit": "a"},
            "De naam a zegt niet welk soort bestand het is. Kies uit: .pdf, .xlsx, .csv, .json.",
        ),
        (("aanbod", "2018"), {"uit": "er/niet/a.csv"}, "De map er/niet bestaat niet."),
    ],
)
def test_wat_niet_kan_krijgt_een_zin_en_geen_bestand(tmp_path, monkeypatch, woorden, opties, zin):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError) as fout:
        rapport(*woorden, **opties)

    assert str(fout.value) == zin
    assert os.listdir(tmp_path) == []


def test_een_map_is_geen_bestand(tmp_path):
    (tmp_path / "a.csv").mkdir()

    with pytest.raises(CommandError, match=r"a\.csv is een map\. Kies de naam van een bestand\."):
        rapport("aanbod", "2018", uit=str(tmp_path / "a.csv"))


def test_een_plek_waar_niets_mag_staan_krijgt_een_zin(tmp_path, monkeypatch):
    def dicht(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", dicht)

    with pytest.raises(CommandError, match=r"a\.csv is niet te schrijven: Permission denied\."):
        rapport("aanbod", "2018", uit=str(tmp_path / "a.csv"))
