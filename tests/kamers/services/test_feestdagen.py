"""Public holidays of a year, checked against printed calendars."""

from datetime import date

import pytest

from kamers.services.feestdagen import feestdagen, koningsdag


def test_de_feestdagen_van_2026():
    assert [(f.dag, f.naam) for f in feestdagen(2026) if f.meestal] == [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 5), "Eerste paasdag"),
        (date(2026, 4, 6), "Tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 24), "Eerste pinksterdag"),
        (date(2026, 5, 25), "Tweede pinksterdag"),
        (date(2026, 12, 25), "Eerste kerstdag"),
        (date(2026, 12, 26), "Tweede kerstdag"),
    ]


def test_keti_koti_en_bevrijdingsdag_kies_je_zelf():
    assert [f.naam for f in feestdagen(2026) if not f.meestal] == ["Bevrijdingsdag", "Keti Koti"]


@pytest.mark.parametrize(("jaar", "dag"), [(2024, 27), (2025, 26), (2026, 27), (2031, 26)])
def test_koningsdag_is_nooit_op_zondag(jaar, dag):
    assert koningsdag(jaar) == date(jaar, 4, dag)
