"""The data folder: half-made, left over, of another version, or fine."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from buurtwerkkamer.databank.aanmaak import is_server_van
from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.databank.programma import binmap, omgeving

from .conftest import GEDULD, serverpid, vraag, wacht_op, wacht_tot_gestopt


@pytest.fixture
def gestopt(server, plek):
    """A data folder with something in it, whose server has stopped."""
    vraag(server, "CREATE TABLE IF NOT EXISTS blijft AS SELECT 42 AS waarde")
    server.vertrek()
    wacht_tot_gestopt(plek)
    wachtwoorden = plek.wachtwoorden.read_text()
    yield plek
    plek.wachtwoorden.write_text(wachtwoorden)


@pytest.fixture
def buitenstaander():
    """An innocent process whose number stands in our pid file."""
    proces = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
    yield proces
    proces.kill()
    proces.wait()


def dood_nummer():
    proces = subprocess.Popen([sys.executable, "-c", ""])
    proces.wait()
    return proces.pid


PIDBESTANDEN = {
    "verouderd": "{dood}\n{data}\n1700000000\n5432\n/tmp\n\n  5432001  0\nready   \n",
    "van een ander": "{ander}\n{data}\n1700000000\n5432\n/tmp\n\n  5432001  0\nready   \n",
    "afgebroken": "{ander}",
    "leeg": "",
    "onzin": "\x00\x00geen nummer\n",
    "te groot nummer": "99999999999999999999\n",
}


@pytest.mark.parametrize("inhoud", PIDBESTANDEN.values(), ids=PIDBESTANDEN.keys())
def test_een_achtergebleven_pidbestand_houdt_niets_tegen_en_raakt_geen_ander_proces(
    server, gestopt, buitenstaander, inhoud
):
    tekst = inhoud.format(dood=dood_nummer(), ander=buitenstaander.pid, data=gestopt.data)
    (gestopt.data / "postmaster.pid").write_text(tekst)

    assert vraag(server, "SELECT waarde FROM blijft") == 42
    assert buitenstaander.poll() is None


def test_een_server_die_met_de_hand_is_gestart_wordt_geweigerd_en_met_rust_gelaten(server, gestopt):
    opdracht = [str(binmap(gestopt) / "postgres"), "-D", str(gestopt.data), "-c", "listen_addresses="]
    sockets = ["-c", f"unix_socket_directories={gestopt.map / 'data'}"]
    hand = subprocess.Popen(
        [*opdracht, *sockets],
        cwd="/",
        env=omgeving(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **gestopt.als_gebruiker(),
    )
    try:
        wacht_op(lambda: (gestopt.data / "postmaster.pid").exists())
        with pytest.raises(DatabankFout, match=f"niet door dit programma is gestart.*{hand.pid}.*Stop die eerst"):
            server.zorg()
        assert hand.poll() is None
    finally:
        hand.send_signal(signal.SIGINT)
        hand.wait(timeout=GEDULD)


def test_een_halverwege_gedode_initdb_laat_niets_achter_wat_in_de_weg_zit(verse_server, verse_plek, start_app):
    app = start_app()
    wacht_op(lambda: (verse_plek.data_half / "base").exists())
    app.sla_dood()
    for kind in psutil.process_iter(["name", "cmdline"]):
        if kind.info["name"] == "initdb" and str(verse_plek.data_half) in kind.info["cmdline"]:
            kind.kill()

    assert not verse_plek.data.exists()
    assert vraag(verse_server, "SELECT 1") == 1
    assert not verse_plek.data_half.exists()
    assert not (verse_plek.map / "initdb.wachtwoord").exists()


def test_een_half_gevulde_map_van_een_eerdere_poging_wordt_overgedaan(verse_server, verse_plek):
    verse_plek.maak()
    verse_plek.maak_prive(verse_plek.data_half)
    (verse_plek.data_half / "PG_VERSION").write_text("18\n")

    assert vraag(verse_server, "SELECT 1") == 1


def test_gegevens_van_een_andere_hoofdversie_geven_een_zin_die_zegt_wat_te_doen(verse_server, verse_plek):
    verse_plek.maak()
    verse_plek.maak_prive(verse_plek.data)
    (verse_plek.data / "PG_VERSION").write_text("16\n")

    with pytest.raises(DatabankFout) as fout:
        verse_server.zorg()

    assert "zijn van PostgreSQL 16; dit programma heeft PostgreSQL 18." in str(fout.value)
    assert "Maak met de vorige versie van het programma een reservekopie" in str(fout.value)
    assert [bestand.name for bestand in verse_plek.data.iterdir()] == ["PG_VERSION"]


def test_een_map_met_iets_anders_erin_wordt_niet_overschreven(verse_server, verse_plek):
    verse_plek.maak()
    verse_plek.maak_prive(verse_plek.data)
    (verse_plek.data / "vakantiefoto.jpg").write_text("foto")

    with pytest.raises(DatabankFout, match="geen volledige PostgreSQL-map"):
        verse_server.zorg()

    assert (verse_plek.data / "vakantiefoto.jpg").read_text() == "foto"


@pytest.mark.parametrize("inhoud", [None, '{"postgres": "abg'], ids=["weg", "afgebroken"])
def test_een_beschadigd_wachtwoordbestand_geeft_een_zin_en_wist_niets(server, gestopt, inhoud):
    gestopt.wachtwoorden.unlink()
    if inhoud:
        gestopt.wachtwoorden.write_text(inhoud)

    with pytest.raises(DatabankFout, match=r"ontbreekt of is beschadigd. Zet het terug uit een reservekopie"):
        server.zorg()

    assert (gestopt.data / "PG_VERSION").exists()


def test_gegevens_en_wachtwoorden_zijn_alleen_van_hun_eigenaar(verse_server, verse_plek):
    verse_server.zorg()

    rechten = {
        pad.name: oct(pad.stat().st_mode & 0o777)
        for pad in (verse_plek.data, verse_plek.socketmap, verse_plek.wachtwoorden)
    }
    assert rechten == {"data": "0o700", "socket": "0o700", "wachtwoorden.json": "0o600"}
    assert verse_plek.wachtwoorden.stat().st_uid == os.geteuid()


def test_een_server_wordt_herkend_aan_zijn_opdrachtregel(server, plek):
    server.zorg()

    assert is_server_van(serverpid(plek), plek.data)
    assert not is_server_van(serverpid(plek), plek.data / "ander")
    assert not is_server_van(os.getpid(), plek.data)
