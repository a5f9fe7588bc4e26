"""Three people who write down the hand-over of one room at once make one."""

import threading
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from buurtwerkkamer.rollen import Rol
from financien.models import Overdracht
from financien.services.handgeld.tellen import tel
from financien.services.overdragen import Overgang, begin
from tests.fabriek import maak_gebruiker
from tests.financien.handgeldfabriek import DAG, vul_potje


@pytest.mark.django_db(transaction=True)
def test_drie_tegelijk_schrijven_een_overdracht_op(casa, chandra, amina, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    nasra = maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=casa)
    tel(kamer=casa, geteld=Decimal("50.00"), met="Nasra", sleutel=uuid4(), gebruiker=amina)
    start, uitslagen = threading.Barrier(3), []

    def schrijf_op():
        start.wait()
        try:
            begin(Overgang(casa, amina, nasra, DAG, False), sleutel=uuid4(), gebruiker=amina, vandaag=DAG)
            uitslagen.append("gedaan")
        except ValidationError as fout:
            uitslagen.append(fout.messages[0])
        finally:
            connection.close()

    draden = [threading.Thread(target=schrijf_op) for _ in range(3)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    zin = "Er wacht al een overdracht op een ja. Maak die eerst af, of zeg dat hij niet klopt."
    assert sorted(uitslagen) == [zin, zin, "gedaan"]
    assert Overdracht.objects.count() == 1
