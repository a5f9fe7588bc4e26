"""Files into a room: who may, what is shown first, and what is refused."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Invoer, Klus
from tests.fabriek import maak_gebruiker, maak_klus
from tests.kamers.invoerfabriek import KLUS, bevestig, kies, klussen

RIJ = ("Kraan", "02-11-2026", "gevraagd", "")


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-11-27 13:00", tick=False)


def test_eerst_kijken_dan_invoeren(client, amina, casa):
    client.force_login(amina)
    antwoord = kies(client, casa, RIJ)
    blad = client.get(antwoord["Location"])
    na_kijken = klussen(casa)
    klaar = client.post(antwoord["Location"], {"beeld": blad.context["beeld"]}, follow=True)

    assert "Kraan, 02-11-2026, Casa Jepie Makandra" in blad.content.decode()
    assert "Er is nog niets ingevoerd." in blad.content.decode()
    assert (na_kijken, klussen(casa)) == ([], [("Kraan", "gevraagd")])
    assert "Ingevoerd: 1 nieuw, 0 gewijzigd." in klaar.content.decode()
    invoer = Invoer.objects.get()
    assert (invoer.gebruiker, bytes(invoer.inhoud), invoer.aantallen["nieuw"]) == (amina, b"", 1)


def test_een_fout_bestand_heeft_geen_knop_en_noemt_alles_wat_er_mis_is(client, amina, casa):
    client.force_login(amina)
    antwoord = kies(client, casa, RIJ, ("Lamp", "gisteren", "gevraagd", ""), ("Lamp", "morgen", "gevraagd", ""))
    blad = client.get(antwoord["Location"])
    tekst = blad.content.decode()
    toch = client.post(antwoord["Location"], {"beeld": blad.context["beeld"]})

    assert "2 fouten" in tekst
    assert "3–4" in tekst
    assert "Vul een datum in met het jaar erbij, bijvoorbeeld 20-11-2018." in tekst
    assert "Voer dit in" not in tekst
    assert toch.status_code == 422
    assert klussen(casa) == []


@pytest.mark.parametrize(
    ("bestand", "zin"),
    [
        ({"inhoud": b""}, "Dit bestand is leeg."),
        ({"inhoud": b"a;b\n1;2"}, "De kolom &#x27;a&#x27; kennen we niet. Haal hem weg of verander de naam."),
        ({"inhoud": b"wat\nKraan"}, "De kolom &#x27;gevraagd op&#x27; mist. Zet hem erbij."),
        ({"naam": "x.pdf"}, "Kies een bestand dat eindigt op .csv, .xlsx of .ods."),
        ({"inhoud": b"x" * (5 * 1024 * 1024 + 1)}, "Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden."),
    ],
)
def test_een_bestand_dat_we_niet_lezen_krijgt_een_zin_en_wordt_niet_bewaard(client, amina, casa, bestand, zin):
    client.force_login(amina)
    antwoord = kies(client, casa, RIJ, **bestand)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Invoer.objects.exists()


def test_zonder_bestand_vraagt_de_bladzijde_erom(client, amina, casa):
    client.force_login(amina)
    antwoord = client.post(reverse("kamers:gegevens", args=["cjm", "klussen"]), {"sleutel": uuid4()})

    assert antwoord.status_code == 422
    assert "Kies een bestand dat eindigt op .csv, .xlsx of .ods." in antwoord.content.decode()


def test_wat_intussen_veranderde_wordt_eerst_getoond(client, amina, casa):
    client.force_login(amina)
    antwoord = kies(client, casa, RIJ)
    beeld = client.get(antwoord["Location"]).context["beeld"]
    maak_klus(casa, "Kraan", gevraagd_op="2026-11-02")
    weer = client.post(antwoord["Location"], {"beeld": beeld})

    assert weer.status_code == 422
    assert "Intussen veranderde er iets. Kijk opnieuw en bevestig dan nog een keer." in weer.content.decode()
    assert Klus.objects.count() == 1
    assert "alles stond er al" in weer.content.decode()


def test_kijken_leest_wat_bij_het_kiezen_is_nagegaan_en_bevestigen_gaat_het_weer_na(client, amina, casa):
    client.force_login(amina)
    adres = kies(client, casa, RIJ, ("Lamp", "02-11-2026", "gevraagd", ""))["Location"]
    eerst = client.get(adres)
    maak_klus(casa, omschrijving="Kraan", gevraagd_op=date(2026, 11, 2))
    later = client.get(adres)
    nee = client.post(adres, {"beeld": later.context["beeld"]})
    weer = client.get(adres)

    assert [len(blad.context["nieuw"]) for blad in (eerst, later, nee, weer)] == [2, 2, 1, 1]
    assert nee.status_code == 422
    assert later.context["beeld"] == eerst.context["beeld"] != weer.context["beeld"] == nee.context["beeld"]
    assert "Ingevoerd: 1 nieuw" in client.post(adres, {"beeld": weer.context["beeld"]}, follow=True).content.decode()


def test_kijken_vraagt_hoogstens_tien_dingen_ook_bij_duizend_rijen_en_wijzigt_niets(client, amina, casa):
    client.force_login(amina)
    for klus in range(3):
        maak_klus(casa, omschrijving=f"Oud {klus}", gevraagd_op=date(2026, 11, 2))
    nummers = list(Klus.objects.values_list("pk", flat=True))
    kop, oud = ("nummer", *KLUS), [(pk, "Anders", "02-11-2026", "gevraagd", "") for pk in nummers]
    adressen = [kies(client, casa, *rijen, kop=kop)["Location"] for rijen in (oud, [*oud, *[("", *RIJ)] * 997])]
    gevraagd = []
    for adres in adressen:
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        gevraagd.append([vraag["sql"] for vraag in vragen.captured_queries])

    assert len(gevraagd[0]) == len(gevraagd[1]) <= 10
    assert {sql.split()[0] for sql in gevraagd[1]} == {"SELECT"}


def test_een_rij_van_een_andere_kamer_wordt_geweigerd_voor_wie_er_niet_werkt(client, amina, eva, casa, multibron):
    kop, rij = ("kamer", *KLUS), ("multibron", *RIJ)
    client.force_login(amina)
    blad = client.get(kies(client, casa, rij, kop=kop)["Location"])
    client.force_login(eva)
    bevestig(client, kies(client, None, rij, kop=kop))

    assert "Kies uit: cjm." in blad.content.decode()
    assert (klussen(casa), klussen(multibron)) == ([], [("Kraan", "gevraagd")])


def test_voor_alle_kamers_hoort_bij_elke_rij_een_kamer(client, eva, casa):
    client.force_login(eva)
    blad = client.get(kies(client, None, RIJ)["Location"])

    assert "Vul in van welke kamer deze rij is." in blad.content.decode()


def test_wie_alleen_mag_kijken_voert_niets_in(client, casa):
    client.force_login(maak_gebruiker("Bo", Rol.BESTUUR))
    antwoord = kies(client, casa, RIJ)

    assert antwoord.status_code == 403
    assert not Invoer.objects.exists()


@pytest.mark.parametrize(
    ("soort", "waar"), [("activiteiten", "rooster"), ("bijeenkomsten", "vandaag"), ("klussen", "klussen")]
)
def test_van_een_bestand_is_er_een_weg_naar_wat_het_bracht(client, amina, eva, casa, soort, waar):
    for wie, keren in ((amina, 1), (eva, 0)):
        client.force_login(wie)
        tekst = client.get(f"/kamers/cjm/bestanden/{soort}/").text
        assert tekst.count(f'<a class="knop" href="/kamers/cjm/{waar}/">') == keren
