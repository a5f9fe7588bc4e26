"""What a day off means for a room: which activities rest, on today and on a day to come."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Activiteit, Sluiting
from kamers.services.planning import planning
from kamers.services.vrije_dag import vrije_dag
from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK

EEN_DECEMBER = DINSDAG + WEEK
EEN_DAG = {"van": EEN_DECEMBER, "tot": EEN_DECEMBER}


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def test_een_vakantie_noemt_alleen_wat_rust(casa):
    maak_activiteit(casa, naam="Taalles", in_vakantie=False)
    maak_activiteit(casa, naam="Inloop")
    Sluiting.objects.create(soort="vakantie", naam="Fictieve vakantie", **EEN_DAG)

    assert vrije_dag(casa, EEN_DECEMBER).rust == ["Taalles"]
    assert vrije_dag(casa, DINSDAG) is None


def test_een_gesloten_dag_gaat_voor_een_vakantie(casa):
    maak_activiteit(casa, naam="Inloop")
    Sluiting.objects.create(soort="vakantie", naam="Fictieve vakantie", **EEN_DAG)
    Sluiting.objects.create(soort="dicht", naam="Schoonmaak", kamer=casa, **EEN_DAG)

    vrij = vrije_dag(casa, EEN_DECEMBER)

    assert (vrij.sluiting.naam, vrij.rust) == ("Schoonmaak", ["Inloop"])


def test_een_komende_dag_zegt_wat_er_niet_doorgaat(client, amina, casa):
    maak_activiteit(casa, naam="Taalles", in_vakantie=False)
    Sluiting.objects.create(soort="vakantie", naam="Herfstvakantie", **EEN_DAG)
    client.force_login(amina)

    tekst = client.get(reverse("kamers:dag", args=["cjm", EEN_DECEMBER])).text

    assert "<b>Herfstvakantie.</b> Gaat niet door: Taalles." in tekst


def test_vandaag_zegt_waarom_er_niets_staat(client, amina, casa):
    maak_activiteit(casa, naam="Taalles")
    Sluiting.objects.create(soort="dicht", naam="Schoonmaak", van=DINSDAG, tot=DINSDAG)
    client.force_login(amina)

    tekst = client.get(reverse("kamers:vandaag", args=["cjm"])).text

    assert "<b>Schoonmaak.</b> Gaat niet door: Taalles." in tekst


def test_de_planning_noemt_dezelfde_activiteiten_als_de_databank(casa, multibron):
    for kamer in (casa, multibron):
        for n, in_vakantie in enumerate((True, False)):
            maak_activiteit(kamer, naam=f"{kamer.code} {n}", in_vakantie=in_vakantie)
    Sluiting.objects.create(soort="vakantie", naam="Vakantie", kamer=casa, **EEN_DAG)
    Sluiting.objects.create(soort="dicht", naam="Dicht", kamer=multibron, **EEN_DAG)

    door = {k.activiteit for k in planning(Activiteit.objects.all(), EEN_DECEMBER, EEN_DECEMBER) if k.gaat_door}

    assert door == set(Activiteit.objects.op_dag(EEN_DECEMBER))
    assert {a.naam for a in door} == {"cjm 0"}


def test_een_keer_die_naar_een_gesloten_week_verplaatst_is_gaat_daar_door(casa):
    les = maak_activiteit(casa)
    Sluiting.objects.create(soort="dicht", naam="Dicht", **EEN_DAG)
    leeg = {"kwamen_al": None, "nieuw": None, "status": "verplaatst"}
    keer = maak_bijeenkomst(les, EEN_DECEMBER, **leeg)
    type(keer).objects.filter(pk=keer.pk).update(dag=date(2026, 12, 3))

    gepland = planning(casa.activiteiten.all(), DINSDAG, EEN_DECEMBER + WEEK)

    assert [(k.dag, k.gaat_door, k.verplaatst) for k in gepland] == [
        (DINSDAG, True, False),
        (date(2026, 12, 3), True, True),
        (date(2026, 12, 8), True, False),
    ]
