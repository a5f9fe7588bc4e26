from datetime import date

import pytest
import time_machine
from django.urls import reverse

from buurtwerkkamer.models import Jaar
from kamers.models import Teljaar
from tests.fabriek import maak_activiteit, maak_bijeenkomst

pytestmark = [pytest.mark.django_db]
DAG = date(2025, 11, 25)


def les_van(kamer):
    return maak_activiteit(kamer, herhaling="eenmalig", van=DAG, tot=DAG, weekdag=DAG.weekday())


@pytest.fixture
def coach(client, eva):
    Jaar.objects.get_or_create(jaar=2025)
    client.force_login(eva)
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield client


def test_de_coach_ziet_wat_mist_en_sluit_pas_met_een_vinkje(coach, amina, casa):
    les_van(casa)
    adres = reverse("kamers:teljaar", args=["cjm", 2025])

    bladzijde = coach.get(adres).content.decode()
    geweigerd = coach.post(adres, {"aantal": 1})

    assert "Zonder telling (1)" in bladzijde
    assert "De kamer vult dit zelf aan. Vraag het aan Amina." in bladzijde
    assert "Sluit teljaar 2025 van Casa Jepie Makandra" in bladzijde
    assert geweigerd.status_code == 422
    assert "Er mist nog iets" in geweigerd.content.decode()
    assert not Teljaar.objects.exists()
    assert coach.post(adres, {"aantal": 1, "gezien": "on"}).url == reverse("kamers:teljaren")
    assert Teljaar.objects.get().kamer == casa
    assert "Gesloten 2-2-2026" in coach.get(reverse("kamers:teljaren")).content.decode()


def test_het_lopende_jaar_heeft_geen_knop_en_sluit_niet(coach, casa):
    adres = reverse("kamers:teljaar", args=["cjm", 2026])

    assert '<button class="knop gevaar' not in coach.get(adres).content.decode()
    assert coach.post(adres, {"aantal": 0}).status_code == 422
    assert not Teljaar.objects.exists()


def test_de_coordinator_leest_op_de_kaart_waarom_het_niet_meer_kan(coach, casa, amina, eva):
    les = les_van(casa)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=eva)
    coach.force_login(amina)
    adres = reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG])
    kaart = coach.get(reverse("kamers:dag", args=["cjm", DAG]) + f"?noteer={les.pk}:{DAG}").context["form"]

    antwoord = coach.post(
        adres,
        {"sleutel": kaart["sleutel"].value(), "versie": 0, "nieuw_soort": 2, "ook_nieuw": "geen", "niemand": "on"},
    )

    assert antwoord.status_code == 422
    zin = "Het teljaar 2025 van Casa Jepie Makandra is gesloten. Vraag de projectcoach wat je kunt doen."
    assert zin in antwoord.content.decode()
    assert not les.bijeenkomsten.exists()


def test_veel_keren_zonder_telling_kosten_evenveel_vragen(coach, casa, django_assert_max_num_queries):
    les_van(casa)
    for n in range(30):
        maak_bijeenkomst(les_van(casa), DAG, kwamen_al=n)

    with django_assert_max_num_queries(14):
        coach.get(reverse("kamers:teljaar", args=["cjm", 2025]))
