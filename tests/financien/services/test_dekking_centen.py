"""After a lower final decision the coverage of the rooms is to the cent what the books say of them."""

from datetime import date
from decimal import Decimal

import pytest

from financien.services.dekkingsoverzicht import dekking
from financien.services.naar_rato import verlaging
from financien.services.overschot import spreek_af
from financien.services.toekenningstand import standen
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import bestem_alles, maak_gemeentejaar, sluit_jaar
from tests.financien.toekenningfabriek import maak_toekenning, stap, verleen

D = Decimal
EINDE = date(2019, 12, 31)
WAT = ("toegekend", "baten")


@pytest.fixture
def boeken(db):
    begin_boeken(2018, 2019)


def test_na_een_lagere_vaststelling_zijn_de_delen_samen_wat_is_vastgesteld(boeken, vier, chandra):
    delen = {vier[0]: "333.33", vier[1]: "333.33", vier[2]: "333.34"}
    rij = verleen(maak_toekenning(chandra, delen), chandra, date(2018, 1, 5))
    stap(rij, chandra, date(2018, 12, 31), "vastgesteld", bedrag=D(500))

    nu = dekking(2018, EINDE)

    assert [(k.toegekend, k.baten, k.nog_te_boeken) for k in nu.kamers] == [
        (D("166.66"), D("166.66"), 0), (D("166.66"), D("166.66"), 0), (D("166.68"), D("166.68"), 0), (0, 0, 0),
    ]  # fmt: skip
    assert nu.totaal.toegekend == sum(b.toegekend for b in nu.bronnen) == 500


def test_over_twee_jaren_zijn_de_delen_van_elke_kamer_samen_wat_de_boeken_van_haar_zeggen(boeken, vier, chandra):
    delen = {(jaar, kamer): "333.33" for jaar in (2018, 2019) for kamer in vier[:2]}
    rij = verleen(maak_toekenning(chandra, delen, tot=EINDE), chandra, date(2018, 1, 5))
    stap(rij, chandra, EINDE, "vastgesteld", bedrag=D("666.66"))

    jaren = [dekking(jaar, EINDE).kamers[:2] for jaar in (2018, 2019)]

    toegekend, baten = ([sum(getattr(jaar, wat) for jaar in k) for k in zip(*jaren, strict=True)] for wat in WAT)
    assert toegekend == baten == [D("333.33"), D("333.33")]


@pytest.mark.parametrize(
    ("lager", "al", "eraf"),
    [
        (15000, {}, ("9000.00", "6000.00")),
        (15000, {"a": 10000}, ("12777.78", "2222.22")),  # 5.000 more, by 50.000 and 40.000
        (10000, {"a": 10000}, ("10000", "0")),
        (4000, {"a": 10000}, ("4000.00", "0")),  # 6.000 comes back, where it was taken
        (4000, {"a": 6000, "b": 2000}, ("3000.00", "1000.00")),
        (100000, {"a": 10000}, ("60000", "40000")),
        (0, {"b": 5}, ("0", "0")),
    ],
)
def test_wat_al_van_een_deel_af_was_blijft_daar_en_alleen_het_verschil_wordt_verdeeld(lager, al, eraf):
    al = {deel: D(bedrag) for deel, bedrag in al.items()}

    assert verlaging(D(lager), {"a": D(60000), "b": D(40000)}, al) == dict(zip("ab", map(D, eraf), strict=True))


@pytest.mark.parametrize("bedrag", ["256000.00", "251611.22", "250000.00", "0.00"])
def test_wat_bij_het_afsluiten_terugging_blijft_van_die_kamer_af_ook_na_de_vaststelling(
    vier, chandra, time_machine, bedrag
):
    time_machine.move_to("2019-03-10 10:00", tick=False)
    rij = maak_gemeentejaar(vier, chandra)
    for jaar in (2017, 2018):
        sluit_jaar(chandra, jaar, date(2019, 3, 10))
    bestem_alles(chandra, 2018)
    stap(rij, chandra, date(2019, 3, 1), "verantwoord")
    voor = dekking(2018, date(2019, 3, 4)).kamers
    stap(rij, chandra, date(2019, 3, 5), "vastgesteld", bedrag=D(bedrag))

    na = dekking(2018, EINDE).kamers

    boeken = standen(EINDE, [rij.pk])[rij.pk]
    anders = 10000  # of the corporation, per room
    assert [k.toegekend - anders for k in na] == [boeken[kamer.pk].baten for kamer in vier]
    assert sum(k.toegekend - anders for k in na) == D(bedrag)
    assert [k.toegekend - anders for k in voor] == [62000, 74000, 53000, 67000]  # the decision of that day


def test_van_meer_jaren_blijft_het_van_het_jaar_af_waarin_het_terugging(vier, chandra, time_machine):
    time_machine.move_to("2019-03-10 10:00", tick=False)
    begin_boeken(2018, 2019)
    delen = {
        (jaar, kamer): bedrag for jaar in (2018, 2019) for kamer, bedrag in zip(vier, (60000, 40000), strict=False)
    }
    rij = verleen(maak_toekenning(chandra, delen, tot=EINDE), chandra, date(2018, 1, 5))
    for kamer, kosten in zip(vier[:2], ("50000", "40000"), strict=True):
        maak_boekstuk(chandra, regel("4110", "1000", kosten, kamer), datum=date(2018, 6, 1))
    sluit_jaar(chandra, 2018, date(2019, 3, 10))
    spreek_af(toekenning=rij, keuze="terug", grond="Beschikking")
    bestem_alles(chandra, 2018)
    stap(rij, chandra, date(2019, 3, 5), "vastgesteld", bedrag=D(171000))

    jaren = [[k.toegekend for k in dekking(jaar, EINDE).kamers[:2]] for jaar in (2018, 2019)]

    boeken = standen(EINDE, [rij.pk])[rij.pk]
    assert [sum(kamer) for kamer in zip(*jaren, strict=True)] == [boeken[kamer.pk].baten for kamer in vier[:2]]
    assert jaren == [[D("45000.00"), D("36000.00")], [D("54000.00"), D("36000.00")]]
