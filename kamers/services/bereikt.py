"""How many different people a kind had reached in a room and a year, just before each occurrence (domain.md §1.2).

The one formula behind the question on the card and the list of what needs repair. Two occurrences that begin at the
same moment do not come before each other. A pass holder counts from the first time on, and not at all when she was
counted without a name before (AlGeteld). Whoever is named at the occurrence itself is none of the people there who
"came before without a pass".
"""

from django.db import connection
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from kamers.models import Bijeenkomst

_TELLING = """
WITH vraag AS (SELECT %s::int AS kamer, %s::int AS jaar),
keer AS (
    SELECT b.id, b.soort_id, b.dag, b.begin, b.kwamen_al, b.nieuw_soort FROM kamers_bijeenkomst b, vraag
    WHERE b.kamer_id = vraag.kamer AND b.status = 'genoteerd'
        AND b.dag BETWEEN make_date(vraag.jaar, 1, 1) AND make_date(vraag.jaar, 12, 31)
),
op_naam AS (
    SELECT k.id,
        row_number() OVER (PARTITION BY k.soort_id, d.persoon_id ORDER BY k.dag, k.begin, k.id) AS nummer,
        rank() OVER (PARTITION BY k.soort_id, d.persoon_id ORDER BY k.dag, k.begin) AS plaats,
        EXISTS (
            SELECT 1 FROM kamers_algeteld a, vraag WHERE a.persoon_id = d.persoon_id AND a.kamer_id = vraag.kamer
                AND a.jaar = vraag.jaar AND a.soort_id = k.soort_id
        ) AS al_geteld
    FROM keer k JOIN kamers_deelname d ON d.bijeenkomst_id = k.id
),
namen AS (
    SELECT id, count(*) FILTER (WHERE nummer = 1 AND NOT al_geteld) AS voor_het_eerst,
        count(*) FILTER (WHERE plaats > 1 OR al_geteld) AS kwam_al
    FROM op_naam GROUP BY id
),
telling AS MATERIALIZED (
    SELECT k.id, k.kwamen_al, greatest(0, coalesce(
        sum(k.nieuw_soort + coalesce(n.voor_het_eerst, 0)) OVER (
            PARTITION BY k.soort_id ORDER BY k.dag, k.begin
            RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP
        ), 0) - coalesce(n.kwam_al, 0))::int AS bereikt
    FROM keer k LEFT JOIN namen n ON n.id = k.id
)
"""


_VAN_EEN = _TELLING + "SELECT bereikt FROM telling WHERE id = %s"  # noqa: S608 our own words
_VAN_ELK = _TELLING + "SELECT bereikt FROM telling WHERE telling.id = kamers_bijeenkomst.id"  # noqa: S608
_TE_VEEL = _TELLING + "SELECT id FROM telling WHERE kwamen_al > bereikt"  # noqa: S608


def bereikt_voor(rij: Bijeenkomst) -> int:
    """Return unique(kind, room, year) as it was reached before a logged occurrence, less who is named at it."""
    with connection.cursor() as cursor:
        cursor.execute(_VAN_EEN, [rij.kamer_id, rij.dag.year, rij.pk])
        return cursor.fetchone()[0]


def bereikt_voor_elk(kamer_id: int, jaar: int) -> RawSQL:
    """Return the annotation of occurrences with what was reached before them; empty outside this room and year."""
    return RawSQL(_VAN_ELK, [kamer_id, jaar], output_field=IntegerField())  # noqa: S611


def te_veel_bekend(kamer_id: int, jaar: int) -> RawSQL:
    """Choose the ids of occurrences at which more people "came before" than had been reached by then."""
    return RawSQL(_TE_VEEL, [kamer_id, jaar])  # noqa: S611
