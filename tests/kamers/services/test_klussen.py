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


def test_het_overzicht_zet_de_oudste_afspraak_bovenaan_en_wat_nog_geen_afspraak_heeft_onderaan(casa):
    maak_klus(casa, "gevraagd op 6", gevraagd_op=date(2026, 1, 6))
    maak_klus(casa, "gevraagd op 5", gevraagd_op=date(2026, 1, 5))
    maak_klus(casa, "20 november", status="gepland", afspraak=date(2026, 11, 20))
    maak_klus(casa, "1 december", status="gepland", afspraak=date(2026, 12, 1))
    maak_klus(casa, "vervallen", status="vervallen")

    assert namen(klussen.overzicht(casa, DAG).open) == ["20 november", "1 december", "gevraagd op 5", "gevraagd op 6"]


def test_pas_gedaan_gaat_twee_weken_terug_met_de_nieuwste_boven(casa):
    for dagen in (0, 14, 15):
        maak_klus(casa, f"{dagen} dagen", status="klaar", gedaan_op=DAG - timedelta(days=dagen), eerste_keer="nee")

    assert namen(klussen.overzicht(casa, DAG).onlangs) == ["0 dagen", "14 dagen"]


def test_aan_te_vullen_is_wat_dit_jaar_klaar_kwam_zonder_antwoord(casa):
    maak_klus(casa, "in januari", status="klaar", gedaan_op=date(2026, 1, 1))
    maak_klus(casa, "vorig jaar", status="klaar", gedaan_op=date(2025, 12, 31))
    maak_klus(casa, "wel antwoord", status="klaar", gedaan_op=DAG, eerste_keer="ja")
    maak_klus(casa, "nog open")

    overzicht = klussen.overzicht(casa, DAG)

    assert namen(overzicht.aanvullen) == ["in januari"]
    assert namen(overzicht.onlangs) == ["wel antwoord"]


def test_begin_januari_staat_pas_gedaan_van_december_er_nog_maar_vraagt_niets_meer(casa):
    maak_klus(casa, "december", status="klaar", gedaan_op=date(2025, 12, 30))

    overzicht = klussen.overzicht(casa, date(2026, 1, 2))

    assert namen(overzicht.onlangs) == ["december"]
    assert overzicht.aanvullen == []


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
