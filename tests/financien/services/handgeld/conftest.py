"""All of these tests happen on one day."""

import pytest
import time_machine


@pytest.fixture(autouse=True)
def op_tien_maart():
    with time_machine.travel("2026-03-10 12:00:00+01:00", tick=False):
        yield
