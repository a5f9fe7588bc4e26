"""Hours: what was planned, what was given, and its value by the tariff of the version."""

from datetime import date
from decimal import Decimal

import pytest

from financien.models import Tijdsraming
from kamers.models import Uurtarief
from rapportage.cijfers import Kamercijfers
from rapportage.tabellen.basis import Somrij
from rapportage.tabellen.bouw_uren import urentabel
from tests.fabriek import maak_versie


@pytest.fixture
def versie(db):
    return maak_versie(2018)


def raam(versie, kamer, personen=10, tarief="10.04", wie="bewoner"):
    return Tijdsraming.objects.create(
        versie=versie, kamer=kamer, wie=wie, tekst="Uren", personen=personen, uren_per_persoon=250, tarief=tarief
    )


def geld(*bedragen):
    vast = tuple(Decimal(b) for b in bedragen)
    return Somrij("Financiering", vast, sum(vast))


def test_gedane_uren_krijgen_het_tarief_van_de_versie(versie, casa, multibron):
    raam(versie, casa)
    raam(versie, multibron)
    cijfers = {casa.pk: Kamercijfers(uren={"bewoner": Decimal("1234.25")})}

    rij = urentabel(versie, [casa, multibron], geld(0, 0), cijfers).rijen[0]

    assert (rij.gedane_uren, rij.gedane_uren_totaal) == ((Decimal("1234.25"), None), Decimal("1234.25"))
    assert rij.gedane_waarde == (Decimal("12391.8700"), None)
    assert rij.gedane_waarde_totaal == Decimal("12391.87")


def test_uren_die_niemand_noteerde_zijn_niet_geregistreerd(versie, casa):
    raam(versie, casa)

    rij = urentabel(versie, [casa], geld(0), {}).rijen[0]

    assert (rij.gedane_uren, rij.gedane_uren_totaal, rij.gedane_waarde_totaal) == ((None,), None, None)


def test_in_een_aanbod_staan_geen_gedane_uren(versie, casa):
    raam(versie, casa)

    assert urentabel(versie, [casa], geld(0), None).rijen[0].gedane_uren is None


def test_tarieven_die_verschillen_zijn_samen_geen_tarief(versie, casa, multibron):
    raam(versie, casa, tarief="10.04")
    raam(versie, multibron, tarief="11.00")

    rij = urentabel(versie, [casa, multibron], geld(0, 0), None).rijen[0]

    assert rij.tarief is None
    assert rij.waarde == Decimal("25100.00") + Decimal("27500.00")


def test_de_bron_is_die_van_het_laatste_tarief_van_dat_bedrag_tot_en_met_het_jaar(versie, casa):
    for vanaf, bedrag, bron in (
        (date(2016, 1, 1), "10.04", "ouder"),
        (date(2018, 7, 1), "10.04", "juli 2018"),
        (date(2019, 1, 1), "10.04", "later"),
        (date(2018, 1, 1), "10.12", "ander bedrag"),
    ):
        Uurtarief.objects.create(soort="bewoner", vanaf=vanaf, bedrag=bedrag, bron=bron)
    raam(versie, casa)

    assert urentabel(versie, [casa], geld(0), None).rijen[0].bron == "juli 2018"


def test_een_kamer_zonder_raming_telt_niet_mee(versie, casa, multibron):
    raam(versie, casa)

    tabel = urentabel(versie, [casa, multibron], geld(2510, 1000), None)

    assert tabel.rijen[0].cellen[1] is None
    assert tabel.uren == (2500, 0)
    assert tabel.populair.bedragen == (Decimal("27610.00"), Decimal("1000.00"))
    assert (tabel.aandelen, tabel.aandeel_totaal) == ((9, 100), 12)


def test_zonder_geld_en_uren_is_elk_aandeel_nul(versie, casa):
    tabel = urentabel(versie, [casa], geld(0), None)

    assert (tabel.rijen, tabel.aandelen, tabel.aandeel_totaal) == ((), (0,), 0)
