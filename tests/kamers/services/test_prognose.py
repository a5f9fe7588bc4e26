"""What is expected at the end of a year, with exact values and at every edge of the calendar."""

from datetime import date
from decimal import Decimal

import pytest

from kamers.models import Kamer
from kamers.services.prognose import (
    Stand,
    Telperiode,
    Verwachting,
    methode,
    patroon,
    rechte_lijn,
    telperiode,
    zelfde_dag_vorig_jaar,
)

KAMER = Kamer(code="casa", naam="Casa")


def heel(vandaag: date) -> Telperiode:
    return telperiode(KAMER, vandaag.year, vandaag)


@pytest.mark.parametrize(
    ("bereikt", "vandaag", "verstreken", "dagen", "verwacht"),
    [
        (30, date(2026, 7, 1), 182, 365, 60),  # 60,16
        (30, date(2024, 7, 1), 183, 366, 60),  # exactly 60 in a leap year
        (1, date(2026, 1, 1), 1, 365, 365),
        (30, date(2026, 12, 30), 364, 365, 30),  # 30,08
        (30, date(2026, 12, 31), 365, 365, 30),
        (1, date(2026, 5, 26), 146, 365, 3),  # 2,5 is rounded up
        (0, date(2026, 7, 1), 182, 365, 0),
        (1, date(2024, 2, 29), 60, 366, 6),  # 6,1
    ],
)
def test_de_rechte_lijn_is_bereikt_gedeeld_door_de_dagen_tot_nu_maal_alle_dagen(
    bereikt, vandaag, verstreken, dagen, verwacht
):
    periode = heel(vandaag)

    assert (periode.verstreken, periode.dagen) == (verstreken, dagen)
    assert rechte_lijn(bereikt, periode) == verwacht


@pytest.mark.parametrize(
    ("bereikt", "vorig", "tijdig", "verwacht"),
    [(30, 60, 40, 45), (30, 40, 40, 30), (1, 5, 2, 3), (0, 60, 40, 0), (30, 60, 0, None), (30, 0, 0, None)],
)
def test_het_patroon_deelt_door_het_deel_dat_er_vorig_jaar_op_deze_dag_al_was(bereikt, vorig, tijdig, verwacht):
    assert patroon(bereikt, vorig, tijdig) == verwacht


def test_de_zelfde_dag_van_vorig_jaar_is_op_29_februari_de_28e():
    assert zelfde_dag_vorig_jaar(date(2024, 2, 29)) == date(2023, 2, 28)
    assert zelfde_dag_vorig_jaar(date(2026, 11, 24)) == date(2025, 11, 24)


def test_een_kamer_die_in_maart_begon_telt_de_dagen_vanaf_maart():
    periode = telperiode(Kamer(start=date(2026, 3, 1)), 2026, date(2026, 7, 1))

    assert (periode.verstreken, periode.dagen, periode.heel_jaar) == (123, 306, False)
    assert rechte_lijn(30, periode) == 75  # 74,63


def test_een_kamer_die_in_een_eerder_jaar_begon_telt_het_hele_jaar():
    assert telperiode(Kamer(start=date(2014, 3, 1)), 2026, date(2026, 7, 1)) == heel(date(2026, 7, 1))


def test_een_kamer_die_dit_jaar_sluit_telt_tot_de_dag_van_sluiten():
    periode = telperiode(Kamer(gesloten_op=date(2026, 8, 31)), 2026, date(2026, 7, 1))

    assert (periode.verstreken, periode.dagen) == (182, 243)
    assert rechte_lijn(30, periode) == 40  # 40,05


def test_voor_de_eerste_dag_is_er_geen_lijn():
    periode = telperiode(Kamer(start=date(2026, 9, 1)), 2026, date(2026, 7, 1))

    assert periode.verstreken == 0
    assert rechte_lijn(3, periode) is None


def test_beide_manieren_staan_naast_elkaar():
    hoe = methode(KAMER, 2026, date(2026, 7, 1), vorig_jaar_genoteerd=True)

    assert hoe.verwacht(30, Stand(Decimal(60), Decimal(40))) == Verwachting(Decimal(60), Decimal(45), "")


@pytest.mark.parametrize("vorig", [None, Stand(Decimal(60), Decimal(0)), Stand(Decimal(0), Decimal(0))])
def test_was_er_vorig_jaar_op_deze_dag_nog_niets_dan_is_er_geen_patroon_en_staat_dat_er(vorig):
    hoe = methode(KAMER, 2026, date(2026, 7, 1), vorig_jaar_genoteerd=True)

    assert hoe.verwacht(30, vorig) == Verwachting(Decimal(60), None, "In 2025 was er op deze dag nog niets.")


def test_zonder_een_vorig_jaar_is_er_alleen_de_rechte_lijn():
    hoe = methode(KAMER, 2026, date(2026, 7, 1), vorig_jaar_genoteerd=False)

    assert hoe.verwacht(30, None) == Verwachting(Decimal(60), None, "In 2025 is niets genoteerd.")


@pytest.mark.parametrize(
    ("kamer", "waarom"),
    [
        (Kamer(start=date(2025, 3, 1)), "In 2025 was de kamer niet het hele jaar open."),
        (Kamer(gesloten_op=date(2026, 8, 31)), "De kamer is dit jaar niet het hele jaar open."),
    ],
)
def test_een_jaar_dat_niet_heel_is_geeft_geen_patroon(kamer, waarom):
    hoe = methode(kamer, 2026, date(2026, 7, 1), vorig_jaar_genoteerd=True)

    assert hoe.verwacht(30, Stand(Decimal(60), Decimal(40))).geen_patroon == waarom


def test_in_januari_is_er_nog_geen_verwachting():
    waarom = "In het begin is bijna iedereen nieuw. Daarom is er een verwachting vanaf 31-01-2026."

    for dag in (date(2026, 1, 1), date(2026, 1, 30)):
        hoe = methode(KAMER, 2026, dag, vorig_jaar_genoteerd=True)
        assert (hoe.geen, hoe.verwacht(30, None)) == (waarom, None)
    op_tijd = methode(KAMER, 2026, date(2026, 1, 31), vorig_jaar_genoteerd=False)
    assert (op_tijd.geen, op_tijd.verwacht(31, None).lijn) == ("", 365)


def test_op_de_laatste_dag_is_er_nog_een_verwachting_en_daarna_niet_meer():
    laatste = methode(KAMER, 2026, date(2026, 12, 31), vorig_jaar_genoteerd=False)
    erna = methode(KAMER, 2026, date(2027, 1, 1), vorig_jaar_genoteerd=False)

    assert laatste.verwacht(30, None).lijn == 30
    assert (erna.geen, erna.verwacht(30, None)) == ("Dit jaar is voorbij. Een verwachting is niet meer nodig.", None)


@pytest.mark.parametrize("dag", [date(2026, 6, 30), date(2025, 6, 30)])
def test_een_gesloten_kamer_verwacht_niets_meer(dag):
    hoe = methode(Kamer(gesloten_op=dag), 2026, date(2026, 7, 1), vorig_jaar_genoteerd=True)

    assert hoe.geen == f"De kamer sloot op {dag:%d-%m-%Y}. Er is geen verwachting meer."
    assert hoe.verwacht(30, None) is None


def test_wat_niet_geregistreerd_is_krijgt_geen_verwachting():
    assert methode(KAMER, 2026, date(2026, 7, 1), vorig_jaar_genoteerd=True).verwacht(None, None) is None
