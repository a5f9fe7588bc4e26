"""Months and same-day figures against a plain Python count: whatever is logged by name or by number, at any day."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamers.services import tellen
from kamers.services.maandreeks import maandreeksen
from kamers.services.tellen import KAMER
from kamers.services.vorigjaar import stand_per_kamer
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon, maak_soort
from tests.kamers.resultatenfabriek import zet_namen

JAAR = 2026
DAGEN = [
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 1, 31),
    date(2026, 2, 1),
    date(2026, 12, 31),
    date(2027, 1, 1),
]
KEREN = st.lists(
    st.tuples(
        st.integers(0, 1),  # which kind
        st.sampled_from(DAGEN),
        st.integers(0, 4),  # new in the kind, counted
        st.integers(0, 4),  # of those new in the room
        st.sets(st.integers(0, 2)),  # who was there by name
    ),
    max_size=8,
    unique_by=lambda keer: keer[:2],
)
AL_GETELD = st.dictionaries(st.integers(0, 2), st.sampled_from([None, 0, 1]))
proef = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def lessen(casa):
    return [maak_activiteit(casa, soort=soort) for soort in (maak_soort("P4", "Taal"), maak_soort("P1", "Ontmoeting"))]


@pytest.fixture
def mensen(casa):
    return [maak_persoon(naam, casa) for naam in ("Ana", "Ben", "Cor")]


@proef
@given(keren=KEREN, al=AL_GETELD, tot=st.sampled_from(DAGEN[1:-1]))
def test_maanden_en_de_zelfde_dag_tellen_wat_een_mens_zou_tellen(casa, lessen, mensen, keren, al, tot):
    with transaction.atomic():
        for les, dag, nieuw, nieuw_kamer, namen in keren:
            rij = maak_bijeenkomst(lessen[les], dag, nieuw=nieuw, nieuw_kamer=min(nieuw, nieuw_kamer))
            zet_namen(rij, *(mensen[wie] for wie in namen))
        for wie, les in al.items():
            mensen[wie].al_geteld.create(kamer=casa, jaar=JAAR)
            if les is not None:
                mensen[wie].al_geteld.create(kamer=casa, jaar=JAAR, soort=lessen[les].soort)
        reeksen, standen = maandreeksen(casa, JAAR), stand_per_kamer(JAAR, tot).get(casa.pk, {})
        formule = tellen.bereikt_per_kamer(JAAR).get(casa.pk, {})
        transaction.set_rollback(True)

    for les, sleutel in ((0, lessen[0].soort_id), (1, lessen[1].soort_id), (None, KAMER)):
        maanden = {m: orakel(keren, al, les, lambda dag, m=m: dag.month <= m) for m in range(1, 13)}
        nieuw = {m: reeks.nieuw for m, reeks in reeksen[sleutel].maanden.items()} if sleutel in reeksen else {}
        assert [sum(n for m, n in nieuw.items() if m <= tot_en_met) for tot_en_met in maanden] == list(maanden.values())
        stand = standen.get(sleutel)
        assert (int(stand.totaal) if stand else 0) == formule.get(sleutel, 0) == maanden[12]
        assert (int(stand.tijdig) if stand else 0) == orakel(keren, al, les, lambda dag: dag <= tot)


def orakel(keren, al, les, past) -> int:
    """Count by hand: the numbers that were logged, and every name once, unless that person was counted before."""
    geteld, namen = 0, set()
    for soort, dag, nieuw, nieuw_kamer, wie in keren:
        if dag.year == JAAR and past(dag) and les in (None, soort):
            geteld += min(nieuw, nieuw_kamer) if les is None else nieuw
            namen |= {n for n in wie if n not in al or (les is not None and al[n] != les)}
    return geteld + len(namen)
