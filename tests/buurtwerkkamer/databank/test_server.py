"""One server per folder: started at the first connection, shared, stopped when the last user leaves."""

import os
import signal
import threading
import time

import psycopg
import pytest

from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.databank.plek import kies_plek
from buurtwerkkamer.databank.server import Server

from .conftest import GEDULD, serverpid, vraag, wacht_op, wacht_tot_gestopt


def test_de_server_start_bij_de_eerste_verbinding_en_stopt_met_de_laatste_gebruiker(verse_server, verse_plek):
    assert not verse_plek.map.exists()

    assert vraag(verse_server, "SELECT current_user", rol="bwk_site") == "bwk_site"
    verse_server.vertrek()

    wacht_tot_gestopt(verse_plek)
    assert not (verse_plek.data / "postmaster.pid").exists()  # an orderly stop, not a crash


def test_de_server_luistert_niet_op_het_netwerk_en_gelooft_niemand_zonder_wachtwoord(server, plek):
    instellingen = {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "data_checksums": "on",
        "server_encoding": "UTF8",
        "fsync": "on",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    assert {naam: vraag(server, f"SHOW {naam}") for naam in instellingen} == instellingen
    assert vraag(server, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules") == "scram-sha-256"
    taal = "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()"
    assert vraag(server, taal) == "b C.UTF-8"

    for wachtwoord in ("fout", ""):
        with pytest.raises(psycopg.OperationalError, match=r"password|wachtwoord"):
            psycopg.connect(**{**server.toegang("postgres"), "password": wachtwoord}, dbname="postgres")


def test_de_logboeken_bevatten_geen_waarden(server, plek):
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        vraag(server, "SELECT 'Geheime Naam'::integer")
    with pytest.raises(psycopg.errors.SyntaxError):
        vraag(server, "SELEKT 'Geheime Naam'")

    logboek = "".join(bestand.read_text() for bestand in (plek.data / "log").iterdir())
    assert "ready to accept connections" in logboek
    assert "Geheime" not in logboek


def test_een_tweede_proces_deelt_de_server_en_de_laatste_stopt_hem(server, plek, start_app):
    apps = [start_app() for _ in range(3)]  # at once: they all find nothing running

    assert {app.sinds() for app in apps} == {str(vraag(server, "SELECT pg_postmaster_start_time()"))}
    pid = serverpid(plek)
    server.vertrek()
    apps[0].vertrek()
    apps[1].vertrek()
    assert serverpid(plek) == pid
    apps[2].vertrek()

    wacht_tot_gestopt(plek)


def test_na_kill_9_van_de_app_stopt_de_server_en_begint_de_volgende_gewoon(server, plek, start_app):
    app = start_app()
    app.sinds()

    app.sla_dood()

    wacht_tot_gestopt(plek)
    assert vraag(server, "SELECT 1") == 1


def test_na_kill_9_van_de_server_is_niets_wat_bevestigd_was_verloren(server, plek):
    vraag(server, "CREATE TABLE proef (waarde integer)")
    vraag(server, "INSERT INTO proef SELECT generate_series(1, 1000)")

    os.kill(serverpid(plek), signal.SIGKILL)
    server.zorg()

    assert vraag(server, "SELECT sum(waarde) FROM proef") == 500500


def schrijf(server, schrijver, bevestigd, klaar):
    """Write numbers one by one; only what the server acknowledged counts."""
    nummer = 0
    while not klaar.is_set():
        try:
            vraag(server, f"INSERT INTO schrijfproef VALUES ({schrijver}, {nummer})")
        except psycopg.Error:
            time.sleep(0.01)
        else:
            bevestigd.add((schrijver, nummer))
        nummer += 1


@pytest.mark.parametrize("rondes", [2, pytest.param(20, marks=pytest.mark.proef)])
def test_rondes_kill_9_onder_acht_schrijvers_verliezen_geen_bevestigde_rij(server, plek, rondes):
    vraag(server, "DROP TABLE IF EXISTS schrijfproef")
    vraag(server, "CREATE TABLE schrijfproef (schrijver integer, nummer integer)")
    bevestigd, klaar = set(), threading.Event()
    schrijvers = [threading.Thread(target=schrijf, args=(server, wie, bevestigd, klaar)) for wie in range(8)]
    for schrijver in schrijvers:
        schrijver.start()

    for _ in range(rondes):
        al = len(bevestigd)
        wacht_op(lambda: len(bevestigd) > al + 8)  # noqa: B023 - looked at before the next round
        os.kill(serverpid(plek), signal.SIGKILL)
        server.zorg()
    klaar.set()
    for schrijver in schrijvers:
        schrijver.join()

    rijen = vraag(server, "SELECT array_agg(schrijver || '/' || nummer) FROM schrijfproef")
    assert len(bevestigd) > rondes
    assert {f"{schrijver}/{nummer}" for schrijver, nummer in bevestigd} <= set(rijen)


def test_sigterm_van_de_app_stopt_de_server(plek, start_app):
    app = start_app()
    app.sinds()

    app.proces.terminate()
    app.proces.wait(timeout=GEDULD)

    wacht_tot_gestopt(plek)


def test_een_andere_server_op_een_andere_map_blijft_ernaast_draaien(server, map_van_de_test, monkeypatch):
    monkeypatch.setenv("BWK_DATA", str(map_van_de_test / "ander"))
    ander = Server(kies_plek())
    vraag(server, "CREATE TABLE alleen_hier ()")

    try:
        assert vraag(ander, "SELECT to_regclass('alleen_hier')") is None
        assert vraag(server, "SELECT to_regclass('alleen_hier')::text") == "alleen_hier"
    finally:
        ander.vertrek()
        wacht_tot_gestopt(ander.plek)


def test_een_server_die_niet_start_zegt_waarom(server, plek):
    vraag(server, "SELECT 1")
    server.vertrek()
    wacht_tot_gestopt(plek)
    instellingen = plek.data / "postgresql.auto.conf"
    goed = instellingen.read_text()
    instellingen.write_text("bestaat_niet = 1\n")

    begin = time.monotonic()
    with pytest.raises(DatabankFout, match=r"De database startte niet: .*bestaat_niet"):
        server.zorg()
    assert time.monotonic() - begin < GEDULD  # a server that is gone is not waited for
    instellingen.write_text(goed)
