"""The parent of the server: it stops its own child, in an orderly way, and nothing else."""

import os
import signal
from pathlib import Path

import psutil
import pytest

from buurtwerkkamer.databank.server import HOEDER

from .conftest import serverpid, vraag, wacht_tot_gestopt


@pytest.fixture
def hoeder(server, plek):
    server.zorg()
    ouder = psutil.Process(serverpid(plek)).parent()
    assert str(HOEDER) in ouder.cmdline()
    return ouder


def test_sigterm_voor_de_hoeder_stopt_de_server_netjes(hoeder, server, plek):
    hoeder.send_signal(signal.SIGTERM)

    wacht_tot_gestopt(plek)
    assert not (plek.data / "postmaster.pid").exists()
    server.zorg()
    assert vraag(server, "SELECT 1") == 1


def test_na_kill_9_van_de_hoeder_blijft_er_een_server_die_ieder_deelt(hoeder, server, plek):
    pid = serverpid(plek)

    hoeder.kill()
    server.vertrek()
    server.zorg()

    assert vraag(server, "SELECT 1") == 1
    assert serverpid(plek) == pid
    os.kill(pid, signal.SIGINT)  # nobody is left to stop it


def test_de_hoeder_gebruikt_alleen_de_standaardbibliotheek(hoeder):
    assert "-S" in hoeder.cmdline()
    if Path("/proc/self/maps").exists():
        assert "site-packages" not in Path(f"/proc/{hoeder.pid}/maps").read_text()
