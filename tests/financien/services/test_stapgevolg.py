"""What a step does is shown before, and in years that are kept elsewhere or closed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from buurtwerkkamer.models import Jaar
from financien.models import Boekenelders, Boekstuk
from financien.services.elders import zet_hier
from financien.services.staat import staat
from financien.services.stapgevolg import GevolgGewijzigd, bekijk_stap, niet_hier, zet_getoond
from financien.services.toekenningboek import erken_in
from financien.services.toekenningen import ToekenningFout
from financien.services.toekenningstap import zet_stap
from tests.fabriek import zet_jaar
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import kom_binnen, laatste, maak_bestand, maak_toekenning, nu, stap, verleen

D = Decimal


@pytest.fixture
def boeken(vier):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def rij(boeken, vier, chandra):
    return maak_toekenning(chandra, {vier[0]: 600, vier[1]: 400})


def baten(jaar):
    return staat(jaar, date(jaar, 12, 31)).baten.realisatie


class TestVooraf:
    def test_de_boeking_staat_er_voor_ze_er_is_en_daarna_is_er_precies_die(self, rij, chandra):
        wat = {"toekenning": rij, "status": "verleend", "datum": date(2018, 3, 1), "gebruiker": chandra}

        gevolg = bekijk_stap(**wat)
        assert [(s.datum, s.omschrijving, s.bedrag) for s in gevolg.stukken] == [
            (date(2018, 3, 1), "Baten 2018: Bijdrage gemeente 2018", 1000)
        ]
        assert (Boekstuk.objects.count(), rij.stappen.count(), gevolg.vraagt_brief, gevolg.vroeg) == (0, 1, True, False)
        zet_getoond(**wat, merk=gevolg.merk, zonder_brief="Komt nog")
        assert [(s.datum, s.totaal) for s in Boekstuk.objects.all()] == [(date(2018, 3, 1), 1000)]

    def test_wat_anders_geboekt_zou_worden_dan_getoond_wordt_niet_geboekt(self, rij, chandra):
        wat = {"toekenning": rij, "status": "verleend", "datum": date(2018, 3, 1), "gebruiker": chandra}
        gevolg = bekijk_stap(**wat)
        kom_binnen(rij, chandra, date(2018, 2, 1), 100)

        with pytest.raises(GevolgGewijzigd, match="Er kwam net iets bij"):
            zet_getoond(**wat, merk=gevolg.merk, zonder_brief="Komt nog")
        assert (rij.stappen.count(), nu(rij).baten) == (1, 0)

    def test_een_stap_die_een_ander_net_anders_vastlegde_is_geen_stille_herhaling(self, rij, chandra):
        vast = {"toekenning": rij, "gebruiker": chandra, "zonder_brief": "Komt nog"}
        verleend = zet_stap(status="verleend", datum=date(2018, 3, 1), **vast)
        with pytest.raises(ToekenningFout, match="net anders vast"):
            zet_stap(status="verleend", datum=date(2018, 3, 2), **vast)
        assert zet_stap(status="verleend", datum=date(2018, 3, 1), **vast) == verleend

        vast |= {"status": "vastgesteld", "datum": date(2019, 3, 1)}
        nul = zet_stap(bedrag=D(0), **vast)
        for ander in (D(600), None):
            with pytest.raises(ToekenningFout, match="net anders vast"):
                zet_stap(bedrag=ander, **vast)
        assert zet_stap(bedrag=D(0), **vast) == nul

    @pytest.mark.parametrize("status", ["verleend", "vastgesteld"])
    def test_een_besluit_zonder_brief_en_zonder_reden_wordt_geweigerd(self, rij, chandra, status):
        if status == "vastgesteld":
            verleen(rij, chandra, date(2018, 1, 5))
        eerder = rij.stappen.count()

        with pytest.raises(ToekenningFout, match="Kies de brief, of schrijf op waarom die er nog niet is"):
            stap(rij, chandra, date(2019, 3, 1), status, zonder_brief="")
        assert rij.stappen.count() == eerder

    def test_de_database_weigert_een_besluit_zonder_brief_ook_langs_de_dienst(self, rij, chandra):
        rij.stappen.create(status="verleend", datum=date(2018, 1, 5), door=chandra)

        with pytest.raises(DatabaseError, match="Een besluit heeft een brief"), transaction.atomic():
            connection.check_constraints()
        rij.brieven.create(stap=laatste(rij), bestand=maak_bestand(), datum=date(2018, 1, 5), omschrijving="Besluit")
        connection.check_constraints()

    @pytest.mark.parametrize(("dag", "mag"), [(date(2018, 12, 30), False), (date(2018, 12, 31), True)])
    @pytest.mark.parametrize("status", ["verantwoord", "vastgesteld"])
    def test_verantwoorden_voor_de_laatste_dag_vraagt_een_bevestiging(self, rij, chandra, dag, mag, status):
        verleen(rij, chandra, date(2018, 1, 5))
        if mag:
            assert stap(rij, chandra, dag, status, vroeg=False).vroeg is False
            return
        with pytest.raises(ToekenningFout, match="De periode loopt tot en met 31 december 2018"):
            stap(rij, chandra, dag, status, vroeg=False)
        assert stap(rij, chandra, dag, status, vroeg=True).vroeg is True

    def test_een_verklaring_van_een_accountant_hoort_bij_verantwoord(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[0]: 100}, accountantsverklaring=True)
        verleen(rij, chandra, date(2018, 1, 5))

        with pytest.raises(ToekenningFout, match="Kies de brief"):
            stap(rij, chandra, date(2019, 2, 1), "verantwoord", zonder_brief="")
        stap(rij, chandra, date(2019, 2, 1), "verantwoord")


class TestMeerJaren:
    """1.000,01 over three years: kept elsewhere, closed and open; the income is never a cent too much or too little."""

    @pytest.fixture
    def lang(self, boeken, vier, chandra):
        delen = {(2017, vier[0]): "333.34", (2018, vier[0]): "333.33", (2019, vier[1]): "333.34"}
        return maak_toekenning(chandra, delen, jaar=2017, tot=date(2019, 12, 31))

    @pytest.mark.parametrize("elders", [2017, 2018, 2019])
    def test_een_jaar_elders_houdt_de_andere_jaren_niet_tegen(self, lang, chandra, elders):
        Boekenelders.objects.create(jaar=Jaar.objects.get(jaar=elders), pakket="Exact")
        besluit = {2017: date(2018, 1, 1)}.get(elders, date(2017, 1, 5))
        gevolg = bekijk_stap(toekenning=lang, status="verleend", datum=besluit, gebruiker=chandra)
        verleen(lang, chandra, besluit)

        deel = {2017: D("333.34"), 2018: D("333.33"), 2019: D("333.34")}
        assert [(d.jaar, d.bedrag, d.pakket) for d in niet_hier(lang)] == [(elders, deel[elders], "Exact")]
        assert list(gevolg.niet_hier) == niet_hier(lang)
        assert nu(lang).baten + deel[elders] == D("1000.01")
        assert [baten(j) for j in (2017, 2018, 2019)] == [0 if j == elders else deel[j] for j in (2017, 2018, 2019)]

    def test_een_jaar_dat_weer_hier_staat_krijgt_zijn_baten(self, lang, chandra):
        Boekenelders.objects.create(jaar=Jaar.objects.get(jaar=2019), pakket="Exact")
        verleen(lang, chandra, date(2017, 1, 5))
        zet_hier(jaar=2019, gebruiker=chandra)

        assert (nu(lang).baten, niet_hier(lang)) == (D("1000.01"), [])

    @pytest.mark.parametrize("status", ["voorlopig", "vastgesteld"])
    def test_een_gesloten_jaar_komt_op_de_eerste_open_dag_met_de_reden(self, lang, chandra, status):
        zet_jaar(status, jaar=2017)
        verleen(lang, chandra, date(2017, 1, 5))

        stuk = Boekstuk.objects.get(omschrijving__startswith="Baten 2017")
        assert (stuk.datum, stuk.reden) == (date(2018, 1, 1), "Boekjaar 2017 is afgesloten.")
        assert [baten(j) for j in (2017, 2018, 2019)] == [0, D("666.67"), D("333.34")]

    def test_zonder_open_jaar_gaat_het_besluit_door_en_wacht_de_boeking_op_het_volgende(self, lang, chandra):
        Jaar.objects.filter(jaar__in=(2018, 2019)).update(status="voorlopig")
        verleen(lang, chandra, date(2017, 1, 5))
        assert [(d.jaar, d.pakket) for d in niet_hier(lang)] == [(2018, ""), (2019, "")]
        begin_boeken(2020)
        erken_in(2020, chandra)
        erken_in(2020, chandra)

        assert (baten(2017), baten(2020), nu(lang, date(2020, 1, 1)).baten) == (D("333.34"), D("666.67"), D("1000.01"))

    @pytest.mark.parametrize("vast", ["1000.00", "999.99", "500.00", "0.02", "0.00"])
    def test_lager_vastgesteld_neemt_hier_alleen_weg_wat_hier_geboekt_is(self, lang, chandra, vast):
        Boekenelders.objects.create(jaar=Jaar.objects.get(jaar=2018), pakket="Exact")
        verleen(lang, chandra, date(2017, 1, 5))
        stap(lang, chandra, date(2019, 12, 31), "vastgesteld", bedrag=D(vast))

        over = nu(lang)
        assert 0 <= over.baten <= D("666.68")
        assert abs(over.baten - D(vast) * D("666.68") / D("1000.01")) < D("0.02")
        assert over.baten == over.vordering
