"""The screen on which money that goes back to a financier is set ready, and where it is seen after."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Inkoopfactuur
from financien.services.terugbetaling import zet_te_betalen
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import ANDER, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import adres, meldingen, tekst
from tests.financien.services.test_terugbetaling import te_veel

D = Decimal


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


@pytest.fixture
def rij(db, casa, multibron, chandra, client):
    begin_bank(2025, 2026)
    client.force_login(chandra)
    return te_veel(chandra, casa, multibron, kenmerk="GD-2025-12")


def stuur(client, rij, bedrag="100,00", **velden):
    vast = {"sleutel": uuid4(), "bedrag": bedrag}
    return client.post(adres("toekenning_terug_klaar", rij.pk), vast | velden, follow=True)


def test_de_penningmeester_zet_het_hele_bedrag_klaar_en_vindt_het_bij_betalen(client, rij):
    assert adres("toekenning_terug_klaar", rij.pk) in client.get(adres("toekenning", rij.pk)).text
    eerst = client.get(adres("toekenning_terug_klaar", rij.pk))
    assert eerst.context["form"]["bedrag"].value() == "100"

    antwoord = stuur(client, rij)

    factuur = Inkoopfactuur.objects.get()
    assert antwoord.redirect_chain == [(adres("factuur", factuur.pk), 302)]
    assert meldingen(antwoord) == ["Gemeente Terugbetaling GD-2025-12 staat klaar bij Betalen."]
    assert "Gaat terug naar de financier" in antwoord.text
    assert f'<a href="{adres("toekenning", rij.pk)}">Naar de toekenning</a>' in antwoord.text
    assert "Er is geen scan bij deze factuur." not in antwoord.text
    assert "Terugbetaling GD-2025-12" in client.get(adres("klaarzetten", 2026)).text
    blad_ = tekst(client.get(adres("toekenning", rij.pk)))
    assert "€ 100,00 gaat terug:" in blad_
    assert "nog te betalen." in blad_
    assert adres("toekenning_terug_klaar", rij.pk) not in blad_


@pytest.mark.parametrize(
    ("bedrag", "zin_"),
    [("100,01", "Terug te betalen is € 100,00."), ("", "bedrag"), ("0", "meer is dan € 0"), ("\x00", "bedrag")],
)
def test_wat_niet_kan_zegt_waarom_en_zet_niets_klaar(client, rij, bedrag, zin_):
    antwoord = stuur(client, rij, bedrag)

    assert antwoord.status_code == 422
    assert zin_ in tekst(antwoord)
    assert antwoord.context["form"]["bedrag"].value() == bedrag
    assert not Inkoopfactuur.objects.exists()


def test_de_bank_zegt_waarom_het_een_terugbetaling_is(client, rij, chandra):
    lees_blad(chandra, blad(zin("-100.00", datum=date(2026, 3, 19), iban=ANDER, naam="Gemeente", wat="GD-2025-12")))
    regel = Bankregel.objects.get()
    zin_ = "Gaat terug naar Gemeente: terug te betalen is € 100,00 van Bijdrage gemeente 2025."

    assert zin_ in tekst(client.get(reverse("financien:bank")))
    assert zin_ in tekst(client.get(adres("bankregel", regel.pk)))


@pytest.mark.parametrize(("rol", "ziet"), [(Rol.PROJECTCOACH, True), (Rol.BESTUUR, True), (Rol.COORDINATOR, False)])
def test_wie_toekenningen_ziet_leest_haar_en_een_coordinator_niet(client, rij, casa, chandra, rol, ziet):
    factuur = zet_te_betalen(toekenning=rij, bedrag=D(100), sleutel=uuid4(), gebruiker=chandra)
    client.force_login(maak_gebruiker("Lezer", rol, kamer=casa if rol == Rol.COORDINATOR else None))

    assert client.get(adres("factuur", factuur.pk)).status_code == (200 if ziet else 404)
    assert client.get(adres("toekenning_terug_klaar", rij.pk)).status_code == 403
    if ziet:
        assert "€ 100,00 gaat terug:" in tekst(client.get(adres("toekenning", rij.pk)))
