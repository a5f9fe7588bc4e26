"""The pages of the check: who may do what, one press to the next document, and what a page does not give away."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from buurtwerkkamer.bewijs import bewaar_bewijs, keur_bewijs
from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.rollen import Rol
from financien.models import Accountantsverklaring, Kascontrole
from financien.services import controledaden as daden
from tests.buurtwerkkamer.bewijsfabriek import maak_foto, maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.controlefabriek import keur_alles_goed, maak_controle, maak_kosten, maak_lid
from tests.financien.factuurfabriek import deel, maak_geboekt
from tests.financien.jaarfabriek import sluit_jaar, sluit_maanden
from tests.financien.services.test_controleren import achter_de_rug

VANDAAG = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def kim(db):
    return maak_lid("Kim")


@pytest.fixture
def karel(db):
    return maak_lid("Karel")


@pytest.fixture
def controle(chandra, casa, kim, karel):
    begin_boeken(2025, 2026)
    foto = bewaar_bewijs(keur_bewijs(maak_foto(), "bon.jpg")).bestand
    maak_boekstuk(chandra, regel("4120", "1500", 99, casa), datum=date(2026, 2, 1), bewijs=foto)
    maak_kosten(chandra, casa, 3)
    return maak_controle(kim, karel, grootte=4)


@pytest.fixture
def aanbod_jaar(db):
    """Something to report over 2025, so that the list of reports names the year."""
    return Versie.objects.create(
        jaar=Jaar.objects.get_or_create(jaar=2025)[0], soort="aanbod", volgnummer=1, datum=VANDAAG
    )


def adres(naam, controle, *rest) -> str:
    return reverse(f"financien:{naam}", args=[controle.pk, *rest])


def nummer_van(controle, **welke) -> int:
    return controle.posten.get(**welke).volgnummer


def test_goed_gaat_naar_het_volgende_stuk_en_na_het_laatste_terug(client, controle, kim):
    client.force_login(kim)
    gezien = []
    waar = adres("controlestuk", controle, 1)
    for _keer in range(4):
        nummer = int(waar.split("/")[-2])
        antwoord = client.post(adres("controlestuk_oordeel", controle, nummer), {"na": 0, "soort": "goed"})
        gezien.append(nummer)
        waar = antwoord["Location"]

    assert gezien == [1, 2, 3, 4]
    assert waar == adres("controle", controle)
    assert controle.posten.met_laatste().filter(laatste="goed").count() == 4


def test_een_vraag_zonder_woorden_wordt_geweigerd_en_wat_er_stond_blijft(client, controle, kim, karel):
    client.force_login(kim)
    url = adres("controlestuk_oordeel", controle, 1)

    leeg = client.post(url, {"na": 0, "soort": "vraag", "tekst": " "})
    assert (leeg.status_code, controle.posten.first().bevindingen.count()) == (422, 0)
    assert "Schrijf op wat je wilt weten." in leeg.content.decode()
    daden.oordeel(controle.posten.first(), soort="goed", na=0, gebruiker=karel)
    te_laat = client.post(url, {"na": 0, "soort": "vraag", "tekst": "Waar is de bon van 2 februari?"})

    assert te_laat.status_code == 422
    assert "Iemand anders schreef net iets bij dit stuk." in te_laat.content.decode()
    assert "Waar is de bon van 2 februari?" in te_laat.content.decode()


def test_de_penningmeester_beantwoordt_en_oordeelt_niet(client, controle, kim, chandra):
    daden.oordeel(controle.posten.get(volgnummer=2), soort="vraag", tekst="Hoezo?", na=0, gebruiker=kim)
    client.force_login(chandra)

    pagina = client.get(adres("controle", controle)).content.decode()
    assert "Beantwoord 1 vraag" in pagina
    stuk = client.get(adres("controlestuk", controle, 2)).content.decode()
    assert ("Jouw antwoord" in stuk, "data-goed" in stuk) == (True, False)
    assert client.post(adres("controlestuk_oordeel", controle, 2), {"na": 1, "soort": "goed"}).status_code == 403
    client.post(adres("controlestuk_antwoord", controle, 2), {"na": 1, "tekst": "Voor de keuken."})

    assert controle.posten.met_laatste().get(volgnummer=2).laatste == "antwoord"


def test_een_ander_lid_van_de_kascommissie_leest_alleen(client, controle):
    client.force_login(maak_lid("Kofi"))

    assert "data-goed" not in client.get(adres("controlestuk", controle, 1)).content.decode()
    antwoord = client.post(adres("controlestuk_oordeel", controle, 1), {"na": 0, "soort": "goed"})
    assert (antwoord.status_code, controle.posten.first().bevindingen.count()) == (422, 0)


def test_de_foto_staat_naast_de_boeking_en_zonder_bewijs_zegt_de_pagina_dat(client, controle, kim):
    client.force_login(kim)
    met, zonder = (nummer_van(controle, boekstuk__totaal=bedrag) for bedrag in (99, 10))

    pagina = client.get(adres("controlestuk", controle, met)).content.decode()
    assert f'<img class="bewijsfoto" src="{adres("controlestuk_bewijs", controle, met)}"' in pagina
    assert pagina.count("data-bewijs>") == 1
    assert ("Open de foto" in pagina, "<kbd>B</kbd> bewijs" in pagina, "zonder-beeld" in pagina) == (True, True, False)
    assert "€ 99,00" in pagina.replace("\xa0", " ")
    bewijs = client.get(adres("controlestuk_bewijs", controle, met))
    assert (bewijs["Content-Type"], bewijs["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    leeg = client.get(adres("controlestuk", controle, zonder)).content.decode()
    assert "Bij dit boekstuk zit geen bewijs." in leeg
    assert ("data-bewijs" in leeg, "<kbd>B</kbd> bewijs" in leeg, "zonder-beeld" in leeg) == (False, False, True)
    assert client.get(adres("controlestuk_bewijs", controle, zonder)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_een_stuk_dat_achteraf_loon_blijkt_houdt_zijn_woorden_en_bewijs_binnen(client, controle, kim):
    """No page does this any more; an older database may have it."""
    with achter_de_rug() as cursor:
        cursor.execute("UPDATE financien_grootboekrekening SET loon = true WHERE nummer = '4120'")
    nummer = nummer_van(controle, boekstuk__totaal=99)
    client.force_login(kim)

    stuk = client.get(adres("controlestuk", controle, nummer)).content.decode().replace("\xa0", " ")
    lijst = client.get(adres("controle", controle)).content.decode().replace("\xa0", " ")
    assert [("99,00" in tekst, "Huur maart" in tekst) for tekst in (stuk, lijst)] == [(False, False)] * 2
    assert client.get(adres("controlestuk_bewijs", controle, nummer)).status_code == 404
    client.force_login(maak_gebruiker("Ada", Rol.ACCOUNTANT))
    assert client.get(adres("controlestuk_bewijs", controle, nummer)).status_code == 200


def test_een_controle_beginnen_op_het_scherm(client, controle, kim, karel, chandra, casa):
    maak_boekstuk(chandra, regel("4120", "1500", 5, casa), datum=date(2025, 5, 1))
    client.force_login(kim)
    velden = {
        "van": "1-1-2025",
        "tot": "31-12-2025",
        "tweede": karel.pk,
        "grootte": "25",
        "zaad": "",
        "sleutel": uuid4(),
    }

    weigering = client.post(reverse("financien:controle_nieuw"), velden | {"tot": "31-1-2026"})
    assert (weigering.status_code, Kascontrole.objects.count()) == (422, 1)
    assert "Een deel van deze periode zit al in de controle van 01-01-2026" in weigering.content.decode()
    for _keer in range(2):
        antwoord = client.post(reverse("financien:controle_nieuw"), velden)

    nieuw = Kascontrole.objects.get(van=date(2025, 1, 1))
    assert antwoord["Location"] == adres("controle", nieuw)


def test_het_verslag_is_een_concept_tot_beide_leden_tekenden(client, controle, kim, karel, chandra):
    eerste = controle.posten.get(volgnummer=1)
    daden.oordeel(eerste, soort="vraag", tekst="Waar is de bon?", na=0, gebruiker=kim)
    daden.antwoord(eerste, tekst="In de map.", na=1, gebruiker=chandra)
    keur_alles_goed(controle, kim)
    client.force_login(chandra)
    concept = tekst_van(client.get(adres("controle_verslag", controle)).content)
    for wie, uitspraak, woorden in ((kim, "goed", ""), (karel, "opmerkingen", "Bewaar elke bon.")):
        daden.teken(controle, uitspraak=uitspraak, tekst=woorden, gebruiker=wie)
    klaar = tekst_van(client.get(adres("controle_verslag", controle)).content)

    assert ("CONCEPT" in concept, "CONCEPT" in klaar) == (True, False)
    assert "Oordeel van de kascommissie: goed, met opmerkingen" in klaar
    gedrukt = ("Kim en Karel", "Waar is de bon?", "In de map.", "Bewaar elke bon.", f"{controle.zaad}:")
    for zin in (*gedrukt, *(str(post.boekstuk) for post in controle.posten.all())):
        assert zin in klaar


def tekst_van(pdf: bytes) -> str:
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(BytesIO(pdf)).pages).split())


def test_de_verklaring_van_de_accountant_staat_in_precies_deze_woorden(client, controle, chandra, aanbod_jaar):
    client.force_login(chandra)
    url = reverse("financien:accountantsverklaring_nieuw", args=[2025])

    def stuur(**anders):
        velden = {"soort": "controle", "oordeel": "beperking", "datum": "1-3-2026", "sleutel": uuid4(), **anders}
        return client.post(url, velden | {"bestand": SimpleUploadedFile("v.pdf", maak_pdf())})

    for anders, zin in (
        ({"datum": "31-12-2025"}, "Een verklaring over 2025 komt na dat jaar."),
        ({"oordeel": "nvt"}, "Een controle of beoordeling heeft een oordeel."),
        ({"soort": "samenstelling"}, "Bij een samenstelling hoort geen oordeel."),
    ):
        antwoord = stuur(**anders)
        assert (antwoord.status_code, zin in antwoord.content.decode()) == (422, True)
    assert Accountantsverklaring.objects.count() == 0
    assert stuur().status_code == 302

    lijst = client.get(reverse("financien:controles")).content.decode()
    assert "controleverklaring: met beperking" in lijst
    rapporten = client.get(reverse("rapportage:rapporten")).content.decode()
    assert "controleverklaring: met beperking" in rapporten


def test_een_pdf_opent_met_dezelfde_knop_en_laat_geen_leeg_vlak(client, chandra, casa, kim, karel):
    begin_boeken(2026)
    pdf = bewaar_bewijs(keur_bewijs(maak_pdf(), "nota.pdf")).bestand
    maak_boekstuk(chandra, regel("4120", "1500", 99, casa), datum=date(2026, 2, 1), bewijs=pdf)
    controle = maak_controle(kim, karel, grootte=1)
    client.force_login(kim)

    pagina = client.get(adres("controlestuk", controle, 1)).content.decode()

    knop = f'href="{adres("controlestuk_bewijs", controle, 1)}" download data-bewijs>'
    assert (pagina.count(knop), "Open het bewijs (PDF)" in pagina, "<kbd>B</kbd> bewijs" in pagina) == (1, True, True)
    assert "zonder-beeld" in pagina


def voorstel(client, wie) -> tuple:
    client.force_login(wie)
    begin = client.get(reverse("financien:controle_nieuw")).context["form"].initial
    return begin.get("van"), begin.get("tot")


def test_zonder_eerdere_controle_is_het_voorstel_vorig_jaar(client, chandra, kim, karel):
    begin_boeken(2025, 2026)

    assert voorstel(client, kim) == (date(2025, 1, 1), date(2025, 12, 31))


def test_het_voorstel_begint_na_de_vorige_controle_en_loopt_tot_en_met_de_laatste_dichte_maand(
    client, chandra, casa, kim, karel
):
    begin_boeken(2026)
    maak_kosten(chandra, casa, 1, maand=1)
    eerste = maak_controle(kim, karel, tot=date(2026, 1, 20))

    assert voorstel(client, kim) == (date(2026, 1, 21), VANDAAG)  # no month is closed
    sluit_maanden(chandra, tot=2, vandaag=VANDAAG)
    assert voorstel(client, kim) == (date(2026, 1, 21), date(2026, 2, 28))
    daden.trek_in(eerste, reden="Verkeerd", gebruiker=kim)
    assert voorstel(client, kim)[0] == date(2025, 1, 1)  # one that was withdrawn does not count


def test_na_een_controle_tot_vandaag_is_er_geen_voorstel(client, chandra, casa, kim, karel):
    begin_boeken(2026)
    maak_kosten(chandra, casa, 1, maand=1)
    maak_controle(kim, karel, tot=VANDAAG)

    assert voorstel(client, kim) == (None, None)


def test_het_voorstel_gaat_niet_over_de_jaarwisseling(client, chandra, casa, karel, kim):
    begin_boeken(2025, 2026)
    maak_kosten(chandra, casa, 1, jaar=2025, maand=2)
    maak_controle(kim, karel, van=date(2025, 1, 1), tot=date(2025, 6, 30))
    sluit_jaar(chandra, 2025, VANDAAG)
    sluit_maanden(chandra, tot=1, vandaag=VANDAAG)

    assert voorstel(client, kim) == (date(2025, 7, 1), date(2025, 12, 31))


@pytest.mark.parametrize("naam", ["controle", "controlestuk"])
def test_de_pagina_kost_even_veel_vragen_voor_vier_als_voor_dertig_stukken(
    client, controle, kim, karel, chandra, eva, casa, django_assert_max_num_queries, naam
):
    begin = date(2025, 6, 1)
    maak_geboekt(chandra, eva, deel("4120", "60", casa), datum=begin)
    for n in range(30):
        maak_boekstuk(chandra, regel("4120", "1500", n + 1, casa), datum=begin)
    groot = maak_controle(kim, karel, van=begin, tot=begin, grootte=31)
    client.force_login(kim)
    for rij in (controle, groot):
        nummer = rij.posten.order_by("boekstuk__dagboek", "volgnummer").first().volgnummer  # that of the invoice
        url = adres(naam, rij, *([nummer] if naam == "controlestuk" else []))
        with django_assert_max_num_queries(10):
            assert client.get(url).status_code == 200
