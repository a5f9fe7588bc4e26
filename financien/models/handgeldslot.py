"""What the database itself refuses about receipts, and the lock of a pot (docs/handgeld.md).

Lock: (SLOT_HANDGELD, room) before the balance of a pot is read, until what was decided on it is written.
"""

import pgtrigger

from buurtwerkkamer.bevroren import BijToevoegen

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
