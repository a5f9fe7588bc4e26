"""The weekly rota, as a coordinator changes it: who is on it, when an activity stops, and when it pauses."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Doelgroep, Domein, Roosterplek, Sluiting
from tests.fabriek import maak_activiteit, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, rooster_van, zet_op_rooster


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, amina):
    client.force_login(amina)
    return client


def test_een_dag_voor_onze_jaartelling_is_geen_dag_op_het_rooster(ingelogd, casa):
    les, fatima = maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon

    antwoord = ingelogd.post(
        reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": fatima.pk, "uren": "2", "van": "1-1-0001"}
    )

    assert antwoord.status_code == 422
    assert "Deze dag bestaat niet. Kijk de datum na." in antwoord.content.decode()
    assert Roosterplek.objects.count() == 0


def stop(les, laatste_dag):
    return {"sleutel": str(uuid4()), "versie": str(les.versie), "laatste_dag": laatste_dag}


def test_stoppen_beeindigt_ook_het_rooster_van_die_activiteit(ingelogd, casa):
    les = maak_activiteit(casa)
    plek = zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)

    ingelogd.post(reverse("kamers:activiteit_stop", args=["cjm", les.pk]), stop(les, "30-11-2026"))

    les.refresh_from_db()
    plek.refresh_from_db()
    assert les.tot == plek.tot == date(2026, 11, 30)


def test_stoppen_voor_de_eerste_dag_wordt_geweigerd(ingelogd, casa):
    les = maak_activiteit(casa, van=DINSDAG)

    antwoord = ingelogd.post(reverse("kamers:activiteit_stop", args=["cjm", les.pk]), stop(les, "20-11-2026"))

    assert antwoord.status_code == 422
    assert "De laatste dag ligt voor de eerste dag." in antwoord.content.decode()
    les.refresh_from_db()
    assert les.tot is None


def test_andere_uren_gelden_vanaf_die_dag_en_niet_ervoor(ingelogd, casa):
    les, fatima = maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon
    zet_op_rooster(les, fatima)

    ingelogd.post(
        reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": fatima.pk, "uren": "3", "van": "24-11-2026"}
    )

    assert Roosterplek.objects.op(DINSDAG - WEEK).get().uren == Decimal(2)
    assert Roosterplek.objects.op(DINSDAG).get().uren == Decimal(3)


def test_wie_van_het_rooster_gaat_blijft_op_het_rooster_van_vroeger(ingelogd, casa):
    les = maak_activiteit(casa)
    plek = zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)

    ingelogd.post(reverse("kamers:plek_weg", args=["cjm", les.pk, plek.pk]))

    assert Roosterplek.objects.op(DINSDAG).count() == 0
    assert Roosterplek.objects.op(DINSDAG - WEEK).get() == plek


def test_iemand_van_een_andere_kamer_komt_niet_op_het_rooster(ingelogd, casa, multibron):
    les, vreemd = maak_activiteit(casa), maak_vrijwilliger("Kofi", multibron).persoon

    antwoord = ingelogd.post(
        reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": vreemd.pk, "uren": "2", "van": "24-11-2026"}
    )

    assert antwoord.status_code == 422
    assert Roosterplek.objects.count() == 0


def test_het_rooster_van_een_andere_kamer_bestaat_niet(ingelogd, multibron):
    les = maak_activiteit(multibron)

    assert ingelogd.get(reverse("kamers:activiteit", args=["cjm", les.pk])).status_code == 404
    assert ingelogd.get(reverse("kamers:rooster", args=["multibron"])).status_code == 404


def test_drie_weken_niet_staat_bij_de_activiteit_en_kan_terug(ingelogd, casa):
    les, sleutel = maak_activiteit(casa), str(uuid4())
    ziek = {"sleutel": sleutel, "versie": "1", "van": "1-12-2026", "tot": "15-12-2026", "reden": "ziekte"}

    antwoord = ingelogd.post(reverse("kamers:even_niet", args=["cjm", les.pk]), ziek, follow=True)

    assert "Conversatieles Nederlands gaat 3 keer niet door." in antwoord.text
    assert antwoord.text.count("Gaat niet door: ziekte") == 3
    ingelogd.post(reverse("kamers:even_ongedaan", args=["cjm", les.pk, sleutel]))
    assert les.bijeenkomsten.count() == 0


def test_een_tijdje_niet_zonder_reden_wordt_gevraagd_en_de_dagen_blijven_staan(ingelogd, casa):
    les = maak_activiteit(casa)
    ziek = {"sleutel": str(uuid4()), "versie": "1", "van": "1-12-2026", "tot": "15-12-2026", "reden": ""}

    antwoord = ingelogd.post(reverse("kamers:even_niet", args=["cjm", les.pk]), ziek)

    assert antwoord.status_code == 422
    assert "Schrijf kort op waarom het niet doorgaat." in antwoord.text
    assert 'value="15-12-2026"' in antwoord.text
    assert les.bijeenkomsten.count() == 0


def test_het_rooster_zegt_wat_er_in_een_vrije_week_niet_doorgaat(ingelogd, casa):
    maak_activiteit(casa, in_vakantie=False)
    Sluiting.objects.create(
        soort="vakantie", naam="Fictieve vakantie", van=date(2026, 12, 7), tot=date(2026, 12, 13), kamer=casa
    )

    assert "8 december, Fictieve vakantie: gaat niet door" in ingelogd.get(rooster_van("cjm")).text


@pytest.mark.parametrize("aantal", [1, 12])
def test_het_rooster_vraagt_even_vaak_voor_een_als_voor_twaalf_activiteiten(
    ingelogd, casa, django_assert_max_num_queries, aantal
):
    for n in range(aantal):
        zet_op_rooster(maak_activiteit(casa, naam=f"Les {n}"), maak_vrijwilliger(f"Wie{n}", casa).persoon)
    ingelogd.get(rooster_van("cjm"))

    with django_assert_max_num_queries(10):
        ingelogd.get(rooster_van("cjm"))


@pytest.mark.parametrize("aantal", [1, 9])
def test_de_bladzijde_van_een_activiteit_vraagt_even_vaak_voor_een_als_voor_negen(
    ingelogd, casa, django_assert_max_num_queries, aantal
):
    les = maak_activiteit(casa)
    for n in range(aantal):
        zet_op_rooster(les, maak_vrijwilliger(f"Wie{n}", casa).persoon)
        les.doelgroepen.add(Doelgroep.objects.create(letter="ABCDEFGHI"[n], naam=f"Groep {n}"))
        les.domeinen.add(Domein.objects.create(code=f"d{n}", naam=f"Domein {n}"))
    adres = reverse("kamers:activiteit", args=["cjm", les.pk])
    ingelogd.get(adres)

    with django_assert_max_num_queries(10):
        ingelogd.get(adres)
