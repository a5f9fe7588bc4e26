"""The roles and the database of a fresh server."""

import psycopg
import pytest

from buurtwerkkamer.databank.aanmaak import lees_wachtwoorden
from buurtwerkkamer.databank.inrichting import richt_in

from .conftest import vraag

ROLLEN = """
    SELECT string_agg(rolname || CASE WHEN rolsuper THEN ' super' ELSE '' END
        || CASE WHEN rolcreatedb THEN ' createdb' ELSE '' END
        || CASE WHEN rolcreaterole THEN ' createrole' ELSE '' END, ', ' ORDER BY rolname)
    FROM pg_roles WHERE rolcanlogin
"""


def test_alleen_het_beheer_is_superuser_en_de_eigenaar_maakt_databases(server):
    assert vraag(server, ROLLEN) == "bwk_eigenaar createdb, bwk_site, postgres super createdb createrole"


def test_de_database_is_van_de_eigenaar(server):
    assert vraag(server, "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'buurtwerkkamer'") == (
        "bwk_eigenaar"
    )


def test_de_site_kan_niets_maken(server):
    for opdracht in ("CREATE TABLE t ()", "CREATE SCHEMA s", "CREATE DATABASE d", "CREATE ROLE r"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            vraag(server, opdracht, rol="bwk_site")


def test_de_inrichting_nog_eens_verandert_niets(server):
    voor = vraag(server, "SELECT string_agg(rolname || rolpassword, ',' ORDER BY rolname) FROM pg_authid")

    richt_in({**server.toegang("postgres"), "dbname": "postgres"}, lees_wachtwoorden(server.plek))

    assert vraag(server, "SELECT string_agg(rolname || rolpassword, ',' ORDER BY rolname) FROM pg_authid") == voor
    assert vraag(server, "SELECT count(*) FROM pg_database") == 4
