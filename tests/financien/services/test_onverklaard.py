"""How many differences nobody explained: the same number as the page of the year says, with one question."""

from datetime import date
from decimal import Decimal

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Begrotingsregel, Kostenpost
from financien.services.onverklaard import maand_om_te_kijken, onverklaard
from financien.services.realisatie import realisatie
from financien.services.uitleggen import leg_uit, zet_grens
from tests.fabriek import maak_kamer, maak_versie
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel

D = Decimal
DAG = date(2026, 3, 20)


@pytest.fixture
def huur(db, casa, multibron):
    """1.200,00 of rent for one room in 2026: 200,00 up to February."""
    post, _mensen = (
        Kostenpost.objects.create(code=code, soort=soort, naam=code, tekst=code, volgorde=nummer)
        for nummer, (code, soort) in enumerate((("F1", "fysiek"), ("M1", "mensen")), 1)
    )
    begin_boeken(2026)
    return Begrotingsregel.objects.create(versie=maak_versie(2026), kamer=casa, post=post, bedrag=D(1200))


def betaal(wie, kamer, bedrag, dag=date(2026, 2, 10), nummer="4110"):
    return maak_boekstuk(wie, regel(nummer, "1000", bedrag, kamer), datum=dag)


def tel(dag=DAG, *, loon=True) -> dict[int, int]:
    return onverklaard(dag, loon=loon)


@pytest.mark.parametrize(
    ("bedrag", "wacht"), [("180.00", {}), ("179.99", {2026: 1}), ("220.00", {}), ("220.01", {2026: 1})]
)
def test_op_de_grens_wacht_er_niets_en_een_cent_erover_wel(huur, casa, chandra, bedrag, wacht):
    betaal(chandra, casa, bedrag)

    assert tel() == wacht


def test_uitgelegd_is_weg_tot_het_verschil_opnieuw_de_grens_voorbij_is(huur, casa, chandra):
    betaal(chandra, casa, "300.00")
    assert tel() == {2026: 1}
    vast = {"jaar": 2026, "kamer": casa, "post": huur.post, "gebruiker": chandra}
    leg_uit(maand=2, verschil=D("-100.00"), tekst="Vooruit betaald.", **vast)
    assert tel() == {}

    betaal(chandra, casa, "20.00")
    assert tel() == {}
    betaal(chandra, casa, "0.01")

    assert tel() == {2026: 1}


def test_wat_na_de_maand_is_geboekt_telt_nog_niet(huur, casa, chandra):
    betaal(chandra, casa, "200.00")
    betaal(chandra, casa, "500.00", date(2026, 3, 5))

    assert (tel(), tel(date(2026, 4, 1))) == ({}, {2026: 1})


def test_van_een_maand_waarvan_niets_is_geboekt_wordt_minder_uitgegeven_niet_gevraagd(huur, casa, chandra):
    betaal(chandra, casa, "100.00", date(2026, 1, 10))

    assert (tel(date(2026, 2, 20)), tel()) == ({}, {})  # January fits, and February is not done


def test_in_januari_wacht_het_jaar_ervoor_nog_tot_het_is_vastgesteld(huur, casa, chandra):
    betaal(chandra, casa, "2000.00")
    na_nieuwjaar = date(2027, 1, 15)

    assert tel(na_nieuwjaar) == {2026: 1}
    Jaar.objects.filter(jaar=2026).update(status="voorlopig")
    assert tel(na_nieuwjaar) == {2026: 1}
    Jaar.objects.filter(jaar=2026).update(status="vastgesteld")
    assert (tel(na_nieuwjaar), tel(date(2028, 1, 15))) == ({}, {})


def test_een_eigen_grens_en_een_oefenkamer(huur, casa, chandra):
    betaal(chandra, casa, "300.00")
    zet_grens(jaar=2026, procent=60, bedrag=D(5000))
    assert tel() == {}
    oefen = maak_kamer("oefen", naam="Oefenkamer", oefenkamer=True)
    Begrotingsregel.objects.create(versie=huur.versie, kamer=oefen, post=huur.post, bedrag=D(9999))

    assert tel() == {}


def test_wie_geen_lonen_ziet_legt_ze_ook_niet_uit(huur, casa, chandra):
    mensen = Kostenpost.objects.get(code="M1")
    Begrotingsregel.objects.create(versie=huur.versie, kamer=casa, post=mensen, bedrag=D(12000))
    betaal(chandra, casa, "200.00")
    betaal(chandra, casa, "3000.00", nummer="4010")

    assert (tel(), tel(loon=False)) == ({2026: 1}, {})


@pytest.mark.parametrize("loon", [True, False])
@pytest.mark.parametrize(
    "dag", [date(2018, 1, 20), date(2018, 3, 1), date(2018, 7, 15), date(2018, 12, 31), date(2019, 1, 2)]
)
def test_het_is_hetzelfde_aantal_als_op_de_bladzijde(aanbod, vier, casa, kg, chandra, dag, loon):
    begin_boeken(2018)
    for maand, bedrag in ((1, "1725"), (2, "2500"), (5, "1.50"), (12, "900")):
        maak_boekstuk(chandra, regel("4110", "1000", bedrag, casa), datum=date(2018, maand, 10))
        maak_boekstuk(chandra, regel("4010", "1000", bedrag, kg), datum=date(2018, maand, 10))
    maak_boekstuk(chandra, regel("1000", "4220", "12.50", casa), datum=date(2018, 2, 20))
    jaar, maand = Jaar.objects.get(jaar=2018), maand_om_te_kijken(2018, dag)

    op_het_blad = len(realisatie(jaar, maand, vier, loon=loon, vandaag=dag).vragen)

    assert op_het_blad > 0
    assert tel(dag, loon=loon)[2018] == op_het_blad


def test_het_is_een_vraag_hoeveel_kamers_er_ook_zijn(huur, casa, chandra, django_assert_num_queries):
    betaal(chandra, casa, "300.00")
    for n in range(3):
        maak_kamer(f"kamer{n}", naam=f"Kamer {n}")
    with django_assert_num_queries(1):
        tel()
