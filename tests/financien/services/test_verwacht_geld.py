"""Open invoices and grants stand in the forecast on their own day, once."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Financieringsbron
from financien.services.liquiditeit import vooruitblik
from financien.services.verwacht_geld import van_facturen, van_toekenningen
from kamers.models import Partner
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.factuurfabriek import deel, maak_geboekt
from tests.financien.toekenningfabriek import kom_binnen, maak_bestand, maak_toekenning, verleen

pytestmark = pytest.mark.django_db
JUNI, EIND = date(2018, 6, 1), date(2019, 5, 31)
D = Decimal


@pytest.fixture
def boeken(aanbod, casa, chandra):
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("1000", "0500", "100000"), datum=date(2018, 1, 1))


def maanden():
    return {maand.eerste.month: maand for maand in vooruitblik(JUNI).maanden if maand.eerste.year == 2018}


def bedrag(delen, wat):
    return dict(delen).get(wat, 0)


@pytest.fixture
def factuur(boeken, casa, chandra, eva):
    return maak_geboekt(chandra, eva, deel("4110", "725", casa), datum=JUNI, vervaldatum=date(2018, 8, 15))


def test_een_factuur_staat_in_de_maand_waarin_ze_vervalt_en_niet_ook_bij_de_crediteuren(factuur, casa, chandra):
    maak_boekstuk(chandra, regel("4110", "1500", "60", casa), datum=JUNI)

    stand = maanden()
    assert bedrag(stand[8].eruit, "Facturen") == D(725)
    assert bedrag(stand[6].eruit, "Crediteuren") == D(60)
    assert van_facturen(JUNI, EIND).rekeningen == {"1500": D(-725)}


@pytest.fixture
def bijdrage(boeken, casa, multibron, chandra):
    """The municipality of the plan of 2018, with two instalments of which the first came in."""
    bron = Financieringsbron.objects.get(naam="Gemeente")
    bron.partner = Partner.objects.create(code="gemeente", naam="Gemeente", soort="gemeente")
    bron.save()
    termijnen = [(date(2018, 2, 1), 40000), (date(2018, 9, 1), 216000)]
    rij = maak_toekenning(chandra, {casa: 56000, multibron: 200000}, termijnen=termijnen, partner=bron.partner)
    verleen(rij, chandra, date(2018, 1, 5))
    kom_binnen(rij, chandra, date(2018, 2, 3), "40000")
    return rij


def test_een_termijn_komt_op_haar_dag_en_niet_ook_uit_plan_of_balans(bijdrage):
    stand = maanden()

    assert {nr: bedrag(maand.erin, "Gemeente") for nr, maand in stand.items()} == {
        **dict.fromkeys((6, 7, 8, 10, 11, 12), 0),
        9: D(216000),
    }
    assert sum(bedrag(maand.erin, "Toekenningen nog te ontvangen") for maand in stand.values()) == 0
    assert van_toekenningen(JUNI, EIND).rekeningen == {"1300": D(216000), "1610": D(0)}


def test_een_andere_bron_van_dezelfde_soort_houdt_haar_eigen_plan(bijdrage, casa, chandra):
    """Income of one corporation does not use up what another one still has to pay."""
    rij = maak_toekenning(
        chandra,
        {casa: 50000},
        soort="woningcorporatie",
        bronnaam="Eigen Haard",
        partner=Partner.objects.create(code="eh", naam="Eigen Haard BV", soort="woningcorporatie"),
    )
    verleen(rij, chandra, date(2018, 1, 5), status="getekend")

    stand = maanden()
    assert bedrag(stand[7].erin, "Ymere") == D(10000)
    assert bedrag(stand[7].erin, "Eigen Haard BV") == D(50000)
    assert bedrag(stand[7].erin, "Eigen Haard") == 0


def volgend_jaar() -> dict[str, dict[int, Decimal]]:
    """Return what comes in from each source in the first five months of 2019, of which the plan repeats 2018."""
    uit: dict[str, dict[int, Decimal]] = {}
    for maand in vooruitblik(JUNI).maanden:
        for wie, som in maand.erin if maand.eerste.year == 2019 else ():
            uit.setdefault(wie, {})[maand.eerste.month] = som
    return uit


@pytest.mark.parametrize(("jaren", "rest"), [((2019, 2019), {}), ((2018, 2019), {1: D(32000), 4: D(32000)})])
def test_wat_voor_volgend_jaar_verleend_en_al_binnen_is_telt_een_keer(boeken, casa, chandra, jaren, rest):
    begin_boeken(2018, 2019)
    voor = volgend_jaar()
    assert voor.pop("Gemeente") == {1: D(64000), 4: D(64000)}
    eerste, laatste = jaren
    rij = maak_toekenning(
        chandra,
        {(jaar, casa): 256000 // (laatste - eerste + 1) for jaar in range(eerste, laatste + 1)},
        termijnen=[(date(2018, 5, 15), 64000), (date(2019, 2, 1), 192000)],
        jaar=eerste,
        bronnaam="Gemeente",
        partner=Partner.objects.create(code="stad", naam="De stad", soort="gemeente"),
        tot=date(laatste, 12, 31),
    )
    verleen(rij, chandra, date(2018, 5, 1))
    kom_binnen(rij, chandra, date(2018, 5, 15), "64000")

    na = volgend_jaar()

    assert na.pop("De stad") == {2: D(192000)}
    assert na.pop("Gemeente", {}) == rest  # what of the line of 2019 it is not for
    assert na == voor  # the money that came in advance is of this grant: nobody else pays less for it


@pytest.mark.parametrize(("gevraagd", "maand"), [(None, 7), (date(2018, 8, 20), 9)])
def test_zonder_termijnen_komt_het_twee_weken_na_het_verzoek_en_anders_volgende_maand(
    boeken, casa, chandra, gevraagd, maand
):
    rij = verleen(maak_toekenning(chandra, {casa: 1000}, soort="fonds"), chandra, date(2018, 1, 5))
    if gevraagd:
        vast = {"jaar": rij.jaar, "nummer": 1, "sleutel": uuid4(), "gemaakt_door": chandra, "bestand": maak_bestand()}
        rij.betaalverzoeken.create(datum=gevraagd, bedrag=1000, **vast)

    (komt,) = van_toekenningen(JUNI, EIND).verwacht
    assert (komt.datum.month, komt.bedrag) == (maand, 1000)


def test_wat_alleen_gevraagd_is_blijft_uit_het_plan_komen(boeken, casa, chandra):
    maak_toekenning(chandra, {casa: 256000}, bronnaam="Gemeente")

    assert van_toekenningen(JUNI, EIND).verwacht == ()
    assert bedrag(maanden()[7].erin, "Gemeente") == D(128000)
