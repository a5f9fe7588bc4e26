"""How many questions a page asks of the database: few, and no more because there are more rooms."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buurtwerkkamer.rollen import Rol
from rapportage.services.vastleggen import versie_van
from rapportage.services.vaststellen import stel_vast
from rapportage.services.voorbehoud import voorbehoud_van
from tests.databank_plugin import leeg_de_databank
from tests.reis.bladzijden import bladzijden, bladzijden_van_jaar
from tests.reis.wereld import maak_wereld

BEGIN, LATER = "2026-03-10 13:00", "2026-03-10 13:02"
HOOGSTENS = 10  # with session and user
BLADEN = [blad for blad in bladzijden() if not blad.naam.startswith(("admin:", "mfa_", "account_"))]


def tel(client, wereld, blad, time_machine) -> int:
    """Return how many statements a page takes for someone who was there a minute ago, and is noted to be there now."""
    time_machine.move_to(BEGIN, tick=False)
    if blad.wie not in wereld.koekjes:
        wereld.koekjes[blad.wie] = wereld.koekjes_van(blad.wie)
    client.cookies.clear()
    for naam, koekje in wereld.koekjes[blad.wie].items():
        client.cookies[naam] = koekje
    pad = blad.pad(wereld)
    client.get(pad)
    time_machine.move_to(LATER, tick=False)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(pad).status_code == blad.status, pad
    return len(vragen)


def te_veel(vragen: dict[str, int]) -> dict[str, int]:
    return {naam: aantal for naam, aantal in vragen.items() if aantal > HOOGSTENS}


def stel_vast_van(jaar: int, bestuur) -> None:
    gezien = voorbehoud_van("jaarverslag", versie_van("jaarverslag", jaar)).aantal
    wat = {"besluit_op": timezone.localdate(), "besluit": "Jaarrekening vastgesteld", "sleutel": uuid4()}
    stel_vast(jaar=jaar, gebruiker=bestuur, gezien=gezien, **wat)


@pytest.mark.django_db(transaction=True)
def test_een_bladzijde_vraagt_weinig_en_met_veertig_kamers_evenveel(client, time_machine):
    time_machine.move_to(BEGIN, tick=False)
    wereld = maak_wereld(jaren=1)
    vier = {blad.naam: tel(client, wereld, blad, time_machine) for blad in BLADEN}
    leeg_de_databank(None)
    time_machine.move_to(BEGIN, tick=False)
    wereld = maak_wereld(kamers=40, jaren=1)
    veertig = {blad.naam: tel(client, wereld, blad, time_machine) for blad in BLADEN}

    assert veertig == vier
    assert te_veel(vier) == {}


def tel_gesloten(client, time_machine, kamers: int) -> dict[str, dict[str, int]]:
    """Return the counts of the pages of last year: when it is provisionally closed, and when it is settled."""
    time_machine.move_to(BEGIN, tick=False)
    wereld = maak_wereld(kamers=kamers, jaren=2)
    vorig = wereld.jaar - 1
    bladen, vragen = bladzijden_van_jaar(vorig), {}
    vragen["voorlopig"] = {blad.naam: tel(client, wereld, blad, time_machine) for blad in bladen}
    time_machine.move_to(BEGIN, tick=False)
    stel_vast_van(vorig, wereld.mensen[Rol.BESTUUR])
    vragen["vastgesteld"] = {blad.naam: tel(client, wereld, blad, time_machine) for blad in bladen}
    return vragen


@pytest.mark.django_db(transaction=True)
def test_ook_van_een_jaar_dat_voorlopig_dicht_of_vastgesteld_is(client, time_machine):
    vragen = tel_gesloten(client, time_machine, kamers=4)

    assert {stap: te_veel(per_blad) for stap, per_blad in vragen.items()} == {"voorlopig": {}, "vastgesteld": {}}


@pytest.mark.proef
@pytest.mark.django_db(transaction=True)
def test_een_gesloten_jaar_vraagt_met_veertig_kamers_evenveel(client, time_machine):
    vier = tel_gesloten(client, time_machine, kamers=4)
    leeg_de_databank(None)

    assert tel_gesloten(client, time_machine, kamers=40) == vier
