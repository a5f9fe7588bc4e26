"""A step that was a mistake is taken back without losing anything, or refused with what to do first."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from financien.models import Boekstuk, Terugname
from financien.services.balans import balans
from financien.services.boeken import keer_om
from financien.services.ontvangsten import betaal_terug
from financien.services.staat import staat
from financien.services.stapgevolg import neem_terug
from financien.services.toekenningen import ToekenningFout, bewaar
from financien.services.toekenningstand import Stand
from tests.fabriek import zet_jaar
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.jaarfabriek import sluit_maanden
from tests.financien.toekenningfabriek import kom_binnen, laatste, maak_toekenning, nu, stap, verleen

D = Decimal


@pytest.fixture
def boeken(vier):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def rij(boeken, vier, chandra):
    return maak_toekenning(chandra, {vier[0]: 600, vier[1]: 400})


def terug(toekenning, chandra, reden="Vergissing"):
    return neem_terug(toekenning=toekenning, stap=laatste(toekenning).pk, reden=reden, gebruiker=chandra)


def baten(jaar):
    return staat(jaar, date(jaar, 12, 31)).baten.realisatie


class TestTerugnemen:
    def test_een_teruggenomen_besluit_laat_op_geen_dag_iets_over_en_niets_is_weg(self, rij, chandra):
        verleen(rij, chandra, date(2018, 1, 5))
        terug(rij, chandra)

        assert all(nu(rij, date(2018, 1, dag)) == Stand() for dag in range(1, 32))
        assert (baten(2018), balans(date(2018, 12, 31)).totaal_activa) == (0, 0)
        assert [s.status for s in rij.stappen.all()] == ["voorstel", "verleend"]
        assert [(t.reden, t.door) for t in Terugname.objects.all()] == [("Vergissing", chandra)]
        assert Boekstuk.objects.get(keert_om__isnull=False).datum == date(2018, 1, 5)

    def test_wat_in_een_gesloten_maand_staat_gaat_terug_op_de_eerste_open_dag(self, rij, chandra, time_machine):
        time_machine.move_to("2018-06-10 10:00", tick=False)
        verleen(rij, chandra, date(2018, 1, 15))
        sluit_maanden(chandra, 2018, tot=3, vandaag=date(2018, 6, 10))

        terug(rij, chandra)

        assert nu(rij, date(2018, 3, 31)) == Stand(baten=D("1000.00"), vordering=D("1000.00"))
        assert nu(rij, date(2018, 4, 1)) == Stand()
        assert Boekstuk.objects.get(keert_om__isnull=False).datum == date(2018, 4, 1)

    def test_na_terugnemen_kan_de_toekenning_anders_en_opnieuw_verleend_worden(self, rij, vier, chandra):
        verleen(rij, chandra, date(2018, 1, 5))
        terug(rij, chandra)
        rij.bedrag = D(700)
        delen = {(2018, vier[2]): D(700)}
        bewaar(toekenning=rij, delen=delen, termijnen=[], gebruiker=chandra, datum=date(2018, 1, 6))
        verleen(rij, chandra, date(2018, 2, 1))

        assert (nu(rij).baten, nu(rij).vordering, baten(2018)) == (700, 700, 700)
        assert (nu(rij, date(2018, 1, 31)).baten, nu(rij, date(2018, 2, 1)).baten) == (0, 700)

    def test_geld_van_voor_het_besluit_is_daarna_weer_vooruitontvangen(self, rij, chandra, time_machine):
        time_machine.move_to("2018-01-02 12:00")
        kom_binnen(rij, chandra, date(2018, 1, 2), 250)
        time_machine.move_to("2018-01-05 12:00")
        verleen(rij, chandra, date(2018, 1, 5))
        assert (nu(rij).vooruit, nu(rij).vordering) == (0, 750)
        terug(rij, chandra)

        assert (nu(rij).baten, nu(rij).vooruit, nu(rij).vordering) == (0, 250, 0)
        assert balans(date(2018, 12, 31)).totaal_activa == 250

    def test_een_te_lage_vaststelling_kan_terug_en_dan_goed(self, rij, chandra, time_machine):
        time_machine.move_to("2019-01-02 12:00")
        verleen(rij, chandra, date(2018, 1, 5))
        kom_binnen(rij, chandra, date(2018, 2, 1), 1000)
        time_machine.move_to("2019-06-03 12:00")
        stap(rij, chandra, date(2019, 6, 3), "vastgesteld", bedrag=D("333.33"))
        assert (nu(rij).baten, nu(rij).terug) == (D("333.33"), D("666.67"))
        terug(rij, chandra)
        assert (nu(rij).baten, nu(rij).terug, baten(2018)) == (1000, 0, 1000)
        stap(rij, chandra, date(2019, 6, 4), "vastgesteld", bedrag=D("900.01"))

        assert (nu(rij).baten, nu(rij).terug) == (D("900.01"), D("99.99"))

    def test_een_afwijzing_die_een_vergissing_was_kan_terug(self, rij, chandra):
        kom_binnen(rij, chandra, date(2018, 2, 1), 250)
        stap(rij, chandra, date(2018, 3, 1), "afgewezen")
        assert nu(rij).terug == 250
        terug(rij, chandra)

        assert (nu(rij).terug, nu(rij).vooruit) == (0, 250)
        verleen(rij, chandra, date(2018, 3, 2))
        assert (nu(rij).baten, nu(rij).vordering) == (1000, 750)

    def test_twee_keer_terugnemen_is_een_keer(self, rij, chandra):
        besluit = verleen(rij, chandra, date(2018, 1, 5)).stappen.get(status="verleend")
        vast = {"toekenning": rij, "stap": besluit.pk, "reden": "Vergissing", "gebruiker": chandra}

        assert neem_terug(**vast) == neem_terug(**vast)
        assert Boekstuk.objects.filter(keert_om__isnull=False).count() == 1

    def test_met_geld_dat_daarna_kwam_wordt_terugnemen_geweigerd_tot_dat_is_teruggedraaid(self, rij, chandra):
        verleen(rij, chandra, date(2018, 1, 5))
        geld = kom_binnen(rij, chandra, date(2018, 2, 1), 250)

        with pytest.raises(ToekenningFout, match=r"Er is na deze stap geld geboekt\. Draai eerst die boeking terug"):
            terug(rij, chandra)
        assert (nu(rij).baten, Terugname.objects.count()) == (1000, 0)
        keer_om(geld, datum=date(2018, 2, 2), reden="Van een ander", sleutel=uuid4(), gebruiker=chandra)
        terug(rij, chandra)
        assert nu(rij) == Stand()

    def test_na_een_terugbetaling_blijft_de_vaststelling_staan(self, rij, chandra, time_machine):
        time_machine.move_to("2019-01-02 12:00")
        verleen(rij, chandra, date(2018, 1, 5))
        kom_binnen(rij, chandra, date(2018, 2, 1), 1000)
        time_machine.move_to("2019-06-03 12:00")
        stap(rij, chandra, date(2019, 6, 3), "vastgesteld", bedrag=D(600))
        vast = {"toekenning": rij, "rekening": rekening("1000"), "sleutel": uuid4(), "gebruiker": chandra}
        betaal_terug(datum=date(2019, 7, 1), bedrag=D(400), **vast)

        with pytest.raises(ToekenningFout, match="geld geboekt"):
            terug(rij, chandra)
        assert nu(rij) == Stand(ontvangen=D(600), baten=D(600))

    def test_alleen_de_laatste_stap_en_nooit_de_eerste(self, rij, chandra):
        with pytest.raises(ToekenningFout, match="De eerste stap blijft staan"):
            terug(rij, chandra)
        eerste = laatste(rij)
        stap(rij, chandra, date(2018, 1, 2), "aangevraagd", zonder_brief="Hoort hier niet")
        assert laatste(rij).zonder_brief == ""
        besluit = verleen(rij, chandra, date(2018, 1, 5)).stappen.get(status="verleend")
        stap(rij, chandra, date(2019, 1, 5), "verantwoord")

        with pytest.raises(ToekenningFout, match="Er kwam net een stap bij"):
            neem_terug(toekenning=rij, stap=besluit.pk, reden="Te laat", gebruiker=chandra)
        for stap_ in (eerste, besluit):
            with pytest.raises(DatabaseError, match="Alleen de laatste stap"), transaction.atomic():
                Terugname.objects.create(stap=stap_, reden="Langs de dienst", door=chandra)
        terug(rij, chandra)
        terug(rij, chandra)
        assert (laatste(rij).status, nu(rij)) == ("aangevraagd", Stand())

    @pytest.mark.parametrize("status", ["voorlopig", "vastgesteld"])
    def test_een_besluit_dat_in_een_gesloten_jaar_geboekt_is_blijft_staan(self, rij, chandra, status):
        verleen(rij, chandra, date(2018, 1, 5))
        zet_jaar(status, jaar=2018)

        with pytest.raises(ToekenningFout, match="geboekt in 2018, en dat jaar is afgesloten"):
            terug(rij, chandra)
        assert (nu(rij).baten, laatste(rij).status) == (1000, "verleend")
