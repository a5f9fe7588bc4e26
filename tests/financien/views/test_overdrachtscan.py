"""A scan of the paper that two people signed: cleaned like a receipt, and seen by who sees the hand-over."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from buurtwerkkamer.rollen import Rol
from financien.models import Overdracht, Overdrachtscan
from tests.buurtwerkkamer.bewijsfabriek import foto_met_plaats, maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import maak_bestand


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_boeken(2026)


def schrijf_op(kamer, van, naar) -> Overdracht:
    vast = {"datum": date(2026, 3, 10), "bestand": maak_bestand(), "sleutel": uuid4(), "begonnen_door": van}
    over = Overdracht.objects.create(kamer=kamer, van=van, naar=naar, **vast)
    over.daden.create(soort="papier", wie=van)
    return over


@pytest.fixture
def over(casa, amina):
    return schrijf_op(casa, amina, maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=casa))


def adres(naam, *args) -> str:
    return reverse(f"financien:{naam}", args=args)


def stuur(client, over, inhoud, naam="getekend.jpg"):
    bestand = SimpleUploadedFile(naam, inhoud, "image/jpeg")
    return client.post(adres("overdracht_scan", over.pk), {"bestand": bestand}, follow=True)


def test_een_foto_wordt_schoongemaakt_en_staat_bij_de_overdracht(client, over, amina):
    client.force_login(amina)
    pagina = client.get(adres("kameroverdracht", "cjm")).text
    assert f'href="{adres("overdracht_scan", over.pk)}"' in pagina

    antwoord = stuur(client, over, foto_met_plaats())

    scan = Overdrachtscan.objects.get()
    assert antwoord.redirect_chain == [(adres("kameroverdracht", "cjm"), 302)]
    assert "De scan is bewaard bij de overdracht." in antwoord.text
    assert f'href="{adres("overdracht_scanbestand", over.pk, scan.pk)}" download' in antwoord.text
    gegeven = client.get(adres("overdracht_scanbestand", over.pk, scan.pk))
    assert (gegeven["Content-Type"], gegeven["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert gegeven["Content-Disposition"].startswith("attachment")
    assert dict(Image.open(BytesIO(gegeven.content)).getexif()) == {}
    stuur(client, over, maak_pdf(), "getekend.pdf")
    assert sorted(s.bestand.type for s in over.scans.all()) == ["application/pdf", "image/jpeg"]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [(b"MZ geen foto", "Dit soort bestand nemen we niet aan."), (None, "Kies een foto of een PDF.")],
)
def test_wat_geen_foto_of_pdf_is_wordt_geweigerd(client, over, amina, inhoud, zin):
    client.force_login(amina)

    antwoord = stuur(client, over, inhoud) if inhoud else client.post(adres("overdracht_scan", over.pk), {"x": "1"})

    assert (antwoord.status_code, zin in antwoord.text, Overdrachtscan.objects.count()) == (422, True, 0)


def test_wie_er_niet_bij_hoort_ziet_de_scan_en_voegt_er_geen_toe(client, over, casa, amina, bram, bestuurslid):
    client.force_login(amina)
    stuur(client, over, maak_pdf())
    scan = Overdrachtscan.objects.get()
    hier, bestand = adres("overdracht_scan", over.pk), adres("overdracht_scanbestand", over.pk, scan.pk)

    derde = maak_gebruiker("Derde", Rol.COORDINATOR, kamer=casa)
    for wie in (derde, bestuurslid):
        client.force_login(wie)
        assert client.get(bestand).status_code == 200
        antwoord = stuur(client, over, foto_met_plaats())
        assert (antwoord.status_code, "Alleen wie erbij hoort, voegt een scan toe." in antwoord.text) == (422, True)
    client.force_login(derde)
    pagina = client.get(adres("kameroverdracht", "cjm")).text
    assert (f'href="{hier}"' in pagina, bestand in pagina) == (False, True)
    client.force_login(bram)
    assert [client.get(a).status_code for a in (hier, bestand)] == [404, 404]
    assert Overdrachtscan.objects.count() == 1


def test_die_van_de_penningmeester_is_voor_wie_lonen_mag_zien(client, chandra, eva, bestuurslid):
    over = schrijf_op(None, chandra, maak_gebruiker("Nieuw", Rol.PENNINGMEESTER))
    client.force_login(chandra)
    assert stuur(client, over, maak_pdf()).redirect_chain == [(adres("overdracht"), 302)]
    scan = Overdrachtscan.objects.get()

    kas = maak_gebruiker("Kas", Rol.KASCOMMISSIE)
    for wie, code in ((bestuurslid, 200), (eva, 404), (kas, 404)):
        client.force_login(wie)
        assert client.get(adres("overdracht_scanbestand", over.pk, scan.pk)).status_code == code


def test_een_scan_hoort_bij_zijn_eigen_overdracht(client, over, casa, amina):
    client.force_login(amina)
    stuur(client, over, maak_pdf())
    ander = schrijf_op(casa, amina, maak_gebruiker("Vierde", Rol.COORDINATOR, kamer=casa))

    assert client.get(adres("overdracht_scanbestand", ander.pk, Overdrachtscan.objects.get().pk)).status_code == 404
