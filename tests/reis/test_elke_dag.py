"""The world of the journeys can be made on any day of the year, and every page opens on that day."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.reis.bladzijden import bladzijden
from tests.reis.wereld import maak_wereld

DAGEN = {
    "nieuwjaarsdag": datetime(2027, 1, 1, 11, tzinfo=UTC),
    "de maand is geboekt": datetime(2026, 11, 29, 11, tzinfo=UTC),
    "de eerste van de maand": datetime(2026, 12, 1, 11, tzinfo=UTC),
    "oudejaarsdag": datetime(2026, 12, 31, 11, tzinfo=UTC),
    "het jaar begon net": datetime(2027, 1, 15, 11, tzinfo=UTC),
    "februari, na het geld van de gemeente": datetime(2027, 2, 22, 11, tzinfo=UTC),
    "de zomertijd begon gisteren": datetime(2027, 3, 29, 11, tzinfo=UTC),
    "april, na het geld van de gemeente": datetime(2027, 4, 15, 11, tzinfo=UTC),
    "het geld van het kwartaal kwam": datetime(2027, 10, 21, 11, tzinfo=UTC),
    "schrikkeldag": datetime(2028, 2, 29, 11, tzinfo=UTC),
}
KORT = {"nieuwjaarsdag", "de maand is geboekt"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "moment", [pytest.param(m, id=naam, marks=[] if naam in KORT else pytest.mark.proef) for naam, m in DAGEN.items()]
)
def test_op_elke_dag_is_er_een_wereld_waarin_elke_bladzijde_opent(moment):
    with time_machine.travel(moment):
        wereld = maak_wereld()
        koekjes = {}
        mis = {}
        for blad in bladzijden():
            if blad.wie not in koekjes:
                koekjes[blad.wie] = wereld.koekjes_van(blad.wie)
            client = Client()
            client.cookies.load(koekjes[blad.wie])
            code = client.get(blad.pad(wereld), follow=True).status_code
            mis |= {blad.naam: code} if code != blad.status else {}

    assert wereld.jaar == moment.year
    assert mis == {}
