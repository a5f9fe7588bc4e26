"""What `bwk_site` may do in the database; the same on the embedded server and on one of your own."""

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import models
from psycopg import sql

GEWOON = "SELECT, INSERT, UPDATE, DELETE"
BEVROREN = "SELECT, INSERT"
ALLEEN_LEZEN = "SELECT"
LEESTABELLEN = frozenset({"django_migrations"})
GEEN_OMWEG = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
    LANGUAGE sql IMMUTABLE AS 'SELECT FALSE'
"""


def is_bevroren(model: type[models.Model]) -> bool:
    """Whether rows of this model are written once: it says so itself, or it is an audit event."""
    return getattr(model, "bevroren", False) is True or issubclass(model, pghistory.models.Event)


def bevroren_tabellen() -> frozenset[str]:
    """The tables in which the site only reads and adds."""
    return frozenset(model._meta.db_table for model in apps.get_models() if is_bevroren(model))


def sluit_omweg(verbinding) -> None:
    """Make every trigger always run, as the owner; a second run changes nothing.

    Every trigger of django-pgtrigger first asks a function whether the session's setting `pgtrigger.ignore` names it.
    Anyone connected may set that, so a settled version or the audit trail would be open to whoever knows its name.
    """
    with verbinding.cursor() as cursor:
        cursor.execute(GEEN_OMWEG)


def ken_rechten_toe(verbinding) -> None:
    """Grant the site its rights on every table, as the owner; a second run changes nothing.

    The site may not create anything (no DDL), nor empty a table. With one role for both (only
    `DATABASE_URL`) there is nothing to grant, and the triggers alone guard the frozen tables.
    """
    if settings.DATABASES["default"]["USER"] == settings.DATABASES["eigenaar"]["USER"]:
        return
    site = sql.Identifier(settings.DATABASES["default"]["USER"])
    databank = sql.Identifier(verbinding.settings_dict["NAME"])
    with verbinding.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tabellen = [rij[0] for rij in cursor.fetchall()]
        for opdracht in _opdrachten(tabellen, bevroren_tabellen()):
            cursor.execute(sql.SQL(opdracht[0]).format(*opdracht[1:], site=site, databank=databank))


def _opdrachten(tabellen: list[str], bevroren: frozenset[str]) -> list[tuple]:
    vast = [
        ("REVOKE TEMPORARY ON DATABASE {databank} FROM PUBLIC",),
        ("REVOKE CREATE ON SCHEMA public FROM PUBLIC",),
        ("GRANT USAGE ON SCHEMA public TO {site}",),
        ("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {site}",),
        ("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {site}",),
    ]
    per_soort: dict[str, list[str]] = {}
    for tabel in tabellen:
        per_soort.setdefault(_recht(tabel, bevroren), []).append(tabel)
    return vast + [
        (f"GRANT {recht} ON {{}} TO {{site}}", sql.SQL(", ").join(map(sql.Identifier, namen)))
        for recht, namen in per_soort.items()
    ]


def _recht(tabel: str, bevroren: frozenset[str]) -> str:
    if tabel in LEESTABELLEN:
        return ALLEEN_LEZEN
    return BEVROREN if tabel in bevroren else GEWOON
