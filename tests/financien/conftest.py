"""The 2018 offer for the tests of this floor."""

import pytest

from tests.financien.aanbod2018 import maak_aanbod_2018


@pytest.fixture
def vier(casa, multibron, handreiking, kg):
    """The four rooms, in their order."""
    return [casa, multibron, handreiking, kg]


@pytest.fixture
def aanbod(vier):
    """The open offer of 2018."""
    return maak_aanbod_2018(vier)
