"""The cookie that says when somebody was last there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db
TIEN = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def om_tien_uur(time_machine):
    time_machine.move_to(TIEN, tick=False)


def kijk(client, time_machine, minuten: float) -> bool:
    """Ask for a page so many minutes later; tell whether the user is still logged in."""
    time_machine.shift(timedelta(minutes=minuten))
    client.get(reverse("hulp"))
    return get_user(client).is_authenticated


def schrijft(client, time_machine, minuten: float) -> list[str]:
    time_machine.shift(timedelta(minutes=minuten))
    with CaptureQueriesContext(connection) as vragen:
        client.get(reverse("hulp"))
    return [vraag["sql"] for vraag in vragen if not vraag["sql"].startswith("SELECT")]


def test_bezig_blijven_schrijft_niets_in_de_databank(client, chandra, time_machine):
    client.force_login(chandra)

    assert [schrijft(client, time_machine, 2) for _keer in range(3)] == [[], [], []]


def test_het_koekje_komt_eens_per_minuut_en_niet_leesbaar_voor_een_script(client, chandra, time_machine):
    client.force_login(chandra)
    namen = []
    for seconden in (30, 31, 30, 31):
        time_machine.shift(timedelta(seconds=seconden))
        antwoord = client.get(reverse("hulp"))
        namen.append([(k.key, k["httponly"], k["samesite"]) for k in antwoord.cookies.values() if k.key == "gezien"])

    assert namen == [[], [("gezien", True, "Lax")], [], [("gezien", True, "Lax")]]


def test_het_koekje_van_een_ander_houdt_niemand_ingelogd(client, chandra, amina, time_machine):
    client.force_login(chandra)
    ander = Client()
    ander.force_login(amina)
    kijk(ander, time_machine, 25)

    client.cookies["gezien"] = ander.cookies["gezien"].value

    assert not kijk(client, time_machine, 6)


def test_het_koekje_van_een_vorige_keer_houdt_niemand_ingelogd(client, chandra, time_machine):
    """Who logged out and in again starts anew: what the first time said does not count for the second."""
    client.force_login(chandra)
    tweede = Client()
    time_machine.shift(timedelta(minutes=1))
    tweede.force_login(chandra)
    kijk(client, time_machine, 25)

    tweede.cookies["gezien"] = client.cookies["gezien"].value

    assert not kijk(tweede, time_machine, 6)


@pytest.mark.parametrize("waarde", ["", "9999999999.0", "9999999999.0:geknoei", "x:y:z", "é"])
def test_een_verzonnen_koekje_zegt_niets(client, chandra, time_machine, waarde):
    client.force_login(chandra)
    client.cookies["gezien"] = waarde

    assert not kijk(client, time_machine, 31)


def test_zonder_koekje_telt_het_inloggen(client, chandra, time_machine):
    client.force_login(chandra)
    kijk(client, time_machine, 20)
    del client.cookies["gezien"]

    assert not kijk(client, time_machine, 11)


def test_een_sessie_duurt_ook_voor_wie_bezig_blijft_hoogstens_een_week(client, chandra):
    client.force_login(chandra)

    assert client.session.get_expiry_age() <= 7 * 24 * 3600
