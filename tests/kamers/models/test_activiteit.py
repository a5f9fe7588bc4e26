"""On which days a series is: the method, the question to the database and an independent calendar agree."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule, weekday
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamers.models import Activiteit, Sluiting
from kamers.models.activiteit import LAATSTE, keren_in_maand, weekpariteit
from kamers.services.reeksen import dagen
from tests.fabriek import maak_activiteit

DAGEN = (MO, TU, WE, TH, FR, SA, SU)
VEEL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def orakel(reeks: Activiteit, van: date, tot: date) -> list[date]:
    """Return the days of a series by another calendar than our own."""
    dag: weekday = DAGEN[reeks.weekdag]
    begin = {"dtstart": _nacht(reeks.van), "until": _nacht(min(tot, reeks.tot or tot))}
    if reeks.herhaling == "eenmalig":
        regel = [_nacht(reeks.van)]
    elif reeks.herhaling == "wekelijks":
        regel = rrule(WEEKLY, byweekday=dag, **begin)
    elif reeks.herhaling == "maand":
        keer = -1 if reeks.keer_in_maand == LAATSTE else reeks.keer_in_maand
        regel = rrule(MONTHLY, byweekday=dag(keer), **begin)
    else:
        maandag = reeks.van - timedelta(days=reeks.van.weekday())
        maandag += timedelta(days=0 if weekpariteit(maandag) == reeks.weekpariteit else 7)
        begin["dtstart"] = _nacht(maandag)
        regel = rrule(WEEKLY, interval=2, wkst=MO, byweekday=dag, **begin)
    return [d.date() for d in regel if max(van, reeks.van) <= d.date() <= min(tot, reeks.tot or tot)]


def _nacht(dag: date):
    return datetime.combine(dag, time())


@st.composite
def reeksen(trek):
    """Draw a series of any recurrence, with or without an end."""
    herhaling = trek(st.sampled_from(Activiteit.Herhaling.values))
    van = trek(st.dates(date(2018, 1, 1), date(2032, 12, 31)))
    tot = trek(st.none() | st.integers(0, 900).map(lambda n: van + timedelta(days=n)))
    weekdag = van.weekday() if herhaling == "eenmalig" else trek(st.integers(0, 6))
    pariteit = trek(st.integers(0, 1)) if herhaling == "tweeweken" else None
    keer = trek(st.integers(1, LAATSTE)) if herhaling == "maand" else None
    vast = {"herhaling": herhaling, "weekdag": weekdag, "weekpariteit": pariteit, "keer_in_maand": keer}
    return {**vast, "van": van, "tot": van if herhaling == "eenmalig" else tot}


@VEEL
@given(velden=reeksen(), begin=st.integers(-40, 800))
def test_een_reeks_is_op_de_dagen_van_een_andere_kalender(velden, begin):
    reeks = Activiteit(**velden)
    van = reeks.van + timedelta(days=begin)
    tot = van + timedelta(days=200)

    alle = [van + timedelta(days=n) for n in range(201)]

    assert [dag for dag in alle if reeks.is_op(dag)] == orakel(reeks, van, tot)
    assert dagen(reeks, van, tot) == orakel(reeks, van, tot)


@VEEL
@given(rijen=st.lists(reeksen(), min_size=1, max_size=8), begin=st.integers(-40, 800))
def test_de_databank_noemt_dezelfde_dagen_als_de_reeks_zelf(casa, rijen, begin):
    Activiteit.objects.all().delete()
    reeksen = [maak_activiteit(casa, **velden) for velden in rijen]
    eerste = reeksen[0].van + timedelta(days=begin)

    for dag in (eerste + timedelta(days=n) for n in range(9)):
        op_deze_dag = {reeks.pk for reeks in reeksen if reeks.is_op(dag)}
        assert set(Activiteit.objects.loopt_op(dag).values_list("pk", flat=True)) == op_deze_dag


def om_de_week(kamer, eerste: date, **velden):
    vast = {"herhaling": "tweeweken", "weekpariteit": weekpariteit(eerste), "weekdag": eerste.weekday()}
    return maak_activiteit(kamer, **{**vast, "van": eerste, **velden})


def elke_maand(kamer, keer: int, weekdag: int, **velden):
    return maak_activiteit(kamer, herhaling="maand", keer_in_maand=keer, weekdag=weekdag, **velden)


def _dagen(reeks, van, tot):
    return [dag for n in range((tot - van).days + 1) if reeks.is_op(dag := van + timedelta(days=n))]


def test_om_de_week_loopt_door_over_een_jaar_met_53_weken(casa):
    reeks = om_de_week(casa, date(2026, 12, 15))  # 2026 has a week 53: even and odd week numbers would stumble

    assert _dagen(reeks, date(2026, 12, 1), date(2027, 1, 31)) == [
        date(2026, 12, 15),
        date(2026, 12, 29),
        date(2027, 1, 12),
        date(2027, 1, 26),
    ]
    assert list(Activiteit.objects.op_dag(date(2027, 1, 12))) == [reeks]
    assert list(Activiteit.objects.op_dag(date(2027, 1, 5))) == []


def test_de_laatste_vrijdag_is_de_vierde_of_de_vijfde(casa):
    reeks = elke_maand(casa, LAATSTE, 4)

    assert _dagen(reeks, date(2026, 10, 1), date(2027, 1, 31)) == [
        date(2026, 10, 30),  # the fifth
        date(2026, 11, 27),  # the fourth
        date(2026, 12, 25),
        date(2027, 1, 29),
    ]
    assert list(Activiteit.objects.op_dag(date(2026, 10, 23))) == []
    assert list(Activiteit.objects.op_dag(date(2026, 10, 30))) == [reeks]


def test_de_vierde_vrijdag_is_ook_de_laatste_in_een_maand_met_vier(casa):
    vierde, laatste = elke_maand(casa, 4, 4), elke_maand(casa, LAATSTE, 4)

    assert set(Activiteit.objects.op_dag(date(2026, 11, 27))) == {vierde, laatste}
    assert list(Activiteit.objects.op_dag(date(2026, 10, 23))) == [vierde]
    assert keren_in_maand(date(2026, 11, 27)) == [4, LAATSTE]


@pytest.mark.parametrize("dag", [date(2026, 3, 29), date(2026, 10, 25)])
def test_in_de_nacht_dat_de_klok_verspringt_blijft_de_zondag_een_zondag(casa, dag):
    wekelijks = maak_activiteit(casa, weekdag=6)
    om_de_andere = om_de_week(casa, dag - timedelta(days=14))

    assert set(Activiteit.objects.op_dag(dag)) == {wekelijks, om_de_andere}
    assert list(Activiteit.objects.op_dag(dag + timedelta(days=7))) == [wekelijks]


def test_29_februari_telt_mee_als_dag_van_de_reeks(casa):
    wekelijks = maak_activiteit(casa, weekdag=1, van=date(2028, 2, 1))
    laatste = elke_maand(casa, LAATSTE, 1)

    assert set(Activiteit.objects.op_dag(date(2028, 2, 29))) == {wekelijks, laatste}
    assert not laatste.is_op(date(2028, 2, 22))


def test_op_een_dag_dat_iedereen_dicht_is_is_er_niets(casa, multibron):
    maak_activiteit(casa, weekdag=4), maak_activiteit(multibron, weekdag=4)
    Sluiting.objects.create(soort="dicht", naam="Eerste kerstdag", van=date(2026, 12, 25), tot=date(2026, 12, 25))

    assert Activiteit.objects.op_dag(date(2026, 12, 25)).count() == 0
    assert Activiteit.objects.op_dag(date(2026, 12, 18)).count() == 2


def test_in_de_schoolvakantie_gaat_door_wat_doorgaat(casa, multibron):
    les = maak_activiteit(casa, in_vakantie=False)
    inloop = maak_activiteit(casa, naam="Inloop")
    elders = maak_activiteit(multibron, in_vakantie=False)
    Sluiting.objects.create(
        kamer=casa, soort="vakantie", naam="Fictieve vakantie", van=date(2026, 10, 12), tot=date(2026, 10, 18)
    )

    assert set(Activiteit.objects.op_dag(date(2026, 10, 13))) == {inloop, elders}
    assert set(Activiteit.objects.op_dag(date(2026, 10, 20))) == {les, inloop, elders}
