"""Lets threads wait for each other, however slow the machine, so that a race is really run."""

from collections.abc import Callable
from threading import Barrier, Event, local
from time import monotonic, sleep

from django.db import connection

GEDULD = 60  # seconds, then the test fails


class Iedereen:
    """Lets nobody go on before all have come this far; each thread waits once."""

    def __init__(self, aantal: int, geduld: float = GEDULD):
        self.poort, self.hier = Barrier(aantal, timeout=geduld), local()

    def wacht(self) -> None:
        if not hasattr(self.hier, "was"):
            self.hier.was = True
            self.poort.wait()

    def na(self, kijk: Callable) -> Callable:
        """Return a function that looks, and comes back with what it saw when everybody has looked."""

        def gezien(*args, **kwargs):
            uit = kijk(*args, **kwargs)
            self.wacht()
            return uit

        return gezien


def tot_er_gewacht_wordt(*, of: Event | None = None) -> None:
    """Wait until somebody waits for an advisory lock of this database, or until ``of`` is set."""
    _tot(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        of,
    )


def tot_een_rij_wacht(of: Event) -> None:
    """Wait until somebody in this database waits for a row of somebody else, or until ``of`` is set."""
    _tot(
        "SELECT count(*) FROM pg_locks w WHERE w.locktype IN ('transactionid', 'tuple') AND NOT w.granted AND EXISTS"
        " (SELECT FROM pg_locks o JOIN pg_database d ON d.oid = o.database"
        " WHERE o.pid = w.pid AND d.datname = current_database())",
        of,
    )


def _tot(vraag: str, of: Event | None) -> None:
    einde = monotonic() + GEDULD
    while monotonic() < einde:
        with connection.cursor() as cursor:
            cursor.execute(vraag)
            if cursor.fetchone()[0] or (of and of.is_set()):
                return
        sleep(0.05)
    raise AssertionError("nobody waits for a lock")
