"""Where the database lives: found again at every start, never shared, and no folder is opened up for it."""

import os
from pathlib import Path

import pytest

from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.databank.plek import HUIS, Plek, kies_plek
from buurtwerkkamer.databank.server import Server

from .conftest import vraag, wacht_tot_gestopt


def test_de_omgeving_kiest_de_map(data):
    assert kies_plek().map == data


def test_twee_kopieen_van_het_programma_delen_nooit_een_map(monkeypatch):
    monkeypatch.delenv("BWK_DATA", raising=False)
    een, ander = kies_plek(Path("/srv/een")), kies_plek(Path("/srv/ander"))

    assert een.map != ander.map
    assert een.map == kies_plek(Path("/srv/een")).map
    assert een.socketmap != ander.socketmap


@pytest.mark.als_root
def test_als_root_ligt_de_database_buiten_de_map_van_het_programma(monkeypatch):
    monkeypatch.delenv("BWK_DATA", raising=False)

    assert kies_plek().map.parent == Path("/var/lib/buurtwerkkamer")
    assert HUIS not in kies_plek().map.parents


@pytest.mark.als_gebruiker
def test_als_gebruiker_ligt_de_database_in_de_map_van_het_programma(monkeypatch):
    monkeypatch.delenv("BWK_DATA", raising=False)

    assert kies_plek() == Plek(HUIS / ".data")


@pytest.mark.als_root
def test_als_root_draait_de_server_als_een_andere_gebruiker(server, plek):
    server.zorg()

    pid = int((plek.data / "postmaster.pid").read_text().split("\n")[0])
    assert Path(f"/proc/{pid}").stat().st_uid == plek.uid != 0
    assert plek.data.stat().st_uid == plek.uid


@pytest.mark.als_root
def test_als_root_werkt_het_ook_met_een_strenge_umask(map_van_de_test, monkeypatch):
    monkeypatch.setenv("BWK_DATA", str(map_van_de_test / "nieuw" / "dieper" / "data"))
    server = Server(kies_plek())
    streng = os.umask(0o077)
    try:
        assert vraag(server, "SELECT 1") == 1
    finally:
        os.umask(streng)
        server.vertrek()
        wacht_tot_gestopt(server.plek)

    assert server.plek.map.stat().st_mode & 0o777 == 0o700


@pytest.mark.als_root
def test_als_root_wordt_een_dichte_map_geweigerd_en_blijft_hij_dicht(verse_server, verse_plek):
    bovenliggend = verse_plek.map.parent
    bovenliggend.chmod(0o700)

    with pytest.raises(DatabankFout, match="Kies met BWK_DATA een map die bereikbaar is"):
        verse_server.zorg()

    assert bovenliggend.stat().st_mode & 0o777 == 0o700


@pytest.mark.als_gebruiker
def test_als_gebruiker_werkt_een_dichte_map_en_blijft_hij_dicht(verse_server, verse_plek):
    bovenliggend = verse_plek.map.parent
    bovenliggend.chmod(0o700)

    assert vraag(verse_server, "SELECT 1") == 1

    assert bovenliggend.stat().st_mode & 0o777 == 0o700


def test_geen_enkele_map_boven_de_database_verandert_van_rechten(server, plek):
    voor = {pad: pad.stat().st_mode for pad in plek.map.parents}

    server.zorg()

    assert {pad: pad.stat().st_mode for pad in plek.map.parents} == voor


def test_een_diepe_map_krijgt_een_korte_eigen_map_voor_de_socket(map_van_de_test, monkeypatch):
    monkeypatch.setenv("BWK_DATA", str(map_van_de_test / ("diep" * 12) / ("dieper" * 12)))
    plek = kies_plek()

    assert len(os.fsencode(plek.socketmap)) < 80
    assert plek.map not in plek.socketmap.parents

    plek.maak()
    try:
        assert plek.socketmap.stat().st_mode & 0o777 == 0o700
    finally:
        plek.socketmap.rmdir()


def test_een_socketmap_die_voor_anderen_openstaat_wordt_geweigerd(verse_plek):
    verse_plek.maak()
    verse_plek.socketmap.chmod(0o777)

    with pytest.raises(DatabankFout, match="is niet alleen van de database"):
        verse_plek.maak()


def test_een_socketmap_die_een_verwijzing_is_wordt_geweigerd(verse_plek, map_van_de_test):
    verse_plek.maak()
    verse_plek.socketmap.rmdir()
    verse_plek.socketmap.symlink_to(map_van_de_test)

    with pytest.raises(DatabankFout, match="is niet alleen van de database"):
        verse_plek.maak()
