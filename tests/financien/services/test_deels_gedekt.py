"""A grant takes the place of so much of its line of the plan as it was for; the rest is still expected."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financien.models import Boeking, Financieringsbron
from financien.services.liquiditeit import vooruitblik
from financien.services.toekenningstand import mutaties
from financien.services.verwacht_geld import van_toekenningen
from tests.fabriek import maak_partner, zet_jaar
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, stap, verleen

pytestmark = pytest.mark.django_db
JUNI = date(2018, 6, 1)
D = Decimal


@pytest.fixture(autouse=True)
def boeken(aanbod, chandra):
    """The plan of 2018: of the municipality 256.000, of Rochdale 29.000, of Ymere 20.000."""
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("1000", "0500", "100000"), datum=date(2018, 1, 1))


@pytest.fixture
def verleend(casa, chandra):
    """Make decided grants of the municipality, each due at once on 1 September."""

    def maak(*bedragen, **velden):
        return [_verleend(bedrag, nummer, **velden) for nummer, bedrag in enumerate(bedragen)]

    def _verleend(bedrag, nummer, status="verleend", **velden):
        vast = {"bronnaam": "Gemeente", "jaar": 2018, "omschrijving": f"Beschikking {nummer}", **velden}
        termijnen = [(date(vast["jaar"], 9, 1), bedrag)]
        rij = maak_toekenning(chandra, {casa: bedrag}, termijnen=termijnen, **vast)
        return verleen(rij, chandra, date(2018, 1, 5), status)

    return maak


def komt(wat, jaar=2018):
    """Return what comes in of a line of the plan, or from a financier, per month."""
    maanden = [maand for maand in vooruitblik(JUNI).maanden if maand.eerste.year == jaar]
    return {m.eerste.month: bedrag for m in maanden for naam, bedrag in m.erin if naam == wat}


def test_zonder_toekenning_komt_de_hele_regel_in_twee_kwartalen():
    assert komt("Gemeente") == {7: D(128000), 10: D(128000)}


def test_een_toekenning_voor_een_deel_laat_de_rest_van_de_regel_staan(verleend):
    verleend(156000, partner=maak_partner("stad", "De stad", "gemeente"))

    assert komt("De stad") == {9: D(156000)}
    assert komt("Gemeente") == {7: D(50000), 10: D(50000)}


def test_meer_toekenningen_op_een_regel_vervangen_samen_hun_som_en_nooit_meer_dan_de_regel(verleend):
    stad = maak_partner("stad", "De stad", "gemeente")
    verleend(100000, 55999, partner=stad)
    assert komt("Gemeente") == {7: D("50000.50"), 10: D("50000.50")}

    verleend(150000, partner=stad)

    assert komt("De stad") == {9: D(305999)}
    assert komt("Gemeente") == {}


def test_wat_een_lagere_vaststelling_weghaalt_komt_niet_alsnog_uit_het_plan(verleend, chandra):
    stad = maak_partner("stad", "De stad", "gemeente")
    (rij,) = verleend(200000, partner=stad)
    kom_binnen(rij, chandra, date(2018, 2, 3), "60000")
    assert (komt("De stad"), komt("Gemeente")) == ({9: D(140000)}, {7: D(28000), 10: D(28000)})

    stap(rij, chandra, date(2018, 5, 1), "verantwoord")
    stap(rij, chandra, date(2018, 5, 2), "vastgesteld", bedrag=D(150000))

    assert komt("De stad") == {9: D(90000)}
    assert komt("Gemeente") == {7: D(28000), 10: D(28000)}


def test_een_toekenning_die_groter_is_dan_haar_regel_gaat_van_geen_andere_bron_af(verleend):
    wonen = maak_partner("r", "R. wonen", "woningcorporatie")
    verleend(40000, soort="woningcorporatie", bronnaam="Rochdale", partner=wonen, status="getekend")

    assert komt("R. wonen") == {9: D(40000)}
    assert komt("Rochdale") == {}
    assert komt("Eigen Haard") == {7: D(25000), 10: D(25000)}
    assert komt("Ymere") == {7: D(10000), 10: D(10000)}


def test_een_toekenning_zonder_regel_in_het_plan_gaat_van_geen_andere_bron_af(verleend):
    ander = maak_partner("key", "De Key", "woningcorporatie")
    verleend(30000, soort="woningcorporatie", bronnaam="", partner=ander, status="getekend")

    assert komt("De Key") == {9: D(30000)}
    assert {naam: komt(naam) for naam in ("Eigen Haard", "Ymere", "Rochdale")} == {
        "Eigen Haard": {7: D(25000), 10: D(25000)},
        "Ymere": {7: D(10000), 10: D(10000)},
        "Rochdale": {7: D(14500), 10: D(14500)},
    }


@pytest.mark.parametrize("vastgesteld", [None, 15000])
def test_wat_van_een_eerder_jaar_nu_geboekt_wordt_is_van_geen_regel_van_dit_jaar(verleend, casa, chandra, vastgesteld):
    """Income of 2017 that was decided on after that year was closed, and what its final decision takes off again."""
    maak_boekstuk(chandra, regel("1000", "8010", "6000", casa), datum=date(2018, 3, 1))  # without a decision
    begin_boeken(2017)
    vast = {"partner": maak_partner("stad", "De stad", "gemeente"), "bronnaam": "Gemeente"}
    rij = maak_toekenning(chandra, {casa: 20000}, jaar=2017, **vast)
    if vastgesteld is None:
        zet_jaar("voorlopig", jaar=2017)
    verleen(rij, chandra, date(2018, 2, 1))
    if vastgesteld is not None:
        zet_jaar("voorlopig", jaar=2017)
        stap(rij, chandra, date(2018, 5, 2), "vastgesteld", bedrag=D(vastgesteld))
    per_dag = mutaties(Boeking.objects.filter(toekenning=rij, boekstuk__datum__year=2018))
    assert sum(deel.baten for *_plek, deel in per_dag) == (20000 if vastgesteld is None else -5000)

    assert komt("Gemeente") == {7: D(125000), 10: D(125000)}


def test_wat_zonder_besluit_geboekt_is_gaat_van_de_rest_af(verleend, casa, chandra):
    maak_boekstuk(chandra, regel("1000", "8010", "30000", casa), datum=date(2018, 3, 1))
    verleend(156000, partner=maak_partner("stad", "De stad", "gemeente"))

    assert komt("Gemeente") == {7: D(35000), 10: D(35000)}


def test_van_het_jaar_dat_het_plan_herhaalt_blijft_ook_alleen_de_rest(verleend):
    begin_boeken(2019)
    stad = maak_partner("stad", "De stad", "gemeente")
    verleend(200000, jaar=2019, partner=stad)

    assert komt("Gemeente", 2019) == {1: D(14000), 4: D(14000)}
    assert komt("Gemeente") == {7: D(128000), 10: D(128000)}


@pytest.mark.parametrize(("bedrag", "eigen", "tweede"), [(256000, {}, 30000), (270000, {}, 16000), (286000, {}, 0)])
def test_zonder_naam_gaat_het_over_de_regels_van_de_partner_op_volgorde(verleend, casa, bedrag, eigen, tweede):
    stad = maak_partner("stad", "De stad", "gemeente")
    gemeente = Financieringsbron.objects.get(naam="Gemeente")
    Financieringsbron.objects.filter(pk=gemeente.pk).update(partner=stad)
    vast = {"versie": gemeente.versie, "soort": "gemeente", "partner": stad, "volgorde": 99}
    meer = Financieringsbron.objects.create(naam="Gemeente, extra", tekst="Extra", **vast)
    meer.regels.create(kamer=casa, bedrag=30000)

    verleend(bedrag, bronnaam="", partner=stad)

    assert komt("Gemeente") == eigen
    assert komt("Gemeente, extra") == ({7: D(tweede) / 2, 10: D(tweede) / 2} if tweede else {})


def test_een_toekenning_op_naam_laat_de_andere_regel_van_de_partner_met_rust(verleend, casa):
    stad = maak_partner("stad", "De stad", "gemeente")
    gemeente = Financieringsbron.objects.get(naam="Gemeente")
    Financieringsbron.objects.filter(pk=gemeente.pk).update(partner=stad)
    vast = {"versie": gemeente.versie, "soort": "gemeente", "partner": stad, "volgorde": 99}
    meer = Financieringsbron.objects.create(naam="Gemeente, extra", tekst="Extra", **vast)
    meer.regels.create(kamer=casa, bedrag=30000)

    verleend(20000, bronnaam="Gemeente, extra", partner=stad)

    assert komt("Gemeente") == {7: D(128000), 10: D(128000)}
    assert komt("Gemeente, extra") == {7: D(5000), 10: D(5000)}


def test_het_vraagt_even_vaak_voor_een_als_voor_twaalf_toekenningen(verleend):
    def vragen():
        with CaptureQueriesContext(connection) as gevraagd:
            van_toekenningen(JUNI, date(2019, 5, 31))
        return len(gevraagd)

    verleend(1000)
    een = vragen()
    verleend(*[1000] * 11)

    assert (een, vragen()) == (2, 2)
