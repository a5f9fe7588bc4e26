"""What the database itself refuses about an account that is in use (docs/boeken.md).

Lock: (SLOT_JAAR, year) exclusively of every year that still takes documents, before anything is looked at; whoever
books holds it shared. So nobody is half-way booking on an account that closes or becomes something else.
"""

import pgtrigger

from buurtwerkkamer.models.jaar import SLOT_JAAR

REKENING_VAST = pgtrigger.Trigger(
    name="rekening_vast",
    operation=pgtrigger.UpdateOf("nummer", "soort", "kamer_id", "bronsoort", "loon", "post_id", "gesloten"),
    when=pgtrigger.Before,
    declare=[("j", "RECORD"), ("anders", "BOOLEAN")],
    func=f"""
        anders := (NEW.nummer, NEW.soort, NEW.kamer_id, NEW.bronsoort, NEW.loon)
            IS DISTINCT FROM (OLD.nummer, OLD.soort, OLD.kamer_id, OLD.bronsoort, OLD.loon);
        IF NOT anders AND NEW.post_id IS NOT DISTINCT FROM OLD.post_id AND NEW.gesloten <= OLD.gesloten THEN
            RETURN NEW;
        END IF;
        FOR j IN SELECT jaar FROM buurtwerkkamer_jaar WHERE status <> 'vastgesteld' ORDER BY jaar LOOP
            PERFORM pg_advisory_xact_lock({SLOT_JAAR}, j.jaar);
        END LOOP;
        IF anders AND EXISTS (SELECT 1 FROM financien_boeking WHERE OLD.id IN (debet_id, credit_id)) THEN
            RAISE EXCEPTION 'Op deze rekening is al geboekt.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.post_id IS DISTINCT FROM OLD.post_id AND EXISTS (
            SELECT 1 FROM financien_boeking b JOIN financien_boekstuk s ON s.id = b.boekstuk_id
                JOIN buurtwerkkamer_jaar y ON y.id = s.jaar_id
            WHERE OLD.id IN (b.debet_id, b.credit_id) AND y.status <> 'open') THEN
            RAISE EXCEPTION 'Deze rekening telt mee in een afgesloten jaar.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.gesloten AND NOT OLD.gesloten AND NEW.soort NOT IN ('kosten', 'baten') AND 0 <> (
            SELECT coalesce(sum(CASE WHEN debet_id = OLD.id THEN bedrag ELSE -bedrag END), 0)
            FROM financien_boeking WHERE OLD.id IN (debet_id, credit_id)) THEN
            RAISE EXCEPTION 'Op deze rekening staat nog geld.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

LOON_BIJ_MENSEN = pgtrigger.Trigger(  # otherwise single wages would be there for everybody to see (domain.md §5.6)
    name="rekening_loon_bij_mensen",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("loon", "post_id"),
    when=pgtrigger.Before,
    func="""
        IF NOT NEW.loon AND EXISTS (SELECT 1 FROM financien_kostenpost WHERE id = NEW.post_id AND soort = 'mensen') THEN
            RAISE EXCEPTION 'Een rekening van mensen is een loonrekening.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
