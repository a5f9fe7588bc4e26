"""A year waits for the bank, but not for an account that ended or lies still."""

import re
from datetime import date
from decimal import Decimal

import pytest

from buurtwerkkamer.invoer.fouten import BestandFout
from financien.models import Bankregel
from financien.services.bank.boeken import boek_zelf
from financien.services.bank.voorstellen import Deel
from financien.services.hindernissen import van_jaar
from financien.services.rekeningbeheer import RekeningFout, sluit
from tests.financien.bankfabriek import begin_bank, blad, ing, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening

D = Decimal


@pytest.fixture
def oud(chandra, casa, time_machine):
    """An account that was emptied and left on 15 October; its files end there."""
    time_machine.move_to("2026-10-16 10:00", tick=False)
    begin_bank(2026, 2027)
    maak_boekstuk(chandra, regel("1000", "0900", "1000.00"), datum=date(2026, 1, 1))
    dag = date(2026, 10, 15)
    lees_blad(chandra, blad(zin("-990.00", datum=dag)))
    return dag


def _nog_te_lezen():
    return [h.zin for h in van_jaar(2026, date(2027, 1, 5)) if "is ingelezen tot" in h.zin]


def test_een_rekening_die_de_bank_op_nul_achterliet_houdt_het_jaar_niet_open(oud, chandra, time_machine):
    time_machine.move_to("2027-01-05 10:00", tick=False)
    assert len(_nog_te_lezen()) == 1

    lees_blad(chandra, blad(zin("-10.00", datum=oud, wat="Rest"), begin="10.00"))

    assert _nog_te_lezen() == []


def test_een_gesloten_rekening_houdt_het_jaar_niet_open_en_neemt_geen_bestand_meer_aan(oud, chandra, casa):
    delen = [Deel(rekening("4110"), D("-990.00"), casa)]
    boek_zelf(regel=Bankregel.objects.get(), delen=delen, omschrijving="Huur", gebruiker=chandra)
    bank = rekening("1000")
    with pytest.raises(RekeningFout, match=r"^Op deze rekening staat nog €\xa010,00\. Boek dat eerst"):
        sluit(bank)
    maak_boekstuk(chandra, regel("4220", "1000", "10.00", casa), datum=oud)
    assert len(_nog_te_lezen()) == 1

    sluit(bank)

    assert _nog_te_lezen() == []
    with pytest.raises(BestandFout, match=r"^Rekening 1000 Bank is gesloten\. Open haar eerst weer bij Rekeningen\."):
        lees_blad(chandra, blad(zin("1.00", datum=oud, wat="Rente"), begin="10.00"))


def test_een_bank_met_open_regels_sluit_niet(oud, chandra, casa):
    maak_boekstuk(chandra, regel("4220", "1000", "1000.00", casa), datum=oud)

    with pytest.raises(RekeningFout, match=r"^1 bankregel is nog niet geboekt\. Boek die eerst\.$"):
        sluit(rekening("1000"))


@pytest.fixture
def sparen(chandra, time_machine):
    """A savings account of which a CSV was read in autumn, without a line since."""
    time_machine.move_to("2026-10-16 10:00", tick=False)
    begin_bank(2026, 2027)
    maak_boekstuk(chandra, regel("1000", "0900", "1000.00"), datum=date(2026, 1, 1))
    return blad(zin("5.00", datum=date(2026, 10, 1)))


def test_een_stille_spaarrekening_sluit_met_dezelfde_csv_nog_eens_gelezen_na_het_jaar(sparen, chandra, time_machine):
    lees_blad(chandra, sparen, schrijf=ing)
    csv = r"Kwam er niets meer bij, lees dan na oudjaar je laatste CSV nog eens in\."
    for dag, open_ in (("2026-12-31 22:59", 1), ("2026-12-31 23:01", 0)):  # New Year's Eve here, and after it
        time_machine.move_to(f"{dag}:00Z", tick=False)
        uitslag = lees_blad(chandra, sparen, schrijf=ing)

        assert (uitslag.eerder, len(_nog_te_lezen())) == (True, open_)
        assert all(re.search(csv, zin_) for zin_ in _nog_te_lezen())
    assert Bankregel.objects.count() == 1


def test_een_oude_csv_zegt_niets_over_wat_erna_kwam(sparen, chandra, time_machine):
    lees_blad(chandra, sparen, schrijf=ing)
    lees_blad(chandra, blad(zin("5.00", datum=date(2026, 10, 12)), begin="1005.00"), schrijf=ing)
    time_machine.move_to("2027-01-05 10:00", tick=False)

    lees_blad(chandra, sparen, schrijf=ing)

    assert len(_nog_te_lezen()) == 1


def test_een_bestand_met_een_periode_telt_niet_verder_dan_die_ook_niet_nog_eens(sparen, chandra, time_machine):
    lees_blad(chandra, sparen)
    time_machine.move_to("2027-01-05 10:00", tick=False)

    lees_blad(chandra, sparen)

    assert len(_nog_te_lezen()) == 1
