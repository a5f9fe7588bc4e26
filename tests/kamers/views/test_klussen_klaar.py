"""A tap on Klaar, and the way back: what the page answers, with and without JavaScript."""

from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet, Klus, Teljaar
from tests.fabriek import maak_gebruiker, maak_klus, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, PAGINA, adres, maak_geplande_klus, tik, tik_klaar, uren_van

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


@pytest.fixture
def aan(client, amina):
    """Amina, logged in."""
    client.force_login(amina)
    return client


def test_klaar_zonder_javascript_gaat_terug_naar_de_regel_met_een_melding_die_terug_kan(aan, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)
    sleutel = str(uuid4())

    response = aan.post(adres(klus, "klus_klaar"), tik(klus, sleutel=sleutel))
    pagina = aan.get(response.url.partition("#")[0])

    assert response.url == f"{PAGINA}#klus-{klus.pk}"
    assert "Klus klaar. Ronald, 1,5 uur." in pagina.text
    assert f'action="{adres(klus, "klus_ongedaan", sleutel)}?terug=%2Fkamers%2Fcjm%2Fklussen%2F"' in pagina.text
    assert uren_van(klus) == {"Ronald": Decimal("1.50")}


def test_klaar_met_htmx_geeft_de_regel_de_stand_en_de_melding_en_verder_niets(aan, casa, ronald):
    klus = maak_geplande_klus(casa, ronald, maak_vrijwilliger("Kofi", casa))

    response = aan.post(adres(klus, "klus_klaar"), tik(klus), headers=HTMX)

    assert "<html" not in response.text
    assert f'<li class="regel" id="klus-{klus.pk}" data-focus tabindex="-1">' in response.text
    assert "Klus klaar. Kofi en Ronald, samen 3 uur." in response.text
    assert "Wijzig uren" in response.text
    assert response.headers["HX-Trigger"] == '{"klus-gewijzigd": {}}'


def test_een_klus_zonder_helpers_wordt_klaar_met_de_vraag_wie_hielp(aan, casa):
    klus = maak_geplande_klus(casa)

    response = aan.post(adres(klus, "klus_klaar"), tik(klus), headers=HTMX)

    assert "Klus klaar. Hielp er iemand? Vul het in bij &#x27;Wijzig uren&#x27;." in response.text
    assert Inzet.objects.count() == 0


def test_klaar_op_een_dag_die_nog_moet_komen_wordt_geweigerd(aan, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)

    response = aan.post(adres(klus, "klus_klaar"), tik(klus, dag="2026-11-25"), headers=HTMX)

    assert "Deze dag moet nog komen. Kies vandaag of een dag ervoor." in response.text
    assert (Klus.objects.get().status, Inzet.objects.count()) == ("gepland", 0)


def test_wie_te_laat_op_klaar_tikt_leest_dat_het_al_klaar_was(aan, amina, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, maak_gebruiker("Dela", Rol.ASSISTENT, kamer=casa))

    response = aan.post(adres(klus, "klus_klaar"), tik(klus, versie=1), headers=HTMX)

    assert "Deze klus was al klaar." in response.text
    assert "Ongedaan maken" not in response.text
    assert Inzet.objects.count() == 1


def test_wie_een_gewijzigde_klus_klaar_meldt_leest_wie_dat_deed(aan, casa, ronald):
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    klus = maak_geplande_klus(casa, ronald)
    Klus.objects.update(versie=2, gewijzigd_door=wouter)

    response = aan.post(adres(klus, "klus_klaar"), tik(klus, versie=1), headers=HTMX)

    assert "Wouter heeft dit net ook aangepast. Kijk wat er nu staat." in response.text
    assert 'name="versie" value="2"' in response.text
    assert Klus.objects.get().status == "gepland"


def test_ongedaan_op_de_regel_zelf_geeft_de_regel_terug_met_het_zoeklicht_op_klaar(aan, casa, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    aan.post(adres(klus, "klus_klaar"), tik(klus, sleutel=str(sleutel)), headers=HTMX)

    response = aan.post(f"{adres(klus, 'klus_ongedaan', sleutel)}?regel=1&terug={PAGINA}", headers=HTMX)

    assert f'id="klus-{klus.pk}" hx-swap-oob="true"' in response.text
    assert '<button class="knop" data-focus>' in response.text
    assert "Ongedaan gemaakt." in response.text
    assert (Klus.objects.get().status, Inzet.objects.count()) == ("gepland", 0)


def test_ongedaan_zonder_javascript_gaat_terug_naar_de_bladzijde(aan, casa, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    aan.post(adres(klus, "klus_klaar"), tik(klus, sleutel=str(sleutel)))

    response = aan.post(f"{adres(klus, 'klus_ongedaan', sleutel)}?terug=/kamers/cjm/vandaag/")

    assert response.url == f"/kamers/cjm/vandaag/#klus-{klus.pk}"
    assert Klus.objects.get().status == "gepland"


def test_terug_gaat_nooit_naar_een_andere_site_of_kamer(aan, casa, ronald):
    for terug in ("https://kwaad.invalid/", "//kwaad.invalid/", "/kamers/multibron/klussen/", "/kamers/cjm//kwaad"):
        klus = maak_geplande_klus(casa, ronald)

        response = aan.post(adres(klus, "klus_klaar"), tik(klus, terug=terug))

        assert response.url == f"{PAGINA}#klus-{klus.pk}"


def test_een_klus_die_niet_doorging_gaat_met_een_tik_toch_door(aan, casa):
    klus = maak_klus(casa, status="vervallen", reden="afgezegd", afgehandeld_op=DAG)
    pagina = aan.get(PAGINA)

    response = aan.post(adres(klus, "klus_heropen"), tik(klus), follow=True)

    assert "Gaat toch door" in pagina.text
    assert "afgezegd" in pagina.text
    assert "Deze klus staat weer open." in response.text
    assert Klus.objects.get().status == "gevraagd"


def test_een_klus_die_toch_niet_klaar_is_gaat_terug_zonder_uren(aan, amina, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)
    klus.refresh_from_db()

    aan.post(adres(klus, "klus_heropen"), tik(klus))

    assert (Klus.objects.get().status, Inzet.objects.count()) == ("gepland", 0)


def test_klaar_in_een_gesloten_teljaar_zegt_waarom_het_niet_kan(aan, amina, casa):
    klus = maak_geplande_klus(casa)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    response = aan.post(adres(klus, "klus_klaar"), tik(klus, dag="2025-12-31"), headers=HTMX)

    assert "Het teljaar 2025 van Casa Jepie Makandra is gesloten." in response.text
    assert Klus.objects.get().status == "gepland"
