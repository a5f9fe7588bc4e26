"""The counts against a plain Python oracle: whatever is logged, moved, cancelled or taken at the edge of a year."""

from collections import defaultdict
from datetime import date, time
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamers.models import Soort
from kamers.services import tellen
from kamers.services.dag import dagbeeld
from rapportage.cijfers import jaarcijfers
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_klus, maak_soort, maak_vrijwilliger

DAGEN = [date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)]
JAREN = (2025, 2026)
KEREN = st.lists(
    st.tuples(
        st.integers(0, 3),  # which activity: two kinds in each of two rooms
        st.sampled_from(DAGEN),  # the day of the series
        st.sampled_from(DAGEN),  # the day it took place, perhaps moved across the new year
        st.sampled_from([9, 9, 13]),  # the hour
        st.sampled_from(["genoteerd", "genoteerd", "genoteerd", "vervallen", "verplaatst"]),
        st.integers(0, 6),  # who came before
        st.integers(0, 5),  # new in the kind
        st.integers(0, 5),  # of those new in the room
    ),
    max_size=10,
    unique_by=lambda keer: keer[:2],
)
KLUSSEN = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["klaar", "klaar", "gevraagd", "vervallen"]),
        st.sampled_from(DAGEN),
        st.sampled_from(["ja", "nee", "onbekend"]),
    ),
    max_size=6,
)
proef = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def lessen(casa, multibron):
    soorten = [maak_soort("P4", "Taal"), maak_soort("P1", "Ontmoeting")]
    return [maak_activiteit(kamer, soort=soort) for kamer in (casa, multibron) for soort in soorten]


def schrijf(les, gepland, dag, uur, status, kwamen_al, nieuw, nieuw_kamer):
    """Write an occurrence past the service; what did not take place has no counts."""
    geteld = {"kwamen_al": kwamen_al, "nieuw": nieuw, "nieuw_kamer": min(nieuw_kamer, nieuw)}
    velden = {"dag": dag, "begin": time(uur), "eind": time(uur + 1), "status": status}
    if status == "genoteerd":
        rij = maak_bijeenkomst(les, gepland, **geteld, **{naam: velden[naam] for naam in ("begin", "eind", "status")})
        type(rij).objects.filter(pk=rij.pk).update(dag=dag)
        return rij
    leeg = dict.fromkeys(("kwamen_al", "nieuw_soort", "nieuw_kamer"))
    return les.bijeenkomsten.create(kamer=les.kamer, soort=les.soort, naam=les.naam, gepland=gepland, **velden, **leeg)


@proef
@given(keren=KEREN, klussen=KLUSSEN)
def test_wat_er_geteld_wordt_is_wat_een_mens_zou_optellen(lessen, casa, multibron, keren, klussen):
    kamers = [casa, multibron]
    with transaction.atomic():
        for nummer, *rest in keren:
            schrijf(lessen[nummer], *rest)
        for nummer, status, dag, eerste in klussen:
            gedaan = {"gedaan_op": dag} if status == "klaar" else {}
            maak_klus(kamers[nummer], status=status, eerste_keer=eerste, **gedaan)
        uitkomst = {jaar: uiteen(tellen.bereikt_per_kamer(jaar)) for jaar in JAREN}
        transaction.set_rollback(True)

    assert uitkomst == {jaar: orakel(lessen, kamers, keren, klussen, jaar) for jaar in JAREN}


def uiteen(bereikt):
    """Return the figures by (kind, room), by room, and the jobs by room."""
    alles = [(kamer, sleutel, n) for kamer, som in bereikt.items() for sleutel, n in som.items()]
    per_soort = {(sleutel, kamer): n for kamer, sleutel, n in alles if isinstance(sleutel, int)}
    return per_soort, *({k: n for k, sleutel, n in alles if sleutel == wat} for wat in ("kamer", "klussen"))


def orakel(lessen, kamers, keren, klussen, jaar):
    """Add up by hand: by the day it took place, never by the day it was planned."""
    soort, kamer, gedaan = defaultdict(int), defaultdict(int), defaultdict(int)
    for nummer, _gepland, dag, _uur, status, _kwamen, nieuw, nieuw_kamer in keren:
        if status == "genoteerd" and dag.year == jaar:
            les = lessen[nummer]
            soort[les.soort_id, les.kamer_id] += nieuw
            kamer[les.kamer_id] += min(nieuw_kamer, nieuw)
    for nummer, status, dag, eerste in klussen:
        if status == "klaar" and dag.year == jaar:
            gedaan[kamers[nummer].pk] += 1
            if eerste == "ja":
                kamer[kamers[nummer].pk] += 1
    return soort, kamer, gedaan


@proef
@given(keren=KEREN)
def test_na_te_kijken_is_elke_keer_waarbij_er_meer_kwamen_dan_er_dat_jaar_al_geteld_waren(lessen, casa, keren):
    with transaction.atomic():
        rijen = {schrijf(lessen[nummer], *rest).pk: (lessen[nummer], *rest) for nummer, *rest in keren}
        lijsten = [{rij.pk for rij in dagbeeld(casa, dag).nakijken} for dag in DAGEN]
        transaction.set_rollback(True)

    for dag, lijst in zip(DAGEN, lijsten, strict=True):
        assert lijst == {pk for pk in rijen if klopt_niet(pk, rijen, dag.year) and rijen[pk][0].kamer_id == casa.pk}


def klopt_niet(pk, rijen, jaar):
    les, _gepland, dag, uur, status, kwamen_al, _nieuw, _kamer = rijen[pk]
    if status != "genoteerd" or dag.year != jaar:
        return False
    zelfde = [r for r in rijen.values() if r[0] == les and r[4] == "genoteerd" and r[2].year == jaar]
    return kwamen_al > sum(r[6] for r in zelfde if (r[2], r[3]) < (dag, uur))


URENLIJST = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(DAGEN), st.sampled_from(["2", "6.5", "12"])), max_size=9
)


@proef
@given(uren=URENLIJST, getekend=st.tuples(*[st.none() | st.sampled_from(DAGEN)] * 3))
def test_actief_is_wie_een_overeenkomst_heeft_en_genoeg_uren_in_dat_jaar(lessen, casa, uren, getekend):
    with transaction.atomic():
        mensen = [maak_vrijwilliger(f"V{n}", casa, overeenkomst_op=dag).persoon for n, dag in enumerate(getekend)]
        for nummer, (wie, dag, aantal) in enumerate(uren):
            les = maak_activiteit(casa, naam=str(nummer), soort=Soort.objects.first())
            maak_inzet(mensen[wie], maak_bijeenkomst(les, dag), aantal)
        uitkomst = {jaar: jaarcijfers(jaar, 12).per_kamer.get(casa.pk) for jaar in JAREN}
        transaction.set_rollback(True)

    for jaar, cijfers in uitkomst.items():
        som = defaultdict(Decimal)
        for wie, dag, aantal in uren:
            if dag.year == jaar:
                som[wie] += Decimal(aantal)
        actief = [n for wie, n in som.items() if n >= 12 and getekend[wie] and getekend[wie].year <= jaar]
        gevonden = cijfers.actief if cijfers else None
        assert (gevonden.aantal if gevonden else None) == (len(actief) if som else None)
        assert (gevonden.gemiddeld if gevonden else None) == (sum(actief) / len(actief) if actief else None)
