"""The cash overview, and the years of a financier beside each other."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Grootboekrekening
from financien.services.boeken import keer_om
from financien.services.financierreeks import reeks
from financien.services.financiers import financiers
from financien.services.kasoverzicht import KOLOMMEN, kasboekingen, kasoverzicht
from kamers.models import Partner
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.toekenningfabriek import TERMIJNEN, kom_binnen, maak_toekenning, stap, verleen

D = Decimal
DELEN = (62000, 74000, 53000, 67000)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    """The grant of the municipality in four instalments, decided on 1 December 2017."""
    rij = maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True)), termijnen=TERMIJNEN)
    return verleen(rij, chandra, date(2017, 12, 1))


class TestKasoverzicht:
    def test_de_256000_komt_binnen_in_de_maand_van_de_ontvangst_en_nergens_anders(self, gemeente, chandra):
        for dag, bedrag in TERMIJNEN:
            kom_binnen(gemeente, chandra, dag, bedrag)

        binnen = {(jaar, m.eerste.month): m.toekenningen for jaar in (2017, 2018, 2019) for m in kasoverzicht(jaar)}

        assert {maand: b for maand, b in binnen.items() if b} == {
            (2017, 12): 64000,
            (2018, 4): 64000,
            (2018, 10): 64000,
            (2019, 2): 64000,
        }
        assert [kasoverzicht(jaar)[0].begin for jaar in (2017, 2018, 2019)] == [0, 64000, 192000]
        assert kasoverzicht(2019)[-1].eind == 256000

    def test_uitgaven_correcties_en_overmaken_tussen_eigen_rekeningen(self, gemeente, vier, chandra):
        vast = {"datum": date(2018, 3, 1)}
        handgeld = Grootboekrekening.objects.get(kamer=vier[0], soort="handgeld")
        maak_boekstuk(chandra, regel(handgeld, "1000", "250", vier[0]), **vast)
        huur = maak_boekstuk(chandra, regel("4110", "1000", "725.50", vier[0]), **vast)
        maak_boekstuk(chandra, regel("1000", "8050", "30", vier[0]), **vast)
        keer_om(huur, datum=date(2018, 3, 9), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)
        maak_boekstuk(chandra, regel("4110", "1000", "25.25", vier[0]), **vast)

        maart = kasoverzicht(2018)[2]
        assert (maart.overig, maart.uit, maart.eind) == (D("30.00"), D("25.25"), D("4.75"))

    def test_eigen_inkomsten_staan_apart_en_elk_bedrag_is_de_som_van_zijn_boekingen(self, gemeente, vier, chandra):
        kom_binnen(gemeente, chandra, date(2018, 3, 2), 64000)
        eigen = maak_toekenning(chandra, {vier[0]: 6000}, soort="eigen inkomsten")
        kom_binnen(eigen, chandra, date(2018, 3, 3), "4984.50", kamer=vier[0])
        maak_boekstuk(chandra, regel("4110", "1000", "725.50", vier[0]), datum=date(2018, 3, 31))
        maak_boekstuk(chandra, regel("4110", "1000", "1.00", vier[0]), datum=date(2018, 4, 1))
        maak_boekstuk(chandra, regel("1000", "8050", "30", vier[0]), datum=date(2018, 3, 1))

        maart = kasoverzicht(2018)[2]
        assert (maart.toekenningen, maart.eigen, maart.overig, maart.uit) == (64000, D("4984.50"), 30, D("725.50"))
        for kolom in KOLOMMEN:
            blad = kasboekingen(date(2018, 3, 1), date(2018, 12, 31), kolom, gebruiker=chandra, loon=True)
            teken = -1 if kolom == "uit" else 1
            assert sum(b.kas for b in blad) == teken * getattr(maart, kolom), kolom

    def test_het_overzicht_eindigt_bij_de_gevraagde_dag(self, gemeente, chandra):
        kom_binnen(gemeente, chandra, date(2018, 4, 2), 64000)

        assert [m.eind for m in kasoverzicht(2018, date(2018, 4, 1))] == [0, 0, 0, 0]


class TestReeks:
    def test_een_partner_met_een_nieuwe_naam_blijft_een_partner(self, boeken, vier, chandra):
        partner = maak_partner("wpi", "Werk en Participatie", Partner.Soort.UITKERING)
        partner.namen.create(naam="DWI", vanaf=date(2010, 1, 1))
        partner.namen.create(naam="WPI", vanaf=date(2018, 6, 1))
        for jaar, bedrag in ((2017, 900), (2018, 1000), (2019, 1100)):
            rij = maak_toekenning(chandra, {vier[0]: bedrag}, soort="uitkeringsinstantie", partner=partner, jaar=jaar)
            verleen(rij, chandra, date(jaar, 1, 5))
            kom_binnen(rij, chandra, date(2019, 3, 1), bedrag)

        assert [(r.jaar, r.naam, r.toegekend, r.baten, r.ontvangen) for r in reeks(partner)] == [
            (2019, "WPI", 1100, 1100, 3000),
            (2018, "WPI", 1000, 1000, 0),
            (2017, "DWI", 900, 900, 0),
        ]
        assert [f.partner for f in financiers(2018, date(2018, 1, 1))] == [partner]

    def test_wat_is_toegekend_is_na_een_lagere_vaststelling_wat_er_definitief_komt(self, gemeente, vier, chandra):
        stap(gemeente, chandra, date(2018, 12, 31), "vastgesteld", bedrag=D(246000))
        delen = {(jaar, kamer): "333.33" for jaar in (2018, 2019) for kamer in vier[:2]}
        tweede = maak_toekenning(chandra, delen, partner=gemeente.partner, tot=date(2019, 12, 31))
        verleen(tweede, chandra, date(2018, 1, 5))
        stap(tweede, chandra, date(2019, 12, 31), "vastgesteld", bedrag=D("666.66"))

        rijen = reeks(gemeente.partner)

        assert [(r.jaar, r.toegekend) for r in rijen] == [(2019, D("333.34")), (2018, D("246333.32"))]
        assert sum(r.baten for r in rijen) == sum(r.toegekend for r in rijen) == D("246666.66")
        (lijst,) = financiers(2018, date(2019, 12, 31))
        assert lijst.toegekend == sum(r.toegekend for r in rijen)  # the list shows a grant whole
