"""What the database itself refuses about invoices and payments (docs/facturen.md).

Each trigger first locks the invoice or the order, so that two acts at once are judged one after the other.
"""

import pgtrigger

from buurtwerkkamer.bevroren import BijToevoegen

SLOT_OPDRACHT = 7404  # advisory lock (SLOT_OPDRACHT, order): its table is frozen, so its row cannot be locked

AKKOORDEN = """SELECT 1 FROM financien_factuurakkoord a
                WHERE a.factuur_id = NEW.factuur_id AND a.ronde = NEW.ronde"""
GELDT = "NOT EXISTS (SELECT 1 FROM financien_factuurakkoord t WHERE t.neemt_terug_id = a.id)"  # not taken back

VIER_OGEN = BijToevoegen(
    name="akkoord_vier_ogen",
    declare=[("nu", "INTEGER")],
    func=f"""
        SELECT ronde INTO nu FROM financien_inkoopfactuur WHERE id = NEW.factuur_id FOR UPDATE;
        IF NEW.ronde <> nu THEN
            RAISE EXCEPTION 'Deze factuur is net veranderd.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort = 'terug' THEN
            IF EXISTS ({AKKOORDEN} AND a.soort IN ('akkoord', 'afgekeurd')) THEN
                RAISE EXCEPTION 'Deze factuur is al beoordeeld.' USING ERRCODE = 'restrict_violation';
            END IF;
            IF NOT EXISTS ({AKKOORDEN} AND a.id = NEW.neemt_terug_id AND a.wie_id = NEW.wie_id
                AND a.soort IN ('gezien', 'alleen') AND a.kamer_id IS NOT DISTINCT FROM NEW.kamer_id) THEN
                RAISE EXCEPTION 'Alleen het eigen akkoord gaat terug.' USING ERRCODE = 'restrict_violation';
            END IF;
        END IF;
        IF NEW.soort IN ('gezien', 'alleen') AND EXISTS ({AKKOORDEN} AND a.soort = NEW.soort
            AND a.kamer_id IS NOT DISTINCT FROM NEW.kamer_id AND {GELDT}) THEN
            RAISE EXCEPTION 'Deze factuur is voor deze kamer al akkoord.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort IN ('gezien', 'akkoord') AND EXISTS ({AKKOORDEN}
            AND a.wie_id = NEW.wie_id AND a.soort IN ('gezien', 'akkoord') AND a.soort <> NEW.soort AND {GELDT}) THEN
            RAISE EXCEPTION 'Twee keer akkoord is van twee mensen.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort = 'akkoord' AND NOT EXISTS ({AKKOORDEN} AND a.soort IN ('gezien', 'alleen') AND {GELDT}) THEN
            RAISE EXCEPTION 'Deze factuur is net veranderd.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - constants of ours, no input
)

BEOORDEELD = """
    IF EXISTS (SELECT 1 FROM financien_factuurakkoord a JOIN financien_inkoopfactuur f ON f.id = a.factuur_id
               WHERE f.id = {factuur} AND a.ronde = {ronde}) THEN
        RAISE EXCEPTION 'Deze factuur is al beoordeeld.' USING ERRCODE = 'restrict_violation';
    END IF;
"""

FACTUUR_VAST = pgtrigger.Trigger(
    name="factuur_vast_na_akkoord",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Een factuur blijft bewaard.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.ronde = OLD.ronde THEN {BEOORDEELD.format(factuur="OLD.id", ronde="OLD.ronde")}
        ELSIF EXISTS (
            SELECT 1 FROM financien_factuurakkoord a WHERE a.factuur_id = OLD.id AND a.boekstuk_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM financien_boekstuk s WHERE s.keert_om_id = a.boekstuk_id)) THEN
            RAISE EXCEPTION 'Deze factuur is geboekt.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

REGEL_VAST = pgtrigger.Trigger(
    name="factuurregel_vast_na_akkoord",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP <> 'INSERT' THEN {BEOORDEELD.format(factuur="OLD.factuur_id", ronde="f.ronde")} END IF;
        IF TG_OP <> 'DELETE' THEN {BEOORDEELD.format(factuur="NEW.factuur_id", ronde="f.ronde")} END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

TWEEDE_MENS = BijToevoegen(
    name="opdracht_tweede_mens",
    declare=[("maker", "BIGINT"), ("stand", "TEXT")],
    func=f"""
        PERFORM pg_advisory_xact_lock({SLOT_OPDRACHT}, NEW.opdracht_id::integer);
        SELECT klaargezet_door_id INTO maker FROM financien_betaalopdracht WHERE id = NEW.opdracht_id;
        SELECT soort INTO stand FROM financien_opdrachtdaad WHERE opdracht_id = NEW.opdracht_id
            AND soort <> 'mislukt' ORDER BY id DESC LIMIT 1;
        IF NEW.soort = 'mislukt' THEN
            IF NOT EXISTS (SELECT 1 FROM financien_betaalregel r
                           WHERE r.id = NEW.regel_id AND r.opdracht_id = NEW.opdracht_id) THEN
                RAISE EXCEPTION 'Deze betaling is van een andere opdracht.' USING ERRCODE = 'check_violation';
            END IF;
            IF coalesce(stand, '') NOT IN ('goedgekeurd', 'verzonden') THEN
                RAISE EXCEPTION 'Deze opdracht is net veranderd.' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF NEW.soort = 'goedgekeurd' AND NEW.wie_id = maker THEN
            RAISE EXCEPTION 'Een ander keurt deze betaling goed.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NOT (coalesce(stand, '') || '>' || NEW.soort) IN (
            '>goedgekeurd', '>ingetrokken', 'goedgekeurd>ingetrokken', 'goedgekeurd>verzonden', 'verzonden>geweigerd',
            'goedgekeurd>terug', 'terug>goedgekeurd', 'terug>ingetrokken'
        ) THEN
            RAISE EXCEPTION 'Deze opdracht is net veranderd.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort = 'terug' AND NOT EXISTS (
            SELECT 1 FROM financien_opdrachtdaad d WHERE d.id = NEW.neemt_terug_id AND d.opdracht_id = NEW.opdracht_id
            AND d.soort = 'goedgekeurd' AND d.wie_id = NEW.wie_id) THEN
            RAISE EXCEPTION 'Alleen de eigen goedkeuring gaat terug.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)
