"""Files out of a room: who may, which rows are in them, and what is written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from buurtwerkkamer.invoer.vormen import VORMEN, lees
from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Uitvoer
from kamers.models.invoer import Gegevenssoort
from kamers.views.invoer import reeksen
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_klus, maak_persoon


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-11-27 13:00", tick=False)


@pytest.mark.parametrize("rol", list(Rol))
def test_alleen_coordinator_en_projectcoach_en_passen_alleen_in_de_kamer(client, casa, eigen_haard, rol):
    bij = {"kamer": casa} if rol in (Rol.COORDINATOR, Rol.ASSISTENT, Rol.VRIJWILLIGER) else {}
    bij = {"partner": eigen_haard} if rol == Rol.FINANCIER else bij
    client.force_login(maak_gebruiker(f"wie-{rol}", rol, **bij))
    mag = rol in (Rol.COORDINATOR, Rol.PROJECTCOACH)
    passen = {Rol.COORDINATOR: 200, Rol.PROJECTCOACH: 404}.get(rol, 403)

    assert client.get("/kamers/cjm/bestanden/klussen/").status_code == (200 if mag else 403)
    assert client.get("/kamers/cjm/bestanden/passen/").status_code == passen
    assert client.post("/kamers/cjm/bestanden/passen/uitvoer/", {"vorm": "csv"}).status_code == passen
    assert client.get("/bestanden/passen/").status_code == (404 if mag else 403)


@pytest.mark.parametrize("vorm", list(VORMEN))
def test_een_uitvoer_heeft_de_rijen_van_de_eigen_kamer_en_wordt_opgeschreven(client, amina, casa, multibron, vorm):
    maak_klus(casa, "Kraan"), maak_klus(multibron, "Geheim"), maak_klus(casa, "Oud", gevraagd_op="2025-01-05")
    client.force_login(amina)
    antwoord = client.post("/kamers/cjm/bestanden/klussen/uitvoer/", {"vorm": vorm, "jaar": ""})

    tabel = lees(f"x.{vorm}", antwoord.content)
    assert [rij[4] for _nr, rij in tabel.rijen()] == ["Oud", "Kraan"]
    assert antwoord["Content-Disposition"] == f'attachment; filename="cjm-klussen.{vorm}"'
    assert antwoord["Cache-Control"] == "no-store"
    log = Uitvoer.objects.get()
    assert (log.gebruiker, log.soort, log.kamer, log.vorm, log.rijen) == (amina, "klussen", casa, vorm, 2)


def test_een_uitvoer_van_een_jaar_heeft_alleen_dat_jaar(client, amina, casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, timezone.localdate() - timedelta(days=3), nieuw=1)
    maak_bijeenkomst(les, timezone.localdate() - timedelta(days=367), nieuw=1)
    client.force_login(amina)
    antwoord = client.post("/kamers/cjm/bestanden/bijeenkomsten/uitvoer/", {"vorm": "csv", "jaar": "2026"})

    assert len(lees("x.csv", antwoord.content)) == 1
    assert Bijeenkomst.objects.count() == 2


def test_een_pas_die_eruit_gaat_heeft_twee_kolommen(client, amina, casa):
    maak_persoon("Rosa", casa, pasnummer="1004")
    client.force_login(amina)
    antwoord = client.post("/kamers/cjm/bestanden/passen/uitvoer/", {"vorm": "csv"})

    assert antwoord.content.decode("utf-8-sig") == "pasnummer;voornaam\r\n1004;Rosa\r\n"


def test_een_uitvoer_zonder_keuze_vraagt_erom_en_schrijft_niets_op(client, amina, casa):
    client.force_login(amina)
    antwoord = client.post("/kamers/cjm/bestanden/klussen/uitvoer/", {"vorm": "pdf", "jaar": "1066"})

    assert antwoord.status_code == 422
    assert "Kies een soort bestand." in antwoord.content.decode()
    assert not Uitvoer.objects.exists()


@pytest.mark.parametrize("soort", Gegevenssoort.values)
@pytest.mark.parametrize("vorm", list(VORMEN))
def test_een_leeg_bestand_heeft_de_kop_en_een_voorbeeld(client, amina, casa, soort, vorm):
    client.force_login(amina)
    antwoord = client.get(f"/kamers/cjm/bestanden/{soort}/leeg.{vorm}")
    blad = client.get(f"/kamers/cjm/bestanden/{soort}/")

    tabel = lees(f"x.{vorm}", antwoord.content)
    assert list(tabel.kop.values()) == [kolom.column_name for kolom in blad.context["kolommen"]]
    assert len(tabel) == 1


@pytest.mark.parametrize("soort", Gegevenssoort.values)
def test_de_rij_met_het_voorbeeld_wordt_nooit_ingevoerd(client, amina, casa, soort):
    client.force_login(amina)
    leeg = client.get(f"/kamers/cjm/bestanden/{soort}/leeg.csv")
    bestand = SimpleUploadedFile("leeg.csv", leeg.content)
    velden = {"sleutel": str(uuid4()), "bestand": bestand}

    antwoord = client.post(f"/kamers/cjm/bestanden/{soort}/", velden, follow=True)

    assert "Dit is de rij met het voorbeeld." in antwoord.text
    assert "Voer dit in" not in antwoord.text


def test_rijen_achter_elkaar_staan_kort(client):
    assert reeksen([2, 4, 5, 6, 9]) == "2, 4–6, 9"
