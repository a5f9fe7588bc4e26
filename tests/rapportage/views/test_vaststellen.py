"""Vaststellen on the screen: everything that is wrong in one round, at its field, and a tick that stays."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.models import Versie
from financien.models import Jaarafsluiting
from kamers.models import Kamer
from rapportage.models import Rapport
from rapportage.services.voorbehoud import voorbehoud_van
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import bestem_alles, sluit_jaar

ADRES = reverse("rapportage:vaststellen", args=[2018])
MIST = "Er is niets vastgelegd. Lees wat er nog mist."
DAG = "De ledenvergadering was na 31 december en niet later dan vandaag."


@pytest.fixture
def bestuur(client, aanbod_2018, chandra, time_machine):
    time_machine.move_to("2019-03-10 10:00", tick=False)
    begin_boeken(2018, 2019)
    maak_boekstuk(chandra, regel("4110", "1000", "725", Kamer.objects.get(code="cjm")), datum=date(2018, 2, 1))
    sluit_jaar(chandra, 2018, date(2019, 3, 10))
    bestem_alles(chandra, 2018)
    client.force_login(maak_gebruiker("Bestuur", "bestuur"))
    return client


def invoer(**velden) -> dict:
    aantal = voorbehoud_van("jaarverslag", Versie.objects.aanbod(2018)).aantal
    vast = {"sleutel": uuid4(), "besluit_op": "9-3-2019", "besluit": "Jaarrekening vastgesteld"}
    return vast | {"aantal": aantal, "gezien": "on"} | velden


def vinkje(antwoord) -> str:
    return antwoord.text.split('name="gezien"')[1].split(">")[0]


def test_dag_besluit_en_vinkje_worden_in_een_keer_gevraagd(bestuur):
    antwoord = bestuur.post(ADRES, {"sleutel": uuid4(), "aantal": "1"})

    assert antwoord.status_code == 422
    assert set(antwoord.context["form"].errors) == {"besluit_op", "besluit", "gezien"}
    lijst = antwoord.text.split('class="foutlijst"')[1].split("</ul>")[0]
    assert [lijst.count(f'href="#id_{veld}"') for veld in ("besluit_op", "besluit", "gezien")] == [1, 1, 1]
    assert MIST in lijst


@pytest.mark.parametrize(
    ("dag", "zin"),
    [("31-12-2018", DAG), ("11-3-2019", "Deze dag moet nog komen."), ("", "Vul een dag in")],
)
def test_een_verkeerde_dag_is_een_fout_bij_de_dag_en_het_vinkje_blijft(bestuur, dag, zin):
    antwoord = bestuur.post(ADRES, invoer(besluit_op=dag))

    assert antwoord.status_code == 422
    assert list(antwoord.context["form"].errors) == ["besluit_op"]
    assert f'<a href="#id_besluit_op">{zin}' in antwoord.text
    assert 'aria-invalid="true"' in antwoord.text.split('name="besluit_op"')[1].split(">")[0]
    assert "checked" in vinkje(antwoord)


def test_een_verkeerde_dag_zonder_vinkje_noemt_allebei(bestuur):
    antwoord = bestuur.post(ADRES, invoer(besluit_op="31-12-2018", gezien=""))

    assert set(antwoord.context["form"].errors) == {"besluit_op", "gezien"}
    assert "checked" not in vinkje(antwoord)


@pytest.mark.parametrize("aantal", ["3", "x", ""])
def test_een_vinkje_bij_een_ander_aantal_staat_er_niet_meer(bestuur, aantal):
    antwoord = bestuur.post(ADRES, invoer(aantal=aantal, besluit=""))

    assert (antwoord.status_code, "gezien" in antwoord.context["form"].errors) == (422, True)
    assert "checked" not in vinkje(antwoord)
    assert Rapport.objects.count() == 0


@pytest.mark.usefixtures("kort_gedrukt")
def test_met_dag_besluit_en_vinkje_staat_het_jaar_vast(bestuur):
    antwoord = bestuur.post(ADRES, invoer())

    assert (antwoord.status_code, antwoord.url) == (302, reverse("financien:jaar", args=[2018]))
    rij = Jaarafsluiting.objects.get(stap="vastgesteld")
    assert (rij.besluit_op, rij.besluit) == (date(2019, 3, 9), "Jaarrekening vastgesteld")
