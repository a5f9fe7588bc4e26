"""What the database itself refuses about grants: sums that do not meet, and changes after the decision.

``BINDEND``: the statuses that make a claim. From then on amount, period and division stay as they were decided.
"""

import pgtrigger

from buurtwerkkamer.bevroren import BijToevoegen

BINDEND = ("verleend", "getekend", "beschikking")
GEVRAAGD = ("aangevraagd", "raming", "aangifte")  # these say an amount that stays, whatever is granted afterwards
_BINDEND = ", ".join(f"'{status}'" for status in BINDEND)
_KLOPT = """
    SELECT bedrag, van, tot INTO t FROM financien_toekenning WHERE id = {id};
    IF NOT FOUND THEN RETURN NULL; END IF;
    SELECT coalesce(sum(bedrag), 0), min(jaar), max(jaar) INTO som, eerste, laatste
        FROM financien_verdeling WHERE toekenning_id = {id};
    IF som <> t.bedrag THEN
        RAISE EXCEPTION 'De kamers samen zijn niet het bedrag van de toekenning.' USING ERRCODE = 'check_violation';
    END IF;
    IF eerste < date_part('year', t.van) OR laatste > date_part('year', t.tot) THEN
        RAISE EXCEPTION 'De verdeling valt buiten de periode.' USING ERRCODE = 'check_violation';
    END IF;
    SELECT coalesce(sum(bedrag), t.bedrag) INTO som FROM financien_termijn WHERE toekenning_id = {id};
    IF som <> t.bedrag THEN
        RAISE EXCEPTION 'De termijnen samen zijn niet het bedrag van de toekenning.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
_VARIABELEN = [("t", "RECORD"), ("som", "NUMERIC"), ("eerste", "INTEGER"), ("laatste", "INTEGER")]


def klopt(naam: str, rij: str, operatie) -> pgtrigger.Trigger:
    """At commit: rooms and instalments add up to the amount, and every year lies in the period."""
    return pgtrigger.Trigger(
        name=naam,
        operation=operatie,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        declare=_VARIABELEN,
        func=_KLOPT.format(id=rij),
    )


TOEKENNING_KLOPT = klopt("toekenning_klopt", "NEW.id", pgtrigger.Insert | pgtrigger.Update)


def deel_klopt() -> list[pgtrigger.Trigger]:
    """The same, for the rows of a division and of the instalments."""
    return [
        klopt("deel_klopt", "NEW.toekenning_id", pgtrigger.Insert | pgtrigger.Update),
        klopt("deel_klopt_weg", "OLD.toekenning_id", pgtrigger.Delete),
    ]


GELDT = "NOT EXISTS (SELECT 1 FROM financien_terugname w WHERE w.stap_id = s.id)"  # step ``s`` was not taken back
_BESLOTEN = (
    f"EXISTS (SELECT 1 FROM financien_toekenningstatus s WHERE s.toekenning_id = {{id}} AND s.status IN ({_BINDEND}) "  # noqa: S608 - constants of ours
    f"AND {GELDT})"
)
_TE_LAAT = "RAISE EXCEPTION 'Deze toekenning is verleend.' USING ERRCODE = 'restrict_violation';"

TOEKENNING_VAST = pgtrigger.Trigger(
    name="toekenning_vast",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF {_BESLOTEN.format(id="OLD.id")} AND (TG_OP = 'DELETE' OR
            (OLD.bedrag, OLD.van, OLD.tot, OLD.soort, OLD.partner_id, OLD.aard, OLD.rekening_id, OLD.jaar_id)
            IS DISTINCT FROM
            (NEW.bedrag, NEW.van, NEW.tot, NEW.soort, NEW.partner_id, NEW.aard, NEW.rekening_id, NEW.jaar_id)) THEN
            {_TE_LAAT}
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)
TOEKENNING_SLOT = [TOEKENNING_KLOPT, TOEKENNING_VAST]

DEEL_VAST = pgtrigger.Trigger(
    name="deel_vast",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP <> 'INSERT' THEN
            PERFORM 1 FROM financien_toekenning WHERE id = OLD.toekenning_id FOR SHARE;
            IF {_BESLOTEN.format(id="OLD.toekenning_id")} THEN {_TE_LAAT} END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        PERFORM 1 FROM financien_toekenning WHERE id = NEW.toekenning_id FOR SHARE;
        IF {_BESLOTEN.format(id="NEW.toekenning_id")} THEN {_TE_LAAT} END IF;
        RETURN NEW;
    """,
)

TERMIJN_GEVRAAGD = pgtrigger.Trigger(
    name="termijn_gevraagd",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func="""
        IF EXISTS (SELECT 1 FROM financien_betaalverzoek b WHERE b.termijn_id = OLD.id
                   AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.verzoek_id = b.id)) THEN
            RAISE EXCEPTION 'Deze termijn is gevraagd.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

STATUS_PAST = BijToevoegen(
    name="status_past",
    declare=[("t", "RECORD")],
    func=f"""
        SELECT partner_id, soort INTO t FROM financien_toekenning WHERE id = NEW.toekenning_id FOR UPDATE;
        IF NEW.status IN ({_BINDEND}) AND t.partner_id IS NULL AND t.soort NOT IN ('eigen inkomsten', 'belastingdienst')
        THEN
            RAISE EXCEPTION 'Zonder partner is er geen besluit.' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM financien_toekenningstatus s
                   WHERE s.toekenning_id = NEW.toekenning_id AND s.status = NEW.status AND {GELDT}) THEN
            RAISE EXCEPTION 'Deze stap is al gezet.' USING ERRCODE = 'unique_violation';
        END IF;
        IF NEW.status = 'afgewezen' AND {_BESLOTEN.format(id="NEW.toekenning_id")} THEN {_TE_LAAT} END IF;
        RETURN NEW;
    """,  # noqa: S608 - constants of ours, no input
)

MET_BRIEF = pgtrigger.Trigger(  # at commit, because the letter names the step
    name="besluit_met_brief",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func=f"""
        IF NEW.status IN ({_BINDEND}, 'vastgesteld') AND NEW.zonder_brief = ''
            AND NOT EXISTS (SELECT 1 FROM financien_brief WHERE stap_id = NEW.id) THEN
            RAISE EXCEPTION 'Een besluit heeft een brief, of een reden waarom die er niet is.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """,  # noqa: S608 - constants of ours, no input
)

TERUGNAME_PAST = BijToevoegen(  # the row of the grant first, so that no step comes after it meanwhile
    name="terugname_past",
    declare=[("t", "INTEGER")],
    func=f"""
        SELECT toekenning_id INTO t FROM financien_toekenningstatus WHERE id = NEW.stap_id;
        PERFORM 1 FROM financien_toekenning WHERE id = t FOR UPDATE;
        IF EXISTS (SELECT 1 FROM financien_toekenningstatus s
                   WHERE s.toekenning_id = t AND s.id > NEW.stap_id AND {GELDT})
            OR NOT EXISTS (SELECT 1 FROM financien_toekenningstatus s
                   WHERE s.toekenning_id = t AND s.id < NEW.stap_id AND {GELDT}) THEN
            RAISE EXCEPTION 'Alleen de laatste stap kan terug, en de eerste niet.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - constants of ours, no input
)
