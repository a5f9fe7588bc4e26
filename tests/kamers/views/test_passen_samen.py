"""Merging on the page: find the other, see both, confirm."""

from uuid import uuid4

import pytest

from kamers.models import Inkijk
from tests.fabriek import maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


@pytest.fixture
def rosa(casa):
    return maak_pashouder("Rosa", casa, nummer="5724")


@pytest.fixture
def roos(casa):
    return maak_pashouder("Roos", casa, nummer="1004")


def pad(persoon):
    return f"/kamers/cjm/passen/{persoon.pk}/samen/"


def test_zoeken_vindt_de_andere_en_nooit_de_pas_zelf(aan, rosa, roos):
    assert aan.post(pad(rosa), {"zoek": "ro"}).context["gevonden"] == [roos]
    assert aan.post(pad(rosa), {"zoek": "1004"}).context["gevonden"] == [roos]
    assert aan.post(pad(rosa), {"zoek": ""}).status_code == 422


def test_eerst_staat_er_wat_er_gebeurt_en_er_verandert_niets(aan, rosa, roos, casa):
    was_bij(maak_les(casa), DINSDAG, rosa, roos)

    tekst = aan.post(pad(rosa), {"ander": roos.pk}).content.decode()

    assert "1 keer stonden ze er allebei bij. Dat wordt één." in tekst
    roos.refresh_from_db()
    assert roos.opgegaan_in is None
    assert set(Inkijk.objects.values_list("persoon", flat=True)) == {rosa.pk, roos.pk}


def test_na_bevestigen_is_er_een_pas_en_een_dubbele_klik_is_geen_fout(aan, rosa, roos):
    formulier = {"ander": roos.pk, "sleutel": str(uuid4())}

    eerste = aan.post(pad(rosa), formulier, follow=True)
    tweede = aan.post(pad(rosa), formulier, follow=True)

    assert "Samengevoegd bij Rosa. Ook de kaart 1004 werkt nog." in eerste.content.decode()
    assert "Dit was al opgeslagen." in tweede.content.decode()
    roos.refresh_from_db()
    assert roos.opgegaan_in == rosa


def test_vanaf_de_gewone_pas_blijft_toch_de_vrijwilliger(aan, rosa, casa):
    kofi = maak_vrijwilliger("Kofi", casa).persoon

    assert aan.post(pad(rosa), {"ander": kofi.pk}).context["beeld"].blijft == kofi
    antwoord = aan.post(pad(rosa), {"ander": kofi.pk, "sleutel": str(uuid4())})

    assert antwoord.headers["Location"] == f"/kamers/cjm/passen/{kofi.pk}/"


def test_twee_vrijwilligers_worden_geweigerd_met_de_reden(aan, casa):
    een, twee = (maak_vrijwilliger(naam, casa).persoon for naam in ("Kofi", "Ama"))

    antwoord = aan.post(pad(een), {"ander": twee.pk, "sleutel": str(uuid4())})

    assert antwoord.status_code == 422
    assert "Die twee voegen we niet samen." in antwoord.content.decode()


def test_een_pas_van_een_andere_kamer_is_niet_te_kiezen(aan, rosa, multibron):
    bo = maak_pashouder("Bo", multibron)

    assert aan.post(pad(rosa), {"ander": bo.pk, "sleutel": str(uuid4())}).status_code == 404
    assert aan.post(pad(rosa), {"ander": "x"}).status_code == 404


def test_een_vergissing_is_met_een_tik_weer_uit_elkaar(aan, rosa, roos, bram, client):
    sleutel = str(uuid4())
    bladzijde = aan.post(pad(rosa), {"ander": roos.pk, "sleutel": sleutel}, follow=True).content.decode()
    terug = f"/kamers/cjm/passen/ongedaan/{sleutel}/"
    assert terug in bladzijde

    assert aan.get(terug).status_code == 405
    antwoord = aan.post(terug, follow=True)

    assert "Ongedaan gemaakt." in antwoord.content.decode()
    roos.refresh_from_db()
    assert roos.opgegaan_in is None
    htmx = aan.post(terug, headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == "/kamers/cjm/passen/"
    client.force_login(bram)
    assert client.post(terug).status_code == 404
