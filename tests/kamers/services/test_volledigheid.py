from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kamers.models import Sluiting
from kamers.services.volledigheid import Volledigheid, vergeten, volledigheid
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_kamer
from tests.kamers.dagfabriek import DINSDAG, WEEK

pytestmark = pytest.mark.django_db
MAAND = DINSDAG - 4 * WEEK


def om(uur, dag=DINSDAG):
    return datetime(dag.year, dag.month, dag.day, uur, tzinfo=ZoneInfo("Europe/Amsterdam"))


def zonder_telling(rij, **velden):
    """Turn a logged occurrence into one that was cancelled or moved."""
    leeg = dict.fromkeys(("kwamen_al", "nieuw_soort", "nieuw_kamer"))
    type(rij).objects.filter(pk=rij.pk).update(**leeg, **velden)


def stand(kamer, van=MAAND, tot=DINSDAG, uur=20):
    return volledigheid([kamer], van, tot, nu=om(uur))[kamer.pk]


def test_wat_geteld_is_en_wat_niet_doorging_is_genoteerd_en_de_rest_ontbreekt(casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, MAAND, nieuw=3)
    zonder_telling(maak_bijeenkomst(les, MAAND + WEEK), status="vervallen", reden="ziek")

    assert stand(casa) == Volledigheid(gepland=5, genoteerd=2)
    assert stand(casa).procent == 40


@pytest.mark.parametrize(
    ("gepland", "genoteerd", "procent"),
    [(0, 0, None), (8, 8, 100), (200, 199, 99), (1000, 999, 99), (8, 5, 63), (200, 1, 1), (3, 0, 0), (24, 23, 96)],
)
def test_het_procent_is_half_omhoog_afgerond_en_nooit_100_als_er_iets_ontbreekt(gepland, genoteerd, procent):
    assert Volledigheid(gepland, genoteerd).procent == procent


def test_een_les_van_vandaag_hoort_er_pas_bij_als_hij_voorbij_is(casa):
    maak_activiteit(casa)  # ten to twelve

    assert stand(casa, DINSDAG, DINSDAG, uur=11).gepland == 0
    assert vergeten([casa], DINSDAG, DINSDAG, nu=om(11)) == []
    assert stand(casa, DINSDAG, DINSDAG, uur=12).gepland == 1
    assert len(vergeten([casa], DINSDAG, DINSDAG, nu=om(12))) == 1


def test_een_les_die_nog_moet_komen_maar_al_is_afgezegd_staat_aan_beide_kanten(casa):
    les = maak_activiteit(casa)
    zonder_telling(maak_bijeenkomst(les, DINSDAG + WEEK), status="vervallen")

    assert stand(casa, DINSDAG + WEEK, DINSDAG + WEEK) == Volledigheid(1, 1)


def test_een_verplaatste_les_telt_op_de_geplande_dag_en_is_vergeten_als_de_nieuwe_dag_voorbij_is(casa):
    les = maak_activiteit(casa)
    zonder_telling(maak_bijeenkomst(les, DINSDAG - WEEK), status="verplaatst", dag=DINSDAG - timedelta(days=1))

    assert stand(casa, DINSDAG - WEEK, DINSDAG - WEEK) == Volledigheid(1, 0)
    [gemist] = vergeten([casa], DINSDAG - WEEK, DINSDAG - timedelta(days=1), nu=om(9))
    assert (gemist.dag, gemist.gepland) == (DINSDAG - timedelta(days=1), DINSDAG - WEEK)
    assert gemist.sleutel == f"{les.pk}:2026-11-17"
    assert stand(casa, DINSDAG - timedelta(days=1), DINSDAG - timedelta(days=1)).gepland == 0


def test_een_les_die_naar_een_latere_dag_ging_is_nog_niet_vergeten(casa):
    morgen = DINSDAG + timedelta(days=1)
    zonder_telling(maak_bijeenkomst(maak_activiteit(casa), DINSDAG - WEEK), status="verplaatst", dag=morgen)

    assert vergeten([casa], DINSDAG - WEEK, DINSDAG - WEEK, nu=om(9)) == []
    assert stand(casa, DINSDAG - WEEK, DINSDAG - WEEK).gepland == 0


def test_vrije_dagen_zijn_niet_vergeten_en_in_de_vakantie_rust_alleen_wie_rust(casa, multibron):
    maak_activiteit(casa, in_vakantie=False)
    soep = maak_activiteit(casa, naam="Soep", begin=time(13), eind=time(14))
    Sluiting.objects.filter(kamer=None).delete()
    Sluiting.objects.create(soort="vakantie", naam="Herfst", van=MAAND, tot=MAAND)
    Sluiting.objects.create(soort="dicht", naam="Feest", kamer=casa, van=MAAND + WEEK, tot=MAAND + WEEK)
    Sluiting.objects.create(soort="dicht", naam="Elders", kamer=multibron, van=MAAND, tot=DINSDAG)

    gemist = vergeten([casa], MAAND, MAAND + WEEK, nu=om(20))

    assert [(g.activiteit, g.dag) for g in gemist] == [(soep, MAAND)]


def test_een_les_die_toch_op_een_vrije_dag_was_staat_aan_beide_kanten(casa):
    les = maak_activiteit(casa)
    Sluiting.objects.create(soort="dicht", naam="Feest", kamer=casa, van=MAAND, tot=MAAND)
    maak_bijeenkomst(les, MAAND, nieuw=2)

    assert stand(casa, MAAND, MAAND) == Volledigheid(1, 1)


def test_na_de_sluiting_van_een_kamer_mist_er_niets(casa):
    maak_activiteit(casa)
    casa.status, casa.gesloten_op = casa.Status.GESLOTEN, MAAND
    casa.save()

    assert stand(casa) == Volledigheid(1, 0)


def test_een_kamer_zonder_activiteiten_heeft_een_antwoord_zonder_procent(casa):
    assert stand(casa).procent is None


@pytest.mark.parametrize("aantal", [2, 12])
def test_veel_kamers_kosten_een_vraag(aantal, casa, django_assert_num_queries):
    kamers = [maak_kamer(f"k{n}") for n in range(aantal)]
    for kamer in kamers:
        maak_bijeenkomst(maak_activiteit(kamer), MAAND, nieuw=1)

    with django_assert_num_queries(1):
        uit = volledigheid(kamers, MAAND, DINSDAG, nu=om(20))
    with django_assert_num_queries(1):
        gemist = vergeten(kamers, MAAND, DINSDAG, nu=om(20))

    assert {v.procent for v in uit.values()} == {20}
    assert len(gemist) == 4 * aantal
    assert gemist[0].activiteit.kamer in kamers
