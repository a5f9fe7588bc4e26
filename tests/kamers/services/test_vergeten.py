"""Leaving a room, and being forgotten."""

from datetime import date
from uuid import uuid4

import pytest

from kamers.models import Deelname, Persoon, Teljaar
from kamers.services.tellen import telling
from kamers.services.vergeten import HeeftDossier, HelptHier, vergeet, vergeet_oude, verlaat
from tests.fabriek import maak_inzet, maak_persoon, maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij

VORIG_JAAR = date(2025, 3, 11)
GRENS = date(2024, 3, 10)  # two years before DINSDAG


@pytest.fixture
def rosa(casa, multibron):
    return maak_pashouder("Rosa", casa, multibron)


def wis(persoon, gebruiker, sleutel=None):
    return vergeet(persoon=persoon, vandaag=DINSDAG, sleutel=sleutel or uuid4(), gebruiker=gebruiker)


def namen():
    return sorted(Persoon.objects.values_list("voornaam", flat=True))


def test_wie_vergeten_is_heeft_geen_naam_geen_nummer_en_geen_kamer(rosa, amina):
    assert wis(rosa, amina) is True

    rosa.refresh_from_db()
    assert (rosa.voornaam, rosa.pasnummer, rosa.vergeten_op) == ("", "", DINSDAG)
    assert rosa.kamers.count() == 0


def test_alle_tellingen_blijven_gelijk_ook_die_van_een_gesloten_jaar(rosa, casa, amina):
    les, ali = maak_les(casa), maak_persoon("Ali", casa)
    was_bij(les, VORIG_JAAR, rosa, ali, nieuw=3)
    was_bij(les, DINSDAG, rosa, ali, nieuw=1)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)
    voor = (telling(2025), telling(2026), sorted(Deelname.objects.values_list("pk", "persoon")))

    wis(rosa, amina)

    assert (telling(2025), telling(2026), sorted(Deelname.objects.values_list("pk", "persoon"))) == voor
    assert telling(2025).per_kamer[casa.pk]["kamer"].op_naam == 2


def test_ook_de_passen_die_erin_opgingen_worden_vergeten(rosa, casa, amina):
    maak_pashouder("Roos", casa, nummer="5724", opgegaan_in=rosa)

    wis(rosa, amina)

    assert namen() == ["", ""]


def test_hetzelfde_formulier_vergeet_een_keer(rosa, amina):
    sleutel = uuid4()

    assert (wis(rosa, amina, sleutel), wis(rosa, amina, sleutel)) == (True, False)


def test_een_vrijwilliger_houdt_de_naam_tot_het_dossier_weg_is(casa, amina):
    kofi = maak_vrijwilliger("Kofi", casa, gestopt_op=date(2020, 1, 1)).persoon

    with pytest.raises(HeeftDossier, match=r"Kofi is vrijwilliger\. De naam blijft"):
        wis(kofi, amina)
    assert vergeet_oude(DINSDAG) == 0
    assert namen() == ["Kofi"]


def test_wie_een_kamer_verlaat_blijft_in_de_andere(rosa, casa, multibron, amina):
    sleutel = uuid4()

    assert verlaat(persoon=rosa, kamer=casa, sleutel=sleutel, gebruiker=amina) is True
    assert verlaat(persoon=rosa, kamer=casa, sleutel=sleutel, gebruiker=amina) is False
    assert (list(rosa.kamers.all()), rosa.voornaam) == ([multibron], "Rosa")


def test_wie_hier_helpt_verlaat_de_kamer_niet(casa, amina):
    kofi = maak_vrijwilliger("Kofi", casa).persoon

    with pytest.raises(HelptHier, match="Stop dat eerst"):
        verlaat(persoon=kofi, kamer=casa, sleutel=uuid4(), gebruiker=amina)
    assert list(kofi.kamers.all()) == [casa]


@pytest.mark.parametrize(("sinds", "blijft"), [(GRENS, True), (date(2024, 3, 9), False)])
def test_een_pas_zonder_bezoek_blijft_twee_jaar(casa, sinds, blijft):
    maak_persoon("Rosa", casa, sinds=sinds)

    assert vergeet_oude(DINSDAG) == (0 if blijft else 1)
    assert namen() == (["Rosa"] if blijft else [""])


@pytest.mark.parametrize(("dag", "blijft"), [(GRENS, True), (date(2024, 3, 9), False)])
def test_de_laatste_keer_telt_op_de_dag_zelf_ook_op_een_oude_kaart(casa, dag, blijft):
    rosa, ali = maak_persoon("Rosa", casa), maak_persoon("Ali", casa)
    roos = maak_persoon("Roos", casa, opgegaan_in=ali)
    was_bij(maak_les(casa), dag, rosa, roos)

    assert vergeet_oude(DINSDAG) == (0 if blijft else 2)
    assert namen() == (["Ali", "Roos", "Rosa"] if blijft else ["", "", ""])


def test_wie_uren_heeft_is_gezien(casa):
    rosa = maak_persoon("Rosa", casa)
    maak_inzet(rosa, was_bij(maak_les(casa), GRENS))

    assert vergeet_oude(DINSDAG) == 0
    assert vergeet_oude(date(2026, 3, 11)) == 1


def test_wie_al_vergeten_is_telt_niet_nog_eens(casa):
    maak_persoon("Rosa", casa, sinds=date(2020, 1, 1))

    assert (vergeet_oude(DINSDAG), vergeet_oude(DINSDAG)) == (1, 0)
