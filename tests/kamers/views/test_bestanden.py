"""Files in and out of a room: who may, what is shown first, and what is written down."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.invoer.vormen import VORMEN, lees
from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Invoer, Klus, Uitvoer
from kamers.models.invoer import Gegevenssoort
from kamers.services.invoerbestand import ruim_invoer_op
from kamers.views.invoer import reeksen
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_klus, maak_persoon
from tests.kamers.invoerfabriek import KLUS, csv, klussen

RIJ = ("Kraan", "02-11-2026", "gevraagd", "")


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-11-27 13:00", tick=False)


def kies(client, kamer, *rijen, soort="klussen", kop=KLUS, naam="blad.csv", inhoud=None, sleutel=None):
    """Choose a file on the page."""
    bestand = SimpleUploadedFile(naam, csv(kop, *rijen) if inhoud is None else inhoud)
    adres = reverse("kamers:gegevens", args=[kamer.code, soort]) if kamer else f"/bestanden/{soort}/"
    return client.post(adres, {"sleutel": sleutel or uuid4(), "bestand": bestand})


def bevestig(client, antwoord):
    """Look at the preview and confirm it."""
    blad = client.get(antwoord["Location"])
    return client.post(antwoord["Location"], {"beeld": blad.context["beeld"]}, follow=True)


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


def test_wie_alleen_mag_kijken_voert_niets_in(client, casa):
    client.force_login(maak_gebruiker("Bo", Rol.BESTUUR))
    antwoord = kies(client, casa, RIJ)

    assert antwoord.status_code == 403
    assert not Invoer.objects.exists()


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


@pytest.mark.parametrize(
    ("soort", "waar"), [("activiteiten", "rooster"), ("bijeenkomsten", "vandaag"), ("klussen", "klussen")]
)
def test_van_een_bestand_is_er_een_weg_naar_wat_het_bracht(client, amina, eva, casa, soort, waar):
    for wie, keren in ((amina, 1), (eva, 0)):
        client.force_login(wie)
        tekst = client.get(f"/kamers/cjm/bestanden/{soort}/").text
        assert tekst.count(f'<a class="knop" href="/kamers/cjm/{waar}/">') == keren


def test_rijen_achter_elkaar_staan_kort(client):
    assert reeksen([2, 4, 5, 6, 9]) == "2, 4–6, 9"
