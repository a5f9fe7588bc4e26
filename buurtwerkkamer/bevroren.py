"""What is written once and never again: refused by triggers for everyone, by privileges for the site."""

import pgtrigger
from django.db import models

GEEN_TRUNCATE = pgtrigger.Trigger(
    name="geen_truncate",
    operation=pgtrigger.Truncate,
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    func="RAISE EXCEPTION 'Deze tabel wordt nooit geleegd: %', TG_TABLE_NAME;",
)


class BijToevoegen(pgtrigger.Trigger):
    """Judges a row before it is added."""

    operation = pgtrigger.Insert
    when = pgtrigger.Before


class Bevroren(models.Model):
    """A table of rows that stay as they were written. The grants give the site SELECT and INSERT only."""

    bevroren = True

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete),
            GEEN_TRUNCATE,
        ]


def vast_met_versie(versie: str) -> pgtrigger.Trigger:
    """Refuse any write to a row whose Versie is settled.

    ``versie`` is SQL for the id of the version of row ``{rij}``, such as ``{rij}.versie_id``. The row of the
    version is locked for share, so that settling waits for the writers before it and stops those after it.
    """
    controle = """
        IF TG_OP <> '{niet}' THEN
            SELECT v.vastgesteld_op IS NOT NULL INTO vast FROM buurtwerkkamer_versie v WHERE v.id = {versie} FOR SHARE;
            IF vast THEN RAISE EXCEPTION 'Deze versie staat vast.' USING ERRCODE = 'restrict_violation'; END IF;
        END IF;"""
    return pgtrigger.Trigger(
        name="versie_staat_vast",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("vast", "BOOLEAN")],
        func=controle.format(niet="INSERT", versie=versie.format(rij="OLD"))
        + controle.format(niet="DELETE", versie=versie.format(rij="NEW"))
        + "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
    )
