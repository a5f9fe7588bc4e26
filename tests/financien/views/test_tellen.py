"""Counting on the screen: the message bar takes the own count back, once."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from financien.models import Boekstuk, Kastelling, Tellingterug
from financien.services.afsluiten import sluit_maand
from financien.services.handgeld.potje import stand
from tests.financien.handgeldfabriek import DAG, vul_potje
from tests.kamers.tabletfabriek import geef_code, tablet_in, tik_op

D = Decimal


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, chandra, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))


@pytest.fixture
def coordinator(client, amina):
    client.force_login(amina)
    return client


def adres(naam, *args) -> str:
    return reverse(f"financien:{naam}", args=args)


def tel(client, geteld="48", uitleg="Kwijt"):
    velden = {"sleutel": uuid4(), "geteld": geteld, "verwacht": "50.00", "uitleg": uitleg}
    return client.post(adres("tellen", "cjm"), velden, follow=True)


def ongedaan() -> str:
    return adres("telling_ongedaan", "cjm", Kastelling.objects.latest("pk").sleutel)


def test_de_meldbalk_neemt_de_telling_terug_en_de_tweede_klik_zegt_dat(coordinator, casa):
    antwoord = tel(coordinator)
    assert f'action="{ongedaan()}"' in antwoord.text

    terug = coordinator.post(ongedaan(), follow=True)

    assert "Ongedaan gemaakt. Deze telling telt niet meer mee." in terug.text
    assert terug.redirect_chain == [(adres("handgeld", "cjm"), 302)]
    assert stand(casa).kas == D("50.00")
    assert "Dit was al ongedaan gemaakt." in coordinator.post(ongedaan(), follow=True).text
    assert (Tellingterug.objects.count(), Boekstuk.objects.exclude(keert_om=None).count()) == (1, 1)
    lijst = coordinator.get(adres("tellingen", "cjm")).text
    assert ("ongedaan gemaakt" in lijst, "verschil €" in lijst) == (True, False)


def test_met_htmx_gaat_de_browser_zelf_naar_het_potje(coordinator):
    tel(coordinator, "50", "")

    antwoord = coordinator.post(ongedaan(), headers={"HX-Request": "true"})

    assert (antwoord.status_code, antwoord.headers["HX-Redirect"]) == (200, adres("handgeld", "cjm"))


def test_op_de_tablet_van_de_kamer_gaat_de_telling_ook_terug(client, casa, amina):
    """There the tin is counted, and tomorrow it cannot go back any more."""
    amina.code = make_password("5829")
    amina.save(update_fields=["code"])
    tablet_in(client, casa, amina)
    tik_op(client, amina)
    geef_code(client, "5829")
    balk = tel(client).text
    assert f'action="{ongedaan()}"' in balk

    terug = client.post(ongedaan(), follow=True)

    assert "Ongedaan gemaakt. Deze telling telt niet meer mee." in terug.text
    assert (stand(casa).kas, Tellingterug.objects.get().wie) == (D("50.00"), amina)


def test_in_een_dichte_maand_is_er_geen_knop_en_weigert_het_adres(coordinator, chandra):
    for maand in (1, 2):
        sluit_maand(jaar=2026, maand=maand, reden="Klaar", gebruiker=chandra, sleutel=uuid4(), vandaag=DAG)

    antwoord = tel(coordinator)

    assert ("Geteld." in antwoord.text, "Ongedaan maken" in antwoord.text) == (True, False)
    assert "De maand van deze telling is afgesloten." in coordinator.post(ongedaan(), follow=True).text
    assert not Tellingterug.objects.exists()


def test_een_telling_van_een_ander_of_een_andere_kamer_gaat_niet_terug(coordinator, client, eva, bram):
    tel(coordinator)
    client.force_login(bram)
    assert client.post(ongedaan()).status_code == 404
    vreemd = adres("telling_ongedaan", "multibron", Kastelling.objects.get().sleutel)
    assert client.post(vreemd).status_code == 404
    assert client.get(ongedaan()).status_code in (404, 405)
    assert not Tellingterug.objects.exists()
