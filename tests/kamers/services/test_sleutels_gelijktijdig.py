"""Two people who give out the same key at once: one does, the other is told."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from buurtwerkkamer.rollen import Rol
from kamers.models import Sleutel
from kamers.services import sleutels as dienst
from tests.fabriek import maak_gebruiker, maak_kamer

DAG = date(2026, 3, 10)


@pytest.mark.django_db(transaction=True)
def test_vier_die_een_sleutel_tegelijk_innemen_doen_dat_een_keer():
    kamer = maak_kamer("cjm")
    wie = maak_gebruiker("Amina", Rol.COORDINATOR, kamer=kamer)
    rij = Sleutel(kamer=kamer, soort="sleutel", omschrijving="voordeur 2")
    dienst.voeg_toe(rij=rij, houder=wie, op=DAG, sleutel=uuid4(), gebruiker=wie)
    start, uitslagen = threading.Barrier(4), []

    def neem_in():
        start.wait()
        try:
            dienst.schrijf_op(rij=rij, soort="terug", houder=None, op=DAG, sleutel=uuid4(), gebruiker=wie)
            uitslagen.append("gedaan")
        except ValidationError as fout:
            uitslagen.append(fout.messages[0])
        except DatabaseError:
            uitslagen.append("databank")
        finally:
            connection.close()

    draden = [threading.Thread(target=neem_in) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    zin = "Iemand anders schreef hier net iets op. Kijk wat er nu staat."
    assert sorted(uitslagen) == [zin, zin, zin, "gedaan"]
    assert rij.daden.count() == 2
