"""Real servers in folders of their own. Half of it differs for root: see `pytest_collection_modifyitems`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from buurtwerkkamer.databank.plek import kies_plek
from buurtwerkkamer.databank.server import Server
from buurtwerkkamer.databank.slot import probeer_slot

ROOT = os.geteuid() == 0
GEDULD = 120  # seconds, for a machine that is busy
APP = """
import sys
import psycopg
from buurtwerkkamer.databank.server import huidige_server
toegang = huidige_server().toegang("bwk_site")
with psycopg.connect(**toegang, dbname="buurtwerkkamer") as verbinding:
    print(verbinding.execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
sys.stdin.read()
"""


class App:
    """A second process of this checkout: a user of the server until its input is closed."""

    def __init__(self):
        self.proces = subprocess.Popen(
            [sys.executable, "-c", APP],
            cwd=settings.BASE_DIR,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def sinds(self):
        """Since when the server runs that this process uses; waits until it has a connection."""
        return self.proces.stdout.readline().strip()

    def vertrek(self):
        self.proces.stdin.close()
        self.proces.wait(timeout=GEDULD)
        self.proces.stdout.close()

    def sla_dood(self):
        self.proces.kill()
        self.proces.wait(timeout=GEDULD)


@pytest.fixture
def map_van_de_test():
    """A folder that the server's user can reach; pytest's own is closed to others when root runs it."""
    pad = Path(tempfile.mkdtemp(prefix="bwk-test-"))
    pad.chmod(0o711)
    yield pad
    shutil.rmtree(pad)


@pytest.fixture(scope="session")
def voorbeeldmap():
    """A database as the starter makes it, stopped; a test leaves it whole."""
    pad = Path(tempfile.mkdtemp(prefix="bwk-test-"))
    pad.chmod(0o711)
    yield pad / "data"
    shutil.rmtree(pad)


@pytest.fixture
def plek(voorbeeldmap, monkeypatch):
    """The place of the tests that leave the database whole."""
    monkeypatch.setenv("BWK_DATA", str(voorbeeldmap))
    plek = kies_plek()
    yield plek
    wacht_tot_gestopt(plek)


@pytest.fixture
def server(plek):
    """The starter on that place; nothing runs until it is asked."""
    server = Server(plek)
    yield server
    server.vertrek()


@pytest.fixture
def data(map_van_de_test, monkeypatch):
    """Where the database of this test alone goes; it does not exist yet."""
    pad = map_van_de_test / "data van de test"
    monkeypatch.setenv("BWK_DATA", str(pad))
    return pad


@pytest.fixture
def verse_plek(data):
    plek = kies_plek()
    yield plek
    wacht_tot_gestopt(plek)


@pytest.fixture
def verse_server(verse_plek):
    """The starter on a place where nothing exists yet."""
    server = Server(verse_plek)
    yield server
    server.vertrek()


@pytest.fixture
def start_app():
    """Start a second process on the folder in BWK_DATA; a test names the place before this fixture."""
    apps = []

    def start():
        apps.append(App())
        return apps[-1]

    yield start
    for app in apps:
        if app.proces.poll() is None:
            app.vertrek()


def wacht_tot_gestopt(plek, seconden=GEDULD):
    """Wait until no process of the server is left; the kernel lock tells."""
    einde = time.monotonic() + seconden
    if not plek.slot("server").exists():
        return  # never started
    while (slot := probeer_slot(plek.slot("server"))) is None:
        assert time.monotonic() < einde, "de server stopte niet"
        time.sleep(0.02)
    os.close(slot)


def vraag(server, opdracht, rol="postgres", databank="buurtwerkkamer"):
    """Ask one thing over a fresh connection: the value, or None for a command without rows."""
    with psycopg.connect(**server.toegang(rol), dbname=databank, autocommit=True) as verbinding:
        antwoord = verbinding.execute(opdracht)
        return antwoord.fetchone()[0] if antwoord.description else None


def serverpid(plek):
    return int((plek.data / "postmaster.pid").read_text().split("\n")[0])


def wacht_op(voorwaarde, seconden=GEDULD):
    """Look again and again until something is so."""
    einde = time.monotonic() + seconden
    while not voorwaarde():
        assert time.monotonic() < einde
        time.sleep(0.001)
