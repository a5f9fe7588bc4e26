"""What waits on the tablet of a room, or was kept there, and asks the code of its owner first."""

from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from kamers.models import Bijeenkomst
from kamers.services.deelnames import namen_bij
from tests.fabriek import maak_activiteit, maak_persoon
from tests.kamers.tabletfabriek import geef_code, tablet_in, tik_op
from tests.toegangwereld import DAG

pytestmark = pytest.mark.django_db
CODE = "5829"


@pytest.fixture(autouse=True)
def tablet(client, casa, amina, time_machine):
    time_machine.move_to("2026-03-10 13:15 +0100", tick=False)
    amina.code = make_password(CODE)
    amina.save(update_fields=["code"])
    return tablet_in(client, casa, amina)


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
