"""How many questions a page asks of the database: few, and no more because there are more rooms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.databank_plugin import leeg_de_databank
from tests.reis.bladzijden import bladzijden
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
    assert {naam: aantal for naam, aantal in vier.items() if aantal > HOOGSTENS} == {}
