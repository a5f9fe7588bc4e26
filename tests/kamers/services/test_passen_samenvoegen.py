"""Two passes of one person become one."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from kamers.models import AlGeteld, Deelname, Teljaar
from kamers.services.passen import met_nummer
from kamers.services.passen_samenvoegen import NietSamen, kies_blijver, samenbeeld, voeg_samen
from kamers.services.tellen import telling
from tests.fabriek import maak_persoon, maak_soort, maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij

WEEK = timedelta(days=7)
VORIG_JAAR = date(2025, 3, 11)


@pytest.fixture
def rosa(casa):
    return maak_pashouder("Rosa", casa, nummer="5724", sinds=date(2025, 6, 1))


@pytest.fixture
def roos(casa):
    return maak_pashouder("Roos", casa, nummer="1004", sinds=date(2024, 1, 5))


def samen(blijft, gaat_op, gebruiker, sleutel=None):
    return voeg_samen(blijft=blijft, gaat_op=gaat_op, sleutel=sleutel or uuid4(), gebruiker=gebruiker, vandaag=DINSDAG)


def aantallen(jaar, kamer):
    return telling(jaar).per_kamer[kamer.pk]


def test_wat_de_ene_deed_staat_daarna_bij_de_andere(rosa, roos, casa, amina):
    les = maak_les(casa)
    eerste, tweede = was_bij(les, DINSDAG, rosa), was_bij(les, DINSDAG + WEEK, roos)

    samen(rosa, roos, amina)

    assert set(Deelname.objects.filter(persoon=rosa).values_list("bijeenkomst", flat=True)) == {eerste.pk, tweede.pk}
    assert (aantallen(2026, casa)["kamer"].op_naam, list(rosa.kamers.all())) == (1, [casa])


def test_een_dubbele_op_dezelfde_keer_wordt_een_en_het_aantal_gaat_mee(rosa, roos, casa, amina):
    rij = was_bij(maak_les(casa), DINSDAG, rosa, roos, maak_persoon("Ali", casa), kwamen_al=2)

    samen(rosa, roos, amina)

    rij.refresh_from_db()
    assert (rij.op_naam, rij.deelnemers, rij.versie) == (2, 4, 2)
    assert rij.deelnames.count() == 2


def test_een_gesloten_teljaar_verandert_niet(rosa, roos, casa, amina):
    les = maak_les(casa)
    oud = was_bij(les, VORIG_JAAR, rosa, roos)
    was_bij(les, DINSDAG, rosa, roos)
    AlGeteld.objects.create(persoon=roos, kamer=casa, jaar=2025)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)
    voor = aantallen(2025, casa)

    samen(rosa, roos, amina)

    oud.refresh_from_db()
    assert aantallen(2025, casa) == voor
    assert (oud.op_naam, oud.versie, oud.deelnames.count()) == (2, 1, 2)
    assert AlGeteld.objects.get().persoon == roos
    assert aantallen(2026, casa)["kamer"].op_naam == 1


def test_het_beeld_zegt_vooraf_wat_er_gebeurt(rosa, roos, casa, amina):
    les = maak_les(casa)
    for dag, wie in ((DINSDAG, [rosa, roos]), (DINSDAG + WEEK, [roos]), (VORIG_JAAR, [roos])):
        was_bij(les, dag, *wie)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    beeld = samenbeeld(rosa, roos)

    assert (beeld.verhuizen, beeld.dubbel, beeld.vast) == (1, 1, 1)


def test_de_oude_kaart_vindt_de_pas_die_blijft_ook_na_nog_een_keer(rosa, roos, casa, amina):
    fatima = maak_pashouder("Fatima", casa, nummer="1013")

    samen(rosa, roos, amina)
    samen(fatima, rosa, amina)

    roos.refresh_from_db()
    assert met_nummer(casa, "1004") == met_nummer(casa, "5724") == fatima
    assert roos.opgegaan_in == fatima


def test_de_pas_die_blijft_is_zo_oud_als_de_oudste_en_hoort_bij_alle_kamers(rosa, roos, casa, multibron, amina):
    roos.kamers.add(multibron)

    samen(rosa, roos, amina)

    rosa.refresh_from_db()
    assert (rosa.sinds, set(rosa.kamers.all())) == (date(2024, 1, 5), {casa, multibron})


def test_al_geteld_gaat_mee_en_staat_er_een_keer(rosa, roos, casa, amina):
    taal = maak_soort("P4")
    for persoon, soort in ((rosa, None), (roos, None), (roos, taal)):
        AlGeteld.objects.create(persoon=persoon, kamer=casa, jaar=2026, soort=soort)

    samen(rosa, roos, amina)

    assert set(AlGeteld.objects.filter(persoon=rosa).values_list("soort__code", flat=True)) == {None, "P4"}
    assert AlGeteld.objects.count() == 2


def test_de_vrijwilliger_blijft_en_krijgt_het_nummer(roos, casa, amina):
    kofi = maak_vrijwilliger("Kofi", casa).persoon

    assert kies_blijver(roos, kofi) == kies_blijver(kofi, roos) == (kofi, roos)
    with pytest.raises(NietSamen, match="De vrijwilliger blijft"):
        samen(roos, kofi, amina)
    samen(kofi, roos, amina)

    kofi.refresh_from_db()
    assert (kofi.pasnummer, met_nummer(casa, "1004")) == ("1004", kofi)


def test_twee_vrijwilligers_blijven_twee(casa, amina):
    een, twee = (maak_vrijwilliger(naam, casa).persoon for naam in ("Kofi", "Ama"))

    with pytest.raises(NietSamen, match="Allebei zijn ze vrijwilliger"):
        samen(een, twee, amina)


def test_een_pas_gaat_niet_op_in_zichzelf(rosa):
    with pytest.raises(NietSamen, match="twee verschillende"):
        kies_blijver(rosa, rosa)


def test_hetzelfde_formulier_voegt_een_keer_samen_en_laat_een_spoor(rosa, roos, casa, amina):
    les, sleutel = maak_les(casa), uuid4()
    dubbel, verhuist = was_bij(les, DINSDAG, rosa, roos), was_bij(les, DINSDAG + WEEK, roos)
    deelname = verhuist.deelnames.get().pk

    samen(rosa, roos, amina, sleutel)
    samen(rosa, roos, amina, sleutel)

    spoor = Handeling.objects.get(sleutel=sleutel)
    assert (spoor.gebruiker, spoor.voor["gaat_op"]) == (amina, roos.pk)
    assert (spoor.voor["deelnames"], spoor.voor["dubbel"]) == ([deelname], [dubbel.pk])
    assert "Ro" not in str((spoor.voor, spoor.na))


def test_wie_al_samengevoegd_is_kan_niet_nog_eens(rosa, roos, amina):
    samen(rosa, roos, amina)

    with pytest.raises(NietSamen, match="bestaat niet meer"):
        samen(roos, rosa, amina)
