"""The way back for passes: leaving, coming to another room, and merging."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from kamers.models import AlGeteld, Deelname, Persoon, Teljaar
from kamers.services.pas_terug import NietMeerTerug, neem_pas_terug
from kamers.services.passen import kom_erbij, met_nummer
from kamers.services.passen_samenvoegen import voeg_samen
from kamers.services.teljaar import TeljaarGesloten
from kamers.services.tellen import telling
from kamers.services.vergeten import vergeet, verlaat
from tests.fabriek import maak_persoon, maak_soort, maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij

WEEK = timedelta(days=7)


@pytest.fixture
def rosa(casa):
    return maak_pashouder("Rosa", casa, nummer="5724", sinds=date(2025, 6, 1))


@pytest.fixture
def roos(casa):
    return maak_pashouder("Roos", casa, nummer="1004", sinds=date(2024, 1, 5))


@pytest.fixture
def sleutel():
    return uuid4()


def samen(blijft, gaat_op, gebruiker, sleutel):
    voeg_samen(blijft=blijft, gaat_op=gaat_op, sleutel=sleutel, gebruiker=gebruiker, vandaag=DINSDAG)


def alles():
    """Everything that merging touches, but for the versions of open cards."""
    mensen = Persoon.objects.order_by("pk").values("pk", "voornaam", "pasnummer", "sinds", "opgegaan_in", "kamers")
    namen = Deelname.objects.order_by("bijeenkomst", "persoon")
    op_naam = namen.values_list("bijeenkomst", "persoon", "bijeenkomst__op_naam")
    al = AlGeteld.objects.order_by("persoon", "kamer", "jaar", "soort").values_list("persoon", "kamer", "jaar", "soort")
    return list(mensen.order_by("pk", "kamers")), list(op_naam), list(al), telling(2026)


def test_uit_elkaar_is_alles_zoals_het_was(rosa, roos, casa, multibron, amina, sleutel):
    les, taal = maak_les(casa), maak_soort("P4")
    roos.kamers.add(multibron)
    maak_pashouder("Roosje", casa, nummer="1013", opgegaan_in=roos)
    was_bij(les, DINSDAG, rosa, roos, maak_persoon("Ali", casa), kwamen_al=2)
    was_bij(les, DINSDAG + WEEK, roos)
    for persoon, soort in ((rosa, None), (roos, None), (roos, taal)):
        AlGeteld.objects.create(persoon=persoon, kamer=casa, jaar=2026, soort=soort)
    voor = alles()
    samen(rosa, roos, amina, sleutel)
    assert alles() != voor

    assert neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina) == rosa

    assert alles() == voor
    assert (met_nummer(casa, "1004"), met_nummer(casa, "1013"), met_nummer(casa, "5724")) == (roos, roos, rosa)
    assert neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina) is None
    assert alles() == voor


def test_een_kaart_die_ergens_open_staat_moet_opnieuw_bekeken_worden(rosa, roos, casa, amina, sleutel):
    rij = was_bij(maak_les(casa), DINSDAG, rosa, roos)
    samen(rosa, roos, amina, sleutel)

    neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    rij.refresh_from_db()
    assert (rij.op_naam, rij.versie) == (2, 3)


def test_wat_daarna_genoteerd_is_blijft_bij_de_pas_die_bleef(rosa, roos, casa, amina, sleutel):
    les = maak_les(casa)
    was_bij(les, DINSDAG, roos)
    samen(rosa, roos, amina, sleutel)
    later = was_bij(les, DINSDAG + WEEK, rosa)

    neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert list(later.deelnames.values_list("persoon", flat=True)) == [rosa.pk]
    assert Deelname.objects.get(bijeenkomst__dag=DINSDAG).persoon == roos


def test_het_nummer_dat_meeging_gaat_ook_weer_terug(roos, casa, amina, sleutel):
    kofi = maak_vrijwilliger("Kofi", casa).persoon
    samen(kofi, roos, amina, sleutel)

    neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert met_nummer(casa, "1004") == roos
    kofi.refresh_from_db()
    assert kofi.pasnummer == ""


def test_een_jaar_dat_intussen_gesloten_is_verandert_niet(rosa, roos, casa, amina, sleutel):
    was_bij(maak_les(casa), DINSDAG, rosa, roos)
    samen(rosa, roos, amina, sleutel)
    Teljaar.objects.create(kamer=casa, jaar=2026, gesloten_door=amina)
    voor = alles()

    with pytest.raises(TeljaarGesloten):
        neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert alles() == voor


def test_wie_daarna_vergeten_of_nog_eens_samengevoegd_is_komt_niet_terug(rosa, roos, casa, amina, sleutel):
    samen(rosa, roos, amina, sleutel)
    tweede = uuid4()
    samen(maak_pashouder("Fatima", casa, nummer="1022"), rosa, amina, tweede)
    fatima = Persoon.objects.get(voornaam="Fatima")
    vergeet(persoon=fatima, vandaag=DINSDAG, sleutel=uuid4(), gebruiker=amina)
    voor = alles()

    assert neem_pas_terug(kamer=casa, sleutel=tweede, gebruiker=amina) is None  # belongs to no room any more
    with pytest.raises(NietMeerTerug, match="Dit kan niet meer terug"):
        neem_pas_terug(kamer=casa, sleutel=_in_de_kamer(casa, rosa, sleutel), gebruiker=amina)
    assert alles()[1:] == voor[1:]


def _in_de_kamer(kamer, persoon, sleutel):
    persoon.kamers.add(kamer)
    return sleutel


def test_wie_weg_was_hoort_er_weer_bij(rosa, casa, amina, sleutel):
    verlaat(persoon=rosa, kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina) == rosa

    assert list(rosa.kamers.all()) == [casa]


def test_wie_er_per_ongeluk_bij_kwam_gaat_er_weer_af(rosa, casa, multibron, bram, sleutel):
    kom_erbij(kamer=multibron, tekst="5724", sleutel=sleutel, gebruiker=bram)

    assert neem_pas_terug(kamer=multibron, sleutel=sleutel, gebruiker=bram) == rosa

    assert list(rosa.kamers.all()) == [casa]


def test_wie_na_het_weggaan_vergeten_is_komt_niet_terug(rosa, casa, multibron, amina, sleutel):
    rosa.kamers.add(multibron)
    verlaat(persoon=rosa, kamer=casa, sleutel=sleutel, gebruiker=amina)
    vergeet(persoon=rosa, vandaag=DINSDAG, sleutel=uuid4(), gebruiker=amina)

    with pytest.raises(NietMeerTerug):
        neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)
    assert rosa.kamers.count() == 0


def test_niemand_haalt_het_terug_in_een_andere_kamer_of_van_een_ander(rosa, casa, multibron, amina, bram, sleutel):
    verlaat(persoon=rosa, kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert neem_pas_terug(kamer=multibron, sleutel=sleutel, gebruiker=amina) is None
    assert neem_pas_terug(kamer=casa, sleutel=sleutel, gebruiker=bram) is None
    assert neem_pas_terug(kamer=casa, sleutel=uuid4(), gebruiker=amina) is None
    assert rosa.kamers.count() == 0
