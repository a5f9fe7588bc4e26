"""Sessions that lie still end: half an hour or half a day, by role."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from buurtwerkkamer.rollen import BIJ_KAMER, BIJ_PARTNER, Rol
from kamers.tabletsessie import SLEUTEL
from tests.fabriek import geef_rol, maak_gebruiker, maak_partner

pytestmark = pytest.mark.django_db
TIEN = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
HALF_UUR = {Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.KASCOMMISSIE, Rol.ACCOUNTANT, Rol.BEHEERDER, Rol.PROJECTCOACH}


def iemand(rol, casa):
    plek = {"kamer": casa} if rol in BIJ_KAMER else {"partner": maak_partner()} if rol in BIJ_PARTNER else {}
    return maak_gebruiker(f"{rol}-rust", rol, **plek)


def stap(client, time_machine, minuten: float) -> bool:
    """Ask for a page so many minutes later; tell whether the user is still logged in."""
    time_machine.shift(timedelta(minutes=minuten))
    client.get(reverse("hulp"))
    return get_user(client).is_authenticated


@pytest.mark.parametrize("rol", list(Rol))
def test_elke_rol_blijft_ingelogd_zolang_als_bij_de_rol_hoort(client, casa, time_machine, rol):
    time_machine.move_to(TIEN, tick=False)
    client.force_login(iemand(rol, casa))
    grens = 30 if rol in HALF_UUR else 12 * 60

    assert [stap(client, time_machine, grens - 1), stap(client, time_machine, grens + 1)] == [True, False]


def test_wie_bezig_blijft_blijft_ingelogd(client, chandra, time_machine):
    time_machine.move_to(TIEN, tick=False)
    client.force_login(chandra)

    assert [stap(client, time_machine, 20) for _keer in range(6)] == [True] * 6


def test_met_twee_rollen_telt_de_kortste_tijd_ook_als_de_andere_actief_is(client, amina, time_machine):
    geef_rol(amina, Rol.PENNINGMEESTER)
    time_machine.move_to(TIEN, tick=False)
    client.force_login(amina)
    sessie = client.session
    sessie["rol"] = Rol.COORDINATOR
    sessie.save()

    assert not stap(client, time_machine, 31)


def test_wie_te_lang_weg_was_leest_waarom_en_komt_daarna_terug_op_de_bladzijde(client, chandra, time_machine):
    time_machine.move_to(TIEN, tick=False)
    client.force_login(chandra)
    time_machine.shift(timedelta(minutes=31))

    antwoord = client.get("/financien/begroting/", follow=True)

    assert antwoord.redirect_chain == [("/inloggen/?next=/financien/begroting/", 302)]
    assert "Je was een tijd niet bezig. Log opnieuw in." in antwoord.content.decode()


def test_op_een_tablet_van_een_kamer_blijft_niemand_langer_dan_een_kwartier_ingelogd(client, amina, time_machine):
    time_machine.move_to(TIEN, tick=False)
    client.force_login(amina)
    client.cookies["tablet"] = "een geheim dat er niet toe doet"

    assert [stap(client, time_machine, 14), stap(client, time_machine, 16)] == [True, False]


def test_een_gewone_sessie_is_geen_sessie_van_een_tablet(client, amina):
    client.force_login(amina)
    client.get(reverse("start"))

    assert SLEUTEL not in client.session
