"""The database of the tests: made by the owner, used by the site's own role.

A test that needs the owner's rights too marks itself `django_db(databases=["default", "eigenaar"])`.
"""

import contextlib
import os
import time

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase

from tests.sjabloondatabank import basisnaam, zorg_voor_kopie

LEEG_ALLES = """  -- all but the reference rows of Django itself
DO $$
DECLARE tabel text; gevuld boolean;
BEGIN
    FOR tabel IN
        SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', tabel) INTO gevuld;
        IF gevuld THEN EXECUTE format('DELETE FROM public.%I', tabel); END IF;
    END LOOP;
END $$
"""


ALS_ROOT = os.geteuid() == 0
HELFTEN = {  # marker: (runs here, what the report says)
    "als_root": (ALS_ROOT, "als root, zakkend naar een andere gebruiker"),
    "als_gebruiker": (not ALS_ROOT, "als gewone gebruiker"),
}


def pytest_configure(config):
    """Declare the two halves of the starter's tests."""
    for naam, (_, wat) in HELFTEN.items():
        config.addinivalue_line("markers", f"{naam}: de starter {wat}")


def pytest_collection_modifyitems(config, items):
    """Leave out the half of the starter that cannot run as this user; the summary names it."""
    hier_niet = [naam for naam, (hier, _) in HELFTEN.items() if not hier]
    weg = [item for item in items if any(item.get_closest_marker(naam) for naam in hier_niet)]
    config.hook.pytest_deselected(items=weg)
    items[:] = [item for item in items if item not in weg]


def pytest_terminal_summary(terminalreporter):
    """Name the half of the starter that ran on this runner and the half that did not."""
    for hier, wat in HELFTEN.values():
        terminalreporter.write_line(f"starter van de database {wat}: {'getest' if hier else 'hier niet te testen'}")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_keepdb, django_db_createdb):
    """Copy the migrated template as the owner, and point both connections at the copy."""
    eigenaar, site = connections["eigenaar"], connections["default"]
    naam, gewone_naam = _testnaam(), eigenaar.settings_dict["NAME"]
    with pytest.MonkeyPatch.context() as vervanging:
        with django_db_blocker.unblock():  # a test that does not ask for the database is still refused it
            zorg_voor_kopie(eigenaar, naam, bewaren=django_db_keepdb and not django_db_createdb)
        eigenaar.settings_dict["NAME"] = settings.DATABASES["eigenaar"]["NAME"] = naam
        site.close()
        site.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = naam
        vervanging.setattr(TransactionTestCase, "_fixture_teardown", leeg_de_databank)
        yield
        with django_db_blocker.unblock():
            _ruim_op(eigenaar, naam, "" if django_db_keepdb else gewone_naam)


def _ruim_op(eigenaar, naam: str, gewone_naam: str) -> None:
    """Close what is open, and drop the test database when the name of the ordinary one is given."""
    connections["default"].close()
    for verbinding in _leger:
        verbinding.close()
    eigenaar.close()
    if gewone_naam:
        _wacht_tot_leeg(eigenaar, naam)
        eigenaar.creation.destroy_test_db(gewone_naam, verbosity=0)


def _testnaam() -> str:
    """Return the name of the test database; each of the processes that share the work has its own."""
    naam, werker = basisnaam(), os.environ.get("PYTEST_XDIST_WORKER")
    return f"{naam}_{werker}" if werker else naam


def _wacht_tot_leeg(eigenaar, naam: str) -> None:
    """Wait until the server of the journeys, which just stopped, has left the test database; then end who stayed.

    A thread of a race test may leave its connection open; the database could then not be dropped.
    """
    for _poging in range(30):
        with eigenaar._nodb_cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [naam])
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    with beheercursor("postgres") as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [naam])


def leeg_de_databank(_test) -> None:
    """Empty the tables after a test that really commits; stands in for Django's flush.

    The site may not empty tables and append-only triggers refuse, so this is done with the triggers
    silenced on a connection of the superuser; only here, never through a switch inside a trigger. The connection
    stays: a new one has to get to know all tables first, which takes six times as long as emptying them.
    """
    if not _leger or _leger[0].closed:
        _leger[:] = [_beheerverbinding()]
        _leger[0].execute("SET session_replication_role = replica")
    _leger[0].execute(LEEG_ALLES)


_leger: list[psycopg.Connection] = []  # the connection that empties, once there is one


@contextlib.contextmanager
def beheercursor(databank: str = ""):
    """A cursor that may silence triggers, on a connection of its own, in the test database or another."""
    with _beheerverbinding(databank) as los, los.cursor() as cursor:
        yield cursor


def _beheerverbinding(databank: str = "") -> psycopg.Connection:
    """Connect as the superuser of the embedded server.

    On a server of your own it is the owner, who needs `GRANT SET ON PARAMETER session_replication_role`.
    """
    verbinding = connections["eigenaar"].copy()
    verbinding.settings_dict["NAME"] = databank or connections["default"].settings_dict["NAME"]
    if verbinding.settings_dict["ENGINE"] == "buurtwerkkamer.databank":
        verbinding.settings_dict["USER"] = "postgres"
    return psycopg.connect(**verbinding.get_connection_params(), autocommit=True)
