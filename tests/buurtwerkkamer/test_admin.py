"""The admin: for the beheerder only, with closed filters and tables that are only read."""

import pytest
from django.contrib import admin
from django.urls import reverse

from buurtwerkkamer.bevroren import Bevroren
from buurtwerkkamer.models import Gebruiker
from tests.fabriek import WACHTWOORD, maak_activiteit, maak_bijeenkomst

pytestmark = pytest.mark.django_db
GEEN_ROLLEN = {"aanstellingen-TOTAL_FORMS": "0", "aanstellingen-INITIAL_FORMS": "0"}


def test_elke_lijst_in_beheer_gaat_open(client, beheerder, amina):
    client.force_login(beheerder)
    client.get(reverse("admin:index"))
    for model in list(admin.site._registry):
        adres = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(adres).status_code == 200, adres


def test_een_nieuwe_gebruiker_krijgt_een_wachtwoord_en_kan_inloggen(client, beheerder):
    client.force_login(beheerder)
    gegevens = {"naam": "Nieuw", "aanmeldnaam": " NIEUW@voorbeeld.invalid ", "taal": "nl", "is_active": "on"}
    gegevens |= {"password1": WACHTWOORD, "password2": WACHTWOORD, **GEEN_ROLLEN}

    client.post(reverse("admin:buurtwerkkamer_gebruiker_add"), gegevens)

    nieuw = Gebruiker.objects.get(aanmeldnaam="nieuw@voorbeeld.invalid")
    assert nieuw.check_password(WACHTWOORD)


def test_een_te_zwak_wachtwoord_wordt_geweigerd_en_er_wordt_niets_gemaakt(client, beheerder):
    client.force_login(beheerder)
    gegevens = {"naam": "Zwak", "aanmeldnaam": "zwak", "taal": "nl", "password1": "geheim", "password2": "geheim"}

    antwoord = client.post(reverse("admin:buurtwerkkamer_gebruiker_add"), gegevens)

    assert "te kort" in antwoord.content.decode()
    assert not Gebruiker.objects.filter(aanmeldnaam="zwak").exists()


def test_wijzigen_zonder_wachtwoord_laat_het_oude_staan(client, beheerder, amina):
    client.force_login(beheerder)
    gegevens = {"naam": "Amina V", "aanmeldnaam": amina.aanmeldnaam, "email": amina.email, "taal": "en"}

    client.post(
        reverse("admin:buurtwerkkamer_gebruiker_change", args=[amina.pk]),
        {**gegevens, **GEEN_ROLLEN, "is_active": "on"},
    )

    amina.refresh_from_db()
    assert (amina.naam, amina.taal) == ("Amina V", "en")
    assert amina.check_password(WACHTWOORD)


def test_een_filter_in_het_adres_dat_niet_op_het_scherm_staat_wordt_geweigerd(client, beheerder, amina):
    client.force_login(beheerder)

    antwoord = client.get(reverse("admin:buurtwerkkamer_gebruiker_changelist"), {"password__startswith": "md5"})

    assert antwoord.status_code == 400


def test_een_genoteerde_bijeenkomst_kan_in_beheer_niet_veranderen(client, beheerder, casa):
    rij = maak_bijeenkomst(maak_activiteit(casa), "2026-01-06", nieuw=3)
    client.force_login(beheerder)

    antwoord = client.post(reverse("admin:kamers_bijeenkomst_change", args=[rij.pk]), {"nieuw_soort": 99})

    rij.refresh_from_db()
    assert antwoord.status_code == 403
    assert rij.nieuw_soort == 3


def test_wat_bevroren_is_heeft_in_beheer_geen_knoppen_om_te_veranderen(rf, beheerder):
    request = rf.get("/")
    request.user = beheerder
    for model, beheer in admin.site._registry.items():
        if issubclass(model, Bevroren):
            assert not beheer.has_change_permission(request), model
            assert not beheer.has_delete_permission(request), model
