"""Coverage: what was promised beside what was budgeted, line by line."""

from datetime import date

import pytest

from financien.services.dekkingsoverzicht import dekking
from financien.services.financiers import lks_tot
from financien.services.staat import staat
from financien.services.toekenningen import ToekenningFout, stop_contract
from kamers.models import Partner
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.toekenningfabriek import TERMIJNEN, kom_binnen, maak_toekenning, verleen

DELEN = (62000, 74000, 53000, 67000)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    """The grant of the municipality in four instalments, decided on 1 December 2017."""
    rij = maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True)), termijnen=TERMIJNEN)
    return verleen(rij, chandra, date(2017, 12, 1))


class TestDekking:
    def test_de_256000_dekt_de_kamers_vanaf_het_besluit_en_op_elke_dag_erna(self, gemeente, vier, chandra):
        for dag, bedrag in TERMIJNEN:
            kom_binnen(gemeente, chandra, dag, bedrag)

        def op(dag):
            return [(k.toegekend, k.lopend, k.verschil) for k in dekking(2018, dag).kamers]

        kosten = (106680, 111084, 100656, 114624)
        ervoor = [(0, deel, -k) for deel, k in zip(DELEN, kosten, strict=True)]
        erna = [(deel, 0, deel - k) for deel, k in zip(DELEN, kosten, strict=True)]
        assert op(date(2017, 11, 30)) == ervoor
        for dag in (date(2017, 12, 1), date(2017, 12, 31), date(2018, 1, 1), date(2018, 12, 31), date(2019, 2, 1)):
            assert op(dag) == erna, dag
        assert dekking(2018, date(2018, 1, 1)).totaal.verschil == 256000 - 433044
        assert dekking(2018, date(2017, 9, 30)).totaal.lopend == 0

    def test_een_toekenning_vindt_haar_regel_van_het_plan_op_partner_en_anders_op_naam(self, aanbod, vier, chandra):
        begin_boeken(2018)
        partner = maak_partner("gemeente", "Gemeente", Partner.Soort.GEMEENTE)
        aanbod.financieringsbronnen.filter(naam="Gemeente").update(partner=partner, naam="Stadsdeel en gemeente")
        partner.naam = "Gemeente Amsterdam"
        partner.save()
        maak_toekenning(chandra, {vier[0]: 62000}, partner=partner)
        maak_toekenning(
            chandra, {vier[3]: 5000}, soort="overig", partner=None, partner_onbekend=True, bronnaam="Startsubsidie"
        )
        maak_toekenning(chandra, {vier[0]: 700}, soort="fonds", omschrijving="Fonds X")

        bronnen = {b.naam: (b.plan, b.verwacht) for b in dekking(2018, date(2018, 1, 1)).bronnen}

        assert bronnen["Stadsdeel en gemeente"] == (256000, 62000)
        assert bronnen["Startsubsidie"] == (5000, 5000)
        assert bronnen["Fonds"] == (None, 700)

    def test_eigen_inkomsten_in_de_boeken_zijn_zeker_en_de_raming_telt_ze_niet_nog_eens(self, boeken, vier, chandra):
        maak_toekenning(chandra, {vier[0]: 1000}, soort="eigen inkomsten", bronnaam="Eigen inkomsten")
        maak_boekstuk(chandra, regel("1000", "8050", "400.50", vier[0]), datum=date(2018, 5, 1))
        maak_boekstuk(chandra, regel("8050", "1000", "0.50", vier[0]), datum=date(2018, 5, 2))
        maak_boekstuk(chandra, regel("1000", "8010", "7.00", vier[0]), datum=date(2018, 5, 2))

        voor, na = (dekking(2018, date(2018, 4, 30)).kamers[0], dekking(2018, date(2018, 5, 2)).kamers[0])

        assert (voor.zeker, voor.nog_geraamd, voor.verwacht) == (0, 1000, 1000 - 106680)
        assert (na.zonder_besluit, na.zeker, na.nog_geraamd, na.los, na.verwacht) == (400, 400, 600, 7, 1000 - 106680)
        eigen = next(b for b in dekking(2018, date(2018, 5, 2)).bronnen if b.geboekt)
        assert (eigen.geboekt, eigen.open, eigen.toegekend) == (400, 600, 0)

    def test_toegekend_en_zonder_besluit_min_wat_nog_geen_bate_is_zijn_de_baten_van_de_staat(
        self, gemeente, vier, chandra
    ):
        kom_binnen(gemeente, chandra, *TERMIJNEN[0])
        maak_boekstuk(chandra, regel("1000", "8050", "400", vier[0]), datum=date(2018, 5, 1))

        for dag in (date(2018, 1, 1), date(2018, 5, 1), date(2018, 12, 31)):
            k = dekking(2018, dag).totaal
            assert k.baten == staat(2018, dag).baten.realisatie == k.toegekend + k.zonder_besluit - k.nog_te_boeken, dag

    def test_natura_staat_apart_en_dekt_niets(self, boeken, vier, chandra):
        verleen(maak_toekenning(chandra, {vier[0]: 4000}, aard="natura"), chandra, date(2018, 1, 2))

        nu = dekking(2018, date(2018, 6, 1)).totaal
        assert (nu.natura, nu.toegekend, nu.verwacht) == (4000, 0, -433044)

    def test_perspectiefbanen_zijn_kosten_min_loonkostensubsidie(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[1]: 11000}, soort="uitkeringsinstantie", aard="lks", kenmerk="LKS 7")
        verleen(rij, chandra, date(2018, 1, 2))
        maak_boekstuk(chandra, regel("4030", "1520", "2269.00", vier[1]), datum=date(2018, 1, 25))

        kamers = dekking(2018, date(2018, 1, 31)).kamers
        assert [(k.banen, k.lks, k.banen_netto, k.banen_kosten) for k in kamers[:2]] == [
            (27228, 0, 27228, 0),
            (27228, 11000, 16228, 2269),
        ]

    def test_na_het_einde_van_het_contract_komt_er_geen_loonkostensubsidie(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[1]: 36500}, soort="uitkeringsinstantie", aard="lks", kenmerk="LKS 7")
        verleen(rij, chandra, date(2018, 1, 2))
        with pytest.raises(ToekenningFout, match="ligt in de periode"):
            stop_contract(toekenning=rij, gestopt_op=date(2019, 1, 1))
        stop_contract(toekenning=rij, gestopt_op=date(2018, 4, 10))

        assert [lks_tot(rij, dag) for dag in (date(2018, 1, 1), date(2018, 4, 10), date(2018, 12, 31))] == [
            100,
            10000,
            36500,
        ]
