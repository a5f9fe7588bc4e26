"""A file that was chosen: for whom it is kept, how long, and that it is put in once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from kamers.models import Invoer
from kamers.services.invoerbestand import ruim_invoer_op
from tests.kamers.invoerfabriek import KLUS, bevestig, csv, kies, klussen

RIJ = ("Kraan", "02-11-2026", "gevraagd", "")


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-11-27 13:00", tick=False)


def test_in_een_andere_taal_wordt_opnieuw_gekeken_en_daarna_bewaart_het_bestand_niemand(client, amina, casa):
    client.force_login(amina)
    adres = kies(client, casa, ("Kraan", "gisteren", "gevraagd", ""))["Location"]
    client.cookies["django_language"] = "en"
    (fout,) = client.get(adres).context["fouten"]
    client.cookies["django_language"] = "nl"
    goed = kies(client, casa, RIJ)
    bevestig(client, goed)

    assert fout.tekst != client.get(adres).context["fouten"][0].tekst
    assert Invoer.objects.get(verwerkt_op__isnull=False).aantallen == {"nieuw": 1, "gewijzigd": 0, "zelfde": 0}


def test_een_bestand_dat_niet_meer_hetzelfde_is_wordt_niet_ingevoerd(client, amina, casa):
    client.force_login(amina)
    antwoord = kies(client, casa, RIJ)
    beeld = client.get(antwoord["Location"]).context["beeld"]
    Invoer.objects.update(inhoud=csv(KLUS, RIJ) + b"\n")
    client.post(antwoord["Location"], {"beeld": beeld})

    assert klussen(casa) == []


def test_na_een_uur_is_het_bestand_weg(client, amina, casa, time_machine):
    client.force_login(amina)
    antwoord = kies(client, casa, RIJ)
    beeld = client.get(antwoord["Location"]).context["beeld"]
    time_machine.move_to("2026-11-27 14:00", tick=False)
    klaar = client.post(antwoord["Location"], {"beeld": beeld}, follow=True)

    assert "Dit bestand is niet meer bewaard. Kies het opnieuw." in klaar.content.decode()
    assert klussen(casa) == []
    assert ruim_invoer_op(timezone.now()) == 1
    assert not Invoer.objects.exists()


def test_opruimen_laat_staan_wat_nog_mag_en_wat_ingevoerd_is(client, amina, casa):
    client.force_login(amina)
    bevestig(client, kies(client, casa, RIJ))
    kies(client, casa, ("Lamp", *RIJ[1:]))

    assert ruim_invoer_op(timezone.now() + timedelta(minutes=59)) == 0
    assert ruim_invoer_op(timezone.now() + timedelta(minutes=60)) == 1
    assert Invoer.objects.get().verwerkt_op is not None


def test_twee_keer_bevestigen_en_twee_keer_versturen_is_een_keer(client, amina, casa):
    client.force_login(amina)
    sleutel = uuid4()
    antwoord = kies(client, casa, RIJ, sleutel=sleutel)
    kies(client, casa, RIJ, sleutel=sleutel)
    beeld = client.get(antwoord["Location"]).context["beeld"]
    for _keer in range(2):
        laatste = client.post(antwoord["Location"], {"beeld": beeld}, follow=True)

    assert "Dit bestand is al ingevoerd." in laatste.content.decode()
    assert klussen(casa) == [("Kraan", "gevraagd")]
    assert Invoer.objects.count() == 1


def test_wie_teruggaat_en_een_ander_bestand_kiest_ziet_dat_andere_bestand(client, amina, casa):
    client.force_login(amina)
    sleutel = uuid4()
    kies(client, casa, ("Kraan", "gisteren", "", ""), sleutel=sleutel)
    blad = client.get(kies(client, casa, RIJ, sleutel=sleutel)["Location"])

    assert "Kraan, 02-11-2026, Casa Jepie Makandra" in blad.content.decode()


def test_een_bestand_van_een_ander_of_van_een_andere_kamer_bestaat_niet(client, amina, bram, casa, eva):
    client.force_login(amina)
    adres = kies(client, casa, RIJ)["Location"]
    sleutel = Invoer.objects.get().pk
    statussen = []
    for wie in (bram, eva):
        client.force_login(wie)
        statussen += [client.get(adres).status_code, client.get(f"/bestanden/invoer/{sleutel}/").status_code]

    assert statussen == [404] * 4
