"""What went without a second pair of eyes stands in the report, also while the year is open (domain.md §6.4)."""

from datetime import date
from uuid import uuid4

import pytest

from financien.services.boeken import keer_om
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.services.drukken import maak_html
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.controlefabriek import zet_alleen_door
from tests.financien.factuurfabriek import deel, maak_factuur

DAG = date(2018, 2, 1)


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def stuk(aanbod_2018, casa, chandra):
    begin_boeken(2018)
    return maak_boekstuk(chandra, regel("4120", "1500", 10, casa), datum=DAG)


def ogen():
    return [regel.tekst for regel in jaarverslag(2018).toelichting if regel.kop == "Vier ogen"]


def test_een_open_jaar_zegt_wat_er_tot_nu_toe_zonder_tweede_paar_ogen_ging(stuk, casa, chandra):
    assert ogen() == ["Tot nu toe: geen boekstuk ging zonder tweede paar ogen. Dit jaar is nog niet afgesloten."]

    keer_om(stuk, datum=DAG, reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)
    for nummer in ("A", "B"):
        factuur = maak_factuur(chandra, deel("4120", "50", casa), nummer=nummer, datum=date(2018, 2, 2))
        zet_alleen_door(factuur, chandra)

    zin = (
        "Tot nu toe: zonder tweede paar ogen in de boeken: 2 doorgezet zonder tweede paar ogen en 1 memoriaal met een "
        "reden. De kascommissie krijgt ze allemaal te zien. Dit jaar is nog niet afgesloten."
    )
    assert ogen() == [zin]
    assert zin in maak_html(jaarverslag(2018))


def test_van_lonen_zegt_het_verslag_niet_dat_de_kascommissie_ze_krijgt(stuk, casa, chandra):
    slot = "Dit jaar is nog niet afgesloten."
    loon = maak_boekstuk(chandra, regel("4010", "1520", 30, casa), datum=DAG)
    keer_om(loon, datum=DAG, reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)
    begin = "Tot nu toe: zonder tweede paar ogen in de boeken:"
    eerst = "Dit gaat over lonen. De kascommissie ziet geen losse lonen. De accountant wel."
    assert ogen() == [f"{begin} 1 memoriaal met een reden. {eerst} {slot}"]

    keer_om(stuk, datum=DAG, reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)
    dan = "De kascommissie krijgt ze te zien, behalve 1 van lonen: dat ziet de accountant."
    assert ogen() == [f"{begin} 2 memoriaal met een reden. {dan} {slot}"]

    zet_alleen_door(maak_factuur(chandra, deel("4020", "50", casa), nummer="L", datum=date(2018, 2, 2)), chandra)
    assert "krijgt ze te zien, behalve 2 van lonen: die ziet de accountant." in ogen()[0]


def test_een_open_jaar_vraagt_er_geen_vraag_meer_om(stuk, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        jaarverslag(2018)


def test_een_aanbod_en_een_jaar_zonder_boeken_zeggen_niets_over_vier_ogen(aanbod_2018):
    assert ogen() == []
    assert "Vier ogen" not in {regel.kop for regel in aanbod(2018).toelichting}
