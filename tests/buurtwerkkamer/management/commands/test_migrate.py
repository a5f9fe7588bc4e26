"""Migrating is the owner's work, and ends with the rights of the site."""

import pytest
from django.core.management import call_command
from django.db import connections

from buurtwerkkamer.management.commands.migrate import Command


def test_migreren_gaat_zonder_meer_als_de_eigenaar():
    opties = Command().create_parser("manage.py", "migrate").parse_args([])

    assert opties.database == "eigenaar"
    assert connections["eigenaar"].settings_dict["USER"] == "bwk_eigenaar"


@pytest.mark.django_db(databases=["default", "eigenaar"])
def test_na_het_migreren_heeft_de_site_zijn_rechten_terug():
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("REVOKE ALL ON kamers_kamer FROM bwk_site")

        call_command("migrate", verbosity=0)

        cursor.execute("SELECT has_table_privilege('bwk_site', 'kamers_kamer', 'SELECT, INSERT, UPDATE, DELETE')")
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db(databases=["default", "eigenaar"])
def test_alleen_kijken_wat_er_te_migreren_valt_verandert_geen_rechten(capsys):
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("REVOKE ALL ON kamers_kamer FROM bwk_site")

        call_command("migrate", plan=True)

        cursor.execute("SELECT has_table_privilege('bwk_site', 'kamers_kamer', 'SELECT')")
        assert cursor.fetchone() == (False,)
