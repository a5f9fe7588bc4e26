"""What the site's role may do in the database; the tests run as that role."""

import pghistory.models
import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError, ProgrammingError

from buurtwerkkamer.databank.rechten import bevroren_tabellen, ken_rechten_toe

pytestmark = pytest.mark.django_db
RECHTEN = """
    SELECT tablename, array_to_string(array(
        SELECT recht FROM unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
        recht WHERE has_table_privilege('bwk_site', format('public.%I', tablename), recht)
    ), ' ') FROM pg_tables WHERE schemaname = 'public'
"""


def rechten():
    with connection.cursor() as cursor:
        cursor.execute(RECHTEN)
        return dict(cursor.fetchall())


def test_de_tests_draaien_als_de_rol_van_de_site():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("bwk_site", "bwk_site")


def test_in_een_bevroren_tabel_leest_en_schrijft_de_site_alleen_bij():
    bevroren = bevroren_tabellen()

    assert {tabel: recht for tabel, recht in rechten().items() if tabel in bevroren} == dict.fromkeys(
        bevroren, "SELECT INSERT"
    )


def test_elke_gebeurtenis_van_het_spoor_is_bevroren():
    gebeurtenissen = {model._meta.db_table for model in apps.get_models() if issubclass(model, pghistory.models.Event)}

    assert len(gebeurtenissen) > 5
    assert gebeurtenissen <= bevroren_tabellen()
    assert {model._meta.db_table for model in apps.get_models() if getattr(model, "bevroren", False)} <= (
        bevroren_tabellen()
    )


def test_elke_andere_tabel_leest_en_wijzigt_de_site_maar_leegt_hij_niet():
    gewoon = {tabel: recht for tabel, recht in rechten().items() if tabel not in bevroren_tabellen()}

    assert gewoon.pop("django_migrations") == "SELECT"
    assert gewoon == dict.fromkeys(gewoon, "SELECT INSERT UPDATE DELETE")


@pytest.mark.parametrize(
    "opdracht",
    [
        "CREATE TABLE proef (id integer)",
        "CREATE TEMPORARY TABLE proef (id integer)",
        "CREATE SCHEMA proef",
        "CREATE FUNCTION proef() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE kamers_kamer ADD COLUMN proef integer",
        "DROP TABLE kamers_kamer",
        "TRUNCATE kamers_kamer CASCADE",
        "ALTER TABLE kamers_kamer DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE bwk_eigenaar",
        "DELETE FROM django_migrations",
        "UPDATE buurtwerkkamer_bestand SET naam = ''",
        "DELETE FROM buurtwerkkamer_bestand",
        "TRUNCATE buurtwerkkamer_bestand CASCADE",
    ],
)
def test_de_site_wordt_geweigerd(opdracht):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(opdracht)


@pytest.mark.django_db(databases=["default", "eigenaar"])
def test_nog_eens_toekennen_verandert_niets():
    voor = rechten()

    ken_rechten_toe(connections["eigenaar"])

    assert rechten() == voor


@pytest.mark.django_db(databases=["default", "eigenaar"])
def test_met_een_rol_voor_alles_wordt_er_niets_toegekend_of_afgenomen(settings, monkeypatch):
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("REVOKE ALL ON kamers_kamer FROM bwk_site")
        monkeypatch.setitem(settings.DATABASES["eigenaar"], "USER", "bwk_site")

        ken_rechten_toe(connections["eigenaar"])

        cursor.execute("SELECT has_table_privilege('bwk_site', 'kamers_kamer', 'SELECT')")
        assert cursor.fetchone() == (False,)


def test_de_site_zet_een_trigger_niet_uit_met_een_instelling(aanbod_2018):
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(DISTINCT tgname::text) FROM pg_trigger WHERE NOT tgisinternal")
        namen = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s::text[]::text, true)", [namen])

    with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
        type(aanbod_2018).objects.filter(pk=aanbod_2018.pk).update(vastgesteld_op=None)
