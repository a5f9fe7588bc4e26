"""The form of a klus that is there: what stands in it, who changed it meanwhile, and when it does not go on."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet, Klus, Teljaar
from kamers.services.wissen import wis_teksten
from tests.fabriek import maak_gebruiker, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, adres, invul, maak_geplande_klus, tik_klaar, uren_van

NIEUW = "/kamers/cjm/klussen/nieuw/"


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def test_wijzig_laat_zien_wat_er_staat_en_bewaart_wat_je_verandert(aan, casa, ronald):
    kofi = maak_vrijwilliger("Kofi", casa)
    klus = maak_geplande_klus(casa, ronald, straat="Gein")
    pagina = aan.get(adres(klus))

    helpers = {"helpers": [ronald.persoon.pk, kofi.persoon.pk], f"uren_{ronald.persoon.pk}": "2:30", "uren": "1"}
    response = aan.post(adres(klus), invul(versie=1, straat="Holendrecht", afspraak="", **helpers))

    assert 'value="Gein"' in pagina.text
    assert 'value="24-11-2026"' in pagina.text
    assert "Uren van Ronald" in pagina.text
    assert response.url == "/kamers/cjm/klussen/"
    klus.refresh_from_db()
    assert (klus.straat, klus.afspraak, klus.status, klus.versie) == ("Holendrecht", None, "gevraagd", 2)
    uren = dict(klus.plekken.values_list("persoon__voornaam", "uren"))
    assert uren == {"Ronald": Decimal("2.50"), "Kofi": Decimal("1.00")}


def test_wijzig_uren_van_een_gedane_klus_vraagt_ook_de_dag(aan, amina, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)
    velden = {"helpers": [ronald.persoon.pk], f"uren_{ronald.persoon.pk}": "3"}

    morgen = aan.post(adres(klus), invul(versie=2, gedaan_op="25-11", **velden))
    gisteren = aan.post(adres(klus), invul(versie=2, gedaan_op="23-11", **velden))

    assert "Deze dag moet nog komen. Kies vandaag of een dag ervoor." in morgen.text
    assert gisteren.status_code == 302
    assert uren_van(klus) == {"Ronald": Decimal("3.00")}
    assert Inzet.objects.get().dag == date(2026, 11, 23)
    assert Klus.objects.get().afspraak == DAG  # the appointment stays what it was


def test_wie_stopte_en_bij_de_klus_staat_blijft_te_kiezen(aan, casa):
    gifty = maak_vrijwilliger("Gifty", casa, gestopt_op=date(2026, 11, 1))
    klus = maak_geplande_klus(casa, gifty)

    assert "Gifty" in aan.get(adres(klus)).text
    assert "Gifty" not in aan.get(NIEUW).text


def test_twee_mensen_die_tegelijk_wijzigen_zien_allebei_de_versies(aan, casa):
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    klus = maak_geplande_klus(casa)
    Klus.objects.update(omschrijving="Lekkende douche", versie=2, gewijzigd_door=wouter)

    botsing = aan.post(adres(klus), invul(versie=1, omschrijving="Lekkend bad"))

    assert botsing.status_code == 409
    assert "Wouter heeft dit net ook aangepast." in botsing.text
    assert "Lekkende douche" in botsing.text
    assert 'value="Lekkend bad"' in botsing.text
    assert 'name="versie" value="2"' in botsing.text
    assert Klus.objects.get().omschrijving == "Lekkende douche"
    aan.post(adres(klus), invul(versie=2, omschrijving="Lekkend bad"))
    assert Klus.objects.get().omschrijving == "Lekkend bad"


def test_met_de_terugknop_nog_eens_opslaan_verandert_niets_en_zegt_dat(aan, casa):
    klus, velden = maak_geplande_klus(casa), invul(versie=1)
    aan.post(adres(klus), velden)

    nog_eens = aan.post(adres(klus), {**velden, "straat": "Holendrecht"}, follow=True)

    assert "Dit was al opgeslagen." in nog_eens.text
    assert (Klus.objects.get().straat, Klus.objects.get().versie) == ("", 2)


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"reden": "afgezegd"}, "Bewoner heeft afgezegd"),
        ({"reden": "anders", "toelichting": "Geen ladder"}, "Geen ladder"),
    ],
)
def test_gaat_niet_door_met_een_reden(aan, casa, velden, reden):
    klus = maak_geplande_klus(casa)

    response = aan.post(adres(klus, "klus_vervalt"), {"sleutel": str(uuid4()), "versie": 1, **velden}, follow=True)

    assert "Deze klus gaat niet door." in response.text
    assert "Ongedaan maken" in response.text
    assert (Klus.objects.get().status, Klus.objects.get().reden) == ("vervallen", reden)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies waarom de klus niet doorgaat."),
        ({"reden": "anders"}, "Schrijf kort op waarom de klus niet doorgaat."),
        ({"reden": "anders", "toelichting": "111222333"}, "Dit lijkt op een BSN."),
    ],
)
def test_gaat_niet_door_zonder_reden_wordt_geweigerd(aan, casa, velden, zin):
    klus = maak_geplande_klus(casa)

    response = aan.post(adres(klus, "klus_vervalt"), {"sleutel": str(uuid4()), "versie": 1, **velden})

    assert response.status_code == 422
    assert zin in response.text
    assert '<details class="kaart" open>' in response.text
    assert Klus.objects.get().status == "gepland"


def test_van_een_gewiste_klus_staan_alleen_uren_en_keuzes_nog_op_het_formulier(aan, amina, casa, ronald):
    klus = maak_geplande_klus(casa, ronald, omschrijving="Lekkende kraan", straat="Gein")
    tik_klaar(klus, amina)
    wis_teksten(DAG + timedelta(days=30))

    pagina = aan.get(adres(klus))
    velden = {"helpers": [ronald.persoon.pk], f"uren_{ronald.persoon.pk}": "2", "gedaan_op": "24-11"}
    response = aan.post(adres(klus), {"sleutel": str(uuid4()), "versie": 3, "eerste_keer": "ja", "uren": "1", **velden})

    assert "De tekst van deze klus is gewist." in pagina.text
    assert 'name="omschrijving"' not in pagina.text
    assert response.status_code == 302
    klus.refresh_from_db()
    assert (klus.omschrijving, klus.eerste_keer, uren_van(klus)) == ("", "ja", {"Ronald": Decimal("2.00")})


def test_in_een_gesloten_teljaar_zegt_het_formulier_dat_de_telling_vaststaat(aan, amina, casa):
    klus = maak_geplande_klus(casa, status="klaar", gedaan_op=date(2025, 6, 1), eerste_keer="nee")
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    response = aan.post(adres(klus), invul(versie=1, eerste_keer="ja", gedaan_op="1-6-2025"))

    assert response.status_code == 422
    assert "Het teljaar 2025 van Casa Jepie Makandra is gesloten." in response.text
    assert Klus.objects.get().eerste_keer == "nee"
