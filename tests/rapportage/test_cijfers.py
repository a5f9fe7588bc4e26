"""Figures counted from hand-made logs: unique people, jobs, active volunteers and hours, at their edges."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kamers.models import Klus
from kamers.services.betaald import zet_betaald
from rapportage.cijfers import Actief, jaarcijfers
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_inzet,
    maak_klus,
    maak_persoon,
    maak_soort,
    maak_vrijwilliger,
)

pytestmark = pytest.mark.django_db

JAAR = 2026
LENTE = date(JAAR, 3, 3)


@pytest.fixture
def taalles(casa):
    return maak_activiteit(casa)


def cijfers(kamer, jaar=JAAR, grens=100):
    return jaarcijfers(jaar, grens).per_kamer[kamer.pk]


def bereikt(kamer, jaar=JAAR):
    return {sleutel: aantal.totaal for sleutel, aantal in cijfers(kamer, jaar).bereikt.items()}


def geef_uren(persoon, activiteit, *uren, vanaf=LENTE, **velden):
    """Log hours, a week apart."""
    for week, aantal in enumerate(uren):
        dag = vanaf + timedelta(weeks=week)
        bijeenkomst = activiteit.bijeenkomsten.filter(dag=dag).first() or maak_bijeenkomst(activiteit, dag)
        maak_inzet(persoon, bijeenkomst, aantal, **velden)


def honderd(laatste):
    """Eight times twelve hours and the rest: 96 + ``laatste``."""
    return ["12"] * 8 + [laatste]


def test_uniek_bij_een_soort_is_de_som_van_wie_voor_het_eerst_kwam(casa, taalles):
    maak_bijeenkomst(taalles, LENTE, nieuw=8, nieuw_kamer=5)
    maak_bijeenkomst(taalles, LENTE + timedelta(7), kwamen_al=8, nieuw=3, nieuw_kamer=1)

    assert bereikt(casa) == {taalles.soort_id: 11, "kamer": 6}


def test_twee_lessen_van_een_soort_tellen_samen_en_twee_soorten_apart(casa, taalles):
    avond = maak_activiteit(casa, "Taal in de avond")
    inloop = maak_activiteit(casa, "Inloop", maak_soort("P1", "Ontmoeting"))
    maak_bijeenkomst(taalles, LENTE, nieuw=8)
    maak_bijeenkomst(avond, LENTE, nieuw=2)
    maak_bijeenkomst(inloop, LENTE, nieuw=4, nieuw_kamer=0)

    assert bereikt(casa) == {taalles.soort_id: 10, inloop.soort_id: 4, "kamer": 10}


def test_in_januari_is_iedereen_opnieuw_nieuw(casa, taalles):
    maak_bijeenkomst(taalles, date(JAAR - 1, 12, 29), nieuw=8)
    maak_bijeenkomst(taalles, date(JAAR, 1, 5), nieuw=8)

    assert bereikt(casa, JAAR - 1)[taalles.soort_id] == 8
    assert bereikt(casa, JAAR)[taalles.soort_id] == 8


def test_de_eerste_en_de_laatste_dag_horen_bij_het_jaar(casa, taalles):
    dagen = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    for nieuw, dag in enumerate(dagen, start=1):
        maak_bijeenkomst(taalles, dag, nieuw=nieuw)
        maak_klus(casa, status="klaar", gedaan_op=dag)

    assert bereikt(casa, 2026) == {taalles.soort_id: 2 + 3, "kamer": 2 + 3, "klussen": 2}


def test_een_bijeenkomst_die_niet_doorging_telt_niet(casa, taalles):
    maak_bijeenkomst(taalles, LENTE, nieuw=8)
    maak_bijeenkomst(taalles, LENTE + timedelta(7), status="vervallen", kwamen_al=None, nieuw=None, nieuw_kamer=None)

    assert bereikt(casa)[taalles.soort_id] == 8


def test_een_klus_telt_als_klus_en_brengt_alleen_bij_ja_iemand_de_kamer_in(casa):
    for eerste_keer in Klus.EersteKeer.values:
        maak_klus(casa, status="klaar", gedaan_op=LENTE, eerste_keer=eerste_keer)
    maak_klus(casa, status="gepland", eerste_keer="ja")
    maak_klus(casa, status="vervallen", eerste_keer="ja")

    assert bereikt(casa) == {"klussen": 3, "kamer": 1}


def test_kamers_tellen_elk_voor_zich(casa, multibron, taalles):
    maak_bijeenkomst(taalles, LENTE, nieuw=8)
    maak_bijeenkomst(maak_activiteit(multibron), LENTE, nieuw=5)

    assert (bereikt(casa)["kamer"], bereikt(multibron)["kamer"]) == (8, 5)


def test_een_kamer_die_niets_noteerde_staat_er_niet_in(casa, multibron, taalles):
    maak_bijeenkomst(taalles, LENTE, nieuw=8)

    assert set(jaarcijfers(JAAR, 100).per_kamer) == {casa.pk}
    assert jaarcijfers(JAAR + 1, 100).per_kamer == {}


@pytest.mark.parametrize(("laatste", "actief"), [("3.75", 0), ("4.00", 1), ("4.25", 1)])
def test_actief_is_wie_de_grens_haalt(casa, taalles, laatste, actief):
    sara = maak_vrijwilliger("Sara", casa, overeenkomst_op=date(2020, 1, 1))
    geef_uren(sara.persoon, taalles, *honderd(laatste))

    assert cijfers(casa).actief.aantal == actief


def test_het_gemiddelde_gaat_over_wie_actief_is(casa, taalles):
    for naam, laatste in (("Sara", "4"), ("Tom", "7"), ("Noor", "1")):
        wie = maak_vrijwilliger(naam, casa, overeenkomst_op=date(2020, 1, 1))
        geef_uren(wie.persoon, taalles, *honderd(laatste))

    assert cijfers(casa).actief == Actief(2, Decimal("101.50"))


def test_de_versie_kiest_een_andere_grens(casa, taalles):
    sara = maak_vrijwilliger("Sara", casa, overeenkomst_op=date(2020, 1, 1))
    geef_uren(sara.persoon, taalles, "12", "12")

    assert [cijfers(casa, grens=grens).actief.aantal for grens in (24, 25)] == [1, 0]


def test_zonder_overeenkomst_tellen_de_uren_mee_maar_de_persoon_niet(casa, taalles):
    geef_uren(maak_persoon("Ali", casa), taalles, *honderd("4"))
    geef_uren(maak_vrijwilliger("Bea", casa).persoon, taalles, *honderd("4"))

    assert cijfers(casa).actief == Actief(0, None)
    assert cijfers(casa).uren == {"bewoner": Decimal("200.00")}


@pytest.mark.parametrize(
    ("overeenkomst", "gestopt", "actief"),
    [
        (date(2026, 12, 31), None, 1),
        (date(2027, 1, 1), None, 0),
        (date(2020, 1, 1), date(2026, 1, 1), 1),
        (date(2020, 1, 1), date(2025, 12, 31), 0),
    ],
)
def test_de_overeenkomst_geldt_op_minstens_een_dag_van_het_jaar(casa, taalles, overeenkomst, gestopt, actief):
    sara = maak_vrijwilliger("Sara", casa, overeenkomst_op=overeenkomst, gestopt_op=gestopt)
    geef_uren(sara.persoon, taalles, *honderd("4"))

    assert cijfers(casa).actief.aantal == actief


def test_uren_van_een_ander_jaar_of_een_andere_kamer_maken_niemand_actief(casa, multibron, taalles):
    sara = maak_vrijwilliger("Sara", casa, multibron, overeenkomst_op=date(2020, 1, 1))
    geef_uren(sara.persoon, taalles, "12", vanaf=date(2025, 12, 31))
    geef_uren(sara.persoon, taalles, *["12"] * 8, "3.75")
    geef_uren(sara.persoon, maak_activiteit(multibron), "12")

    assert cijfers(casa).actief.aantal == cijfers(multibron).actief.aantal == 0


def test_een_lagere_opgave_telt_meteen_en_een_hogere_wacht(casa, taalles):
    sara = maak_vrijwilliger("Sara", casa, overeenkomst_op=date(2020, 1, 1))
    geef_uren(sara.persoon, taalles, "1.5", gemeld_uren=Decimal("1.5"))
    geef_uren(sara.persoon, taalles, "2", vanaf=LENTE + timedelta(7), gemeld_uren=Decimal("5"))
    geef_uren(sara.persoon, taalles, "0", vanaf=LENTE + timedelta(14), gemeld_uren=Decimal("0"))

    assert cijfers(casa).uren == {"bewoner": Decimal("3.50")}


def test_uren_van_medewerkers_staan_apart_en_maken_niemand_actief(casa, taalles):
    sara = maak_vrijwilliger("Sara", casa, overeenkomst_op=date(2020, 1, 1))
    zet_betaald(persoon_id=sara.persoon_id, vanaf=LENTE, tot=None)
    geef_uren(sara.persoon, taalles, "12")

    assert cijfers(casa, grens=10).uren == {"medewerker": Decimal("12.00")}
    assert cijfers(casa, grens=10).actief is None


def test_uren_bij_een_klus_tellen_mee(casa):
    sara = maak_vrijwilliger("Sara", casa, overeenkomst_op=date(2020, 1, 1))
    maak_inzet(sara.persoon, klus=maak_klus(casa, status="klaar", gedaan_op=LENTE), uren="2.5")

    assert cijfers(casa, grens=2).actief == Actief(1, Decimal("2.50"))


def test_de_cijfers_kosten_twee_queries(casa, multibron, taalles, django_assert_num_queries):
    maak_bijeenkomst(taalles, LENTE, nieuw=8)
    maak_klus(multibron, status="klaar", gedaan_op=LENTE)

    with django_assert_num_queries(2):
        jaarcijfers(JAAR, 100)


def test_de_laatste_dag_is_die_van_de_laatste_uren_in_het_jaar(casa, multibron, taalles):
    sara = maak_vrijwilliger("Sara", casa)
    geef_uren(sara.persoon, taalles, "2", "2", vanaf=date(2026, 12, 20))
    maak_klus(multibron, status="klaar", gedaan_op=LENTE)

    assert cijfers(casa).laatste_dag == date(2026, 12, 27)
    assert cijfers(multibron).laatste_dag is None
