"""All rooms side by side, and the choice between own rooms."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import Rol
from tests.fabriek import geef_rol, maak_activiteit, maak_bijeenkomst, maak_soort
from tests.kamers.dagfabriek import maak_doel

pytestmark = pytest.mark.django_db


def test_de_coach_ziet_van_elke_kamer_bereikt_naast_de_afspraak(client, eva, casa, multibron):
    taal, jaar = maak_soort("P4", "Taal"), timezone.localdate().year
    maak_doel("P4", casa, 50, taal, jaar=jaar)
    maak_bijeenkomst(maak_activiteit(casa, soort=taal), date(jaar, 1, 6), nieuw=47)
    client.force_login(eva)

    antwoord = client.get(reverse("kamers:kamers"))

    rijen = {
        kamer.code: [(d.bereikt, d.afspraak) for d in doelen] for kamer, doelen, _compleet in antwoord.context["rijen"]
    }
    assert rijen == {"cjm": [(47, 50)], "multibron": [(None, None)]}
    assert "<b>47</b> van 50 mensen" in antwoord.content.decode()
    assert "niet geregistreerd" in antwoord.content.decode()


def test_een_ander_jaar_laat_de_cijfers_van_dat_jaar_zien(client, eva, casa):
    taal = maak_soort("P4", "Taal")
    Jaar.objects.create(jaar=2018)
    maak_doel("P4", casa, 50, taal)
    maak_bijeenkomst(maak_activiteit(casa, soort=taal), date(2018, 11, 20), nieuw=12)
    client.force_login(eva)

    antwoord = client.get(reverse("kamers:kamers"), {"jaar": "2018"})

    assert antwoord.context["jaar"] == 2018
    assert [d.bereikt for d in antwoord.context["rijen"][0][1]] == [12]


def test_een_coordinator_van_twee_kamers_kiest_een_deur(client, amina, casa, multibron, handreiking):
    geef_rol(amina, Rol.COORDINATOR, kamer=multibron)
    client.force_login(amina)

    antwoord = client.get(reverse("kamers:kies"))

    assert list(antwoord.context["eigen"]) == [casa, multibron]
    assert reverse("kamers:kies") in client.get(reverse("kamers:vandaag", args=["multibron"])).content.decode()


def test_wie_een_kamer_heeft_krijgt_geen_keuze_in_het_menu(client, amina, casa):
    client.force_login(amina)

    assert reverse("kamers:kies") not in client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()


def test_de_coach_gaat_van_de_kamers_naar_de_afspraken_en_de_resultaten(client, eva, casa):
    jaar = timezone.localdate().year
    Jaar.objects.get_or_create(jaar=jaar)
    client.force_login(eva)

    tekst = client.get(reverse("kamers:kamers")).content.decode()

    assert f'href="{reverse("kamers:afspraken", args=[jaar])}"' in tekst
    assert f'href="{reverse("rapportage:metingen", args=[jaar])}"' in tekst


def test_het_bestuur_ziet_bij_de_kamers_geen_knoppen_voor_de_coach(client, bestuurslid, casa):
    Jaar.objects.get_or_create(jaar=timezone.localdate().year)
    client.force_login(bestuurslid)

    tekst = client.get(reverse("kamers:kamers")).content.decode()

    assert "/afspraken/" not in tekst
    assert "/metingen/" not in tekst


def test_een_jaar_dat_niet_bestaat_krijgt_geen_knoppen(client, eva, casa):
    Jaar.objects.filter(jaar=timezone.localdate().year).delete()
    client.force_login(eva)

    tekst = client.get(reverse("kamers:kamers")).content.decode()

    assert "/afspraken/" not in tekst
    assert "/metingen/" not in tekst


@pytest.mark.parametrize("wie", ["eva", "bestuurslid"])
def test_zonder_kamers_staat_er_wat_eerst_moet(client, wie, request):
    client.force_login(request.getfixturevalue(wie))
    zin = "Er zijn nog geen kamers. Draait er al een kamer? Vraag de beheerder om die toe te voegen."
    over = reverse("kamers:over_de_kamers")

    vak = client.get(reverse("kamers:kamers")).text.split('<div class="leeg kaart">')[1].split("</div>")[0]

    assert f"<p>{zin}</p>" in vak
    assert f'href="{over}"' in vak
    assert f"<p>{zin}</p>" in client.get(over).text
