"""What the database itself refuses in a check by the kascommissie (docs/controle.md).

Each trigger first takes the advisory lock (SLOT_CONTROLE, check), so that a verdict and a finding at once are judged
one after the other: after the first verdict nothing is added.
"""

from buurtwerkkamer.bevroren import BijToevoegen

SLOT_CONTROLE = 7410  # with the id of a check; 0: beginning one, so that two periods never overlap

DICHT = f"""
    PERFORM pg_advisory_xact_lock({SLOT_CONTROLE}, c.id::integer);
    IF EXISTS (SELECT 1 FROM financien_controlestop s WHERE s.controle_id = c.id)
        OR EXISTS (SELECT 1 FROM financien_controleverklaring v WHERE v.controle_id = c.id) THEN
        RAISE EXCEPTION 'Deze controle staat vast.' USING ERRCODE = 'restrict_violation';
    END IF;
"""  # noqa: S608 - a constant of ours, no input

POST_MAG = BijToevoegen(
    name="controlepost_mag",
    declare=[("c", "RECORD")],
    func=f"SELECT id INTO c FROM financien_kascontrole WHERE id = NEW.controle_id; {DICHT} RETURN NEW;",  # noqa: S608 - as above
)

BEVINDING_MAG = BijToevoegen(
    name="bevinding_mag",
    declare=[("c", "RECORD"), ("laatste", "TEXT")],
    func=f"""
        SELECT k.id, k.eerste_id, k.tweede_id INTO c FROM financien_kascontrole k
            JOIN financien_controlepost p ON p.controle_id = k.id WHERE p.id = NEW.post_id;
        {DICHT}
        SELECT soort INTO laatste FROM financien_bevinding WHERE post_id = NEW.post_id ORDER BY volgnummer DESC LIMIT 1;
        IF (NEW.wie_id IN (c.eerste_id, c.tweede_id)) = (NEW.soort = 'antwoord') THEN
            RAISE EXCEPTION 'De leden oordelen, een ander antwoordt.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort = 'antwoord' AND coalesce(laatste, '') <> 'vraag' THEN
            RAISE EXCEPTION 'Er is geen vraag.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

VERKLARING_MAG = BijToevoegen(
    name="verklaring_mag",
    declare=[("c", "RECORD")],
    func=f"""
        SELECT id, eerste_id, tweede_id INTO c FROM financien_kascontrole WHERE id = NEW.controle_id;
        PERFORM pg_advisory_xact_lock({SLOT_CONTROLE}, c.id::integer);
        IF NEW.wie_id NOT IN (c.eerste_id, c.tweede_id) THEN
            RAISE EXCEPTION 'De leden oordelen, een ander antwoordt.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM financien_controlestop s WHERE s.controle_id = c.id) THEN
            RAISE EXCEPTION 'Deze controle staat vast.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM financien_controlepost p WHERE p.controle_id = c.id AND coalesce(
                (SELECT b.soort FROM financien_bevinding b WHERE b.post_id = p.id ORDER BY b.volgnummer DESC LIMIT 1),
                'vraag') = 'vraag') THEN
            RAISE EXCEPTION 'Nog niet alles is bekeken en beantwoord.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)

STOP_MAG = BijToevoegen(
    name="controlestop_mag",
    func=f"""
        PERFORM pg_advisory_xact_lock({SLOT_CONTROLE}, NEW.controle_id::integer);
        IF (SELECT count(*) FROM financien_controleverklaring v WHERE v.controle_id = NEW.controle_id) > 1 THEN
            RAISE EXCEPTION 'Deze controle staat vast.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)
