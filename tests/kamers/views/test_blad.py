"""Rooms side by side: one sheet up to twelve, then eight to a sheet."""

import pytest
from django.http import Http404

from kamers.views.blad import Kamerblad


@pytest.mark.parametrize(
    ("aantal", "bladen"), [(0, [0]), (1, [1]), (12, [12]), (13, [8, 5]), (40, [8] * 5), (400, [8] * 50)]
)
def test_kamers_staan_met_hoogstens_twaalf_naast_elkaar(aantal, bladen):
    assert [len(blad) for blad in Kamerblad(range(aantal), "1").bladen] == bladen


def test_een_blad_heeft_zijn_eigen_kamers():
    assert Kamerblad(range(20), "3").kamers == [16, 17, 18, 19]


@pytest.mark.parametrize("gekozen", ["0", "4", "-1", "²", "x", "", "9" * 5000])
def test_een_blad_dat_er_niet_is_geeft_404(gekozen):
    with pytest.raises(Http404):
        Kamerblad(range(20), gekozen)
