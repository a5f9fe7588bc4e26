"""From where on a difference is called a shortage."""

from decimal import Decimal

import pytest

from financien.services.dekking import is_tekort


@pytest.mark.parametrize(
    ("verschil", "tekort"), [("-1000.01", True), ("-1000", False), ("-680", False), ("0", False), ("416", False)]
)
def test_een_tekort_begint_onder_min_duizend_euro(verschil, tekort):
    assert is_tekort(Decimal(verschil)) is tekort
