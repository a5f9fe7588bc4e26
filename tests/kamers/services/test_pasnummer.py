"""The number on a pass."""

from datetime import date

import pytest

from kamers.services.pasnummer import klopt, lees_nummer, met_controlecijfer, nieuwe_nummers, nummer_van, vrije_pas
from tests.fabriek import maak_persoon

DAG = date(2026, 3, 10)


def test_het_controlecijfer_is_dat_van_damm():
    assert met_controlecijfer(572) == "5724"


def test_elk_verkeerd_cijfer_en_elke_verwisseling_valt_op():
    goed = met_controlecijfer(1830)

    fout = [goed[:i] + c + goed[i + 1 :] for i in range(len(goed)) for c in "0123456789" if c != goed[i]]
    ruil = [goed[:i] + goed[i + 1] + goed[i] + goed[i + 2 :] for i in range(len(goed) - 1) if goed[i] != goed[i + 1]]

    assert klopt(goed)
    assert len(fout + ruil) == 49
    assert not [nummer for nummer in fout + ruil if klopt(nummer)]


@pytest.mark.parametrize("tekst", ["5724", " 57 24 ", "572-4"])
def test_spaties_en_streepjes_in_een_nummer_doen_er_niet_toe(tekst):
    assert lees_nummer(tekst) == "5724"


@pytest.mark.parametrize("tekst", ["", "Fatima", "57a4", "٥٧٢٤", "1" * 13])
def test_wat_geen_nummer_is_leest_als_niets(tekst):
    assert lees_nummer(tekst) == ""


def test_nieuwe_nummers_volgen_op_elkaar_en_kloppen(casa):
    rijen = nieuwe_nummers(kamer=casa, aantal=3, vandaag=DAG)

    assert [rij.volgnummer - rijen[0].volgnummer for rij in rijen] == [0, 1, 2]
    assert all(klopt(nummer_van(rij)) for rij in rijen)
    assert rijen[0].volgnummer >= 100


def test_een_nummer_dat_iemand_al_heeft_wordt_overgeslagen(casa):
    eerste = nieuwe_nummers(kamer=casa, aantal=1, vandaag=DAG)[0]
    maak_persoon("Fatima", casa, pasnummer=met_controlecijfer(eerste.volgnummer + 1))

    rijen = nieuwe_nummers(kamer=casa, aantal=2, vandaag=DAG)

    assert [rij.volgnummer - eerste.volgnummer for rij in rijen] == [2, 3]


def test_een_vrije_pas_is_er_alleen_in_de_eigen_kamer_en_zonder_tikfout(casa, multibron):
    rij = nieuwe_nummers(kamer=casa, aantal=1, vandaag=DAG)[0]
    nummer = nummer_van(rij)

    assert vrije_pas(casa, nummer) == rij
    assert vrije_pas(multibron, nummer) is None
    assert vrije_pas(casa, nummer[:-1] + str((int(nummer[-1]) + 1) % 10)) is None
