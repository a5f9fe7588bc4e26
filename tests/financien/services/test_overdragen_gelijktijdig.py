"""Three people who write down the hand-over of one room at once make one; two who add a scan at once see each other."""

import threading
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from buurtwerkkamer.rollen import Rol
from financien.models import Overdracht, Overdrachtscan
from financien.services import overdragen
from financien.services.handgeld.tellen import tel
from financien.services.overdragen import Overgang, begin
from tests.fabriek import maak_gebruiker
from tests.financien.handgeldfabriek import DAG, andere_foto, vul_potje
from tests.financien.toekenningfabriek import maak_bestand
from tests.samen import en_wacht, terwijl


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


@pytest.fixture
def negen_scans(transactional_db, casa, amina):
    """A hand-over on paper with nine scans; return what two people do who each add one more."""
    nasra = maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=casa)
    vast = {"datum": DAG, "bestand": maak_bestand(), "sleutel": uuid4(), "begonnen_door": amina}
    over = Overdracht.objects.create(kamer=casa, van=amina, naar=nasra, **vast)
    over.daden.create(soort="papier", wie=amina)

    def voeg_toe(wie):
        return lambda: overdragen.voeg_scan_toe(over, scan=andere_foto(), gebruiker=wie)

    for _keer in range(9):
        voeg_toe(amina)()
    return en_wacht(voeg_toe(amina)), voeg_toe(nasra)


def test_van_twee_die_tegelijk_de_tiende_scan_toevoegen_is_er_een_te_veel(negen_scans):
    scan, fout = terwijl(*negen_scans)

    assert scan in Overdrachtscan.objects.all()
    assert fout.messages == ["Er zijn al 10 scans. Meer kan niet."]
    assert Overdrachtscan.objects.count() == 10


def test_zonder_het_slot_van_de_overdracht_komen_er_elf_scans(negen_scans, monkeypatch):
    monkeypatch.setattr(overdragen, "_op_slot", lambda _slot, _welk: None)

    terwijl(*negen_scans)

    assert Overdrachtscan.objects.count() == 11
