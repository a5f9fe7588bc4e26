"""A hand-over that waits for someone's yes stands on the first screen of exactly that person, at no question more."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Overdracht
from financien.services.overdragen import zeg_ja, zeg_nee
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank
from tests.financien.toekenningfabriek import maak_bestand
from tests.kamers.tabletfabriek import tablet_in, tik_op

ZIN = "overdracht wacht op je ja"


@pytest.fixture(autouse=True)
def dag(db, casa, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2026)


@pytest.fixture
def nasra(casa):
    return maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=casa)


def schrijf_op(kamer, van, naar) -> Overdracht:
    vast = {"datum": date(2026, 3, 10), "bestand": maak_bestand(), "sleutel": uuid4(), "begonnen_door": van}
    return Overdracht.objects.create(kamer=kamer, van=van, naar=naar, **vast)


def eerste(client, gebruiker) -> str:
    client.force_login(gebruiker)
    return client.get("/", follow=True).text


def ziet(client, *mensen) -> list[bool]:
    return [ZIN in eerste(client, wie) for wie in mensen]


def test_wie_nog_ja_moet_zeggen_ziet_het_en_niemand_anders(client, casa, amina, nasra, eva, chandra):
    derde = maak_gebruiker("Derde", Rol.COORDINATOR, kamer=casa)
    rij = schrijf_op(casa, amina, nasra)
    iedereen = (amina, nasra, derde, eva, chandra)
    assert ziet(client, *iedereen) == [True, True, False, False, False]
    assert f'href="{reverse("financien:kameroverdracht", args=["cjm"])}">Lees en zeg ja</a>' in eerste(client, amina)

    zeg_ja(rij, gebruiker=amina)
    assert ziet(client, *iedereen) == [False, True, False, False, False]
    zeg_nee(rij, reden="Kas klopt niet", gebruiker=nasra)
    assert ziet(client, *iedereen) == [False] * 5


def test_op_de_tablet_van_de_kamer_staat_het_niet(client, casa, amina, nasra):
    schrijf_op(casa, amina, nasra)
    tablet_in(client, casa, amina)
    tik_op(client, amina)

    op_tablet = client.get(reverse("kamers:vandaag", args=["cjm"])).text

    assert ('class="wie-nu"' in op_tablet, ZIN in op_tablet) == (True, False)


def test_de_penningmeesters_zien_die_van_de_boeken(client, chandra):
    nieuw = maak_gebruiker("Nieuw", Rol.PENNINGMEESTER)
    schrijf_op(None, chandra, nieuw)

    for wie in (chandra, nieuw):
        assert f'href="{reverse("financien:overdracht")}">Lees en zeg ja</a>' in eerste(client, wie)


def test_na_een_week_kan_er_geen_ja_meer_en_staat_het_er_niet(client, casa, amina, nasra, time_machine):
    schrijf_op(casa, amina, nasra)

    time_machine.shift(timedelta(days=7))

    assert ziet(client, amina, nasra) == [False, False]


def test_het_kost_geen_vraag_meer(client, casa, amina, nasra, chandra):
    aantallen = []
    for _keer in range(2):
        for wie in (amina, chandra):
            client.force_login(wie)
            client.get("/", follow=True)  # the session keeps what waits
            with CaptureQueriesContext(connection) as vragen:
                client.get("/", follow=True)
            aantallen.append(len(vragen))
        schrijf_op(casa, amina, nasra)
        schrijf_op(None, chandra, maak_gebruiker(f"Nieuw {_keer}", Rol.PENNINGMEESTER))
    assert aantallen[:2] == aantallen[2:]
