import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet
from tests.fabriek import (
    geef_rol,
    maak_activiteit,
    maak_bijeenkomst,
    maak_gebruiker,
    maak_inzet,
    maak_kamer,
    maak_vrijwilliger,
)

PAGINA = "/kamers/cjm/vrijwilligers/"
GOEDKEUREN = "/kamers/cjm/vrijwilligers/goedkeuren/"
VANDAAG = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 13:00 +0100"):
        yield


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


@pytest.fixture
def les(casa):
    return maak_bijeenkomst(maak_activiteit(casa), VANDAAG)


@pytest.fixture
def kofi(casa, les):
    return maak_inzet(maak_vrijwilliger("Kofi", casa).persoon, les, gemeld_uren=Decimal(3))


@pytest.fixture
def ronald(casa, les):
    ronald = maak_vrijwilliger("Ronald", casa, overeenkomst_op=date(2017, 3, 1))
    return maak_inzet(ronald.persoon, les, gemeld_uren=Decimal("2.5"))


def gezien(*inzet, **velden):
    regels = [f"{rij.pk}:{rij.gemeld_uren:.2f}" for rij in inzet]
    return {"sleutel": str(uuid4()), "oordeel": "goed", "gezien": regels, **velden}


def test_de_lijst_toont_uren_overeenkomst_en_wat_wacht(aan, ronald, kofi):
    tekst = aan.get(PAGINA).text

    assert "overeenkomst van 1 maart 2017" in tekst
    assert "nog geen overeenkomst" in tekst
    assert "3 uur, genoteerd was 2" in tekst
    assert "Alles goedkeuren" in tekst


def test_een_kamer_zonder_vrijwilligers_zegt_wat_je_kunt_doen(aan):
    response = aan.get(PAGINA)

    assert "Nog geen vrijwilligers in deze kamer." in response.text
    assert f'href="{PAGINA}nieuw/"' in response.text


def test_een_keer_goedkeuren_en_weer_terug(aan, kofi):
    velden = gezien(kofi)
    response = aan.post(GOEDKEUREN, velden, follow=True)
    kofi.refresh_from_db()

    assert "Goedgekeurd. 3 uur voor Kofi." in response.text
    assert kofi.uren == 3
    terug = reverse("vrijwilligers:oordeel_ongedaan", args=["cjm", velden["sleutel"]])
    assert f'action="{terug}"' in response.text
    assert "Ongedaan gemaakt. De uren wachten weer." in aan.post(terug, follow=True).text
    kofi.refresh_from_db()
    assert (kofi.uren, kofi.wacht) == (Decimal("2.00"), True)


def test_niet_goedkeuren_houdt_de_genoteerde_uren(aan, kofi):
    response = aan.post(GOEDKEUREN, gezien(kofi, oordeel="niet"), follow=True)
    kofi.refresh_from_db()

    assert "Niet goedgekeurd. De 2 uur van Kofi blijft staan." in response.text
    assert (kofi.uren, kofi.wacht) == (Decimal("2.00"), False)


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_de_knop_op_de_pagina_keurt_in_elke_taal_goed_wat_er_staat(aan, amina, kofi, taal):
    aan.cookies["django_language"] = taal
    velden = dict(re.findall(r'name="(sleutel|gezien|oordeel)" value="([^"]+)"', aan.get(PAGINA).text))

    aan.post(GOEDKEUREN, velden | {"oordeel": "goed"})
    kofi.refresh_from_db()

    assert (kofi.uren, kofi.beoordeeld_door) == (Decimal("3.00"), amina)


def test_alles_goedkeuren_in_een_tik(aan, kofi, ronald):
    response = aan.post(GOEDKEUREN, gezien(kofi, ronald), follow=True)

    assert "2 keer goedgekeurd." in response.text
    assert dict(Inzet.objects.values_list("persoon__voornaam", "uren")) == {"Kofi": 3, "Ronald": Decimal("2.50")}


def test_uren_die_net_veranderden_worden_niet_goedgekeurd(aan, kofi):
    velden = gezien(kofi)
    Inzet.objects.update(gemeld_uren=4)

    response = aan.post(GOEDKEUREN, velden, follow=True)

    assert "De uren zijn net aangepast. Kijk nog een keer wat er staat." in response.text
    assert Inzet.objects.get().uren == 2


def test_je_eigen_uren_krijgen_geen_knop_en_worden_geweigerd(client, casa, fatima, les):
    geef_rol(fatima, Rol.COORDINATOR, kamer=casa)
    eigen = maak_inzet(fatima.vrijwilliger.persoon, les, gemeld_uren=Decimal(3))
    client.force_login(fatima)

    pagina = client.get(PAGINA)
    response = client.post(GOEDKEUREN, gezien(eigen), follow=True)

    assert "Iemand anders kijkt jouw uren na." in pagina.text
    assert 'name="oordeel"' not in pagina.text
    assert "Je eigen uren keurt iemand anders goed." in response.text
    assert Inzet.objects.get().uren == 2


def test_een_assistent_ziet_wat_wacht_maar_keurt_niet_goed(client, casa, kofi):
    client.force_login(maak_gebruiker("Dela", Rol.ASSISTENT, kamer=casa))

    pagina = client.get(PAGINA)
    response = client.post(GOEDKEUREN, gezien(kofi))

    assert "De coördinator keurt goed." in pagina.text
    assert 'name="oordeel"' not in pagina.text
    assert response.status_code == 403
    assert Inzet.objects.get().uren == 2


def test_de_projectcoach_ziet_alle_kamers_in_cijfers_en_voegt_niemand_toe(client, eva, casa, multibron, ronald):
    client.force_login(eva)

    kamers = client.get("/vrijwilligers/")
    casa_lijst = client.get(PAGINA)

    rijen = [(kamer.code, kamer.aantal, kamer.met, kamer.wacht) for kamer in kamers.context["kamers"]]
    assert rijen == [("cjm", 1, 1, 1), ("multibron", 0, 0, 0)]
    assert "1 keer wacht op goedkeuring" in kamers.text
    assert "Ronald" in casa_lijst.text
    assert "Nieuwe vrijwilliger" not in casa_lijst.text


def test_de_projectcoach_keurt_goed_wat_de_enige_coordinator_zelf_meldde(client, eva, casa, fatima, les):
    geef_rol(fatima, Rol.COORDINATOR, kamer=casa)
    eigen = maak_inzet(fatima.vrijwilliger.persoon, les, gemeld_uren=Decimal(3))
    client.force_login(eva)

    response = client.post(GOEDKEUREN, gezien(eigen), follow=True)

    assert "Goedgekeurd. 3 uur voor Fatima." in response.text
    assert Inzet.objects.get().uren == 3


@pytest.mark.parametrize("aantal", [4, 40])
def test_de_bladzijden_zijn_evenveel_vragen_bij_4_en_40(
    client, amina, eva, casa, les, aantal, django_assert_num_queries
):
    for nummer in range(aantal):
        maak_vrijwilliger("Elders", maak_kamer(f"kamer-{nummer}"))
        maak_inzet(maak_vrijwilliger(f"Naam{nummer}", casa).persoon, les, gemeld_uren=Decimal(3))
    client.force_login(amina)
    client.get(PAGINA)  # the first visit remembers the room in the session

    with django_assert_num_queries(5):
        client.get(PAGINA)
    client.force_login(eva)
    client.get("/vrijwilligers/")
    with django_assert_num_queries(3):
        client.get("/vrijwilligers/")
