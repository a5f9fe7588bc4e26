from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Klus
from tests.fabriek import maak_inzet, maak_kamer, maak_klus, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, PAGINA, adres, maak_geplande_klus, tik


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


@pytest.fixture
def aan(client, amina):
    """Amina, logged in."""
    client.force_login(amina)
    return client


def test_de_bladzijde_toont_alleen_klussen_van_de_eigen_kamer(aan, casa, multibron):
    maak_klus(casa, "Lekkende kraan")
    maak_klus(multibron, "Andere kraan")

    response = aan.get(PAGINA)

    assert [regel.klus.omschrijving for regel in response.context["bord"].open] == ["Lekkende kraan"]
    assert "Andere kraan" not in response.text


def test_een_kamer_zonder_klussen_zegt_wat_je_kunt_doen(aan):
    response = aan.get(PAGINA)

    assert "Alle klussen zijn gedaan." in response.text
    assert f'href="{PAGINA}nieuw/"' in response.text


def test_het_antwoord_op_eerste_keer_haalt_de_klus_uit_de_lijst(aan, casa):
    klus = maak_klus(casa, status="klaar", gedaan_op=DAG)

    response = aan.post(adres(klus, "klus_eerste_keer"), tik(klus, eerste_keer="ja"), follow=True)

    assert "Ingevuld. Dank je wel." in response.text
    assert response.context["bord"].aanvullen == []
    assert Klus.objects.get().eerste_keer == "ja"


def test_weet_ik_niet_is_achteraf_geen_antwoord(aan, casa):
    klus = maak_klus(casa, status="klaar", gedaan_op=DAG)

    aan.post(adres(klus, "klus_eerste_keer"), tik(klus, eerste_keer="onbekend"))

    assert Klus.objects.get().versie == 1


def test_een_klus_van_een_andere_kamer_bestaat_niet_ook_niet_via_het_eigen_adres(aan, casa, multibron):
    klus = maak_geplande_klus(multibron)

    via_eigen = aan.post(reverse("kamers:klus_klaar", args=["cjm", klus.pk]), tik(klus))
    via_ander = aan.post(adres(klus, "klus_klaar"), tik(klus))

    assert (via_eigen.status_code, via_ander.status_code) == (404, 404)
    assert Klus.objects.get().status == "gepland"


@pytest.mark.parametrize("kamers", [4, 40])
def test_de_bladzijde_is_evenveel_vragen_aan_de_databank_bij_4_en_40_kamers(
    aan, casa, ronald, kamers, django_assert_num_queries
):
    for nummer in range(kamers - 1):
        maak_klus(maak_kamer(f"kamer-{nummer}"))
    for dagen in range(kamers):
        klus = maak_geplande_klus(casa, ronald)
        gedaan = maak_klus(casa, status="klaar", gedaan_op=DAG - timedelta(days=dagen % 10))
        maak_inzet(ronald.persoon, klus=gedaan)
        assert klus.pk

    aan.get(PAGINA)  # the first visit remembers the room in the session
    with django_assert_num_queries(5):
        aan.get(PAGINA)


def test_het_bord_laat_zich_filteren_en_zegt_wat_er_gekozen_is(aan, casa, ronald, eigen_haard):
    maak_geplande_klus(casa, ronald, omschrijving="Heg snoeien")
    maak_klus(casa, "Lekkende kraan", corporatie=eigen_haard)

    wie = aan.get(PAGINA, {"wie": ronald.persoon.pk, "corporatie": ""})
    verhuurder = aan.get(PAGINA, {"corporatie": eigen_haard.pk})
    onzin = aan.get(PAGINA, {"wie": "abc"})

    assert [r.klus.omschrijving for r in wie.context["bord"].open] == ["Heg snoeien"]
    assert [r.klus.omschrijving for r in verhuurder.context["bord"].open] == ["Lekkende kraan"]
    assert len(onzin.context["bord"].open) == 2
    assert f'<option value="{ronald.persoon.pk}" selected>Ronald</option>' in wie.text
    assert "Toon alles" in wie.text
    assert "Toon alles" not in onzin.text


def test_het_bord_heeft_vier_kolommen_met_het_aantal_erbij(aan, casa):
    maak_klus(casa)

    tekst = aan.get(PAGINA).text

    for naam, aantal in (("Gevraagd", 1), ("Gepland", 0), ("Klaar deze week", 0), ("Gaat niet door", 0)):
        assert f'{naam} <span class="zacht num">{aantal}</span>' in tekst


@pytest.mark.parametrize("getal", ["9" * 19, "9" * 5000, "-1", "\N{SUPERSCRIPT TWO}"])
def test_een_onmogelijk_getal_in_het_adres_filtert_niets(aan, casa, getal):
    maak_klus(casa, "Lekkende kraan")

    assert len(aan.get(PAGINA, {"wie": getal, "corporatie": getal}).context["bord"].open) == 1
    for antwoord in (aan.get(f"{PAGINA}nieuw/", {"verzoek": getal}), aan.post(f"{PAGINA}nieuw/", {"verzoek": getal})):
        assert antwoord.status_code == 404
