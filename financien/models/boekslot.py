"""What the database itself refuses in the books, and the numbers it gives (design.md §6).

Rows are never changed or emptied (``Bevroren``). Locks: (SLOT_JAAR, year) shared to book and exclusive to close a
month or a year; (SLOT_DAGBOEK, journal of a year) while a number is given, so that no number is missing or given twice.
"""

import pgtrigger

from buurtwerkkamer.bevroren import BijToevoegen
from buurtwerkkamer.models.jaar import SLOT_JAAR

SLOT_DAGBOEK = 7402
# The status is read again under the lock: who waited for a closing must see it.
_JAAR_ONDER_SLOT = f"""SELECT jaar, status INTO j FROM buurtwerkkamer_jaar WHERE id = NEW.jaar_id;
        PERFORM {{slot}}({SLOT_JAAR}, j.jaar);
        SELECT jaar, status INTO j FROM buurtwerkkamer_jaar WHERE id = NEW.jaar_id;"""  # noqa: S608 - a constant of ours, no input

NUMMER = BijToevoegen(
    name="boekstuk_nummer",
    declare=[("j", "RECORD")],
    func=f"""
        {_JAAR_ONDER_SLOT.format(slot="pg_advisory_xact_lock_shared")}
        IF date_part('year', NEW.datum) <> j.jaar THEN
            RAISE EXCEPTION 'De datum valt niet in het boekjaar.' USING ERRCODE = 'check_violation';
        END IF;
        IF j.status = 'vastgesteld' THEN
            RAISE EXCEPTION 'Dit boekjaar is vastgesteld.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF j.status = 'voorlopig' AND (NEW.dagboek <> 'memoriaal' OR NEW.reden = '' OR NEW.kenmerk = '') THEN
            RAISE EXCEPTION 'Dit boekjaar is voorlopig afgesloten.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM financien_maandafsluiting
                   WHERE jaar_id = NEW.jaar_id AND maand = date_part('month', NEW.datum)) THEN
            RAISE EXCEPTION 'Deze maand is afgesloten.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.dagboek = 'elders') <> EXISTS (SELECT 1 FROM financien_boekenelders WHERE jaar_id = NEW.jaar_id) THEN
            RAISE EXCEPTION 'De boeken van dit jaar staan %.',
                CASE NEW.dagboek WHEN 'elders' THEN 'hier' ELSE 'elders' END USING ERRCODE = 'restrict_violation';
        END IF;
        PERFORM pg_advisory_xact_lock({SLOT_DAGBOEK}, hashtext(NEW.dagboek || j.jaar));
        NEW.nummer := 1 + coalesce(
            (SELECT max(nummer) FROM financien_boekstuk WHERE jaar_id = NEW.jaar_id AND dagboek = NEW.dagboek), 0);
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

COMPLEET = pgtrigger.Trigger(
    name="boekstuk_compleet",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    declare=[("som", "NUMERIC"), ("n", "INTEGER")],
    func="""
        SELECT count(*), coalesce(sum(bedrag), 0) INTO n, som FROM financien_boeking WHERE boekstuk_id = NEW.id;
        IF n <> NEW.aantal OR som <> NEW.totaal THEN
            RAISE EXCEPTION 'Dit boekstuk is niet compleet.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """,
)

BOEKING = BijToevoegen(
    name="boeking_past",
    declare=[("r", "RECORD"), ("hoogste", "INTEGER")],
    func="""
        SELECT aantal INTO hoogste FROM financien_boekstuk WHERE id = NEW.boekstuk_id;
        IF NEW.volgnummer > hoogste THEN
            RAISE EXCEPTION 'Bij een boekstuk komt geen boeking meer.' USING ERRCODE = 'restrict_violation';
        END IF;
        FOR r IN SELECT soort, kamer_id, gesloten FROM financien_grootboekrekening
                 WHERE id IN (NEW.debet_id, NEW.credit_id) LOOP
            IF r.gesloten THEN
                RAISE EXCEPTION 'Deze rekening is gesloten.' USING ERRCODE = 'restrict_violation';
            END IF;
            IF r.kamer_id IS NOT NULL AND r.kamer_id IS DISTINCT FROM NEW.kamer_id THEN
                RAISE EXCEPTION 'Deze kas is van een andere kamer.' USING ERRCODE = 'check_violation';
            END IF;
            IF r.soort IN ('kosten', 'baten') AND NEW.kamer_id IS NULL THEN
                RAISE EXCEPTION 'Kosten en baten zijn van een kamer.' USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
        RETURN NEW;
    """,
)

LEEG_JAAR = pgtrigger.Trigger(  # turning it on or off waits for who is booking, and needs a year without documents
    name="boeken_elders_leeg_jaar",
    operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("jaar_id"),
    when=pgtrigger.Before,
    declare=[("j", "RECORD")],
    func=f"""
        FOR j IN SELECT id, jaar FROM buurtwerkkamer_jaar
                 WHERE (TG_OP <> 'INSERT' AND id = OLD.jaar_id) OR (TG_OP <> 'DELETE' AND id = NEW.jaar_id) LOOP
            PERFORM pg_advisory_xact_lock({SLOT_JAAR}, j.jaar);
            IF EXISTS (SELECT 1 FROM financien_boekstuk WHERE jaar_id = j.id) THEN
                RAISE EXCEPTION 'In dit jaar is al geboekt.' USING ERRCODE = 'restrict_violation';
            END IF;
        END LOOP;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

MAAND_SLUIT = BijToevoegen(
    name="maand_sluit",
    declare=[("j", "RECORD")],
    func=f"""
        {_JAAR_ONDER_SLOT.format(slot="pg_advisory_xact_lock")}
        IF j.status <> 'open' THEN
            RAISE EXCEPTION 'Dit boekjaar is al afgesloten.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.maand > 1 AND NOT EXISTS (
            SELECT 1 FROM financien_maandafsluiting WHERE jaar_id = NEW.jaar_id AND maand = NEW.maand - 1) THEN
            RAISE EXCEPTION 'De vorige maand is nog open.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

JAAR_SLUIT = BijToevoegen(
    name="jaar_sluit",
    declare=[("j", "RECORD")],
    func=f"""
        {_JAAR_ONDER_SLOT.format(slot="pg_advisory_xact_lock")}
        IF (NEW.stap, j.status) NOT IN (('voorlopig', 'open'), ('vastgesteld', 'voorlopig')) THEN
            RAISE EXCEPTION 'Deze stap past niet bij dit boekjaar.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.stap = 'voorlopig'
            AND NOT EXISTS (SELECT 1 FROM financien_boekenelders WHERE jaar_id = NEW.jaar_id)
            AND (SELECT count(*) FROM financien_maandafsluiting WHERE jaar_id = NEW.jaar_id) < 11 THEN
            RAISE EXCEPTION 'Er is nog een maand open.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.stap = 'vastgesteld' AND EXISTS (
            SELECT 1 FROM financien_jaarafsluiting
            WHERE jaar_id = NEW.jaar_id AND stap = 'voorlopig' AND door_id = NEW.door_id) THEN
            RAISE EXCEPTION 'Wie afsloot, stelt niet vast.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)
