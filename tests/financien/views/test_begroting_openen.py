"""Which budget opens, and how much of it at once."""

from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.fabriek import maak_kamer, maak_versie
from tests.financien.rasterfabriek import URL, bedrag, cel, getallen


@pytest.fixture
def ingelogd(client, chandra, aanbod):
    client.force_login(chandra)
    return client


def test_zonder_begroting_van_dit_jaar_opent_de_nieuwste(ingelogd):
    assert ingelogd.get(reverse("financien:nieuwste_begroting")).url == URL


@pytest.mark.parametrize(("vandaag", "jaar"), [("2018-12-31", 2018), ("2019-01-02", 2019), ("2026-11-24", 2019)])
def test_de_begroting_opent_bij_dit_jaar_ook_als_volgend_jaar_er_al_is(client, chandra, aanbod, vandaag, jaar):
    maak_versie(2019)
    with time_machine.travel(f"{vandaag} 12:00 +0100"):
        client.force_login(chandra)
        antwoord = client.get(reverse("financien:nieuwste_begroting"), follow=True)

    assert antwoord.redirect_chain[-1][0] == f"/financien/begroting/{jaar}/"
    assert antwoord.context["jaren"] == [2018, 2019]
    assert 'href="/financien/begroting/2019/"' in antwoord.text


def test_zonder_begroting_staat_er_dat_er_nog_geen_is(client, chandra):
    client.force_login(chandra)
    assert "Er is nog geen begroting." in client.get(reverse("financien:nieuwste_begroting")).content.decode()


@pytest.mark.parametrize(
    "pad",
    [
        "/financien/begroting/2017/",
        "/financien/begroting/99999999999999999999/",
        f"{URL}versies/2/",
        f"{URL}?kamers=2",
        f"{URL}?kamers=²",
        f"{URL}?kamers=-1",
    ],
)
def test_wat_er_niet_is_geeft_404(ingelogd, pad):
    assert ingelogd.get(pad).status_code == 404


def vragen(client, pad):
    """Return the page and how many queries it took, without the savepoints of the test."""
    with CaptureQueriesContext(connection) as opgevangen:
        antwoord = client.get(pad)
    return antwoord, len([q for q in opgevangen.captured_queries if "SAVEPOINT" not in q["sql"]])


def test_vier_en_veertig_kamers_kosten_evenveel_vragen(ingelogd):
    ingelogd.get(URL)  # the session is written once
    _, weinig = vragen(ingelogd, URL)
    for nummer in range(36):
        maak_kamer(f"k{nummer}")
    antwoord, veel = vragen(ingelogd, f"{URL}?kamers=2")

    assert veel == weinig <= 10
    assert len(antwoord.context["bladen"]) == 5
    assert len(antwoord.context["kamers"]) == 8
    assert getallen(antwoord.context["verschil"])[-1] == "−44"  # the total is that of all rooms


def test_een_blad_van_acht_kamers_laat_de_andere_kamers_met_rust(ingelogd, casa):
    nieuwe = [maak_kamer(f"k{nummer}") for nummer in range(12)]
    blad = f"{URL}?kamers=2"
    context = ingelogd.get(blad).context
    inhoud = {c.naam: c.tekst for r in [*context["begroting"], *context["uren"]] if r.invoer for c in r.cellen}
    vast = {"sleutel": str(context["sleutel"]), "gezien": 0}

    ingelogd.post(blad, {**inhoud, **vast, cel("M1", nieuwe[11]): "5", cel("M1", casa): "1"})

    assert (bedrag("M1", nieuwe[11]), bedrag("M1", casa)) == (Decimal(5), Decimal(35460))
