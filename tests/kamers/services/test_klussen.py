from datetime import date, timedelta
from decimal import Decimal

import pytest

from kamers.models import Indicator, Streefwaarde
from kamers.services import klussen
from tests.fabriek import maak_inzet, maak_klus, maak_soort, maak_versie, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, maak_geplande_klus, tik_klaar


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


def namen(regels):
    return [regel.klus.omschrijving for regel in regels]


def test_van_vandaag_zijn_de_afspraken_tot_en_met_die_dag_en_wat_die_dag_klaar_kwam(casa, multibron):
    maak_klus(casa, "morgen", status="gepland", afspraak=DAG + timedelta(days=1))
    maak_klus(casa, "vandaag", status="gepland", afspraak=DAG)
    maak_klus(casa, "blijven liggen", status="gepland", afspraak=DAG - timedelta(days=3))
    maak_klus(casa, "zonder afspraak")
    maak_klus(casa, "net klaar", status="klaar", afspraak=DAG, gedaan_op=DAG)
    maak_klus(casa, "gisteren klaar", status="klaar", gedaan_op=DAG - timedelta(days=1))
    maak_klus(casa, "gaat niet door", status="vervallen", afspraak=DAG)
    maak_klus(multibron, "andere kamer", status="gepland", afspraak=DAG)

    assert namen(klussen.van_vandaag(casa, DAG)) == ["blijven liggen", "vandaag", "net klaar"]


def test_van_vandaag_is_een_vraag_aan_de_databank_hoeveel_klussen_er_ook_zijn(casa, ronald, django_assert_num_queries):
    for nummer in range(6):
        klus = maak_geplande_klus(casa, ronald, omschrijving=f"klus {nummer}")
        if nummer > 3:
            maak_inzet(ronald.persoon, klus=klus, dag=DAG)

    with django_assert_num_queries(1):
        assert [regel.namen for regel in klussen.van_vandaag(casa, DAG)] == ["Ronald"] * 6


def test_een_regel_noemt_wie_er_gaan_met_hun_uren_en_daarna_wie_er_waren(casa, amina, ronald):
    klus = maak_geplande_klus(casa, ronald, maak_vrijwilliger("Kofi", casa), maak_vrijwilliger("Bea", casa))

    gepland = klussen.regel(klus.pk, DAG)
    tik_klaar(klus, amina)
    klus.inzet.filter(persoon__voornaam="Bea").update(uren=0)
    gedaan = klussen.regel(klus.pk, DAG)

    assert (gepland.namen, gepland.aantal, gepland.uren) == ("Bea, Kofi en Ronald", 3, Decimal("4.50"))
    assert (gedaan.namen, gedaan.aantal, gedaan.uren) == ("Kofi en Ronald", 2, Decimal("3.00"))
    assert (gepland.klaar, gedaan.klaar) == (False, True)


@pytest.mark.parametrize(("afspraak", "voorbij"), [(DAG, False), (DAG - timedelta(days=1), True), (None, False)])
def test_een_afspraak_is_voorbij_vanaf_de_volgende_dag(casa, afspraak, voorbij):
    klus = maak_klus(casa, status="gepland" if afspraak else "gevraagd", afspraak=afspraak)

    assert klussen.regel(klus.pk, DAG).voorbij is voorbij


def test_helpers_zijn_de_vrijwilligers_van_de_kamer_die_niet_stopten_en_wie_er_al_bij_staat(casa, multibron, ronald):
    gestopt = maak_vrijwilliger("Gifty", casa, gestopt_op=date(2026, 1, 1)).persoon
    maak_vrijwilliger("Elders", multibron)

    assert [persoon.voornaam for persoon in klussen.klussers_van(casa, DAG)] == ["Ronald"]
    met_gestopt = klussen.klussers_van(casa, DAG, ook=(gestopt.pk,))
    assert [persoon.voornaam for persoon in met_gestopt] == ["Gifty", "Ronald"]


def test_wie_vaak_klust_is_wie_het_laatste_halfjaar_in_deze_kamer_klussen_had(casa, multibron, ronald):
    maak_vrijwilliger("Kofi", casa, multibron)
    for gevraagd in (DAG, DAG - timedelta(days=183), DAG - timedelta(days=184)):
        maak_geplande_klus(casa, ronald, gevraagd_op=gevraagd)
    kofi = maak_vrijwilliger("Lia", casa)
    maak_geplande_klus(multibron, kofi, gevraagd_op=DAG)

    vaak = {persoon.voornaam: persoon.vaak for persoon in klussen.klussers_van(casa, DAG)}

    assert vaak == {"Kofi": 0, "Lia": 0, "Ronald": 2}


def test_het_doel_van_de_klussen_is_het_aantal_klaar_naast_de_afspraak_van_het_jaar(casa):
    soort = maak_soort("P2", "Klussen", telt="klussen")
    indicator = Indicator.objects.create(
        code="P2",
        groep="proces",
        prestatie="Klussen",
        tekst="Klussen",
        eenheid="aantal",
        norm="streef",
        soort=soort,
        volgorde=2,
    )
    Streefwaarde.objects.create(versie=maak_versie(2026), indicator=indicator, kamer=casa, waarde=75)
    for dag in (date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 31)):
        maak_klus(casa, status="klaar", gedaan_op=dag)

    doel = klussen.klusdoel(casa, 2026)

    assert (doel.bereikt, doel.afspraak) == (2, Decimal("75.00"))
