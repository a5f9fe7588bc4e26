"""Migrating leaves every trigger of the models in the database, word for word."""

import pgtrigger
import pytest
from django.db import connection
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from buurtwerkkamer.management.commands.migrate import wachters_tekenen_niets_opnieuw


@pytest.mark.django_db
def test_elke_wachter_van_een_model_staat_in_de_databank_zoals_hij_geschreven_is():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, obj_description(oid, 'pg_trigger') "
            "FROM pg_trigger WHERE NOT tgisinternal"
        )
        staat = {(tabel, naam): opmerking for tabel, naam, opmerking in cursor.fetchall()}
    hoort = {
        (model._meta.db_table, wachter.get_pgid(model)): wachter.compile(model).hash
        for model, wachter in pgtrigger.registered()
    }

    assert len(hoort) > 300
    assert staat == hoort


def test_na_het_migreren_is_de_bibliotheek_weer_van_zichzelf():
    gewoon = (ProjectState.reload_model, AddTrigger.state_forwards, RemoveTrigger.state_forwards)

    with pytest.raises(ZeroDivisionError), wachters_tekenen_niets_opnieuw():
        1 / 0  # noqa: B018  # a migration that fails

    assert gewoon == (ProjectState.reload_model, AddTrigger.state_forwards, RemoveTrigger.state_forwards)
