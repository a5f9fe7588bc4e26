"""A file read twice adds nothing, an overlap only what is new, and the chain of balances is never broken."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.models import Bestand, Cooperatie
from financien.models import Bankafschrift, Bankregel
from financien.services.bank.inlezen import lees_in, stand_van
from tests.financien.bankfabriek import (
    DAG,
    VREEMD,
    begin_bank,
    blad,
    camt,
    ing,
    lees_blad,
    mt940,
    rabobank,
    zin,
)
from tests.financien.boekfabriek import rekening

D = Decimal
EEN_DAG = timedelta(days=1)
VORMEN = [camt, mt940, ing, rabobank]


@pytest.fixture
def bank(casa, chandra):
    begin_bank(2026)
    return chandra


def bedragen():
    return list(Bankregel.objects.values_list("bedrag", flat=True))


def dag(n):
    return DAG + n * EEN_DAG


def test_hetzelfde_bestand_twee_keer_voegt_niets_toe(bank):
    b = blad(zin("-10.00"), zin("-10.00"), zin("25.00"))

    eerst, weer = lees_blad(bank, b), lees_blad(bank, b)

    assert (eerst.nieuw, eerst.bekend, eerst.eerder) == (3, 0, False)
    assert (weer.nieuw, weer.bekend, weer.eerder) == (0, 3, True)
    assert weer.afschrift == eerst.afschrift
    assert [Bankafschrift.objects.count(), Bestand.objects.count()] == [1, 1]
    assert bytes(eerst.afschrift.bestand.inhoud) == camt(b)


@pytest.mark.parametrize("eerst", VORMEN)
@pytest.mark.parametrize("later", VORMEN)
def test_dezelfde_periode_in_een_andere_vorm_voegt_niets_toe(bank, eerst, later):
    """Two equal lines on one day stay two, whatever the words of the form do to é and spaces."""
    huur = zin("-725.50", wat="Huur  maart – café Zuidoost", kenmerk="2026-03")
    b = blad(huur, huur, zin("64000.00", datum=dag(2), iban="", naam="Storting", wat=""))

    lees_blad(bank, b, eerst)
    weer = lees_blad(bank, b, later)

    assert (weer.nieuw, weer.bekend) == (0, 3)
    assert bedragen() == [D("-725.50"), D("-725.50"), D("64000.00")]


def test_een_bestand_dat_overlapt_voegt_alleen_het_nieuwe_toe(bank):
    lees_blad(bank, blad(zin("-10.00"), zin("-20.00", datum=dag(1))))

    langer = blad(zin("-10.00"), zin("-20.00", datum=dag(1)), zin("-20.00", datum=dag(1)), zin("5.00", datum=dag(3)))
    uitslag = lees_blad(bank, langer, ing)

    assert (uitslag.nieuw, uitslag.bekend) == (2, 2)
    assert bedragen() == [D("-10.00"), D("-20.00"), D("-20.00"), D("5.00")]
    assert uitslag.afschrift.stand == D("955.00")


def test_een_tweede_afschrift_van_dezelfde_dag_met_dezelfde_regel_is_nieuw(bank):
    """The balance tells: it begins where we are, so the line is another one."""
    lees_blad(bank, blad(zin("-10.00")))

    uitslag = lees_blad(bank, blad(zin("-10.00"), begin="990.00"))

    assert (uitslag.nieuw, bedragen()) == (1, [D("-10.00"), D("-10.00")])
    assert list(Bankregel.objects.values_list("volgnummer", flat=True)) == [1, 2]


def test_twee_nummers_van_de_bank_zijn_twee_regels(bank):
    lees_blad(bank, blad(zin("-10.00", nummer="A1"), zin("10.00", nummer="A2")))

    uitslag = lees_blad(bank, blad(zin("-10.00", nummer="A3"), zin("10.00", nummer="A4")))

    assert (uitslag.nieuw, len(bedragen())) == (2, 4)


def test_een_regel_die_elders_andere_woorden_heeft_wordt_herkend_als_het_saldo_het_zegt(bank):
    lees_blad(bank, blad(zin("-10.00", iban="", naam="AH 1234", wat="Betaalautomaat 14:32")))

    uitslag = lees_blad(bank, blad(zin("-10.00", naam="Albert Heijn", wat="Pas 001")), mt940)

    assert (uitslag.nieuw, bedragen()) == (0, [D("-10.00")])


def test_een_gat_tussen_twee_bestanden_wordt_geweigerd_met_de_dagen(bank):
    lees_blad(bank, blad(zin("-10.00")))

    with pytest.raises(BestandFout) as fout:
        lees_blad(bank, blad(zin("-1.00", datum=dag(4)), begin="900.00"))

    assert str(fout.value) == (
        "Tussen 03-03-2026 en 07-03-2026 missen regels: ons saldo was €\u00a0990,00, dit bestand begint met "
        "€\u00a0900,00. Haal bij je bank een bestand op vanaf 03-03-2026."
    )
    assert [Bankafschrift.objects.count(), Bestand.objects.count(), len(bedragen())] == [1, 1, 1]


def test_een_ouder_bestand_sluit_aan_of_wordt_geweigerd(bank):
    lees_blad(bank, blad(zin("-10.00", datum=dag(9))))

    with pytest.raises(BestandFout, match=r"Tussen 03-03-2026 en 12-03-2026 missen regels: dit bestand eindigt met"):
        lees_blad(bank, blad(zin("1.00"), begin="500.00"))
    uitslag = lees_blad(bank, blad(zin("400.00"), zin("100.00", datum=dag(2)), begin="500.00"))

    assert uitslag.nieuw == 2
    assert stand_van(rekening("1000")).basis == D("500.00")
    assert stand_van(rekening("1000")).nu == D("990.00")


def test_een_bestand_waarin_een_bekende_regel_mist_wordt_geweigerd(bank):
    lees_blad(bank, blad(zin("-10.00"), zin("-20.00"), zin("-5.00", datum=dag(1))))

    with pytest.raises(BestandFout, match=r"Dit bestand past niet bij de regels die er al staan vanaf 03-03-2026"):
        lees_blad(bank, blad(zin("-10.00"), zin("-5.00", datum=dag(1)), zin("7.00", datum=dag(2)), begin="1000.00"))

    assert len(bedragen()) == 3


class TestZonderSaldo:
    def test_het_eerste_bestand_moet_een_saldo_hebben(self, bank):
        with pytest.raises(BestandFout, match=r"Het eerste bestand van een rekening moet een saldo hebben\."):
            lees_blad(bank, blad(zin("-10.00")), ing, scheider=",", saldo=False)
        assert not Bankregel.objects.exists()

    def test_daarna_komt_erbij_wat_nieuw_is_en_het_volgende_saldo_bewijst_het(self, bank):
        lees_blad(bank, blad(zin("-10.00")))
        met = blad(zin("-10.00"), zin("-20.00", datum=dag(1)))

        uitslag = lees_blad(bank, met, ing, scheider=",", saldo=False)
        verder = lees_blad(bank, blad(zin("1.00", datum=dag(2)), begin="970.00"))

        assert (uitslag.nieuw, uitslag.bekend, uitslag.afschrift.begin) == (1, 1, None)
        assert (verder.nieuw, verder.afschrift.stand) == (1, D("971.00"))


def test_een_rekening_van_een_ander_wordt_geweigerd(bank):
    with pytest.raises(BestandFout, match=rf"Dit bestand is van rekening {VREEMD}\. Die is niet van ons\."):
        lees_blad(bank, blad(zin("-10.00"), iban=VREEMD))

    assert not Bestand.objects.exists()


def test_de_handgeldrekening_van_een_kamer_heeft_een_eigen_bestand(bank, casa):
    pot = casa.grootboekrekeningen.get(soort="handgeld")
    pot.iban = VREEMD
    pot.save()

    lees_blad(bank, blad(zin("250.00"), begin="0.00", iban=VREEMD))
    lees_blad(bank, blad(zin("-250.00")))

    assert list(Bankregel.objects.values_list("rekening__nummer", "bedrag")) == [
        (pot.nummer, D("250.00")),
        ("1000", D("-250.00")),
    ]


def test_het_nummer_van_de_cooperatie_mag_met_spaties_staan(bank):
    Cooperatie.objects.update(iban="NL91 ABNA 0417 1643 00")

    assert lees_blad(bank, blad(zin("-10.00"))).afschrift.rekening.nummer == "1000"


@pytest.mark.usefixtures("bank")
@given(
    centen=st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-500, -500, -1000, 1500])), min_size=1, max_size=10),
    sneden=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=5),
    keuze=st.lists(st.sampled_from(VORMEN), min_size=5, max_size=5),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_welke_delen_in_welke_vorm_ook_elke_regel_van_de_bank_staat_er_hoogstens_een_keer(
    chandra, centen, sneden, keuze
):
    """Random files over one month of the bank: at most its lines, equal ones included, and always its balance."""
    alles = [zin(D(c).scaleb(-2), datum=dag(d)) for d, c in sorted(centen)]
    with transaction.atomic():
        for (een, twee), schrijf in zip(sneden, keuze, strict=False):
            van, tot = dag(min(een, twee)), dag(max(een, twee))
            deel = [z for z in alles if van <= z.datum <= tot]
            begin = D("1000.00") + sum(z.bedrag for z in alles if z.datum < van)
            if not deel:
                continue
            with suppress(BestandFout):  # a part that does not join the chain adds nothing
                lees_in(inhoud=schrijf(blad(*deel, begin=begin)), naam="deel", gebruiker=chandra)
        er = Counter(Bankregel.objects.values_list("datum", "bedrag"))
        assert er <= Counter((z.datum, z.bedrag) for z in alles)
        stand = stand_van(rekening("1000"))
        if stand:
            assert stand.nu == D("1000.00") + sum(z.bedrag for z in alles if z.datum <= stand.laatste)
        transaction.set_rollback(True)


@pytest.mark.parametrize("opdracht", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("tabel", ["financien_bankregel", "financien_bankafschrift", "financien_bankboeking"])
def test_wat_de_bank_zei_verandert_nooit_meer(bank, opdracht, tabel):
    lees_blad(bank, blad(zin("-10.00")))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht.format(tabel))

    assert bedragen() == [D("-10.00")]


@pytest.mark.django_db(transaction=True)
def test_twee_mensen_die_tegelijk_hetzelfde_bestand_inlezen_maken_een_afschrift(casa, chandra):
    begin_bank(2026)
    start, uitslag = Barrier(6), []

    def doe(schrijf):
        start.wait()
        try:
            uitslag.append(lees_blad(chandra, blad(zin("-10.00"), zin("-10.00")), schrijf).nieuw)
        finally:
            connections.close_all()

    draden = [Thread(target=doe, args=[schrijf]) for schrijf in (camt, camt, mt940, mt940, ing, rabobank)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert sorted(uitslag) == [0, 0, 0, 0, 0, 2]
    assert (Bankafschrift.objects.count(), len(bedragen())) == (4, 2)


@pytest.mark.parametrize("schrijf", [ing, camt])
def test_een_bestand_met_een_dag_die_nog_moet_komen_wordt_heel_geweigerd(bank, chandra, time_machine, schrijf):
    time_machine.move_to("2026-03-04 23:30+01:00", tick=False)  # still the fourth in Amsterdam
    regels = [zin("-10.00", datum=date(2026, 3, 4), wat="Nu"), zin("-12.50", datum=date(2026, 3, 5), wat="Morgen")]
    with pytest.raises(BestandFout) as fout:
        lees_blad(chandra, blad(*regels), schrijf=schrijf)

    assert str(fout.value) == (
        "Regel 2 (€\xa0−12,50) is van 05-03-2026. Die dag moet nog komen. "
        "Er is niets ingelezen. Haal het bestand opnieuw op bij je bank."
    )
    assert (Bankregel.objects.count(), Bankafschrift.objects.count()) == (0, 0)
    assert lees_blad(chandra, blad(regels[0]), schrijf=schrijf).nieuw == 1
