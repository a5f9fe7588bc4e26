"""The data folder: made once, complete or not at all, and checked before every start."""

import json
import os
import secrets
import shutil
from pathlib import Path

import psutil

from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.databank.plek import Plek
from buurtwerkkamer.databank.programma import HOOFDVERSIE, draai

EIGENAAR = "bwk_eigenaar"
SITE = "bwk_site"
BEHEER = "postgres"


def lees_wachtwoorden(plek: Plek) -> dict[str, str]:
    """The password of each role, out of the file that only the caller may read."""
    try:
        return json.loads(plek.wachtwoorden.read_text())
    except (FileNotFoundError, json.JSONDecodeError) as fout:
        raise DatabankFout(
            f"Het wachtwoordbestand {plek.wachtwoorden} ontbreekt of is beschadigd. Zet het terug uit een "
            "reservekopie, of verplaats de hele map om met een lege database te beginnen."
        ) from fout


def zorg_voor_data(plek: Plek, slot: int) -> None:
    """Make the data folder when there is none, or refuse one that this version cannot read.

    `slot` is the server's lock: initdb inherits it, so that a half-killed one still keeps others out.
    """
    if plek.data.exists() and any(plek.data.iterdir()):
        _controleer_versie(plek)
        _ruim_pidbestand(plek)
        return
    _schrijf_wachtwoorden(plek)
    shutil.rmtree(plek.data_half, ignore_errors=True)
    plek.maak_prive(plek.data_half)
    _initdb(plek, slot)
    if plek.data.exists():
        plek.data.rmdir()
    plek.data_half.rename(plek.data)


def _controleer_versie(plek: Plek) -> None:
    bestand = plek.data / "PG_VERSION"
    versie = bestand.read_text().strip() if bestand.exists() else ""
    if not versie:
        raise DatabankFout(
            f"De map {plek.data} is geen volledige PostgreSQL-map. Verplaats die map, "
            "of kies met BWK_DATA een andere, en probeer het opnieuw."
        )
    if versie != str(HOOFDVERSIE):
        raise DatabankFout(
            f"De gegevens in {plek.data} zijn van PostgreSQL {versie}; dit programma heeft PostgreSQL {HOOFDVERSIE}. "
            "Maak met de vorige versie van het programma een reservekopie, verplaats de map "
            "en zet de kopie met deze versie terug. Er is niets gewijzigd."
        )


def _ruim_pidbestand(plek: Plek) -> None:
    """Remove a left-over pid file, whatever it says. We hold the server's lock, so no server of ours is alive.

    Only a server that someone started by hand is possible; that is seen by its command line.
    """
    met_de_hand = next((pid for pid in psutil.pids() if is_server_van(pid, plek.data)), None)
    if met_de_hand is not None:
        raise DatabankFout(
            f"Op de map {plek.data} draait al een PostgreSQL die niet door dit programma is gestart "
            f"(proces {met_de_hand}). Stop die eerst."
        )
    (plek.data / "postmaster.pid").unlink(missing_ok=True)


def is_server_van(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL on that data folder, judged by its command line."""
    try:
        opdracht = psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
    return bool(opdracht) and Path(opdracht[0]).name.startswith("postgres") and str(data) in opdracht


def _schrijf_wachtwoorden(plek: Plek) -> None:
    """New passwords for a new data folder: whole or not at all, mode 0600."""
    nieuw = {rol: secrets.token_urlsafe(32) for rol in (BEHEER, EIGENAAR, SITE)}
    half = plek.wachtwoorden.with_suffix(".half")
    _schrijf_geheim(half, json.dumps(nieuw))
    half.replace(plek.wachtwoorden)


def _schrijf_geheim(pad: Path, tekst: str) -> None:
    pad.unlink(missing_ok=True)
    with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as bestand:
        bestand.write(tekst)
        bestand.flush()
        os.fsync(bestand.fileno())


def _initdb(plek: Plek, slot: int) -> None:
    pwbestand = plek.map / "initdb.wachtwoord"
    _schrijf_geheim(pwbestand, lees_wachtwoorden(plek)[BEHEER] + "\n")
    plek.geef(pwbestand)
    opties = ["-A", "scram-sha-256", f"--pwfile={pwbestand}", "-k", "-U", BEHEER, "-E", "UTF8"]
    taal = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    try:
        draai(plek, "initdb", *opties, *taal, "-D", str(plek.data_half), pass_fds=(slot,))
    finally:
        pwbestand.unlink(missing_ok=True)
