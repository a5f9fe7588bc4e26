"""What other grants book: finally decided lower, of several years, rejected, in kind, or of a year that is closed."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Boekstuk
from financien.services.boeken import AlGeboekt, BoekFout
from financien.services.ontvangsten import betaal_terug
from financien.services.toekenningboek import erken_in
from financien.services.toekenningstand import Stand, samen, standen
from tests.fabriek import zet_jaar
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.toekenningfabriek import (
    baten,
    bedragen_van,
    kom_binnen,
    maak_toekenning,
    op_de_balans,
    samengevat,
    stand,
    stap,
    verleen,
)

D = Decimal
DELEN = (62000, 74000, 53000, 67000)
BESLUIT = date(2017, 12, 1)
ONTVANGSTEN = [date(2017, 12, 15), date(2018, 4, 2), date(2018, 10, 1), date(2019, 2, 15)]


@pytest.fixture
def boeken(vier):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    """The grant of the municipality, decided before the year."""
    toekenning = maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True)))
    return verleen(toekenning, chandra, BESLUIT)


def test_lager_vastgesteld_verlaagt_de_baten_en_wat_te_veel_kwam_gaat_terug(gemeente, vier, chandra):
    for dag in ONTVANGSTEN:
        kom_binnen(gemeente, chandra, dag, 64000)
    zet_jaar("vastgesteld", jaar=2018)

    stap(gemeente, chandra, date(2019, 6, 3), "vastgesteld", bedrag=D(253440))

    assert bedragen_van(samengevat(gemeente, date(2019, 6, 2))) == (256000, 256000, 0, 0, 0)
    assert bedragen_van(samengevat(gemeente, date(2019, 6, 3))) == (256000, 253440, 0, 0, 2560)
    assert [stand(gemeente, date(2019, 6, 3))[k.pk].terug for k in vier] == [620, 740, 530, 670]
    assert baten(2019, date(2019, 12, 31)) == -2560

    with pytest.raises(BoekFout, match="Terug te betalen is €\xa02"):
        _betaal_terug(gemeente, chandra, "2560.01")
    _betaal_terug(gemeente, chandra, "2560")
    assert op_de_balans(date(2019, 7, 1)) == {"1000": D(253440)}


def _betaal_terug(toekenning, chandra, bedrag):
    return betaal_terug(
        toekenning=toekenning,
        rekening=rekening("1000"),
        datum=date(2019, 7, 1),
        bedrag=D(bedrag),
        sleutel=uuid4(),
        gebruiker=chandra,
    )


def test_lager_vastgesteld_in_een_open_jaar_verlaagt_de_baten_van_dat_jaar_en_de_vordering(gemeente, chandra):
    for dag in ONTVANGSTEN[:3]:
        kom_binnen(gemeente, chandra, dag, 64000)

    stap(gemeente, chandra, date(2019, 6, 3), "vastgesteld", bedrag=D(200000))

    assert baten(2018, date(2018, 12, 31)) == 200000
    assert bedragen_van(samengevat(gemeente, date(2018, 12, 31))) == (192000, 200000, 8000, 0, 0)
    with pytest.raises(BoekFout, match="Er komt nog"):
        kom_binnen(gemeente, chandra, ONTVANGSTEN[3], 64000)


def test_hoger_vaststellen_wordt_geweigerd(gemeente, chandra):
    with pytest.raises(BoekFout, match="dat is een nieuw besluit"):
        stap(gemeente, chandra, date(2019, 6, 3), "vastgesteld", bedrag=D("256000.01"))

    assert gemeente.stappen.count() == 2


def test_een_meerjarige_toekenning_geeft_elk_jaar_zijn_eigen_baten(boeken, vier, chandra):
    delen = {(2018, vier[0]): 1000, (2019, vier[0]): 500, (2019, vier[1]): 700}
    toekenning = verleen(maak_toekenning(chandra, delen, tot=date(2019, 12, 31)), chandra, date(2018, 1, 5))
    kom_binnen(toekenning, chandra, date(2018, 1, 10), 2200)

    assert bedragen_van(samengevat(toekenning, date(2018, 12, 31))) == (2200, 1000, 0, 1200, 0)
    assert bedragen_van(samengevat(toekenning, date(2019, 1, 1))) == (2200, 2200, 0, 0, 0)
    assert (baten(2018, date(2018, 12, 31)), baten(2019, date(2019, 12, 31))) == (1000, 1200)


def test_eigen_inkomsten_zijn_baten_op_de_dag_dat_ze_binnenkomen(boeken, vier, chandra):
    toekenning = maak_toekenning(chandra, dict.fromkeys(vier, 500), soort="eigen inkomsten")
    kom_binnen(toekenning, chandra, date(2018, 3, 1), "100.01")
    kom_binnen(toekenning, chandra, date(2018, 4, 1), "2100", kamer=vier[2])

    per_kamer = stand(toekenning, date(2018, 12, 31))
    assert [per_kamer[k.pk].baten for k in vier] == [25, 25, 2125, D("25.01")]
    assert samen(per_kamer).vordering == 0


def test_een_bijdrage_in_natura_komt_nooit_in_de_boeken(boeken, vier, chandra):
    toekenning = maak_toekenning(chandra, {vier[0]: 4000}, aard="natura")
    verleen(toekenning, chandra, date(2018, 2, 1))

    with pytest.raises(BoekFout, match="in natura"):
        kom_binnen(toekenning, chandra, date(2018, 3, 1), 1)
    assert not Boekstuk.objects.exists()


def test_op_een_afwijzing_komt_geen_geld(boeken, vier, chandra):
    toekenning = verleen(maak_toekenning(chandra, {vier[0]: 1000}), chandra, date(2018, 2, 1), "afgewezen")

    with pytest.raises(BoekFout, match="afgewezen"):
        kom_binnen(toekenning, chandra, date(2018, 3, 1), 1)


def test_terugbetalen_op_een_eerdere_dag_kan_niet_nog_een_keer(casa, chandra):
    begin_boeken(2018)
    rij = verleen(maak_toekenning(chandra, {casa: 1000}), chandra, date(2018, 1, 5))
    kom_binnen(rij, chandra, date(2018, 2, 1), "1000")
    stap(rij, chandra, date(2018, 6, 1), "vastgesteld", bedrag=Decimal(600))
    vast = {"toekenning": rij, "rekening": rekening("1000"), "bedrag": Decimal(400), "gebruiker": chandra}
    betaal_terug(datum=date(2018, 8, 20), sleutel=uuid4(), **vast)

    with pytest.raises(BoekFout, match="Terug te betalen is"):
        betaal_terug(datum=date(2018, 7, 10), sleutel=uuid4(), **vast)
    assert samen(standen(date(2018, 12, 31), [rij.pk])[rij.pk]).ontvangen == 600


def test_wat_al_binnen_is_bij_een_afgewezen_aanvraag_gaat_terug(casa, chandra):
    begin_boeken(2018)
    rij = maak_toekenning(chandra, {casa: 1000})
    kom_binnen(rij, chandra, date(2018, 2, 1), "250")
    stap(rij, chandra, date(2018, 3, 1), "afgewezen")

    voor, na = (samen(standen(date(2018, *dag), [rij.pk])[rij.pk]) for dag in ((2, 28), (3, 1)))
    assert (voor.vooruit, voor.terug) == (250, 0)
    assert (na.vooruit, na.terug, na.baten) == (0, 250, 0)
    vast = {"toekenning": rij, "rekening": rekening("1000"), "bedrag": Decimal(250), "gebruiker": chandra}
    betaal_terug(datum=date(2018, 3, 9), sleutel=uuid4(), **vast)
    assert samen(standen(date(2018, 3, 9), [rij.pk])[rij.pk]) == Stand()


def test_een_jaar_dat_begint_krijgt_zijn_baten_ook_als_alles_al_binnen_is(casa, chandra):
    begin_boeken(2018)
    delen = {(2018, casa): 600, (2019, casa): 400}
    rij = maak_toekenning(chandra, delen, tot=date(2019, 12, 31))
    verleen(rij, chandra, date(2018, 1, 5))
    kom_binnen(rij, chandra, date(2018, 2, 1), "1000")
    begin_boeken(2018, 2019)
    erken_in(2019, chandra)
    erken_in(2019, chandra)

    oud, nieuw = (samen(standen(dag, [rij.pk])[rij.pk]) for dag in (date(2018, 12, 31), date(2019, 1, 1)))
    assert (oud.baten, oud.vooruit) == (600, 400)
    assert (nieuw.baten, nieuw.vooruit) == (1000, 0)


@pytest.mark.parametrize("status", ["voorlopig", "vastgesteld"])
def test_een_besluit_over_een_jaar_dat_dicht_is_komt_in_het_open_jaar(casa, chandra, status):
    begin_boeken(2018, 2019)
    rij = maak_toekenning(chandra, {casa: 1000})
    zet_jaar(status, jaar=2018)
    verleen(rij, chandra, date(2018, 11, 1))

    assert standen(date(2018, 12, 31), [rij.pk]) == {}
    assert samen(standen(date(2019, 1, 1), [rij.pk])[rij.pk]).baten == 1000


def test_eigen_inkomsten_van_een_andere_kamer_onder_een_gebruikte_sleutel_worden_geweigerd(boeken, vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 100, vier[1]: 100}, soort="eigen inkomsten")
    sleutel, dag = uuid4(), date(2018, 3, 1)
    eerste = kom_binnen(rij, chandra, dag, 40, sleutel=sleutel, kamer=vier[0])

    with pytest.raises(AlGeboekt):
        kom_binnen(rij, chandra, dag, 40, sleutel=sleutel, kamer=vier[1])
    with pytest.raises(AlGeboekt):
        kom_binnen(rij, chandra, dag, 40, sleutel=sleutel)
    assert kom_binnen(rij, chandra, dag, 40, sleutel=sleutel, kamer=vier[0]) == eerste

    samen = kom_binnen(rij, chandra, dag, 40, sleutel=(tweede := uuid4()))
    assert kom_binnen(rij, chandra, dag, 40, sleutel=tweede) == samen
    with pytest.raises(AlGeboekt):
        kom_binnen(rij, chandra, dag, 40, sleutel=tweede, kamer=vier[0])
