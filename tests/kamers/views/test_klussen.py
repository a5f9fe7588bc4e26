from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet, Klus, Teljaar
from tests.fabriek import maak_gebruiker, maak_inzet, maak_kamer, maak_klus, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, maak_geplande_klus, tik_klaar, uren_van

PAGINA = "/kamers/cjm/klussen/"
HTMX = {"HX-Request": "true"}


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


def tik(klus, **velden):
    return {"sleutel": str(uuid4()), "versie": klus.versie, "dag": "2026-11-24", "terug": PAGINA, **velden}


def adres(naam, klus, *rest):
    return reverse(f"kamers:{naam}", args=[klus.kamer.code, klus.pk, *rest])


def meldingen(response):
    return [str(melding) for melding in get_messages(response.wsgi_request)]


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


def test_klaar_zonder_javascript_gaat_terug_naar_de_regel_met_een_melding_die_terug_kan(aan, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)
    sleutel = str(uuid4())

    response = aan.post(adres("klus_klaar", klus), tik(klus, sleutel=sleutel))
    pagina = aan.get(response.url.partition("#")[0])

    assert response.url == f"{PAGINA}#klus-{klus.pk}"
    assert "Klus klaar. Ronald, 1,5 uur." in pagina.text
    assert f'action="{adres("klus_ongedaan", klus, sleutel)}?terug=%2Fkamers%2Fcjm%2Fklussen%2F"' in pagina.text
    assert uren_van(klus) == {"Ronald": Decimal("1.50")}


def test_klaar_met_htmx_geeft_de_regel_de_stand_en_de_melding_en_verder_niets(aan, casa, ronald):
    klus = maak_geplande_klus(casa, ronald, maak_vrijwilliger("Kofi", casa))

    response = aan.post(adres("klus_klaar", klus), tik(klus), headers=HTMX)

    assert "<html" not in response.text
    assert f'<li class="regel" id="klus-{klus.pk}" data-focus tabindex="-1">' in response.text
    assert "Klus klaar. Kofi en Ronald, samen 3 uur." in response.text
    assert "Wijzig uren" in response.text
    assert response.headers["HX-Trigger"] == '{"klus-gewijzigd": {}}'


def test_een_klus_zonder_helpers_wordt_klaar_met_de_vraag_wie_hielp(aan, casa):
    klus = maak_geplande_klus(casa)

    response = aan.post(adres("klus_klaar", klus), tik(klus), headers=HTMX)

    assert "Klus klaar. Hielp er iemand? Vul het in bij &#x27;Wijzig uren&#x27;." in response.text
    assert Inzet.objects.count() == 0


def test_klaar_op_een_dag_die_nog_moet_komen_wordt_geweigerd(aan, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)

    response = aan.post(adres("klus_klaar", klus), tik(klus, dag="2026-11-25"), headers=HTMX)

    assert "Deze dag moet nog komen. Kies vandaag of een dag ervoor." in response.text
    assert (Klus.objects.get().status, Inzet.objects.count()) == ("gepland", 0)


def test_wie_te_laat_op_klaar_tikt_leest_dat_het_al_klaar_was(aan, amina, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, maak_gebruiker("Dela", Rol.ASSISTENT, kamer=casa))

    response = aan.post(adres("klus_klaar", klus), tik(klus, versie=1), headers=HTMX)

    assert "Deze klus was al klaar." in response.text
    assert "Ongedaan maken" not in response.text
    assert Inzet.objects.count() == 1


def test_wie_een_gewijzigde_klus_klaar_meldt_leest_wie_dat_deed(aan, casa, ronald):
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    klus = maak_geplande_klus(casa, ronald)
    Klus.objects.update(versie=2, gewijzigd_door=wouter)

    response = aan.post(adres("klus_klaar", klus), tik(klus, versie=1), headers=HTMX)

    assert "Wouter heeft dit net ook aangepast. Kijk wat er nu staat." in response.text
    assert 'name="versie" value="2"' in response.text
    assert Klus.objects.get().status == "gepland"


def test_ongedaan_op_de_regel_zelf_geeft_de_regel_terug_met_het_zoeklicht_op_klaar(aan, casa, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    aan.post(adres("klus_klaar", klus), tik(klus, sleutel=str(sleutel)), headers=HTMX)

    response = aan.post(f"{adres('klus_ongedaan', klus, sleutel)}?regel=1&terug={PAGINA}", headers=HTMX)

    assert f'id="klus-{klus.pk}" hx-swap-oob="true"' in response.text
    assert '<button class="knop" data-focus>' in response.text
    assert "Ongedaan gemaakt." in response.text
    assert (Klus.objects.get().status, Inzet.objects.count()) == ("gepland", 0)


def test_ongedaan_zonder_javascript_gaat_terug_naar_de_bladzijde(aan, casa, ronald):
    klus, sleutel = maak_geplande_klus(casa, ronald), uuid4()
    aan.post(adres("klus_klaar", klus), tik(klus, sleutel=str(sleutel)))

    response = aan.post(f"{adres('klus_ongedaan', klus, sleutel)}?terug=/kamers/cjm/vandaag/")

    assert response.url == f"/kamers/cjm/vandaag/#klus-{klus.pk}"
    assert Klus.objects.get().status == "gepland"


def test_terug_gaat_nooit_naar_een_andere_site_of_kamer(aan, casa, ronald):
    for terug in ("https://kwaad.invalid/", "//kwaad.invalid/", "/kamers/multibron/klussen/", "/kamers/cjm//kwaad"):
        klus = maak_geplande_klus(casa, ronald)

        response = aan.post(adres("klus_klaar", klus), tik(klus, terug=terug))

        assert response.url == f"{PAGINA}#klus-{klus.pk}"


def test_het_antwoord_op_eerste_keer_haalt_de_klus_uit_de_lijst(aan, casa):
    klus = maak_klus(casa, status="klaar", gedaan_op=DAG)

    response = aan.post(adres("klus_eerste_keer", klus), tik(klus, eerste_keer="ja"), follow=True)

    assert "Ingevuld. Dank je wel." in response.text
    assert response.context["bord"].aanvullen == []
    assert Klus.objects.get().eerste_keer == "ja"


def test_weet_ik_niet_is_achteraf_geen_antwoord(aan, casa):
    klus = maak_klus(casa, status="klaar", gedaan_op=DAG)

    aan.post(adres("klus_eerste_keer", klus), tik(klus, eerste_keer="onbekend"))

    assert Klus.objects.get().versie == 1


def test_een_klus_van_een_andere_kamer_bestaat_niet_ook_niet_via_het_eigen_adres(aan, casa, multibron):
    klus = maak_geplande_klus(multibron)

    via_eigen = aan.post(reverse("kamers:klus_klaar", args=["cjm", klus.pk]), tik(klus))
    via_ander = aan.post(adres("klus_klaar", klus), tik(klus))

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


def test_een_klus_die_niet_doorging_gaat_met_een_tik_toch_door(aan, casa):
    klus = maak_klus(casa, status="vervallen", reden="afgezegd", afgehandeld_op=DAG)
    pagina = aan.get(PAGINA)

    response = aan.post(adres("klus_heropen", klus), tik(klus), follow=True)

    assert "Gaat toch door" in pagina.text
    assert "afgezegd" in pagina.text
    assert "Deze klus staat weer open." in response.text
    assert Klus.objects.get().status == "gevraagd"


def test_een_klus_die_toch_niet_klaar_is_gaat_terug_zonder_uren(aan, amina, casa, ronald):
    klus = maak_geplande_klus(casa, ronald)
    tik_klaar(klus, amina)
    klus.refresh_from_db()

    aan.post(adres("klus_heropen", klus), tik(klus))

    assert (Klus.objects.get().status, Inzet.objects.count()) == ("gepland", 0)


def test_klaar_in_een_gesloten_teljaar_zegt_waarom_het_niet_kan(aan, amina, casa):
    klus = maak_geplande_klus(casa)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    response = aan.post(adres("klus_klaar", klus), tik(klus, dag="2025-12-31"), headers=HTMX)

    assert "Het teljaar 2025 van Casa Jepie Makandra is gesloten." in response.text
    assert Klus.objects.get().status == "gepland"


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
