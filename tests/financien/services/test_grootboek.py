"""The figures of the books: trial balance, ledger card, balance sheet, statement, with exact values."""

from datetime import date
from decimal import Decimal

import pytest

from financien.services.balans import balans
from financien.services.journaal import journaal, kaart
from financien.services.saldi import proefbalans
from financien.services.staat import staat
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel, rekening

D = Decimal


@pytest.fixture
def twee_jaren(casa, multibron, chandra):
    """2025: a grant of 1.000,00 in the bank, rent 400,10. 2026: rent for two rooms, money into the tin, one invoice."""
    begin_boeken(2025, 2026)
    maak_boekstuk(chandra, regel("1000", "8010", "1000.00", casa), datum=date(2025, 2, 1), dagboek="bank")
    maak_boekstuk(chandra, regel("4110", "1000", "400.10", casa), datum=date(2025, 12, 31))
    huur = regel("4110", "1000", "100.05", casa), regel("4110", "1000", "50.00", multibron)
    maak_boekstuk(chandra, *huur, datum=date(2026, 1, 1))
    maak_boekstuk(chandra, regel(kas_van(casa), "1000", "25.00", casa), datum=date(2026, 1, 2))
    maak_boekstuk(chandra, regel("4210", "1500", "0.01", multibron), datum=date(2026, 3, 10))


@pytest.mark.usefixtures("twee_jaren")
class TestProefbalans:
    def test_balansrekeningen_lopen_door_en_kosten_beginnen_op_nul(self):
        regels = {r.rekening.nummer: (r.begin, r.debet, r.credit, r.eind) for r in proefbalans(2026)}

        assert regels["1000"] == (D("599.90"), 0, D("175.05"), D("424.85"))
        assert regels["4110"] == (0, D("150.05"), 0, D("150.05"))
        assert "8010" not in regels

    def test_debet_en_credit_van_een_jaar_zijn_gelijk(self):
        for jaar in (2025, 2026):
            regels = proefbalans(jaar)
            assert sum(r.debet for r in regels) == sum(r.credit for r in regels) > 0


@pytest.mark.usefixtures("twee_jaren")
class TestBalans:
    def test_de_twee_kanten_zijn_op_elke_dag_gelijk_en_het_resultaat_staat_apart(self):
        nu = balans(date(2026, 12, 31))

        links = {regel.naam: regel.bedrag for groep in nu.activa for regel in groep.regels}
        rechts = {regel.naam: regel.bedrag for groep in nu.passiva for regel in groep.regels}
        assert links == {"Bank": D("424.85"), "Kas Casa Jepie Makandra": D("25.00")}
        assert rechts == {
            "Resultaat van eerdere jaren, nog te bestemmen": D("599.90"),
            "Resultaat 2026": D("-150.06"),
            "Crediteuren": D("0.01"),
        }
        assert nu.totaal_activa == nu.totaal_passiva == D("449.85")

    @pytest.mark.parametrize("dag", [date(2025, 1, 1), date(2025, 12, 30), date(2026, 1, 1), date(2026, 3, 9)])
    def test_ook_halverwege_klopt_de_balans(self, dag):
        stand = balans(dag)

        assert stand.totaal_activa == stand.totaal_passiva

    def test_de_dag_zelf_telt_mee(self):
        assert balans(date(2025, 12, 30)).totaal_activa == D("1000.00")
        assert balans(date(2025, 12, 31)).totaal_activa == D("599.90")


@pytest.mark.usefixtures("twee_jaren")
class TestKaart:
    def test_het_saldo_loopt_door_vanaf_het_begin_van_het_jaar(self, chandra):
        bank = kaart(rekening("1000"), 2026, gebruiker=chandra)

        assert [(str(r.boeking.boekstuk), r.tegen.nummer, r.credit, r.saldo) for r in bank.regels] == [
            ("M2026-0001", "4110", D("100.05"), D("499.85")),
            ("M2026-0001", "4110", D("50.00"), D("449.85")),
            ("M2026-0002", kas_nummer(), D("25.00"), D("424.85")),
        ]
        assert (bank.begin, bank.debet, bank.credit, bank.eind) == (D("599.90"), 0, D("175.05"), D("424.85"))

    def test_van_een_kamer_staat_er_alleen_wat_van_die_kamer_is(self, multibron, chandra):
        huur = kaart(rekening("4110"), 2026, gebruiker=chandra, kamer=multibron)

        assert [(r.debet, r.saldo) for r in huur.regels] == [(D("50.00"), D("50.00"))]

    def test_een_tweede_blad_rekent_verder(self, casa, chandra):
        for _ in range(26):
            maak_boekstuk(chandra, *[regel("4220", "1000", "1.00", casa)] * 2, datum=date(2026, 5, 1))

        kosten = kaart(rekening("4220"), 2026, gebruiker=chandra, blad=2)

        assert [r.saldo for r in kosten.regels] == [D(51), D(52)]
        assert kosten.eind == D(52)


def kas_nummer() -> str:
    return "1201"


class TestStaat:
    def test_realisatie_staat_naast_begroot_en_vorig_jaar(self, aanbod_2018, chandra, casa, multibron):
        begin_boeken(2017, 2018)
        maak_boekstuk(chandra, regel("4110", "1000", "8600.00", casa), datum=date(2017, 5, 1))
        maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa), datum=date(2018, 1, 31))
        maak_boekstuk(chandra, regel("4110", "1000", "1045.00", multibron), datum=date(2018, 2, 1))
        maak_boekstuk(chandra, regel("4210", "1000", "99.99", multibron), datum=date(2018, 2, 1))
        maak_boekstuk(chandra, regel("1000", "8010", "64000.00", casa), datum=date(2018, 2, 1))

        jaar = staat(2018, date(2018, 12, 31))

        huur = next(r for r in jaar.totaal_kosten.regels if r.naam == "Huur van de ruimte")
        assert (huur.begroot, huur.realisatie, huur.vorig_jaar, huur.verschil) == (36840, 1770, 8600, 35070)
        verzekering = next(r for r in jaar.totaal_kosten.regels if r.naam == "Verzekeringen")
        assert (verzekering.begroot, verzekering.realisatie) == (None, D("99.99"))
        assert (jaar.baten.begroot, jaar.totaal_kosten.begroot) == (433000, 433044)
        assert jaar.resultaat == (-44, D("62130.01"), D("62174.01"), -8600)
        assert (jaar.baten.verschil, jaar.totaal_kosten.verschil) == (64000 - 433000, D("431174.01"))
        assert (jaar.met_vorig, staat(2017, date(2017, 12, 31)).met_vorig) == (True, False)

    def test_van_een_kamer_en_tot_een_dag(self, aanbod_2018, chandra, casa, multibron):
        begin_boeken(2018)
        maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa), datum=date(2018, 1, 31))
        maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa), datum=date(2018, 2, 28))
        maak_boekstuk(chandra, regel("4110", "1000", "1045.00", multibron), datum=date(2018, 1, 31))

        jaar = staat(2018, date(2018, 1, 31), casa)

        assert (jaar.totaal_kosten.realisatie, jaar.totaal_kosten.begroot, jaar.baten.begroot) == (725, 106680, 106000)

    def test_verschillende_huren_tellen_samen_op_een_soort_bron(self, aanbod_2018, chandra, casa):
        begin_boeken(2018)
        for nummer in ("8050", "8060"):
            maak_boekstuk(chandra, regel("1000", nummer, "10.00", casa), datum=date(2018, 1, 31))

        eigen = next(r for r in staat(2018, date(2018, 12, 31)).baten.regels if r.naam == "Eigen inkomsten")

        assert (eigen.begroot, eigen.realisatie, [r.nummer for r in eigen.rekeningen]) == (4000, 20, ["8050", "8060"])


@pytest.mark.usefixtures("twee_jaren")
class TestJournaal:
    def test_nieuwste_eerst_en_per_dagboek(self, chandra):
        assert [str(s) for s in journaal(2026, gebruiker=chandra)] == ["M2026-0003", "M2026-0002", "M2026-0001"]
        assert [str(s) for s in journaal(2025, gebruiker=chandra, dagboek="bank")] == ["B2025-0001"]

    @pytest.mark.parametrize(
        ("zoek", "aantal"), [("huur maart", 3), ("M2026-0002", 1), ("2", 1), ("zzz", 0), ("99999999999", 0)]
    )
    def test_zoeken_gaat_op_woorden_en_op_nummer(self, chandra, zoek, aantal):
        assert len(journaal(2026, gebruiker=chandra, zoek=zoek)) == aantal


def test_de_cijfers_kosten_evenveel_vragen_bij_weinig_en_bij_veel(casa, chandra, django_assert_num_queries):
    begin_boeken(2026)
    huur = rekening("4110")
    kaart(huur, 2026, gebruiker=chandra)  # who looks is read once
    for aantal in (1, 30):
        for _ in range(aantal):
            maak_boekstuk(chandra, regel("4110", "1000", "1.00", casa))
        with django_assert_num_queries(3):
            proefbalans(2026)
        with django_assert_num_queries(3):
            balans(date(2026, 12, 31))
        with django_assert_num_queries(3):
            kaart(huur, 2026, gebruiker=chandra)
