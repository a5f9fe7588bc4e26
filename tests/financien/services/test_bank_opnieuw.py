"""A bank line that is taken back and booked again counts once on every day: the books have what the bank has."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Bankregel, Boeking, Boekstuk
from financien.services.afsluiten import sluit_maand
from financien.services.bank.boeken import boek_zelf, maak_ongedaan
from financien.services.bank.voorstellen import Deel
from financien.services.bankplek import met_voorlopig
from financien.services.boeken import BoekFout, keer_om
from financien.services.elders import zet_elders
from financien.services.hindernissen import van_jaar, van_maand
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening

D = Decimal
ACHT_JANUARI, OUD = date(2027, 1, 8), date(2026, 12, 31)


def _boek(regel_, wie, kamer, **velden):
    delen = [Deel(rekening("4110"), regel_.bedrag, kamer)]
    return boek_zelf(regel=regel_, delen=delen, omschrijving="Huur", gebruiker=wie, **velden).boekstuk


def _keer_om(stuk, wie, dag, **velden):
    return keer_om(stuk, datum=dag, reden="Verkeerde kamer", sleutel=uuid4(), gebruiker=wie, **velden)


def _bank_op(dag):
    """Return what the books say of the bank at the end of a day."""
    rijen = Boeking.objects.filter(boekstuk__datum__lte=dag)
    kant = [sum(rijen.filter(**{k: rekening("1000")}).values_list("bedrag", flat=True)) for k in ("debet", "credit")]
    return kant[0] - kant[1]


def _kosten(**van_wanneer):
    """Return the rent per room, what was taken back left out."""
    per = {}
    for kant, teken in (("debet", 1), ("credit", -1)):
        for rij in Boeking.objects.filter(**{kant: rekening("4110")}, **van_wanneer).select_related("kamer"):
            per[rij.kamer.code] = per.get(rij.kamer.code, 0) + teken * rij.bedrag
    return {kamer: bedrag for kamer, bedrag in per.items() if bedrag}


@pytest.fixture
def laat(chandra, casa, multibron, time_machine):
    """A line of 30 December, booked on the wrong room; now it is January and the year is open."""
    time_machine.move_to("2027-01-08 10:00", tick=False)
    begin_bank(2025, 2026, 2027)
    maak_boekstuk(chandra, regel("1000", "0900", "1000.00"), datum=date(2026, 1, 1))
    lees_blad(chandra, blad(zin("-850.00", datum=date(2026, 12, 30)), tot=ACHT_JANUARI))
    lijn = Bankregel.objects.get()
    return SimpleNamespace(lijn=lijn, stuk=_boek(lijn, chandra, casa), wie=chandra, ander=multibron)


def test_ongedaan_in_januari_en_opnieuw_geboekt_staat_een_keer_in_december(laat):
    om = maak_ongedaan(regel=laat.lijn, datum=ACHT_JANUARI, gebruiker=laat.wie)
    stuk = _boek(laat.lijn, laat.wie, laat.ander)

    assert [(s.datum, s.dagboek, s.kenmerk) for s in (om, stuk)] == [
        (date(2026, 12, 30), "memoriaal", ""),
        (date(2026, 12, 30), "bank", ""),
    ]
    assert (_bank_op(OUD), laat.lijn.afschrift.stand) == (D("150.00"), D("150.00"))
    assert _kosten(boekstuk__jaar__jaar=2026) == {"multibron": D("850.00")}
    assert not _kosten(boekstuk__jaar__jaar=2027)


def test_wat_op_zijn_bladzijde_in_januari_is_omgekeerd_komt_ook_in_januari_weer(laat):
    _keer_om(laat.stuk, laat.wie, ACHT_JANUARI)
    bank = "1 bankregel is nog niet geboekt."
    assert bank in [h.zin for h in van_maand(2027, 1, date(2027, 3, 1))]  # there it can be booked
    assert bank not in [h.zin for h in van_jaar(2026, ACHT_JANUARI)]

    stuk = _boek(laat.lijn, laat.wie, laat.ander)

    assert (stuk.datum, stuk.dagboek, stuk.omschrijving) == (ACHT_JANUARI, "bank", "Huur (bank 30-12-2026)")
    assert [_bank_op(dag) for dag in (OUD, date(2027, 1, 7), ACHT_JANUARI)] == [D("150.00")] * 3


@pytest.mark.parametrize(("dicht", "dag"), [(0, date(2026, 3, 5)), (3, date(2026, 4, 1))])
def test_over_de_maand_heen_komt_terugboeken_op_de_dag_van_het_stuk_of_de_eerste_open_dag(
    chandra, casa, multibron, time_machine, dicht, dag
):
    time_machine.move_to("2026-04-10 10:00", tick=False)
    begin_bank(2026)
    lees_blad(chandra, blad(zin("-850.00", datum=date(2026, 3, 5))))
    lijn = Bankregel.objects.get()
    _boek(lijn, chandra, casa)
    for maand in range(1, dicht + 1):
        sluit_maand(jaar=2026, maand=maand, reden="Klaar", gebruiker=chandra, sleutel=uuid4())

    om = maak_ongedaan(regel=lijn, datum=date(2026, 4, 10), gebruiker=chandra)
    stuk = _boek(lijn, chandra, multibron)

    assert (om.datum, stuk.datum) == (dag, dag)
    assert _bank_op(date(2026, 3, 31)) == D("-850.00")


def _is(jaar, status):
    """Let a year be so far, one step at a time."""
    for stap in ("voorlopig", "vastgesteld")[: 1 + (status == "vastgesteld")]:
        Jaar.objects.filter(jaar=jaar).update(status=stap)


def test_een_slip_in_een_correctie_gaat_in_dat_jaar_terug_en_komt_er_weer(laat, casa):
    """The bar after a late line offers *Ongedaan*: in the new year the wrong account would stay in the old one."""
    _keer_om(laat.stuk, laat.wie, date(2026, 12, 30))
    _is(2026, "voorlopig")
    _boek(laat.lijn, laat.wie, casa, kenmerk="AC-12")

    om = maak_ongedaan(regel=laat.lijn, datum=ACHT_JANUARI, gebruiker=laat.wie)
    assert (om.datum, om.dagboek, om.reden, om.kenmerk) == (
        date(2026, 12, 30),
        "memoriaal",
        "Bankregel opnieuw boeken",
        "AC-12",
    )
    assert met_voorlopig(Bankregel.objects.all()).get().voorlopig
    stuk = _boek(laat.lijn, laat.wie, laat.ander, kenmerk="AC-12")

    assert (stuk.datum, stuk.kenmerk) == (date(2026, 12, 30), "AC-12")
    assert _kosten() == _kosten(boekstuk__jaar__jaar=2026) == {"multibron": D("850.00")}
    assert _bank_op(OUD) == D("150.00")


def test_wat_voor_het_voorlopig_afsluiten_geboekt_was_gaat_terug_in_het_open_jaar(laat):
    """Nobody named a reference, so it is no correction of the year that was closed."""
    _is(2026, "voorlopig")

    om = maak_ongedaan(regel=laat.lijn, datum=ACHT_JANUARI, gebruiker=laat.wie)

    assert (om.datum, om.kenmerk) == (ACHT_JANUARI, "")
    assert not met_voorlopig(Bankregel.objects.all()).get().voorlopig
    assert _boek(laat.lijn, laat.wie, laat.ander).datum == ACHT_JANUARI
    assert _bank_op(OUD) == D("150.00")


@pytest.fixture
def later(chandra, casa, time_machine):
    """A line of December 2025, which was settled, booked in January 2026; that year is provisionally closed now."""
    time_machine.move_to("2026-01-08 10:00", tick=False)
    begin_bank(2025, 2026, 2027)
    maak_boekstuk(chandra, regel("1000", "0900", "1000.00"), datum=date(2025, 1, 1))
    lees_blad(chandra, blad(zin("-850.00", datum=date(2025, 12, 30))))
    _is(2025, "vastgesteld")
    lijn = Bankregel.objects.get()
    stuk = _boek(lijn, chandra, casa)
    time_machine.move_to("2027-02-10 10:00", tick=False)
    _is(2026, "voorlopig")
    return SimpleNamespace(lijn=lijn, stuk=stuk, wie=chandra)


def test_wat_in_een_voorlopig_jaar_is_omgekeerd_komt_in_dat_jaar_weer_ook_van_een_ouder_jaar(later, multibron):
    assert (later.stuk.datum, later.stuk.omschrijving) == (date(2026, 1, 1), "Huur (bank 30-12-2025)")
    _keer_om(later.stuk, later.wie, OUD, kenmerk="AC-13")
    zin_ = r"^2026 is voorlopig afgesloten\. Vul het kenmerk van de accountant in, dan komt de regel in dat jaar\.$"

    with pytest.raises(BoekFout, match=zin_):
        _boek(later.lijn, later.wie, multibron)
    assert met_voorlopig(Bankregel.objects.all()).get().voorlopig
    assert "1 bankregel is nog niet geboekt." in [h.zin for h in van_jaar(2026, date(2027, 2, 10))]
    stuk = _boek(later.lijn, later.wie, multibron, kenmerk="AC-13")

    assert (stuk.dagboek, stuk.datum, stuk.kenmerk) == ("memoriaal", OUD, "AC-13")
    assert stuk.omschrijving == "Huur (bank 30-12-2025)"
    assert _bank_op(OUD) == D("150.00")
    assert not Boekstuk.objects.filter(jaar__jaar=2027).exists()


@pytest.mark.parametrize("status", ["voorlopig", "vastgesteld"])
def test_een_regel_van_een_jaar_dat_elders_staat_komt_hier_nergens_en_houdt_niets_tegen(
    chandra, casa, time_machine, status
):
    time_machine.move_to("2027-01-08 10:00", tick=False)
    begin_bank(2026, 2027)
    zet_elders(jaar=2026, pakket="Pakket X")
    lees_blad(chandra, blad(zin("-850.00", datum=date(2026, 12, 30))))
    bank = "/financien/bank/"
    assert bank not in [h.adres for h in van_jaar(2026, ACHT_JANUARI)]  # nor that it was not read to 31 December
    _is(2026, status)

    assert not met_voorlopig(Bankregel.objects.all()).get().voorlopig
    assert bank not in [h.adres for h in van_maand(2027, 1, date(2027, 3, 1))]
    with pytest.raises(BoekFout, match=r"^Dit boekjaar is (voorlopig afgesloten|vastgesteld)\."):
        _boek(Bankregel.objects.get(), chandra, casa, kenmerk="AC-12")
    assert not Boekstuk.objects.exists()


def test_van_een_lange_tekst_blijft_het_begin_met_de_dag_van_de_bank_erachter(laat, casa):
    _keer_om(laat.stuk, laat.wie, OUD)
    _is(2026, "voorlopig")
    delen = [Deel(rekening("4110"), D("-850.00"), casa)]

    vast = {"delen": delen, "omschrijving": "x" * 140, "kenmerk": "AC-12", "gebruiker": laat.wie}
    stuk = boek_zelf(regel=laat.lijn, **vast).boekstuk

    assert stuk.omschrijving == "x" * 120 + " (bank 30-12-2026)"
