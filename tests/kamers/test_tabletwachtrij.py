"""What waits on the tablet of a room, or was kept there, and asks the code of its owner first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from kamers.models import Bijeenkomst, Klus
from kamers.services.deelnames import namen_bij
from kamers.tabletsessie import CONCEPT
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon
from tests.kamers.tabletfabriek import geef_code, tablet_in, tik_op
from tests.toegangwereld import DAG

pytestmark = pytest.mark.django_db
CODE = "5829"
STRAAT, TEKST = "Geheimzinnigestraat", "Kraan bij mevrouw Jansen"


@pytest.fixture(autouse=True)
def tablet(client, casa, amina, time_machine):
    time_machine.move_to("2026-03-10 13:15 +0100", tick=False)
    amina.code = make_password(CODE)
    amina.save(update_fields=["code"])
    return tablet_in(client, casa, amina)


def half_ingevuld(client, amina, time_machine, pad, velden):
    """Fill in a form behind the code, be away for a quarter of an hour, and let a tap on the name come after."""
    tik_op(client, amina)
    geef_code(client, CODE)
    client.post(pad, {**velden, "_stil": "1"})
    assert client.session[CONCEPT]["pad"] == pad
    return tik_op(client, amina)


def test_een_kaart_op_naam_die_wacht_vraagt_de_code_en_is_niet_geweigerd(client, casa, amina):
    les = maak_activiteit(casa, "Les op naam", weekdag=DAG.weekday(), telwijze="namen")
    rosa = maak_persoon("Rosa", casa, pasnummer="1004")
    tik_op(client, amina)
    adres, namens = reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG]), {"X-Wachtrij": str(amina.pk)}
    kaart = {"sleutel": str(uuid4()), "versie": 0, "kwamen_al": 0, "nieuw_soort": 0, "namen": [rosa.pk]}
    kaart["niemand"] = "on"

    zonder = client.post(adres, kaart, headers=namens)
    geef_code(client, CODE)
    met = client.post(adres, kaart, headers=namens)

    assert (zonder.status_code, zonder.json()) == (428, {"tekst": "Geef eerst je code."})
    assert met.status_code == 200
    assert namen_bij(Bijeenkomst.objects.get()) == {rosa.pk}


def test_een_half_ingevulde_klus_komt_pas_na_de_code_terug(client, casa, amina, time_machine):
    velden = {"omschrijving": TEKST, "straat": STRAAT, "sleutel": str(uuid4())}
    na_tik = half_ingevuld(client, amina, time_machine, reverse("kamers:klus_nieuw", args=["cjm"]), velden)

    zonder = client.get(na_tik.url)
    bladzijden = [zonder, client.get(zonder.url), client.get("/kamers/cjm/vandaag/")]
    weg = client.post("/tablet/verder/")
    na_code = geef_code(client, CODE)
    met = client.get(na_code.url)

    assert (na_tik.url, zonder.url, weg.url) == ("/tablet/verder/", "/tablet/code/", "/tablet/code/")
    assert [woord for woord in (STRAAT, TEKST) for blad in bladzijden if woord in blad.text] == []
    assert (na_code.url, STRAAT in met.text, TEKST in met.text) == ("/tablet/verder/", True, True)
    assert not Klus.objects.exists()


@pytest.mark.parametrize("wie", ["zoek", "namen"])
def test_wie_gezocht_of_gekozen_was_op_een_kaart_op_naam_komt_ook_pas_na_de_code_terug(
    client, casa, amina, time_machine, wie
):
    les = maak_activiteit(casa, "Les op naam", weekdag=DAG.weekday(), telwijze="namen")
    gekozen = maak_persoon("Xanthippe", casa, pasnummer="1004")
    pad = reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG])
    velden = {"kwamen_al": "2"} | {wie: {"zoek": "Xanthippe", "namen": [gekozen.pk]}[wie]}
    na_tik = half_ingevuld(client, amina, time_machine, pad, velden)

    zonder = client.get(na_tik.url)

    assert zonder.status_code == 302
    assert zonder.url == "/tablet/code/"
    kwam_terug = {"zoek": 'name="zoek" value="Xanthippe"', "namen": f'name="namen" value="{gekozen.pk}"'}[wie]
    assert kwam_terug in client.get(geef_code(client, CODE).url).text


def test_een_kaart_met_aantallen_komt_zonder_code_terug(client, casa, amina, time_machine):
    les = maak_activiteit(casa, "Les", weekdag=DAG.weekday())
    maak_bijeenkomst(les, DAG - timedelta(days=7), nieuw=9)
    pad = reverse("kamers:noteer", args=["cjm", DAG, les.pk, DAG])
    velden = {"sleutel": str(uuid4()), "versie": 0, "kwamen_al": "2", "nieuw_soort": "0", "niemand": "on"}
    na_tik = half_ingevuld(client, amina, time_machine, pad, velden)

    bladzijde = client.get(na_tik.url)

    assert bladzijde.status_code == 200
    assert 'name="kwamen_al" value="2"' in bladzijde.text
