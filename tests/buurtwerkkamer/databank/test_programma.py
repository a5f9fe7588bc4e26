"""The programs out of the wheel: complete, and nothing of the caller leaks into them."""

import pytest

from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.databank.programma import HOOFDVERSIE, draai, omgeving


@pytest.mark.parametrize("programma", ["postgres", "initdb", "pg_dump", "pg_restore"])
def test_elk_programma_is_van_de_verwachte_hoofdversie(server, plek, programma):
    plek.maak()

    assert f"(PostgreSQL) {HOOFDVERSIE}." in draai(plek, programma, "--version")


def test_een_programma_dat_faalt_zegt_waarom(server, plek):
    plek.maak()

    with pytest.raises(DatabankFout, match=r"initdb zei: .*--bestaat-niet"):
        draai(plek, "initdb", "--bestaat-niet")


def test_instellingen_van_de_gebruiker_lekken_niet_naar_de_programmas(monkeypatch):
    monkeypatch.setenv("PGDATA", "/ergens/anders")
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")

    assert {naam: waarde for naam, waarde in omgeving().items() if naam != "PATH"} == {"LC_ALL": "C"}
