"""Children come: a volunteer there without a seen, valid VOG gives a warning, which never blocks (domain.md §1.6)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.fabriek import maak_activiteit, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, zet_op_rooster
from vrijwilligers.models import Vrijwilliger

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
WAARSCHUWING = "Bij kinderen is een VOG nodig."


@pytest.fixture(autouse=True)
def half_elf():
    with time_machine.travel(HALF_ELF, tick=False):
        yield


@pytest.mark.parametrize(
    ("gezien", "verloopt", "goed"),
    [
        (None, None, False),
        (DINSDAG, None, True),
        (DINSDAG + DAG, None, False),
        (DINSDAG - DAG, DINSDAG, True),
        (DINSDAG - 2 * DAG, DINSDAG - DAG, False),
    ],
)
def test_de_kaart_waarschuwt_als_de_vog_niet_gezien_of_niet_geldig_is(client, amina, casa, gezien, verloopt, goed):
    les = maak_activiteit(casa, "Huiswerk", met_kinderen=True)
    fatima = maak_vrijwilliger("Fatima", casa, vog_gezien_op=gezien, vog_verloopt_op=verloopt)
    zet_op_rooster(les, fatima.persoon)
    client.force_login(amina)

    bladzijde = client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()

    assert (WAARSCHUWING not in bladzijde) == goed


def test_zonder_kinderen_is_er_geen_waarschuwing(client, amina, casa):
    zet_op_rooster(maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon)
    client.force_login(amina)

    assert WAARSCHUWING not in client.get(reverse("kamers:vandaag", args=["cjm"])).content.decode()


def test_de_waarschuwing_houdt_niets_tegen(client, amina, casa):
    les = maak_activiteit(casa, "Huiswerk", met_kinderen=True)
    zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)
    client.force_login(amina)
    form = client.get(reverse("kamers:vandaag", args=["cjm"])).context["form"]
    data = {"sleutel": form["sleutel"].value(), "versie": 0, "nieuw_soort": 3, "ook_nieuw": "geen", "kinderen": 3}

    antwoord = client.post(
        reverse("kamers:noteer", args=["cjm", DINSDAG, les.pk, DINSDAG]),
        {**data, "personen": form["personen"].value(), "uren": "2", "uren_was": "2"},
    )

    assert antwoord.status_code == 302
    assert les.bijeenkomsten.get().kinderen == 3


def stuur(client, kofi, **velden):
    form = client.get(reverse("vrijwilligers:vrijwilliger", args=["cjm", kofi.pk])).context["form"]
    data = {"sleutel": "7a3f2f52-1111-4222-8333-444455556666", "voornaam": "Kofi", "gezien": form["gezien"].value()}
    data |= velden
    return client.post(reverse("vrijwilligers:vrijwilliger", args=["cjm", kofi.pk]), data)


def test_het_formulier_bewaart_wanneer_de_vog_gezien_is_en_tot_wanneer(client, amina, casa):
    kofi = maak_vrijwilliger("Kofi", casa)
    client.force_login(amina)

    antwoord = stuur(client, kofi, vog_gezien_op="2026-11-02", vog_verloopt_op="2029-11-01")

    assert antwoord.status_code == 302
    rij = Vrijwilliger.objects.get(pk=kofi.pk)
    assert (rij.vog_gezien_op, rij.vog_verloopt_op) == (date(2026, 11, 2), date(2029, 11, 1))


@pytest.mark.parametrize(
    ("gezien", "verloopt", "zin"),
    [
        ("", "2029-11-01", "Vul in op welke dag je de VOG zag."),
        ("2026-11-02", "2026-11-01", "De laatste dag van de VOG ligt voor de dag waarop je haar zag."),
        ("2026-11-25", "", "2026"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(client, amina, casa, gezien, verloopt, zin):
    kofi = maak_vrijwilliger("Kofi", casa)
    client.force_login(amina)

    antwoord = stuur(client, kofi, vog_gezien_op=gezien, vog_verloopt_op=verloopt)

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors
    assert zin in antwoord.content.decode()
    assert Vrijwilliger.objects.get(pk=kofi.pk).vog_gezien_op is None
