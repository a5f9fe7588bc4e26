"""What stands on a day."""

from datetime import date, time

import pytest

from kamers.services.dag import dagbeeld, wie_hielpen
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_soort, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, maak_lesdag, zet_op_rooster

pytestmark = pytest.mark.django_db
WOENSDAG = date(2026, 11, 25)


def namen(kamer, dag=DINSDAG):
    return [(r.naam, r.begin) for r in dagbeeld(kamer, dag).regels]


def test_de_dag_staat_op_volgorde_van_tijd_en_alleen_met_wat_er_die_dag_is(casa, multibron):
    maak_lesdag(casa)
    maak_activiteit(casa, naam="Woensdagcafé", weekdag=2)
    maak_activiteit(casa, naam="Gestopt", tot=DINSDAG - WEEK)
    maak_activiteit(multibron, naam="Van de buren")

    assert [naam for naam, _begin in namen(casa)] == [
        "Inloop en koffie",
        "Conversatieles Nederlands",
        "Babbel- en breiuur",
    ]


def test_wat_weg_verplaatst_is_staat_er_niet_en_wat_hierheen_verplaatst_is_wel(casa):
    les = maak_activiteit(casa)
    velden = {"kwamen_al": None, "nieuw": None, "status": "verplaatst"}
    maak_bijeenkomst(les, DINSDAG, **velden)
    rij = les.bijeenkomsten.get()
    rij.dag, rij.begin = WOENSDAG, time(14)
    rij.save()

    assert namen(casa) == []
    assert namen(casa, WOENSDAG) == [("Conversatieles Nederlands", time(14))]
    regel = dagbeeld(casa, WOENSDAG).regels[0]
    assert (regel.sleutel, regel.open) == (f"{les.pk}:2026-11-24", True)


def test_een_genoteerde_les_zegt_wie_hielp_en_hoe_lang_samen(casa):
    dag = maak_lesdag(casa)
    rij = maak_bijeenkomst(dag.les, DINSDAG, kwamen_al=9, nieuw=3)
    maak_inzet(dag.fatima, rij, "2")
    maak_inzet(dag.wouter, rij, "1.5")
    maak_inzet(dag.gifty, rij, "0", gemeld_uren=0)

    inloop, les, _brei = dagbeeld(casa, DINSDAG).regels

    assert inloop.wie == "Ronald, 1 uur"
    assert les.wie == "Fatima en Wouter, samen 3,5 uur"


def test_vorige_keer_is_de_laatste_genoteerde_keer_van_deze_activiteit(casa):
    dag = maak_lesdag(casa)
    maak_bijeenkomst(dag.les, DINSDAG + WEEK, kwamen_al=30)

    activiteiten = {r.activiteit.naam: r.activiteit for r in dagbeeld(casa, DINSDAG).regels}

    assert activiteiten["Conversatieles Nederlands"].vorige == 8
    assert activiteiten["Conversatieles Nederlands"].soort_telt_al is True


def test_in_een_nieuw_jaar_telt_de_soort_nog_niet(casa):
    dag = maak_lesdag(casa)
    januari = date(2027, 1, 5)

    les = next(r.activiteit for r in dagbeeld(casa, januari).regels if r.activiteit == dag.les)

    assert (les.vorige, les.soort_telt_al) == (8, False)


def test_een_les_met_meer_bekenden_dan_toen_geteld_staat_bij_kijk_dit_even_na(casa):
    les, leesclub = maak_activiteit(casa), maak_activiteit(casa, naam="Leesclub", weekdag=3)
    vroeg = maak_bijeenkomst(leesclub, date(2026, 11, 12), kwamen_al=6)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)
    maak_bijeenkomst(leesclub, date(2026, 11, 19), kwamen_al=8)
    maak_bijeenkomst(maak_activiteit(casa, naam="Koffie", soort=maak_soort("P1")), DINSDAG, nieuw=3)

    nakijken = dagbeeld(casa, DINSDAG).nakijken

    assert [(r, r.bereikt_voor) for r in nakijken] == [(vroeg, 0)]
    assert dagbeeld(casa, date(2025, 11, 25)).nakijken == []


def test_eerst_wie_op_het_rooster_staat_dan_wie_het_laatst_hielp(casa, multibron):
    dag = maak_lesdag(casa)
    maak_vrijwilliger("Kofi", multibron)
    maak_vrijwilliger("Zoë", casa, gestopt_op=DINSDAG)

    personen = list(wie_hielpen(casa, dag.les.pk, DINSDAG, []))

    assert [p.voornaam for p in personen] == ["Fatima", "Wouter", "Ronald", "Gifty"]
    assert [p.roosteruren for p in personen] == [2, 2, None, None]


def test_wie_er_al_bij_stond_blijft_te_kiezen_ook_na_vertrek(casa):
    dag = maak_lesdag(casa)
    weg = maak_vrijwilliger("Zoë", casa, gestopt_op=DINSDAG).persoon
    zet_op_rooster(dag.brei, weg)

    assert weg in wie_hielpen(casa, dag.brei.pk, DINSDAG - WEEK, [])
    assert weg not in wie_hielpen(casa, dag.brei.pk, DINSDAG, [])
    assert weg in wie_hielpen(casa, dag.brei.pk, DINSDAG, [weg.pk])
