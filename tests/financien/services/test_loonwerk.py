"""Wages and holiday allowance that are not booked: a note when a month closes, and in the way of closing the year."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from dateutil.relativedelta import relativedelta

from financien.models import Boekenelders, Dagboek
from financien.services.afsluiten import AfsluitFout, sluit_voorlopig
from financien.services.boeken import BoekFout, boek, keer_om
from financien.services.elders import zet_elders
from financien.services.hindernissen import van_jaar, van_maand
from financien.services.lonen import Loonregel, betaal_vakantiegeld, boek_lonen, opgebouwd
from financien.services.loonwerk import ontbrekend
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening, stuk
from tests.financien.jaarfabriek import sluit_maanden

D = Decimal
NU = date(2027, 1, 10)
DECEMBER = ("De lonen van december zijn nog niet geboekt.", "/financien/boeken/2026/lonen/")
VAKANTIE = ("Het vakantiegeld van 2026 is nog niet geboekt.", "/financien/boeken/2026/lonen/vakantiegeld/")


@pytest.fixture(autouse=True)
def boeken(db, time_machine):
    time_machine.move_to("2027-01-10 10:00", tick=False)
    begin_boeken(2026)


def lonen(wie, kamer, maand, vakantiegeld=8):
    delen = {"bruto": D(100), "werkgeverslasten": D(20), "netto": D(90), "loonheffing": D(30)}
    loon = Loonregel(kamer=kamer, rekening=rekening("4010"), vakantiegeld=D(vakantiegeld), **delen)
    return boek_lonen(maand=date(2026, maand, 1), regels=[loon], sha256="0" * 64, gebruiker=wie).boekstuk


def gemist(hindernissen) -> list[tuple]:
    """Return what is said of wages."""
    rijen = [h for h in hindernissen if "lonen" in h.zin or "vakantiegeld" in h.zin]
    return [(h.zin, h.adres, h.eerst, h.melding) for h in rijen]


def in_maand(maand) -> list[tuple]:
    eerste = date(2026, maand, 1) + relativedelta(months=1)
    return gemist(van_maand(2026, maand, eerste, eerder=""))


def test_een_maand_zonder_lonen_na_een_met_lonen_meldt_dat(chandra, casa):
    assert in_maand(3) == []
    lonen(chandra, casa, 1)

    zin = "De lonen van {} zijn nog niet geboekt."
    adres = DECEMBER[1]
    assert [in_maand(maand) for maand in (1, 2, 4, 5)] == [
        [], [(zin.format("februari"), adres, False, True)], [(zin.format("april"), adres, False, True)],
        [(*VAKANTIE, False, True)],
    ]  # fmt: skip
    lonen(chandra, casa, 2)
    assert in_maand(2) == []


def test_december_zonder_lonen_houdt_het_jaar_open_tot_ze_er_zijn(chandra, casa):
    lonen(chandra, casa, 11, 0)
    sluit_maanden(chandra, 2026, 11)
    assert gemist(van_jaar(2026, NU)) == [(*DECEMBER, True, False)]
    with pytest.raises(AfsluitFout, match=DECEMBER[0]):
        sluit_voorlopig(jaar=2026, gebruiker=chandra, sleutel=uuid4(), vandaag=NU)

    stuk = lonen(chandra, casa, 12, 0)
    assert gemist(van_jaar(2026, NU)) == []
    keer_om(stuk, datum=stuk.datum, reden="Fout bestand", sleutel=uuid4(), gebruiker=chandra)
    assert gemist(van_jaar(2026, NU)) == [(*DECEMBER, True, False)]


def test_wie_sinds_drie_maanden_geen_lonen_heeft_wordt_er_niet_naar_gevraagd(chandra, casa):
    lonen(chandra, casa, 8, 0)

    assert (gemist(van_jaar(2026, NU)), len(in_maand(11))) == ([], 1)


def test_wie_in_oktober_wegging_houdt_het_jaar_niet_open(chandra, casa):
    lonen(chandra, casa, 10, 0)

    assert (len(in_maand(11)), gemist(van_jaar(2026, NU))) == (1, [])


def test_vakantiegeld_waarvan_mei_dicht_is_komt_op_de_eerste_open_dag(chandra, casa):
    lonen(chandra, casa, 4)
    lonen(chandra, casa, 5)
    sluit_maanden(chandra, 2026, 5)
    assert in_maand(6)[-1] == (*VAKANTIE, False, True)
    with pytest.raises(BoekFout, match="Kies een dag in mei"):
        betaal_vakantiegeld(datum=date(2026, 6, 1), loonheffing=D(0), gebruiker=chandra)

    stuk = betaal_vakantiegeld(datum=date(2026, 5, 31), loonheffing=D(2), gebruiker=chandra)

    assert (stuk.datum, stuk.omschrijving, stuk.totaal) == (date(2026, 6, 1), "Vakantiegeld 2026", D("18.00"))
    assert (opgebouwd(date(2026, 6, 1)), VAKANTIE in [rij[:2] for rij in in_maand(6)]) == ({}, False)


def test_vakantiegeld_dat_blijft_staan_houdt_het_jaar_open(chandra, casa):
    for maand in (5, 10, 11, 12):
        lonen(chandra, casa, maand)
    assert gemist(van_jaar(2026, NU)) == [(*VAKANTIE, True, False)]

    maak_boekstuk(chandra, regel("1540", "1520", "8.00", casa), datum=date(2026, 6, 20))

    assert gemist(van_jaar(2026, NU)) == []


def test_wie_in_mei_tot_en_met_april_betaalde_houdt_mei_voor_het_volgende_jaar(chandra, casa):
    """Paid by a document of their own; half of it is not all, and a reversal of wages is no payment."""
    for maand in (3, 4, 5):
        lonen(chandra, casa, maand)
    for maand in (11, 12):
        lonen(chandra, casa, maand, 0)
    fout = lonen(chandra, casa, 6, 20)
    keer_om(fout, datum=fout.datum, reden="Fout bestand", sleutel=uuid4(), gebruiker=chandra)
    betalen = [
        maak_boekstuk(chandra, regel("1540", "1520", bedrag, casa), datum=date(2026, 5, 20)) for bedrag in ("10", "6")
    ]

    assert opgebouwd(date(2026, 12, 31)) == {casa.pk: D("8.00")}
    assert gemist(van_jaar(2026, NU)) == []
    keer_om(betalen[1], datum=date(2026, 5, 21), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)
    assert gemist(van_jaar(2026, NU)) == [(*VAKANTIE, True, False)]


def test_boeken_die_elders_staan_sluiten_ook_als_hun_reserve_voor_vakantiegeld_blijft_staan(chandra, casa):
    """It stands on 1540 here too, and here nobody can book it off: the year would stay open for ever."""
    zet_elders(jaar=2026, pakket="Pakket X")
    reserve = stuk(regel("4010", "1540", "8.00", casa), datum=date(2026, 5, 31), dagboek=Dagboek.ELDERS)
    boek(reserve, sleutel=uuid4(), gebruiker=chandra)

    assert gemist(van_jaar(2026, NU)) == []
    assert sluit_voorlopig(jaar=2026, gebruiker=chandra, sleutel=uuid4(), vandaag=NU).stap == "voorlopig"


def test_na_december_hier_wacht_januari_elders_niet_op_lonen(chandra, casa):
    begin_boeken(2025)
    zet_elders(jaar=2026, pakket="Pakket X")
    loon = Loonregel(casa, rekening("4010"), D(100), D(20), D(0), D(90), D(30))
    boek_lonen(maand=date(2025, 12, 1), regels=[loon], sha256="0" * 64, gebruiker=chandra)

    assert [list(rijen) for rijen in ontbrekend(2026, 1)] == [[]]
    Boekenelders.objects.all().delete()
    assert [len(rijen) for rijen in ontbrekend(2026, 1)] == [1]
