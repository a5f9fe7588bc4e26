"""When a room is open: a week, from a day on."""

from datetime import date, time
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Openingstijd
from kamers.services.openingstijden import week
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF

ADRES = reverse("kamers:openingstijden", args=["cjm"])
DAG = {"van": "9", "tot": "12:00", "weer": "13.00", "einde": "1700"}


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, amina):
    client.force_login(amina)
    return client


def tijden(dagen: dict, **anders):
    velden = {f"d{dag}_{plek}": tijd for dag, t in dagen.items() for plek, tijd in t.items()}
    return {"sleutel": str(uuid4()), "gezien": "", "vanaf": "24-11-2026", **velden, **anders}


def test_een_dag_met_een_pauze_heeft_twee_stukken(ingelogd, casa):
    ingelogd.post(ADRES, tijden({0: DAG, 2: {"van": "10", "tot": "16"}}))

    dagen = week(casa, DINSDAG)
    assert dagen[0].stukken == ((time(9), time(12)), (time(13), time(17)))
    assert dagen[2].stukken == ((time(10), time(16)),)
    assert dagen[1].stukken == ()


def test_nieuwe_tijden_gelden_vanaf_hun_dag_en_de_oude_tot_de_dag_ervoor(ingelogd, casa):
    Openingstijd.objects.create(kamer=casa, weekdag=0, begin=time(9), eind=time(17), van=date(2026, 1, 1))
    Openingstijd.objects.create(kamer=casa, weekdag=1, begin=time(9), eind=time(17), van=date(2026, 1, 1))
    gezien = ingelogd.get(ADRES).context["form"]["gezien"].value()

    ingelogd.post(
        ADRES,
        tijden(
            {0: {"van": "10", "tot": "17"}, 1: {"van": "9", "tot": "17"}},
            gezien=gezien,
            vanaf="1-12-2026",
        ),
    )

    assert week(casa, date(2026, 11, 30))[0].stukken == ((time(9), time(17)),)
    assert week(casa, date(2026, 12, 1))[0].stukken == ((time(10), time(17)),)
    assert Openingstijd.objects.filter(weekdag=1).count() == 1


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        ({"van": "9"}, "Maandag: vul in van hoe laat tot hoe laat de kamer open is."),
        ({"weer": "13", "einde": "17"}, "Maandag: vul in van hoe laat"),
        ({"van": "12", "tot": "9"}, "Maandag: elke tijd is later dan de tijd ervoor."),
        ({"van": "9", "tot": "13", "weer": "12", "einde": "17"}, "Maandag: elke tijd is later"),
        ({"van": "halfnegen", "tot": "13"}, "Vul een tijd in, bijvoorbeeld 10:00."),
    ],
)
def test_tijden_die_niet_kloppen_worden_geweigerd_en_blijven_staan(ingelogd, casa, dag, zin):
    antwoord = ingelogd.post(ADRES, tijden({0: dag}))

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert f'value="{next(iter(dag.values()))}"' in antwoord.text
    assert Openingstijd.objects.count() == 0


def test_van_twee_mensen_die_tegelijk_wijzigen_gaat_niets_stil_verloren(ingelogd, casa):
    ingelogd.post(ADRES, tijden({0: {"van": "9", "tot": "17"}}))

    antwoord = ingelogd.post(ADRES, tijden({0: {"van": "10", "tot": "17"}}))

    assert antwoord.status_code == 422
    assert "Er staan al andere tijden." in antwoord.text
    assert week(casa, DINSDAG)[0].stukken == ((time(9), time(17)),)


def test_een_dag_die_voorbij_is_wordt_geweigerd(ingelogd, casa):
    antwoord = ingelogd.post(ADRES, tijden({}, vanaf="23-11-2026"))

    assert antwoord.status_code == 422
    assert "Kies vandaag of een dag erna." in antwoord.text
