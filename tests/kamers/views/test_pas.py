"""One pass: looking is written down, and what can be done with it."""

from uuid import uuid4

import pytest
import time_machine

from buurtwerkkamer.rollen import Rol
from kamers.models import AlGeteld, Inkijk
from tests.fabriek import geef_rol, maak_soort, maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij


@pytest.fixture(autouse=True)
def _dinsdag():
    with time_machine.travel("2026-03-10 13:00 +0100"):
        yield


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


@pytest.fixture
def rosa(casa):
    return maak_pashouder("Rosa", casa, nummer="5724", sinds=DINSDAG)


def pad(persoon, deel=""):
    return f"/kamers/cjm/passen/{persoon.pk}/{deel}"


def tik(**velden):
    return {"sleutel": str(uuid4()), **velden}


def test_een_pas_zegt_nummer_en_hoe_vaak_dit_jaar(aan, rosa, casa):
    les = maak_les(casa)
    was_bij(les, DINSDAG, rosa)
    was_bij(les, DINSDAG.replace(day=3), rosa)

    antwoord = aan.get(pad(rosa))

    stand = antwoord.context["standen"][0][0]
    assert (stand.jaar, stand.keren) == (2026, [("Taal", 2)])
    assert "5724" in antwoord.content.decode()


def test_vorig_jaar_staat_er_alleen_als_de_pas_er_toen_was(aan, rosa, casa):
    oud = maak_pashouder("Ali", casa)

    assert [stand.jaar for stand, _form in aan.get(pad(rosa)).context["standen"]] == [2026]
    assert [stand.jaar for stand, _form in aan.get(pad(oud)).context["standen"]] == [2026, 2025]


def test_wie_kijkt_staat_opgeschreven_en_kijken_in_de_lijst_niet(aan, rosa, amina):
    aan.get("/kamers/cjm/passen/")
    assert Inkijk.objects.count() == 0

    aan.get(pad(rosa))
    aan.get(pad(rosa, "inzage/"))

    assert list(Inkijk.objects.values_list("persoon", "gebruiker")) == [(rosa.pk, amina.pk)] * 2


def test_wie_niet_mag_kijken_laat_geen_spoor(client, rosa, bram):
    client.force_login(bram)

    assert client.get(pad(rosa)).status_code == 404
    assert Inkijk.objects.count() == 0


def test_al_geteld_wordt_opgeslagen_en_staat_er_de_volgende_keer(aan, rosa, casa):
    taal = maak_soort("P4")

    aan.post(pad(rosa, "al-geteld/"), {"jaar": 2026, "soorten": [str(taal.pk)]})

    assert AlGeteld.objects.count() == 2
    form = aan.get(pad(rosa)).context["standen"][0][1]
    assert form["soorten"].value() == [str(taal.pk)]


def test_al_geteld_van_een_gesloten_jaar_blijft(aan, rosa, casa, amina):
    casa.teljaren.create(jaar=2025, gesloten_door=amina)

    antwoord = aan.post(pad(rosa, "al-geteld/"), {"jaar": 2025, "soorten": ["kamer"]}, follow=True)

    assert "Het teljaar 2025 van Casa Jepie Makandra is gesloten." in antwoord.content.decode()
    assert AlGeteld.objects.count() == 0


def test_inzage_toont_alles_van_deze_persoon_en_niets_van_een_ander(aan, rosa, casa, amina):
    ali = maak_pashouder("Ali", casa)
    maak_pashouder("Roos", casa, nummer="1013", opgegaan_in=rosa)
    was_bij(maak_les(casa, naam="Naailes"), DINSDAG, rosa)
    was_bij(maak_les(casa, naam="Schaken"), DINSDAG, ali)
    AlGeteld.objects.create(persoon=rosa, kamer=casa, jaar=2025)

    tekst = aan.get(pad(rosa, "inzage/")).content.decode()

    for staat in ("Rosa", "5724", "Roos, 1013", "10 maart 2026: Naailes", "2025: Casa Jepie Makandra", ": Amina"):
        assert staat in tekst
    assert "Schaken" not in tekst


def test_wie_weggaat_hoort_niet_meer_bij_de_kamer_en_een_dubbele_klik_is_geen_fout(aan, rosa):
    formulier = tik()

    eerste = aan.post(pad(rosa, "weg/"), formulier, follow=True)
    tweede = aan.post(pad(rosa, "weg/"), formulier, follow=True)

    assert "Rosa hoort niet meer bij deze kamer." in eerste.content.decode()
    assert "Dit was al opgeslagen." in tweede.content.decode()
    assert rosa.kamers.count() == 0


def test_een_vrijwilliger_gaat_niet_weg_en_wordt_niet_vergeten(aan, casa):
    kofi = maak_vrijwilliger("Kofi", casa).persoon

    weg = aan.post(pad(kofi, "weg/"), tik(), follow=True)
    vergeet = aan.post(pad(kofi, "vergeet/"), tik())

    assert "Kofi is hier vrijwilliger." in weg.content.decode()
    assert vergeet.status_code == 422
    assert "De naam blijft tot het dossier is gewist." in vergeet.content.decode()
    kofi.refresh_from_db()
    assert (kofi.voornaam, kofi.kamers.count()) == ("Kofi", 1)


def test_vergeten_vraagt_eerst_en_wist_dan(aan, rosa):
    assert aan.get(pad(rosa, "vergeet/")).status_code == 200
    rosa.refresh_from_db()
    assert rosa.voornaam == "Rosa"
    formulier = tik()

    antwoord = aan.post(pad(rosa, "vergeet/"), formulier, follow=True)

    assert "De naam Rosa is gewist. De aantallen blijven gelijk." in antwoord.content.decode()
    rosa.refresh_from_db()
    assert (rosa.voornaam, rosa.vergeten_op) == ("", DINSDAG)
    assert "Dit was al opgeslagen." in aan.post(pad(rosa, "vergeet/"), formulier, follow=True).content.decode()
    assert aan.get(pad(rosa)).status_code == 404


def test_een_assistent_van_de_kamer_mag_ook_bij_de_passen(client, rosa, casa, bram):
    geef_rol(bram, Rol.ASSISTENT, kamer=casa)
    client.force_login(bram)

    assert client.get(pad(rosa)).status_code == 200


def test_wie_per_ongeluk_weg_is_komt_met_een_tik_terug(aan, rosa, casa):
    formulier = tik()
    terug = f"/kamers/cjm/passen/ongedaan/{formulier['sleutel']}/"
    assert terug in aan.post(pad(rosa, "weg/"), formulier, follow=True).content.decode()

    assert aan.post(terug).url == pad(rosa)

    assert list(rosa.kamers.all()) == [casa]
