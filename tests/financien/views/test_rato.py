"""Naar rato: a proposal in the cells, stored only by who saves it, and back by the key of that save."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from financien.services.versies import leg_versie_vast
from tests.fabriek import maak_gebruiker
from tests.financien.rasterfabriek import URL, bedrag, cel, getallen

VOORSTEL = f"{URL}?rato=kg"
KNOP = "Stel voor naar rato"


@pytest.fixture
def ingelogd(client, chandra, aanbod, kg):
    type(kg).objects.filter(pk=kg.pk).update(start=date(2018, 4, 1))
    client.force_login(chandra)
    return client


def velden(client, adres=VOORSTEL):
    """Return what the browser would post of a proposal that nobody touched."""
    context = client.get(adres).context
    lijnen = [*context["begroting"], *context["uren"]]
    cellen = {c.naam: c.tekst for lijn in lijnen if lijn.invoer for c in lijn.cellen}
    return {**cellen, "sleutel": str(context["sleutel"]), "gezien": context["gezien"]}


def test_de_knop_staat_er_alleen_voor_een_kamer_die_een_deel_van_het_jaar_open_is(ingelogd, kg):
    antwoord = ingelogd.get(URL)

    assert antwoord.text.count(KNOP) == 1
    assert "K- en G-buurt is 9 van de 12 maanden open." in antwoord.text
    assert 'href="?rato=kg"' in antwoord.text
    assert cel("M1", kg) not in antwoord.text.partition("celnoot")[2]
    type(kg).objects.filter(pk=kg.pk).update(start=date(2018, 1, 15))
    assert KNOP not in ingelogd.get(URL).text


def test_het_voorstel_staat_in_de_cellen_met_wat_er_is_opgeslagen_en_er_verandert_niets(ingelogd, kg, casa):
    antwoord = ingelogd.get(VOORSTEL)

    assert antwoord.status_code == 200
    assert "Dit is een voorstel. Er is nog niets opgeslagen." in antwoord.text
    naam = cel("M1", kg)
    assert f'id="{naam}" value="26.595"' in antwoord.text
    assert f'data-was="35.460" class="ander" aria-describedby="{naam}-ander"' in antwoord.text
    assert "opgeslagen: 35.460" in antwoord.text
    assert f'id="{cel("M1", casa)}" value="35.460"' in antwoord.text
    assert getallen(antwoord.context["verschil"]) == ["−680", "+416", "−156", "+282", "−138"]
    assert "<title>Fout" not in antwoord.text
    assert (bedrag("M1", kg), Handeling.objects.count()) == (Decimal(35460), 0)


def test_opslaan_van_het_voorstel_gaat_als_elke_andere_wijziging_en_met_zijn_sleutel_terug(ingelogd, kg, casa):
    inhoud = velden(ingelogd)
    antwoord = ingelogd.post(VOORSTEL, inhoud, follow=True)

    assert antwoord.redirect_chain == [(URL, 302)]  # no second proposal upon what was just saved
    assert "21 wijzigingen opgeslagen." in antwoord.text
    assert (bedrag("M1", kg), bedrag("F6", kg), bedrag("M1", casa)) == (Decimal(26595), Decimal(6534), Decimal(35460))
    assert "Stel voor naar rato" in antwoord.text

    ingelogd.post(f"{URL}versies/1/ongedaan/{inhoud['sleutel']}/")

    assert (bedrag("M1", kg), bedrag("F6", kg)) == (Decimal(35460), Decimal(8712))


def test_wat_fout_is_bij_een_voorstel_houdt_wat_er_getypt_is(ingelogd, kg):
    fout = cel("M1", kg)

    antwoord = ingelogd.post(VOORSTEL, velden(ingelogd) | {fout: "12.50"})

    assert antwoord.status_code == 422
    assert f'id="{fout}" value="12.50"' in antwoord.text
    assert f'id="{cel("M2", kg)}" value="9.585"' in antwoord.text
    assert "Dit is een voorstel." not in antwoord.text
    assert bedrag("M2", kg) == Decimal(12780)


def test_een_versie_die_vastligt_of_een_lezer_krijgt_geen_voorstel(ingelogd, client, chandra, aanbod, kg):
    client.force_login(maak_gebruiker("Bea", Rol.BESTUUR))
    assert KNOP not in client.get(URL).text
    assert "26.595" not in client.get(VOORSTEL).text
    client.force_login(chandra)
    leg_versie_vast(versie=aanbod)
    assert KNOP not in client.get(URL).text
    assert "26.595" not in client.get(VOORSTEL).text


def test_twee_kamers_kunnen_samen_voorgesteld_worden(ingelogd, kg, casa):
    type(casa).objects.filter(pk=casa.pk).update(gesloten_op=date(2018, 6, 10), status="gesloten")

    assert 'href="?rato=cjm&amp;rato=kg"' in ingelogd.get(VOORSTEL).text
    antwoord = ingelogd.get(f"{URL}?rato=cjm&rato=kg")

    assert f'id="{cel("M1", casa)}" value="17.730"' in antwoord.text
    assert f'id="{cel("M1", kg)}" value="26.595"' in antwoord.text
    assert ingelogd.get(f"{URL}?rato=bestaat-niet").status_code == 200


def test_een_voorstel_vraagt_de_databank_evenveel_als_de_bladzijde_zelf(ingelogd):
    aantallen = []
    for adres in (URL, VOORSTEL):
        ingelogd.get(adres)
        with CaptureQueriesContext(connection) as vragen:
            ingelogd.get(adres)
        aantallen.append(len(vragen))

    assert aantallen[0] == aantallen[1] <= 10
