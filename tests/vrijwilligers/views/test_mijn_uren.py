from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_gebruiker,
    maak_inzet,
    maak_kamer,
    maak_klus,
    maak_vrijwilliger,
)

PAGINA = "/mijn/uren/"
VANDAAG = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 13:00 +0100"):
        yield


@pytest.fixture
def aan(client, fatima):
    client.force_login(fatima)
    return client


@pytest.fixture
def inzet(casa, fatima):
    return maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(maak_activiteit(casa), VANDAAG))


def antwoord(client, inzet, **velden):
    data = {"sleutel": str(uuid4()), "antwoord": "uren", "uren": "2", **velden}
    return client.post(reverse("vrijwilligers:uren_antwoord", args=[inzet.pk]), data, follow=True)


def test_de_eerste_bladzijde_van_een_vrijwilliger_is_mijn_uren(aan, inzet):
    response = aan.get("/", follow=True)

    assert response.redirect_chain[-1][0] == PAGINA
    assert "Dag Fatima" in response.text
    assert "Was je er vandaag?" in response.text
    assert "<b>Conversatieles Nederlands</b>, dinsdag 24 november, 10:00–12:00" in response.text
    assert "klaarzetten" not in response.text


def test_wie_ook_klaarzet_leest_waarom_er_meer_uren_staan_dan_de_les_duurt(aan, inzet):
    inzet.uren = Decimal("3")
    inzet.save()

    assert "Met klaarzetten en opruimen is dat 3 uur." in aan.get(PAGINA).text


@pytest.mark.parametrize(("dagen", "wanneer"), [(1, "gisteren"), (4, "vrijdag"), (7, "dinsdag")])
def test_de_vraag_noemt_de_dag_zoals_je_het_zegt(aan, casa, fatima, dagen, wanneer):
    dag = VANDAAG - timedelta(days=dagen)
    maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(maak_activiteit(casa), dag))

    assert f"Was je er {wanneer}?" in aan.get(PAGINA).text


def test_naar_een_klus_wordt_gevraagd_met_wat_er_te_doen_was(aan, casa, fatima):
    klus = maak_klus(casa, status="klaar", gedaan_op=date(2026, 11, 23))
    maak_inzet(fatima.vrijwilliger.persoon, klus=klus, uren="1.5")

    tekst = aan.get(PAGINA).text

    assert "Hielp je gisteren bij de klus?" in tekst
    assert "Lekkende kraan, maandag 23 november" in tekst
    assert "Ja, 1,5 uur" in tekst


@pytest.mark.parametrize(
    ("velden", "telt", "zin"),
    [
        ({}, "2", "Dank je wel. Je 2 uur klopt."),
        ({"uren": "1,5"}, "1.5", "Dank je wel. We tellen 1,5 uur."),
        ({"uren": "3"}, "2", "Dank je wel. De coördinator kijkt naar je 3 uur. Tot dan tellen er 2."),
        ({"antwoord": "niet", "uren": ""}, "0", "Dank je wel. Deze keer telt niet mee."),
    ],
)
def test_een_antwoord_telt_en_zegt_wat_er_nu_staat(aan, inzet, velden, telt, zin):
    response = antwoord(aan, inzet, **velden)

    assert zin in response.text
    assert "Ongedaan maken" in response.text
    assert response.context["vraag"] is None
    assert response.context["totaal"] == Decimal(telt)
    assert Inzet.objects.count() == 1


def vinkjes(response):
    return response.text.count('<span class="klaar-vink">'), response.text.count('<span class="klaar-vink open">')


def test_een_vinkje_staat_alleen_bij_wat_bevestigd_is(aan, casa, fatima, inzet):
    les = maak_activiteit(casa, "Naailes")
    maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(les, VANDAAG - timedelta(days=1)))

    genoteerd = aan.get(PAGINA)
    bevestigd = antwoord(aan, inzet)
    meer = antwoord(aan, Inzet.objects.get(gemeld_uren=None), uren="3")
    nagekeken = Inzet.objects.filter(gemeld_uren=3).update(uren=3, beoordeeld_op="2026-11-24T12:00Z")

    assert vinkjes(genoteerd) == (0, 1)
    assert genoteerd.text.count("nog niet bevestigd") == 2  # with the sum, and at the row itself
    assert vinkjes(bevestigd) == (1, 0)
    assert (vinkjes(meer), "nog niet bevestigd" in meer.text) == ((1, 1), False)
    assert nagekeken == 1
    assert vinkjes(aan.get(PAGINA)) == (2, 0)


def test_wie_meer_meldde_ziet_dat_de_coordinator_nog_kijkt(aan, inzet):
    assert "Je meldde 3 uur. De coördinator kijkt nog." in antwoord(aan, inzet, uren="3").text


@pytest.mark.parametrize("uren", ["", "0", "13", "2.5", "twee"])
def test_verkeerde_uren_worden_geweigerd_en_staan_er_nog(aan, inzet, uren):
    response = antwoord(aan, inzet, uren=uren)

    assert response.status_code == 422
    assert "Vul een aantal uren in van 0,5 tot 12." in response.text
    assert f'name="uren" value="{uren}"' in response.text
    assert '<details class="anders" open>' in response.text
    inzet.refresh_from_db()
    assert (inzet.uren, inzet.gemeld_uren) == (Decimal("2.00"), None)


def test_een_antwoord_kan_terug_en_dan_wordt_het_weer_gevraagd(aan, inzet):
    sleutel = uuid4()
    antwoord(aan, inzet, antwoord="niet", sleutel=str(sleutel))
    terug = reverse("vrijwilligers:uren_ongedaan", args=[inzet.pk, sleutel])

    response = aan.post(terug, headers={"HX-Request": "true"})
    pagina = aan.get(PAGINA)

    assert response.headers["HX-Redirect"] == PAGINA
    assert "Ongedaan gemaakt." in pagina.text
    assert pagina.context["vraag"] == inzet
    assert pagina.context["totaal"] == Decimal("2.00")


def test_terug_na_het_oordeel_van_de_coordinator_kan_niet_meer(aan, inzet, amina):
    sleutel = uuid4()
    antwoord(aan, inzet, uren="3", sleutel=str(sleutel))
    Inzet.objects.update(uren=3, beoordeeld_op="2026-11-24T12:00Z", beoordeeld_door=amina)

    response = aan.post(reverse("vrijwilligers:uren_ongedaan", args=[inzet.pk, sleutel]), follow=True)

    assert "De coördinator heeft je uren al nagekeken. Vraag het aan de coördinator." in response.text
    inzet.refresh_from_db()
    assert inzet.uren == 3


def test_uren_van_iemand_anders_bestaan_niet(aan, casa, inzet):
    kofi = maak_inzet(maak_vrijwilliger("Kofi", casa).persoon, inzet.bijeenkomst)

    goed = antwoord(aan, kofi)
    fout = antwoord(aan, kofi, uren="")
    terug = aan.post(reverse("vrijwilligers:uren_ongedaan", args=[kofi.pk, uuid4()]))

    assert (goed.status_code, fout.status_code, terug.status_code) == (404, 404, 404)
    kofi.refresh_from_db()
    assert kofi.gemeld_uren is None


def test_een_login_zonder_vrijwilliger_krijgt_een_lege_bladzijde(client, casa):
    client.force_login(maak_gebruiker("Nieuw", Rol.VRIJWILLIGER, kamer=casa))

    response = client.get(PAGINA)

    assert "Nog geen uren. Na je eerste keer staan ze hier." in response.text
    assert "0 uur" in response.text


@pytest.mark.parametrize("kamers", [4, 40])
def test_de_bladzijde_is_evenveel_vragen_bij_4_en_40_kamers(aan, fatima, kamers, django_assert_num_queries):
    for nummer in range(kamers):
        les = maak_activiteit(maak_kamer(f"kamer-{nummer}"))
        maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(les, VANDAAG))

    aan.get(PAGINA)  # the first visit remembers the room in the session
    with django_assert_num_queries(6):
        aan.get(PAGINA)
