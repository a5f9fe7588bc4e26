from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.translation import override

from buurtwerkkamer.datums import DagField, dag_in_woorden, dag_kort, lees_dag

VANDAAG = date(2018, 11, 20)


@pytest.mark.parametrize(
    "tekst",
    [
        "20-11-2018",
        "20/11/2018",
        "20.11.2018",
        "20-11-18",
        "20-11",
        "20/11",
        "20 nov",
        "20 nov.",
        "20nov",
        "20 november",
        "20 november 2018",
        "  20  NOV  2018 ",
        "2018-11-20",
    ],
)
def test_een_dag_wordt_gelezen_zoals_mensen_hem_schrijven(tekst):
    assert lees_dag(tekst, VANDAAG) == date(2018, 11, 20)


@pytest.mark.parametrize(
    ("tekst", "vandaag", "dag"),
    [
        ("28-12", date(2019, 1, 3), date(2018, 12, 28)),
        ("5 jan", date(2018, 12, 28), date(2019, 1, 5)),
        ("20-11", date(2018, 11, 20), date(2018, 11, 20)),
        ("29-2", date(2019, 3, 1), date(2020, 2, 29)),
        ("1 mrt", date(2018, 3, 2), date(2018, 3, 1)),
        ("1 sep", date(2018, 9, 2), date(2018, 9, 1)),
    ],
)
def test_zonder_jaar_is_het_de_dag_die_het_dichtst_bij_is(tekst, vandaag, dag):
    assert lees_dag(tekst, vandaag) == dag


@pytest.mark.parametrize(
    "tekst", ["", "morgen", "20", "20 foo", "2018", "20-11-018", "١٢-١١", "20-11-2018 10:00", "-1-11"]
)
def test_wat_geen_dag_is_wordt_geweigerd_met_een_voorbeeld(tekst):
    with pytest.raises(ValueError, match=r"Vul een dag in, bijvoorbeeld 20-11 of 20 november\."):
        lees_dag(tekst, VANDAAG)


@pytest.mark.parametrize(
    "tekst",
    ["31-2", "32-1", "0-1", "1-13", "29-2-2019", "2018-02-30", "00-00-0000", "1-1-0001", "31-2-1999", "1-13-9999"],
)
def test_een_dag_die_niet_bestaat_wordt_geweigerd(tekst):
    with pytest.raises(ValueError, match=r"Deze dag bestaat niet\. Kijk de datum na\."):
        lees_dag(tekst, VANDAAG)


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("1999-12-31", "Deze dag is te lang geleden. Kijk het jaar na."),
        ("3 aug 1999", "Deze dag is te lang geleden. Kijk het jaar na."),
        ("1-1-1900", "Deze dag is te lang geleden. Kijk het jaar na."),
        ("1-1-2101", "Deze dag is te ver weg. Kijk het jaar na."),
        ("31-12-9999", "Deze dag is te ver weg. Kijk het jaar na."),
    ],
)
def test_een_dag_buiten_de_jaren_van_het_huis_bestaat_wel(tekst, zin):
    with pytest.raises(ValueError, match=f"^{zin}$"):
        lees_dag(tekst, VANDAAG)


@pytest.mark.parametrize(
    ("tekst", "maand"), [("3 march", 3), ("3 Mar 2018", 3), ("3 may", 5), ("3 oct.", 10), ("3 December 2018", 12)]
)
def test_een_dag_mag_ook_in_het_engels(tekst, maand):
    assert (lees_dag(tekst, VANDAAG).day, lees_dag(tekst, VANDAAG).month) == (3, maand)


def test_een_dag_in_een_veld_staat_er_zoals_je_hem_typt():
    assert dag_kort(date(2018, 3, 1)) == "01-03-2018"
    assert lees_dag(dag_kort(date(2018, 3, 1)), VANDAAG) == date(2018, 3, 1)


@pytest.mark.parametrize(
    ("dag", "woord"), [(20, "vandaag"), (19, "gisteren"), (18, "zondag"), (17, "zaterdag"), (13, "dinsdag")]
)
def test_een_dag_van_de_laatste_week_heet_zoals_je_het_zegt(dag, woord):
    assert dag_in_woorden(date(2018, 11, dag), VANDAAG) == woord


def test_in_het_engels_staat_on_voor_de_dag_van_de_week():
    with override("en"):
        assert dag_in_woorden(date(2018, 11, 13), VANDAAG) == "on Tuesday"
        assert dag_in_woorden(date(2018, 11, 19), VANDAAG) == "yesterday"


@time_machine.travel("2018-11-20 12:00 +0000")
def test_een_veld_zonder_toekomst_neemt_vandaag_aan_en_weigert_morgen():
    veld = DagField(toekomst=False)

    assert veld.clean("20-11") == date(2018, 11, 20)
    with pytest.raises(ValidationError, match=r"Deze dag moet nog komen\. Kies vandaag of een dag ervoor\."):
        veld.clean("21-11")
    assert DagField().clean("21-11") == date(2018, 11, 21)


def test_een_leeg_veld_is_geen_dag_en_wat_er_stond_is_niet_gewijzigd():
    veld = DagField(required=False)

    assert veld.clean("") is None
    assert veld.prepare_value(date(2018, 11, 2)) == "02-11-2018"
    assert veld.prepare_value("2 foo") == "2 foo"
    assert not veld.has_changed(date(2018, 11, 2), "2-11-2018")
    assert veld.has_changed(date(2018, 11, 2), "3-11-2018")
    assert veld.has_changed(date(2018, 11, 2), "onzin")
