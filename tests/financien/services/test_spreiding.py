"""A year's amount over its months: to the cent, and without the 11/12 trap."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from financien.services.spreiding import in_maanden, nog_te_komen, tot_en_met, verdeel

D = Decimal


def test_honderd_euro_over_twaalf_maanden_is_precies_honderd_euro():
    delen = verdeel(D("100.00"), "gelijk")

    assert delen[:4] == (D("8.33"), D("8.34"), D("8.33"), D("8.33"))
    assert sum(delen) == D("100.00")


@given(
    bedrag=st.decimals(min_value=0, max_value=D("99999999.99"), places=2),
    maanden=st.sets(st.integers(1, 12), min_size=1),
)
def test_elke_spreiding_telt_op_tot_het_bedrag(bedrag, maanden):
    delen = verdeel(bedrag, "maanden", list(maanden))

    assert sum(delen) == bedrag
    assert all(deel >= 0 for deel in delen)
    assert {maand for maand, deel in enumerate(delen, 1) if deel} <= maanden


def test_kwartalen_vallen_in_hun_eigen_maand():
    delen = verdeel(D(1452), "maanden", [10, 1, 7, 4])

    assert delen == (D(363), 0, 0, D(363), 0, 0, D(363), 0, 0, D(363), 0, 0)


def test_eenmalig_in_maart_telt_vanaf_maart_helemaal():
    assert [tot_en_met(D(8712), m, "eenmalig", [3]) for m in (2, 3, 11, 12)] == [0, D(8712), D(8712), D(8712)]


def test_eenmalig_zonder_maand_telt_zodra_het_is_uitgegeven_en_nooit_een_twaalfde():
    assert tot_en_met(D(8712), 11, "eenmalig", [], besteed=D(0)) == 0
    assert tot_en_met(D(8712), 3, "eenmalig", [], besteed=D(2000)) == D(2000)
    assert tot_en_met(D(8712), 3, "eenmalig", [], besteed=D(9000)) == D(8712)
    assert tot_en_met(D(8712), 12, "eenmalig", [], besteed=D(0)) == D(8712)


def test_een_terugbetaling_maakt_van_eenmalig_geen_begroting_onder_nul():
    assert tot_en_met(D(8712), 3, "eenmalig", [], besteed=D(-50)) == 0


def test_wat_eenmalig_al_is_uitgegeven_komt_niet_nog_een_keer():
    assert nog_te_komen(D(8712), 3, "eenmalig", [6], besteed=D(8712)) == 0
    assert nog_te_komen(D(8712), 8, "eenmalig", [6], besteed=D(0)) == D(8712)
    assert nog_te_komen(D(8712), 3, "eenmalig", [], besteed=D(9000)) == 0


def test_na_november_komt_van_een_gelijke_post_nog_een_twaalfde():
    assert nog_te_komen(D(12000), 11, "gelijk", [], besteed=D(9000)) == D(1000)


@pytest.mark.parametrize(("soort", "maanden"), [("gelijk", []), ("eenmalig", []), ("maanden", [1])])
def test_na_december_komt_er_niets_meer(soort, maanden):
    assert nog_te_komen(D(1000), 12, soort, maanden, besteed=D(10)) == 0


def test_in_maanden_staan_ze_op_volgorde_en_eenmalig_zonder_maand_in_december():
    assert in_maanden("maanden", [7, 1]) == [1, 7]
    assert in_maanden("eenmalig", []) == [12]
