"""Lets threads wait for each other, however slow the machine, so that a race is really run."""

from collections.abc import Callable, Sequence
from threading import Barrier, Event, Thread, local
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction

GEDULD = 60  # seconds, then the test fails
ADVIES, RIJ = ["advisory"], ["transactionid", "tuple"]  # kinds of locks: of a service, of a row


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


def tot_er_gewacht_wordt(*, of: Event | None = None, op: Sequence[str] = ADVIES) -> None:
    """Wait until somebody waits for a lock of this database, of a kind ``op``, or until ``of`` is set."""
    einde = monotonic() + GEDULD
    while monotonic() < einde:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = ANY(%s) AND pid IN (SELECT pid FROM"
                " pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
                [list(op)],
            )
            if cursor.fetchone()[0] or (of and of.is_set()):
                return
        sleep(0.05)
    raise AssertionError("nobody waits for a lock")


def terwijl(eerst: Callable, ander: Callable, *, op: Sequence[str] = ADVIES) -> list[Any]:
    """Let ``ander`` act while ``eerst`` is on its way and did not commit; return what each gave or raised.

    ``eerst`` gets a function, and calls it where it has to wait: until the other waits for a lock (``op``), or is done.
    """
    hier, klaar, uitslag = Event(), Event(), {}

    def wacht() -> None:
        hier.set()
        tot_er_gewacht_wordt(of=klaar, op=op)

    def voorop():
        with transaction.atomic():
            return eerst(wacht)

    def erna():
        assert hier.wait(GEDULD)
        return ander()

    def neem_op(naam: str, taak: Callable, daarna: Event) -> None:
        try:
            uitslag[naam] = taak()
        except Exception as fout:  # the test says which refusal it should be
            uitslag[naam] = fout
        finally:
            daarna.set()
            connection.close()

    draden = [Thread(target=neem_op, args=rij) for rij in (("eerst", voorop, hier), ("ander", erna, klaar))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return [uitslag["eerst"], uitslag["ander"]]


def en_wacht(doe: Callable) -> Callable:
    """Return an ``eerst`` for ``terwijl`` that waits when all is written."""

    def gedaan(wacht: Callable):
        uit = doe()
        wacht()
        return uit

    return gedaan
