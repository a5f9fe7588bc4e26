"""A room that is open for a part of the year: which months, and what is proposed for its targets."""

from datetime import date
from decimal import Decimal

import pytest

from kamers.models import Indicator, Kamer
from kamers.services.rato import Deeljaar, deeljaren, doelen_naar_rato


def kamer(start=None, gesloten_op=None):
    return Kamer(pk=7, naam="Nieuw", start=start, gesloten_op=gesloten_op)


@pytest.mark.parametrize(
    ("start", "dicht", "maanden"),
    [
        (date(2018, 4, 1), None, (4, 12)),
        (date(2018, 4, 30), None, (4, 12)),  # a month that began counts
        (date(2018, 2, 1), None, (2, 12)),
        (None, date(2018, 6, 10), (1, 6)),
        (date(2011, 3, 1), date(2018, 11, 30), (1, 11)),
        (date(2018, 4, 1), date(2018, 4, 2), (4, 4)),
    ],
)
def test_een_kamer_die_in_het_jaar_begint_of_stopt_heeft_haar_eigen_maanden(start, dicht, maanden):
    (deel,) = deeljaren([kamer(start, dicht)], 2018)

    assert (deel.maanden[0], deel.maanden[-1]) == maanden


@pytest.mark.parametrize(
    ("start", "dicht"),
    [
        (None, None),
        (date(2018, 1, 31), None),
        (date(2017, 4, 1), None),
        (date(2019, 1, 1), None),
        (None, date(2018, 12, 1)),
        (None, date(2017, 12, 31)),
        (None, date(2019, 1, 1)),
    ],
)
def test_een_kamer_die_alle_maanden_of_geen_een_open_is_krijgt_geen_voorstel(start, dicht):
    assert deeljaren([kamer(start, dicht)], 2018) == []


@pytest.mark.parametrize(
    ("stond", "wordt"), [("150", "113"), ("75", "56"), ("1", "1"), ("2", "2"), ("10 op 20", "8 op 15"), ("0", None)]
)
def test_een_aantal_gaat_naar_negen_twaalfde_heel_en_nooit_onder_een(stond, wordt):
    deel = Deeljaar(kamer(), range(4, 13))
    rij = (Indicator(pk=3, eenheid="aantal", bewijs="aantal op aangemeld"), {7: stond, 8: "400"})

    verwacht = {} if wordt in (None, stond) else {"a-3-7": wordt}
    assert doelen_naar_rato([rij], deel) == verwacht


@pytest.mark.parametrize(
    ("eenheid", "stond"),
    [
        ("aandeel", "50"),
        ("cijfer", "8"),
        ("tekort", "0"),
        ("oordeel", "positief"),
        ("aantal", "geen afspraak: nog niet"),
        ("aantal", ""),
    ],
)
def test_een_percentage_een_cijfer_een_woord_en_geen_afspraak_blijven(eenheid, stond):
    rij = (Indicator(pk=3, eenheid=eenheid), {7: stond} if stond else {})

    assert doelen_naar_rato([rij], Deeljaar(kamer(), range(4, 13))) == {}


def test_zeven_twaalfde_wordt_half_omhoog_afgerond():
    deel = Deeljaar(kamer(), range(6, 13))

    assert [deel.deel(Decimal(n)) for n in ("6", "30", "35460", "0.40")] == [4, 18, 20685, 0]
