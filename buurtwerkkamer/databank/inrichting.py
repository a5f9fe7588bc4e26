"""The roles and the database on a fresh embedded server."""

import psycopg
from psycopg import sql

from buurtwerkkamer.databank.aanmaak import EIGENAAR, SITE

NAAM = "buurtwerkkamer"
ROLLEN = {EIGENAAR: "LOGIN CREATEDB", SITE: "LOGIN"}


def richt_in(toegang: dict, wachtwoorden: dict[str, str]) -> None:
    """Make the two roles and the database where they are missing; a second run changes nothing."""
    with psycopg.connect(**toegang, autocommit=True) as verbinding:
        bestaand = {rij[0] for rij in verbinding.execute("SELECT rolname FROM pg_roles")}
        for rol, soort in ROLLEN.items():
            if rol not in bestaand:
                _maak_rol(verbinding, rol, soort, wachtwoorden[rol])
        if not verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAAM]).fetchone():
            maak = sql.SQL("CREATE DATABASE {} OWNER {}")
            verbinding.execute(maak.format(sql.Identifier(NAAM), sql.Identifier(EIGENAAR)))


def _maak_rol(verbinding: psycopg.Connection, rol: str, soort: str, wachtwoord: str) -> None:
    versleuteld = verbinding.pgconn.encrypt_password(wachtwoord.encode(), rol.encode(), b"scram-sha-256")
    maak = sql.SQL("CREATE ROLE {} {} PASSWORD {}")
    verbinding.execute(maak.format(sql.Identifier(rol), sql.SQL(soort), sql.Literal(versleuteld.decode())))
