"""One person at one occurrence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from kamers.models import Bijeenkomst, Deelname, Teljaar
from kamers.services.deelname import GingNietDoor, eraf, erbij
from kamers.services.keer import Keer
from kamers.services.regels import DagMoetNogKomen, Telfout
from kamers.services.teljaar import TeljaarGesloten
from tests.fabriek import maak_bijeenkomst, maak_inzet, maak_persoon, maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, was_bij


@pytest.fixture
def les(casa):
    return maak_les(casa)


@pytest.fixture
def rosa(casa):
    return maak_persoon("Rosa", casa)


def zet_erbij(les, persoon, gebruiker, gepland=DINSDAG, vandaag=DINSDAG):
    return erbij(keer=Keer(les, gepland), persoon=persoon, gebruiker=gebruiker, vandaag=vandaag)


def test_een_keer_die_nog_niet_genoteerd_is_begint_met_deze_persoon(les, rosa, amina):
    assert zet_erbij(les, rosa, amina) is True

    rij = Bijeenkomst.objects.get()
    geteld = (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer, rij.kinderen)
    assert (rij.status, rij.op_naam, rij.deelnemers, rij.genoteerd_door) == ("genoteerd", 1, 1, amina)
    assert geteld == (0, 0, 0, None)


def test_twee_keer_dezelfde_pas_is_een_keer_erbij(les, rosa, amina):
    zet_erbij(les, rosa, amina)
    versie = Bijeenkomst.objects.get().versie

    assert zet_erbij(les, rosa, amina) is False
    assert (Deelname.objects.count(), Bijeenkomst.objects.get().versie) == (1, versie)


def test_wat_al_geteld_is_blijft_en_de_kaart_krijgt_een_nieuwe_versie(les, rosa, casa, amina):
    rij = was_bij(les, DINSDAG, maak_persoon("Ali", casa), kwamen_al=4, nieuw=2, kinderen=1)

    zet_erbij(les, rosa, amina)

    rij.refresh_from_db()
    assert (rij.op_naam, rij.kwamen_al, rij.nieuw_soort, rij.kinderen, rij.versie) == (2, 4, 2, 1, 2)


def test_een_verplaatste_keer_wordt_genoteerd_op_de_nieuwe_dag(les, rosa, amina):
    leeg = {"kwamen_al": None, "nieuw": None, "status": "verplaatst"}
    rij = maak_bijeenkomst(les, DINSDAG, **leeg)
    Bijeenkomst.objects.filter(pk=rij.pk).update(dag=DINSDAG + timedelta(days=1))

    with pytest.raises(DagMoetNogKomen):
        zet_erbij(les, rosa, amina)
    zet_erbij(les, rosa, amina, vandaag=DINSDAG + timedelta(days=1))

    rij.refresh_from_db()
    assert (rij.status, rij.dag, rij.op_naam) == ("genoteerd", date(2026, 3, 11), 1)


def test_bij_wat_niet_doorging_komt_niemand_erbij(les, rosa, amina):
    maak_bijeenkomst(les, DINSDAG, kwamen_al=None, nieuw=None, status="vervallen")

    with pytest.raises(GingNietDoor, match="ging niet door"):
        zet_erbij(les, rosa, amina)
    assert Deelname.objects.count() == 0


def test_waar_we_zonder_namen_tellen_komt_geen_naam(casa, rosa, amina):
    huiswerk = maak_les(casa, telwijze="tellen", met_kinderen=True)

    with pytest.raises(Telfout, match="zonder namen"):
        zet_erbij(huiswerk, rosa, amina)
    assert Bijeenkomst.objects.count() == 0


def test_in_een_gesloten_teljaar_komt_niemand_erbij_en_niemand_eraf(les, rosa, casa, amina):
    was_bij(les, DINSDAG, rosa)
    Teljaar.objects.create(kamer=casa, jaar=2026, gesloten_door=amina)

    with pytest.raises(TeljaarGesloten, match=r"2026 van .* is gesloten"):
        zet_erbij(les, maak_persoon("Ali", casa), amina)
    with pytest.raises(TeljaarGesloten):
        eraf(keer=Keer(les, DINSDAG), persoon_id=rosa.pk, gebruiker=amina)
    assert Deelname.objects.count() == Bijeenkomst.objects.get().op_naam == 1


def test_wie_eraf_gaat_telt_niet_meer_en_een_tweede_keer_doet_niets(les, rosa, amina):
    zet_erbij(les, rosa, amina)

    assert eraf(keer=Keer(les, DINSDAG), persoon_id=rosa.pk, gebruiker=amina) is True
    assert eraf(keer=Keer(les, DINSDAG), persoon_id=rosa.pk, gebruiker=amina) is False
    assert eraf(keer=Keer(les, date(2026, 3, 17)), persoon_id=rosa.pk, gebruiker=amina) is False
    assert Bijeenkomst.objects.get().op_naam == 0


@pytest.mark.django_db(transaction=True)
def test_zes_passen_tegelijk_staan_er_alle_zes_bij(casa, amina):
    les, start = maak_les(casa), Barrier(6)
    mensen = [maak_persoon(f"Kind{letter}", casa) for letter in "abcdef"]

    def doe(persoon):
        start.wait()
        try:
            return zet_erbij(les, persoon, amina)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as ploeg:
        assert list(ploeg.map(doe, mensen)) == [True] * 6
    assert Bijeenkomst.objects.get().op_naam == Deelname.objects.count() == 6


def test_wie_deze_keer_helpt_is_geen_deelnemer(les, casa, amina):
    kofi = maak_vrijwilliger("Kofi", casa).persoon
    maak_inzet(kofi, was_bij(les, DINSDAG, nieuw=1))

    with pytest.raises(Telfout, match="Kofi helpt deze keer al"):
        zet_erbij(les, kofi, amina)


def test_een_pas_van_een_andere_kamer_komt_er_niet_bij(les, multibron, amina):
    with pytest.raises(Telfout, match="niet meer van deze kamer"):
        zet_erbij(les, maak_persoon("Bo", multibron), amina)
    assert Bijeenkomst.objects.count() == 0
