"""Login, declared rights, and the role in which a page opens."""

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.urls import reverse

from buurtwerkkamer import rollen
from buurtwerkkamer.rollen import Rol
from tests.fabriek import WACHTWOORD, geef_rol, maak_gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _verse_limieten():
    cache.clear()


def log_in(client, naam, wachtwoord=WACHTWOORD):
    return client.post(reverse("account_login"), {"login": naam, "password": wachtwoord})


@pytest.mark.parametrize("naam", ["amina@voorbeeld.invalid", "AMINA@voorbeeld.invalid"])
def test_inloggen_met_e_mailadres_ongeacht_hoofdletters(client, amina, naam):
    log_in(client, naam)

    assert get_user(client) == amina


def test_een_vrijwilliger_zonder_e_mail_logt_in_met_naam_en_code(client, casa):
    gebruiker = maak_gebruiker("Kofi", Rol.VRIJWILLIGER, kamer=casa, wachtwoord="7391-4402")
    type(gebruiker).objects.filter(pk=gebruiker.pk).update(aanmeldnaam="kofi-cjm", email="")

    log_in(client, "Kofi-CJM", "7391-4402")

    assert get_user(client).pk == gebruiker.pk


def test_een_fout_wachtwoord_geeft_de_zin_en_bewaart_de_naam(client, amina):
    antwoord = log_in(client, "amina@voorbeeld.invalid", "fout")

    assert "Dit e-mailadres of dit wachtwoord klopt niet. Probeer het opnieuw." in antwoord.content.decode()
    assert 'value="amina@voorbeeld.invalid"' in antwoord.content.decode()
    assert not get_user(client).is_authenticated


def test_na_vijf_missers_wordt_ook_het_goede_wachtwoord_even_geweigerd(client, amina):
    for _keer in range(5):
        log_in(client, "amina@voorbeeld.invalid", "fout")

    antwoord = log_in(client, "amina@voorbeeld.invalid")

    assert "Je probeerde het te vaak." in antwoord.content.decode()
    assert not get_user(client).is_authenticated


def test_niemand_kan_zelf_een_account_maken(client):
    antwoord = client.post(reverse("account_signup"), {"username": "indringer", "password1": WACHTWOORD})

    assert "Je kunt hier niet zelf een account maken." in antwoord.content.decode()


def test_een_gedeactiveerde_gebruiker_wordt_bij_het_volgende_verzoek_geweigerd(client, amina):
    client.force_login(amina)
    type(amina).objects.filter(pk=amina.pk).update(is_active=False)

    antwoord = client.get(reverse("start"))

    assert antwoord.url == f"{reverse('account_login')}?next=/"


def test_een_afgelopen_aanstelling_geeft_geen_rechten_meer(casa, time_machine):
    time_machine.move_to("2026-06-15 12:00")
    gebruiker = maak_gebruiker("Oud", Rol.COORDINATOR, kamer=casa, tot="2026-06-14")

    assert rollen.rollen_van(gebruiker) == []
    assert not rollen.mag(gebruiker, "kamers.noteer")


def test_een_bladzijde_opent_in_de_rol_die_zij_nodig_heeft(client, amina):
    geef_rol(amina, Rol.PENNINGMEESTER)
    client.force_login(amina)

    for recht, rol in [("kamers.noteer", Rol.COORDINATOR), ("financien.begroting_wijzigen", Rol.PENNINGMEESTER)]:
        assert rollen.rol_voor(amina, recht, voorkeur=Rol.COORDINATOR) == rol


def test_bij_twee_rollen_telt_het_bereik_van_de_actieve_rol_en_niet_dat_van_beide(dubbelrol, casa, multibron):
    bereik = {}
    for rol in rollen.rollen_van(dubbelrol):
        dubbelrol.rol = rol
        bereik[rol] = rollen.bereik(dubbelrol).kamers

    assert bereik == {Rol.COORDINATOR: {casa.pk}, Rol.ASSISTENT: {multibron.pk}}


def test_een_link_naar_de_andere_kamer_kiest_de_rol_bij_die_kamer(dubbelrol):
    rol = rollen.rol_voor(dubbelrol, "kamers.noteer", voorkeur=Rol.COORDINATOR, kamercode="multibron")

    assert rol == Rol.ASSISTENT


def test_een_rol_die_iemand_niet_heeft_kan_niet_gekozen_worden(client, amina):
    client.force_login(amina)

    antwoord = client.post(reverse("wissel_rol"), {"rol": Rol.PENNINGMEESTER})

    assert antwoord.status_code == 404
    assert "rol" not in client.session


def test_de_beheerder_en_niemand_anders_komt_in_beheer(client, beheerder, chandra):
    uitkomst = {}
    for gebruiker in (beheerder, chandra):
        client.force_login(gebruiker)
        uitkomst[gebruiker.naam] = client.get(reverse("admin:index")).status_code

    assert uitkomst == {"Bea": 200, "Chandra": 403}


def test_de_taal_volgt_de_keuze_van_de_gebruiker_en_niet_de_browser(client, amina):
    client.force_login(amina)
    voor = client.get(reverse("hulp"), HTTP_ACCEPT_LANGUAGE="en")
    client.post(reverse("set_language"), {"language": "en", "next": "/hulp/"})
    client.cookies.pop("django_language")

    na = client.get(reverse("hulp"))

    assert 'lang="nl"' in voor.content.decode()
    assert 'lang="en"' in na.content.decode()


def test_elk_antwoord_heeft_een_streng_inhoudsbeleid(client, db):
    for adres in (reverse("account_login"), reverse("hulp"), "/bestaat-niet/"):
        beleid = client.get(adres).headers["Content-Security-Policy"]
        assert "default-src 'none'" in beleid
        assert "unsafe" not in beleid


@pytest.mark.parametrize("adres", ["/hulp/%00", "/kamers/%ED%A0%80/vandaag/", "/kamers/cjm/dag/99999999999999999999/"])
def test_rare_adressen_geven_een_nette_weigering(client, amina, adres):
    client.force_login(amina)

    assert client.get(adres).status_code in (400, 404)
