"""The counts against a plain Python oracle: whatever is logged, changed, taken back or lies at the edge of a year."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamers.services import bijeenkomsten, tellen
from kamers.services.keer import Invulling, Keer
from kamers.services.passen import zet_al_geteld
from rapportage.cijfers import jaarcijfers
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_persoon, maak_soort, maak_vrijwilliger
from tests.kamers.orakelhuis import DAGEN, INLOOP, JAREN, LESSEN, MENSEN, speel_alles

KAMERS = st.sampled_from(["cjm", "multibron"])
NIEUW = st.sampled_from([(nieuw, kamer) for nieuw in range(4) for kamer in range(nieuw + 1)])


@st.composite
def logboeken(draw, tot=30) -> list[tuple]:
    """Draw a log: many acts on few occurrences, so that they meet. Closing and forgetting are rare, as in life."""
    dagen = draw(st.lists(st.sampled_from(DAGEN), min_size=2, max_size=3, unique=True))
    dag = st.sampled_from(sorted(dagen))
    keer = st.tuples(st.sampled_from([0, 0, 1, 2, 3, 5]), dag)
    bij_inloop, wie = st.tuples(st.just(INLOOP), dag), st.sampled_from(MENSEN)
    marge = st.sampled_from([-9, 0, 0, 1, 2])  # how many more "came before" than can be
    noteer = st.tuples(keer, st.sets(st.sampled_from(MENSEN)), marge, NIEUW)
    soorten = st.sampled_from([{"P4"}, {"P4", "P1"}, {None}, set()])
    waar = keer.map(lambda keer: (LESSEN[keer[0]][0], keer[1].year))
    handeling = st.one_of(
        *[noteer.map(lambda act: ("noteer", *act[0], act[1], act[2], *act[3]))] * 4,
        keer.map(lambda keer: ("vervalt", *keer)),
        st.tuples(keer, dag, st.sampled_from([9, 10, 13])).map(lambda act: ("verplaats", *act[0], *act[1:])),
        st.just(("ongedaan",)),
        st.tuples(st.just("klus"), KAMERS, dag, st.sampled_from(["ja", "nee"])),
        st.tuples(st.sampled_from(MENSEN), waar, soorten).map(lambda act: ("al_geteld", act[0], *act[1], act[2])),
        st.permutations(MENSEN).map(lambda rij: ("samen", *rij[:2])),
        st.tuples(st.sampled_from(["erbij", "erbij", "eraf"]), keer, wie).map(lambda act: (act[0], *act[1], act[2])),
        *[st.tuples(bij_inloop, st.sampled_from(["al", "nieuw"])).map(lambda act: ("tik", *act[0], act[1]))] * 2,
        st.tuples(bij_inloop, st.booleans()).map(lambda act: ("antwoord", *act[0], act[1])),
        bij_inloop.map(lambda keer: ("tik_terug", *keer)),
    )
    paar = st.tuples(st.permutations(MENSEN), waar, soorten).map(
        lambda act: [("al_geteld", act[0][1], *act[1], act[2]), ("samen", *act[0][:2]), ("ongedaan",)]
    )
    gast = bij_inloop.map(lambda keer: [("tik", *keer, "nieuw"), ("antwoord", *keer, True)])
    samen = st.one_of(*[handeling.map(lambda act: [act])] * 6, paar, gast)  # acts that mean something after each other
    sluit = st.tuples(st.just("sluit"), KAMERS, st.sampled_from(JAREN))
    zelden = st.one_of(sluit, wie.map(lambda naam: ("vergeet", naam))).map(lambda act: [act])
    begin = draw(st.lists(samen, min_size=8, max_size=tot // 2))
    later = draw(st.lists(st.one_of(*[samen] * 9, zelden), min_size=2, max_size=tot // 2))
    return [act for deel in (*begin, *later) for act in deel]


def proef(keer: int):
    """Return how often something is tried, and that it may take its time."""
    return settings(max_examples=keer, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@proef(60)
@given(handelingen=logboeken())
def test_wat_er_geteld_wordt_is_wat_een_mens_zou_optellen(casa, multibron, amina, handelingen):
    speel_alles([casa, multibron], amina, handelingen)


@pytest.mark.proef
@proef(1500)
@given(handelingen=logboeken(tot=80))
def test_ook_bij_duizend_lange_logboeken(casa, multibron, amina, handelingen):
    speel_alles([casa, multibron], amina, handelingen)


def test_in_januari_zijn_dertig_vaste_mensen_weer_dertig(casa, amina):
    """By names, by counts, and half-half with passes given to people who were counted already: always thirty."""
    soorten = [maak_soort(code, code) for code in ("P1", "P3", "P4")]
    op_naam, geteld, samen = (maak_activiteit(casa, soort=soort, telwijze="namen") for soort in soorten)
    mensen = [maak_persoon(f"Vaste {nummer}", casa) for nummer in range(30)]
    for les in (op_naam, samen):
        maak_bijeenkomst(les, date(2025, 12, 30), namen=mensen)
    maak_bijeenkomst(geteld, date(2025, 12, 30), nieuw=30)

    for week, dag in enumerate((date(2026, 1, 6), date(2026, 1, 13), date(2026, 1, 20))):
        nieuw, al = (12, 0) if week == 0 else (0, 12)
        noteer(op_naam, dag, amina, mensen)
        noteer(geteld, dag, amina, [], kwamen_al=0 if week == 0 else 30, nieuw=30 if week == 0 else 0)
        if week < 2:
            noteer(samen, dag, amina, mensen[:18], kwamen_al=al, nieuw=nieuw)
        else:
            for persoon in mensen[18:23]:
                zet_al_geteld(persoon=persoon, kamer=casa, jaar=2026, soorten=frozenset({samen.soort_id}))
            noteer(samen, dag, amina, mensen[:23], kwamen_al=7, nieuw=0)

    cijfers = tellen.telling(2026).per_kamer[casa.pk]
    per_soort = [(cijfers[soort.pk].op_naam, cijfers[soort.pk].geteld) for soort in soorten]
    assert per_soort == [(30, 0), (0, 30), (18, 12)]
    assert {cijfers[soort.pk].totaal for soort in soorten} == {30}


def noteer(les, dag, gebruiker, mensen, kwamen_al=0, nieuw=0):
    invulling = Invulling(
        kwamen_al=kwamen_al, nieuw_soort=nieuw, nieuw_kamer=nieuw, namen=frozenset(p.pk for p in mensen)
    )
    vast = {"versie": 0, "sleutel": uuid4(), "gebruiker": gebruiker, "vandaag": DAGEN[-1]}
    return bijeenkomsten.noteer(keer=Keer(les, dag), invulling=invulling, klopt=invulling.deelnemers, **vast)


URENLIJST = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(DAGEN), st.sampled_from(["2", "6.5", "12"])), max_size=9
)


@proef(60)
@given(uren=URENLIJST, getekend=st.tuples(*[st.none() | st.sampled_from(DAGEN)] * 3))
def test_actief_is_wie_een_overeenkomst_heeft_en_genoeg_uren_in_dat_jaar(casa, uren, getekend):
    with transaction.atomic():
        mensen = [maak_vrijwilliger(f"V{n}", casa, overeenkomst_op=dag).persoon for n, dag in enumerate(getekend)]
        for nummer, (wie, dag, aantal) in enumerate(uren):
            les = maak_activiteit(casa, naam=str(nummer), soort=maak_soort())
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
