"""The migrated, empty database that every test database is a copy of: made once, copied in a second.

`python -m tests.sjabloondatabank` makes it beforehand; `scripts/test` does that beside the check of the types. It stays
in the server for the next run, until something changes that decides what is in it.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

SLOT = 2018  # of several processes one makes it, the others wait
BEPALEND = ("*/migrations/*.py", "*/models/*.py", "*/apps.py", "buurtwerkkamer/databank/*.py", "requirements-test.txt")
BEPALEND += ("buurtwerkkamer/bevroren.py", "buurtwerkkamer/settings.py", "tests/sjabloondatabank.py")
BEPALEND += ("buurtwerkkamer/management/commands/migrate.py",)
GEEN_STATISTIEK = """  -- taken between two tests they say that a table is empty; a plan for nothing takes minutes
DO $$
DECLARE tabel text;
BEGIN
    FOR tabel IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER TABLE public.%I SET (autovacuum_enabled = false)', tabel);
    END LOOP;
END $$
"""


def basisnaam() -> str:
    """Return the name that the databases of this run begin with."""
    return os.environ.get("BWK_TESTNAAM", "test_buurtwerkkamer")


def zorg_voor_kopie(eigenaar, naam: str, *, bewaren: bool) -> None:
    """Make this database new from the template, unless an up-to-date one may be kept."""
    nu = vingerafdruk()
    with eigenaar._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SLOT])  # until the connection closes
        if bewaren and opmerking(cursor, naam) == nu:
            return
        sjabloon = _zorg_voor_sjabloon(eigenaar, cursor, nu)
        doel, bron = map(eigenaar.ops.quote_name, (naam, sjabloon))
        cursor.execute(f"DROP DATABASE IF EXISTS {doel} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {doel} TEMPLATE {bron}")
        cursor.execute(f"REVOKE TEMPORARY ON DATABASE {doel} FROM PUBLIC")  # not copied with the tables
        cursor.execute(f"ALTER DATABASE {doel} SET synchronous_commit = off")  # nothing here outlives a power cut
        cursor.execute(f"COMMENT ON DATABASE {doel} IS '{nu}'")


def _zorg_voor_sjabloon(eigenaar, cursor, nu: str) -> str:
    """Return the name of the template, migrated now when it is not the one of this code; the comment comes last."""
    naam = f"{basisnaam()}_sjabloon"
    if opmerking(cursor, naam) == nu:
        return naam
    test, gewoon = eigenaar.settings_dict["TEST"], eigenaar.settings_dict["NAME"]
    test["NAME"] = naam
    eigenaar.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    with eigenaar.cursor() as hierin:
        hierin.execute(GEEN_STATISTIEK)
    eigenaar.close()
    eigenaar.settings_dict["NAME"] = settings.DATABASES[eigenaar.alias]["NAME"] = gewoon
    cursor.execute(f"COMMENT ON DATABASE {eigenaar.ops.quote_name(naam)} IS '{nu}'")
    return naam


def opmerking(cursor, naam: str) -> str | None:
    """Return the fingerprint that a database was made with."""
    cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [naam])
    rij = cursor.fetchone()
    return rij[0] if rij else None


def vingerafdruk(patronen: Iterable[str] = BEPALEND) -> str:
    """Return one number for all files that decide what the template holds: tables, triggers, rights, first rows."""
    som = hashlib.sha256()
    for bestand in sorted({pad for patroon in patronen for pad in Path(settings.BASE_DIR).glob(patroon)}):
        som.update(f"{bestand.name}\0".encode() + bestand.read_bytes())
    return som.hexdigest()


def main() -> None:
    """Make the template when it is not there yet."""
    import django  # noqa: PLC0415 - the settings come first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buurtwerkkamer.settings")
    django.setup()
    from django.db import connections  # noqa: PLC0415 - idem

    eigenaar = connections["eigenaar"]
    with eigenaar._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SLOT])
        _zorg_voor_sjabloon(eigenaar, cursor, vingerafdruk())


if __name__ == "__main__":
    main()
