"""The grant of 256.000 at every date between, and its receipts."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import uuid4

import pytest

from financien.models import Boeking, Boekstuk
from financien.services.boeken import AlGeboekt, BoekFout, keer_om
from financien.services.ontvangsten import ontvang
from financien.services.toekenningboek import sluit_aan, vergrendel
from financien.services.toekenningstand import Stand, samen
from tests.fabriek import zet_jaar
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel, rekening
from tests.financien.toekenningfabriek import (
    baten,
    bedragen_van,
    kom_binnen,
    maak_toekenning,
    op_de_balans,
    samengevat,
    stand,
    verleen,
)

D = Decimal
DELEN = (62000, 74000, 53000, 67000)
BESLUIT = date(2017, 12, 1)
ONTVANGSTEN = [date(2017, 12, 15), date(2018, 4, 2), date(2018, 10, 1), date(2019, 2, 15)]
KWART = [D(15500), D(18500), D(13250), D(16750)]  # of each room, of one instalment of 64.000


@pytest.fixture
def boeken(vier):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    """The grant of the municipality, decided before the year."""
    toekenning = maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True)))
    return verleen(toekenning, chandra, BESLUIT)


VERWACHT = [  # from which day: received, income, claim, received in advance
    (BESLUIT - timedelta(days=1), (0, 0, 0, 0)),
    (BESLUIT, (0, 0, 0, 0)),  # decided for a year that has not begun: a promise, no claim yet
    (ONTVANGSTEN[0], (64000, 0, 0, 64000)),
    (date(2018, 1, 1), (64000, 256000, 192000, 0)),
    (ONTVANGSTEN[1], (128000, 256000, 128000, 0)),
    (ONTVANGSTEN[2], (192000, 256000, 64000, 0)),
    (ONTVANGSTEN[3], (256000, 256000, 0, 0)),
    (date(2019, 12, 31), (256000, 256000, 0, 0)),
]


def dagen():
    """Yield each day from 30 November 2017 to 28 February 2019 with what must stand there."""
    for (van, verwacht), (tot, _later) in pairwise(VERWACHT):
        dag = van
        while dag < min(tot, date(2019, 3, 1)):
            yield dag, verwacht
            dag += timedelta(days=1)


@pytest.mark.parametrize("volgorde", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_de_256000_klopt_op_elke_dag_in_welke_volgorde_het_ook_wordt_ingevoerd(gemeente, vier, chandra, volgorde):
    for nummer in volgorde:
        kom_binnen(gemeente, chandra, ONTVANGSTEN[nummer], 64000)

    assert {dag: bedragen_van(samengevat(gemeente, dag)) for dag, _v in dagen()} == {dag: (*v, 0) for dag, v in dagen()}


def test_de_256000_klopt_per_kamer_en_de_kamers_samen_zijn_het_totaal(gemeente, vier, chandra):
    for dag in ONTVANGSTEN:
        kom_binnen(gemeente, chandra, dag, 64000)

    for dag, (ontvangen, inkomen, vordering, vooruit) in dagen():
        per_kamer = stand(gemeente, dag)
        keren = ontvangen // 64000
        for kamer, deel, kwart in zip(vier, DELEN, KWART, strict=True):
            eigen = per_kamer.get(kamer.pk, Stand())
            erkend = D(deel) if inkomen else D(0)
            assert eigen == Stand(
                ontvangen=keren * kwart,
                baten=erkend,
                vordering=erkend - keren * kwart if inkomen else D(0),
                vooruit=keren * kwart if vooruit else D(0),
            ), (dag, kamer)
        assert bedragen_van(samen(per_kamer)) == (ontvangen, inkomen, vordering, vooruit, 0)


def test_de_256000_staat_zo_in_de_balans_en_in_de_staat_van_baten_en_lasten(gemeente, vier, chandra):
    for dag in ONTVANGSTEN:
        kom_binnen(gemeente, chandra, dag, 64000)

    for dag, (ontvangen, inkomen, vordering, vooruit) in VERWACHT:
        op_balans = op_de_balans(dag)
        verwacht = {"1000": ontvangen, "1300": vordering, "1610": vooruit}
        assert op_balans == {nummer: bedrag for nummer, bedrag in verwacht.items() if bedrag}, dag
        in_2018 = inkomen if dag.year >= 2018 else 0
        assert baten(2018, min(dag, date(2018, 12, 31))) == in_2018
    assert baten(2017, date(2017, 12, 31)) == 0
    assert baten(2019, date(2019, 12, 31)) == 0
    assert [baten(2018, date(2018, 6, 30), kamer) for kamer in vier] == [D(deel) for deel in DELEN]


def test_een_omgekeerde_ontvangst_zet_vordering_en_vooruitontvangen_terug_op_de_dag_zelf(gemeente, chandra):
    vooraf = kom_binnen(gemeente, chandra, ONTVANGSTEN[0], 64000)
    kom_binnen(gemeente, chandra, ONTVANGSTEN[1], 64000)

    keer_om(vooraf, datum=date(2018, 5, 7), reden="Was van een ander", sleutel=uuid4(), gebruiker=chandra)

    assert bedragen_van(samengevat(gemeente, date(2017, 12, 31))) == (64000, 0, 0, 64000, 0)
    assert bedragen_van(samengevat(gemeente, date(2018, 5, 6))) == (128000, 256000, 128000, 0, 0)
    assert bedragen_van(samengevat(gemeente, date(2018, 5, 7))) == (64000, 256000, 192000, 0, 0)
    assert op_de_balans(date(2018, 5, 7)) == {"1000": D(64000), "1300": D(192000)}
    assert baten(2018, date(2018, 12, 31)) == 256000


def test_omkeren_voor_het_jaar_begint_neemt_het_vooruitontvangen_weg(gemeente, chandra):
    vooraf = kom_binnen(gemeente, chandra, ONTVANGSTEN[0], 64000)

    keer_om(vooraf, datum=date(2017, 12, 20), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)

    assert op_de_balans(date(2017, 12, 31)) == {}
    assert op_de_balans(date(2018, 1, 1)) == {"1300": D(256000)}


def test_de_baten_van_een_besluit_kunnen_niet_los_worden_omgekeerd(gemeente, chandra):
    stuk = Boekstuk.objects.get(omschrijving__startswith="Baten 2018")

    with pytest.raises(BoekFout, match="Dit stuk volgt uit een toekenning"):
        keer_om(stuk, datum=date(2018, 3, 1), reden="Fout", sleutel=uuid4(), gebruiker=chandra)

    assert not Boekstuk.objects.filter(keert_om=stuk).exists()


def test_een_stuk_zonder_toekenning_keert_om_zoals_altijd(gemeente, vier, chandra):
    stuk = maak_boekstuk(chandra, regel("4110", "1000", "12.50", vier[0]), datum=date(2018, 2, 1))

    keer_om(stuk, datum=date(2018, 2, 2), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)

    assert not Boeking.objects.filter(boekstuk__datum=date(2018, 2, 2), toekenning__isnull=False).exists()


def test_dezelfde_ontvangst_twee_keer_is_een_stuk_en_een_andere_onder_die_sleutel_wordt_geweigerd(gemeente, chandra):
    sleutel = uuid4()
    eerste = kom_binnen(gemeente, chandra, ONTVANGSTEN[1], 64000, sleutel=sleutel)

    assert kom_binnen(gemeente, chandra, ONTVANGSTEN[1], 64000, sleutel=sleutel) == eerste
    with pytest.raises(AlGeboekt):
        kom_binnen(gemeente, chandra, ONTVANGSTEN[1], 63999, sleutel=sleutel)
    assert samengevat(gemeente, date(2018, 12, 31)).ontvangen == 64000


def test_meer_dan_er_nog_komt_wordt_geweigerd(gemeente, chandra):
    kom_binnen(gemeente, chandra, ONTVANGSTEN[1], 200000)

    with pytest.raises(BoekFout, match="Er komt nog €\xa056"):
        kom_binnen(gemeente, chandra, ONTVANGSTEN[2], "56000.01")
    kom_binnen(gemeente, chandra, ONTVANGSTEN[2], 56000)

    assert [stand(gemeente, date(2018, 12, 31))[k].vordering for k in stand(gemeente, date(2018, 12, 31))] == [0] * 4


def test_na_ongelijke_ontvangsten_heeft_elke_kamer_precies_haar_deel(gemeente, vier, chandra):
    for bedrag in ("0.01", "99999.98", "0.03", "33333.33", "122666.65"):
        kom_binnen(gemeente, chandra, date(2018, 5, 1), bedrag)

    ontvangen = stand(gemeente, date(2018, 12, 31))
    assert [ontvangen[kamer.pk].ontvangen for kamer in vier] == [D(deel) for deel in DELEN]


def test_geld_voor_het_besluit_is_vooruitontvangen_tot_het_besluit(boeken, vier, chandra):
    toekenning = maak_toekenning(chandra, {vier[0]: 1000})
    kom_binnen(toekenning, chandra, date(2018, 2, 1), 400)
    verleen(toekenning, chandra, date(2018, 3, 1))

    assert bedragen_van(samengevat(toekenning, date(2018, 2, 28))) == (400, 0, 0, 400, 0)
    assert bedragen_van(samengevat(toekenning, date(2018, 3, 1))) == (400, 1000, 600, 0, 0)


def test_een_besluit_na_het_jaar_is_een_bate_van_het_jaar_zolang_dat_open_is(boeken, vier, chandra):
    toekenning = verleen(maak_toekenning(chandra, {vier[0]: 1000}), chandra, date(2019, 1, 20))

    assert baten(2018, date(2018, 12, 31)) == 1000
    assert bedragen_van(samengevat(toekenning, date(2018, 12, 31))) == (0, 1000, 1000, 0, 0)


def test_een_besluit_na_een_gesloten_jaar_is_een_bate_van_de_dag_zelf(boeken, vier, chandra):
    toekenning = maak_toekenning(chandra, {vier[0]: 1000})
    zet_jaar("vastgesteld", jaar=2018)
    verleen(toekenning, chandra, date(2019, 9, 1))

    assert baten(2018, date(2018, 12, 31)) == 0
    assert baten(2019, date(2019, 9, 1)) == 1000


def test_aansluiten_is_na_elke_handeling_al_gedaan(gemeente, chandra):
    for dag in reversed(ONTVANGSTEN):
        kom_binnen(gemeente, chandra, dag, 64000)

    assert sluit_aan(vergrendel(gemeente), sleutel=uuid4(), gebruiker=chandra) == []


def test_een_ontvangst_op_een_andere_rekening_of_met_andere_woorden_onder_een_gebruikte_sleutel_wordt_geweigerd(
    gemeente, vier, chandra
):
    sleutel = uuid4()
    eerste = kom_binnen(gemeente, chandra, ONTVANGSTEN[1], 64000, sleutel=sleutel, omschrijving="Eerste termijn")
    vast = {"sleutel": sleutel, "gebruiker": chandra, "datum": ONTVANGSTEN[1], "bedrag": D(64000)}

    with pytest.raises(AlGeboekt):
        ontvang(toekenning=gemeente, rekening=kas_van(vier[0]), omschrijving="Eerste termijn", **vast)
    with pytest.raises(AlGeboekt):
        ontvang(toekenning=gemeente, rekening=rekening("1000"), omschrijving="Tweede termijn", **vast)
    assert ontvang(toekenning=gemeente, rekening=rekening("1000"), omschrijving="Eerste termijn", **vast) == eerste
