"""What the database itself refuses about receipts, and the lock of a pot (docs/handgeld.md).

Lock: (SLOT_HANDGELD, room) before the balance of a pot is read, until what was decided on it is written.
"""

import pgtrigger

from buurtwerkkamer.bevroren import BijToevoegen
from buurtwerkkamer.models.jaar import SLOT_JAAR

SLOT_HANDGELD = 7406

LAATSTE = "SELECT soort INTO stand FROM financien_bonstap WHERE bon_id = {bon} ORDER BY id DESC LIMIT 1;"

BONSTAP = BijToevoegen(
    name="bonstap_past",
    declare=[("b", "RECORD"), ("stand", "TEXT")],
    func=f"""
        SELECT gemaakt_door_id, categorie INTO b FROM financien_bon WHERE id = NEW.bon_id FOR UPDATE;
        {LAATSTE.format(bon="NEW.bon_id")}
        IF NOT (coalesce(stand, '') || '>' || NEW.soort) IN (
            '>ingediend', 'teruggestuurd>ingediend', 'ingediend>goedgekeurd', 'teruggedraaid>goedgekeurd',
            'ingediend>teruggestuurd', 'teruggedraaid>teruggestuurd', 'ingediend>afgewezen',
            'teruggedraaid>afgewezen', 'ingediend>ingetrokken', 'teruggestuurd>ingetrokken',
            'teruggedraaid>ingetrokken', 'goedgekeurd>teruggedraaid', 'afgewezen>teruggedraaid') THEN
            RAISE EXCEPTION 'Dit bonnetje is net veranderd.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort IN ('goedgekeurd', 'afgewezen', 'teruggestuurd') AND (NEW.wie_id = b.gemaakt_door_id OR EXISTS (
            SELECT 1 FROM financien_bonstap s
            WHERE s.bon_id = NEW.bon_id AND s.soort = 'ingediend' AND s.wie_id = NEW.wie_id)) THEN
            RAISE EXCEPTION 'Een ander keurt dit bonnetje.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort = 'goedgekeurd' AND b.categorie = '' THEN
            RAISE EXCEPTION 'Dit bonnetje heeft nog geen soort.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

BON_VAST = pgtrigger.Trigger(
    name="bon_staat_vast",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    declare=[("stand", "TEXT")],
    func=f"""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Een bonnetje blijft bewaard.' USING ERRCODE = 'restrict_violation';
        END IF;
        {LAATSTE.format(bon="OLD.id")}
        IF stand = 'teruggestuurd' AND to_jsonb(NEW) - ARRAY['datum', 'bedrag', 'categorie', 'omschrijving',
            'betaald_uit', 'foto_id', 'zonder_foto', 'voorschieter_id'] = to_jsonb(OLD) - ARRAY['datum', 'bedrag',
            'categorie', 'omschrijving', 'betaald_uit', 'foto_id', 'zonder_foto', 'voorschieter_id'] THEN
            RETURN NEW;
        END IF;
        IF stand IN ('ingediend', 'teruggedraaid') AND to_jsonb(NEW) - 'categorie' = to_jsonb(OLD) - 'categorie' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'Dit bonnetje staat vast.' USING ERRCODE = 'restrict_violation';
    """,
)

BETALING_VAST = (
    pgtrigger.ReadOnly(name="handgeldbetaling_staat_vast", exclude=["loopt"]),
    pgtrigger.Protect(name="handgeldbetaling_blijft", operation=pgtrigger.Delete),
    pgtrigger.Protect(
        name="handgeldbetaling_begint_niet_opnieuw",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__loopt=False, new__loopt=True),
    ),
)

TELLING_TERUG = pgtrigger.Trigger(  # the lock of the year: a month that closes meanwhile is seen
    name="telling_mag_terug",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("t", "RECORD")],
    func=f"""
        SELECT * INTO t FROM financien_kastelling WHERE id = NEW.telling_id;
        PERFORM pg_advisory_xact_lock_shared({SLOT_JAAR}, date_part('year', t.maand)::integer);
        IF t.soort = 'niet' OR NEW.wie_id <> t.geteld_door_id THEN
            RAISE EXCEPTION 'Alleen wie telde, neemt een telling terug.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM financien_kastelling k WHERE k.kamer_id = t.kamer_id AND k.id > t.id
                   AND k.soort <> 'niet'
                   AND NOT EXISTS (SELECT 1 FROM financien_tellingterug w WHERE w.telling_id = k.id)) THEN
            RAISE EXCEPTION 'Na deze telling is opnieuw geteld.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM buurtwerkkamer_jaar j WHERE j.jaar = date_part('year', t.maand)
                   AND (j.status <> 'open' OR EXISTS (SELECT 1 FROM financien_maandafsluiting m
                        WHERE m.jaar_id = j.id AND m.maand = date_part('month', t.maand)))) THEN
            RAISE EXCEPTION 'De maand van deze telling is afgesloten.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF t.boekstuk_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM financien_boekstuk b WHERE b.keert_om_id = t.boekstuk_id) THEN
            RAISE EXCEPTION 'Het verschil van deze telling is nog geboekt.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)
