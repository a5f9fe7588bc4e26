"""What the database itself refuses about bank lines and what they were booked as.

Lock: (SLOT_BANKREGEL, line) while a line is booked, so that two people who accept it at once make one document.
"""

from buurtwerkkamer.bevroren import BijToevoegen

SLOT_BANKREGEL = 7405

REGEL_PAST = BijToevoegen(
    name="bankregel_past",
    declare=[("eigen", "BIGINT")],
    func="""
        SELECT rekening_id INTO eigen FROM financien_bankafschrift WHERE id = NEW.afschrift_id;
        IF eigen IS DISTINCT FROM NEW.rekening_id THEN
            RAISE EXCEPTION 'Deze regel is van een andere rekening dan het afschrift.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

KOPPELING = BijToevoegen(
    name="bankboeking_past",
    declare=[("r", "RECORD"), ("beweging", "NUMERIC"), ("al", "NUMERIC"), ("eerder", "INTEGER"), ("open", "INTEGER")],
    func=f"""
        PERFORM pg_advisory_xact_lock({SLOT_BANKREGEL}, hashtext('stuk' || NEW.boekstuk_id));
        SELECT id, rekening_id, bedrag INTO r FROM financien_bankregel WHERE id = NEW.regel_id;
        SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
                SELECT 1 FROM financien_boekstuk o WHERE o.keert_om_id = b.boekstuk_id))
            INTO eerder, open FROM financien_bankboeking b WHERE b.regel_id = NEW.regel_id;
        IF open > 0 OR NEW.beurt <> eerder THEN
            RAISE EXCEPTION 'Deze bankregel is al geboekt.' USING ERRCODE = 'unique_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM financien_boekstuk o WHERE o.keert_om_id = NEW.boekstuk_id) THEN
            RAISE EXCEPTION 'Dit boekstuk is omgekeerd.' USING ERRCODE = 'check_violation';
        END IF;
        SELECT coalesce(sum(CASE WHEN debet_id = r.rekening_id THEN bedrag ELSE -bedrag END), 0) INTO beweging
            FROM financien_boeking
            WHERE boekstuk_id = NEW.boekstuk_id AND r.rekening_id IN (debet_id, credit_id);
        SELECT coalesce(sum(g.bedrag), 0) INTO al
            FROM financien_bankboeking b JOIN financien_bankregel g ON g.id = b.regel_id
            WHERE b.boekstuk_id = NEW.boekstuk_id AND g.rekening_id = r.rekening_id;
        IF sign(r.bedrag) <> sign(beweging) OR abs(al + r.bedrag) > abs(beweging) THEN
            RAISE EXCEPTION 'Dit boekstuk past niet bij het bedrag van de bankregel.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)
