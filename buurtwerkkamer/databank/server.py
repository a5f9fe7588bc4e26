"""Start the embedded PostgreSQL, or share the one that runs.

Three kernel locks in the folder. `start`: one process at a time starts or furnishes. `gebruik`: every
process that uses the database shares it for life. `server`: the running server itself inherits it, so
as long as one of its processes lives no second server can start on the folder. Whether the server
runs is never read from a pid file but tried with a real connection.
"""

import functools
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg

from buurtwerkkamer.databank.aanmaak import BEHEER, lees_wachtwoorden, zorg_voor_data
from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.databank.inrichting import richt_in
from buurtwerkkamer.databank.plek import POORT, Plek, kies_plek
from buurtwerkkamer.databank.programma import binmap, omgeving
from buurtwerkkamer.databank.slot import deel_slot, op_slot, probeer_slot

GEDULD = 300  # seconds: after a power cut the recovery comes first
HOEDER = Path(__file__).with_name("hoeder.py")
INSTELLINGEN = {
    "listen_addresses": "",
    "port": str(POORT),
    "unix_socket_permissions": "0700",
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",  # one file per weekday, begun anew after a week
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_min_messages": "log",  # errors carry values; the site reports its own
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
}


class Server:
    """The embedded server of one place, as seen by this process."""

    def __init__(self, plek: Plek):
        self.plek = plek
        self._beurt = threading.RLock()
        self._gebruik: int | None = None

    def toegang(self, rol: str) -> dict:
        """Connection parameters (host, port, user, password) for a role; the first call starts the server."""
        with self._beurt:
            if self._gebruik is None:
                self.zorg()
        return self._parameters(rol)

    def zorg(self) -> None:
        """Make sure that the server runs, is furnished, and counts this process as a user.

        Raises DatabankFout with a Dutch sentence when that is impossible.
        """
        with self._beurt:
            self.plek.maak()
            if self._gebruik is None:
                self._gebruik = deel_slot(self.plek.slot("gebruik"))
            with op_slot(self.plek.slot("start")):
                self._wacht_tot_bereikbaar()
                richt_in({**self._parameters(BEHEER), "dbname": "postgres"}, lees_wachtwoorden(self.plek))

    def vertrek(self) -> None:
        """Stop being a user; the end of the process does the same. The last one out stops the server."""
        with self._beurt:
            if self._gebruik is not None:
                os.close(self._gebruik)
                self._gebruik = None

    def _parameters(self, rol: str) -> dict:
        wachtwoord = lees_wachtwoorden(self.plek)[rol]
        return {"host": str(self.plek.socketmap), "port": POORT, "user": rol, "password": wachtwoord}

    def _bereikbaar(self) -> bool:
        if not (self.plek.socketmap / f".s.PGSQL.{POORT}").exists():
            return False
        try:
            psycopg.connect(**self._parameters(BEHEER), dbname="postgres", connect_timeout=10).close()
        except psycopg.OperationalError as fout:
            if "password authentication failed" in str(fout):
                raise DatabankFout(f"Het wachtwoord in {self.plek.wachtwoorden} past niet bij de database.") from fout
            return False
        return True

    def _wacht_tot_bereikbaar(self) -> None:
        einde = time.monotonic() + GEDULD
        gestart = False
        while not self._bereikbaar():
            slot = probeer_slot(self.plek.slot("server"))
            if slot is not None:
                try:
                    if gestart:
                        raise DatabankFout(f"De database startte niet: {self._laatste_regels()}")
                    self._start(slot)
                    gestart = True
                finally:
                    os.close(slot)
            if time.monotonic() > einde:
                raise DatabankFout(f"De database antwoordt niet binnen {GEDULD} seconden: {self._laatste_regels()}")
            time.sleep(0.05)

    def _start(self, slot: int) -> None:
        zorg_voor_data(self.plek, slot)
        gebruiker = ["-", "-"] if self.plek.uid is None else [str(self.plek.uid), str(self.plek.gid)]
        hoeder = [sys.executable, "-I", "-S", str(HOEDER), str(slot), str(self.plek.slot("gebruik")), *gebruiker]
        with self.plek.startlog.open("wb") as log:
            subprocess.run(  # noqa: S603 - our own program, no shell
                [*hoeder, *self._opdracht()],
                check=True,
                cwd="/",
                env=omgeving(),
                pass_fds=(slot,),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _opdracht(self) -> list[str]:
        opties = {**INSTELLINGEN, "unix_socket_directories": str(self.plek.socketmap)}
        instellingen = [deel for naam, waarde in opties.items() for deel in ("-c", f"{naam}={waarde}")]
        return [str(binmap(self.plek) / "postgres"), "-D", str(self.plek.data), *instellingen]

    def _laatste_regels(self) -> str:
        tekst = self.plek.startlog.read_text(errors="replace") if self.plek.startlog.exists() else ""
        return tekst.strip()[-600:] or "geen melding van PostgreSQL"


@functools.cache
def huidige_server() -> Server:
    """The embedded server of this checkout."""
    return Server(kies_plek())
