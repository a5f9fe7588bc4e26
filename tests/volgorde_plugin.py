"""Which files the processes that share the work take first: the long ones, so that none is left when the rest is done.

Used with `--dist loadfile --no-loadscope-reorder`; a run in one process keeps the order of the folders.
"""

import os
from collections import Counter

import pytest

VOOROP = (  # by how long they take, not by how many tests they hold
    "tests/reis/test_bladzijden.py",
    "tests/buurtwerkkamer/test_engels.py",
    "tests/reis/test_vragen.py",
    "tests/test_toegang.py",
    "tests/reis/",
    "tests/rapportage/services/test_drukken",
    "tests/kamers/test_orakel.py",
    "tests/kamers/test_tabletwacht.py",
    "tests/rapportage/demo/",
    "tests/financien/services/test_controleren.py",
    "tests/financien/services/test_afsluiten_gelijktijdig.py",
    "tests/buurtwerkkamer/databank/",
    "tests/rapportage/",
    "tests/financien/views/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Sort the files; the tests of one file stay in their order."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    aantal = Counter(_bestand(item) for item in items)
    items.sort(key=lambda item: (_rang(_bestand(item)), -aantal[_bestand(item)], _bestand(item)))


def _bestand(item) -> str:
    return item.nodeid.split("::")[0]


def _rang(bestand: str) -> int:
    return next((n for n, begin in enumerate(VOOROP) if bestand.startswith(begin)), len(VOOROP))
