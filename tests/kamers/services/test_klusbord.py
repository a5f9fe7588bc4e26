from datetime import date, time, timedelta

import pytest

from kamers.models import Teljaar
from kamers.services.klusbord import Bordfilter, klusbord
from tests.fabriek import maak_inzet, maak_klus, maak_partner, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, maak_geplande_klus

pytestmark = pytest.mark.django_db


def namen(regels):
    return [regel.klus.omschrijving for regel in regels]


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


def test_elke_status_heeft_zijn_kolom(casa, multibron):
    maak_klus(casa, "gevraagd")
    maak_geplande_klus(casa, omschrijving="gepland")
    maak_klus(casa, "klaar", status="klaar", gedaan_op=DAG)
    maak_klus(casa, "niet door", status="vervallen", afgehandeld_op=DAG)
    maak_klus(multibron, "elders")

    bord = klusbord(casa, DAG)

    assert [(kolom.code, namen(kolom.regels)) for kolom in bord.kolommen] == [
        ("gevraagd", ["gevraagd"]),
        ("gepland", ["gepland"]),
        ("klaar", ["klaar"]),
        ("vervallen", ["niet door"]),
    ]


def test_de_oudste_afspraak_staat_boven_en_op_een_dag_de_vroegste(casa):
    maak_klus(casa, "gevraagd op 6", gevraagd_op=date(2026, 1, 6))
    maak_klus(casa, "gevraagd op 5", gevraagd_op=date(2026, 1, 5))
    maak_geplande_klus(casa, omschrijving="1 december", afspraak=date(2026, 12, 1))
    maak_geplande_klus(casa, omschrijving="20 november, twee uur", afspraak=date(2026, 11, 20), afspraak_tijd=time(14))
    maak_geplande_klus(casa, omschrijving="20 november, tien uur", afspraak=date(2026, 11, 20), afspraak_tijd=time(10))

    assert namen(klusbord(casa, DAG).open) == [
        "gevraagd op 5",
        "gevraagd op 6",
        "20 november, tien uur",
        "20 november, twee uur",
        "1 december",
    ]


def test_klaar_deze_week_begint_op_maandag_met_de_nieuwste_boven(casa):
    for naam, dag in (("zondag", 22), ("maandag", 23), ("dinsdag", 24)):
        maak_klus(casa, naam, status="klaar", gedaan_op=date(2026, 11, dag), eerste_keer="nee")

    assert namen(klusbord(casa, DAG).kolom("klaar")) == ["dinsdag", "maandag"]


def test_wat_niet_doorging_blijft_twee_weken_op_het_bord(casa):
    for dagen in (13, 14):
        maak_klus(casa, f"{dagen} dagen", status="vervallen", afgehandeld_op=DAG - timedelta(days=dagen))

    assert namen(klusbord(casa, DAG).kolom("vervallen")) == ["13 dagen"]


def test_aan_te_vullen_is_wat_de_laatste_dertig_dagen_klaar_kwam_zonder_antwoord(casa):
    """After thirty days the text of a job is gone, and so is who would know."""
    maak_klus(casa, "net nog", status="klaar", gedaan_op=DAG - timedelta(days=29))
    maak_klus(casa, "te lang", status="klaar", gedaan_op=DAG - timedelta(days=30))
    maak_klus(casa, "lang geleden", status="klaar", gedaan_op=date(2024, 12, 31))
    maak_klus(casa, "wel antwoord", status="klaar", gedaan_op=DAG, eerste_keer="ja")
    maak_klus(casa, "nog open")

    bord = klusbord(casa, DAG)

    assert namen(bord.aanvullen) == ["net nog"]
    assert namen(bord.kolom("klaar")) == ["wel antwoord"]


@pytest.mark.parametrize(("gesloten", "vraagt"), [(2024, ["december"]), (2025, [])])
def test_een_klus_van_vorig_jaar_vraagt_zijn_antwoord_tot_dat_teljaar_gesloten_is(casa, amina, gesloten, vraagt):
    maak_klus(casa, "december", status="klaar", gedaan_op=date(2025, 12, 30))
    Teljaar.objects.create(kamer=casa, jaar=gesloten, gesloten_door=amina)

    bord = klusbord(casa, date(2026, 1, 2))

    assert namen(bord.kolom("klaar")) == ["december"]
    assert namen(bord.aanvullen) == vraagt


def test_filteren_op_wie_of_verhuurder_laat_alleen_die_klussen_staan(casa, ronald, eigen_haard):
    ander = maak_partner("stadgenoot", "Stadgenoot")
    maak_geplande_klus(casa, ronald, omschrijving="van Ronald", corporatie=eigen_haard)
    gedaan = maak_klus(casa, "deed Ronald", status="klaar", gedaan_op=DAG, corporatie=ander)
    maak_inzet(ronald.persoon, klus=gedaan)
    maak_klus(casa, "van niemand", corporatie=eigen_haard)

    def gezien(**keuze):
        bord = klusbord(casa, DAG, Bordfilter(**keuze))
        return sorted(namen(regel for kolom in bord.kolommen for regel in kolom.regels))

    assert gezien(wie=ronald.persoon.pk) == ["deed Ronald", "van Ronald"]
    assert gezien(corporatie=eigen_haard.pk) == ["van Ronald", "van niemand"]
    assert gezien(wie=ronald.persoon.pk, corporatie=ander.pk) == ["deed Ronald"]


def test_kiezen_kan_uit_wie_en_wat_er_op_het_bord_staat_ook_onder_een_filter(casa, ronald, eigen_haard):
    maak_vrijwilliger("Kofi", casa)
    maak_geplande_klus(casa, ronald, corporatie=eigen_haard)

    bord = klusbord(casa, DAG, Bordfilter(corporatie=99))

    assert bord.open == []
    assert bord.helpers == [(ronald.persoon.pk, "Ronald")]
    assert bord.corporaties == [(eigen_haard.pk, "Eigen Haard")]


def test_het_bord_is_een_vraag_aan_de_databank(casa, ronald, eigen_haard, django_assert_num_queries):
    for nummer in range(6):
        maak_geplande_klus(casa, ronald, omschrijving=f"klus {nummer}", corporatie=eigen_haard)

    with django_assert_num_queries(1):
        assert len(klusbord(casa, DAG).open) == 6
