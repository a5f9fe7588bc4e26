"""Taking back a count: a double click is one act, and a month that closes meanwhile keeps its count."""

from datetime import date
from decimal import Decimal
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Maandafsluiting, Overdracht, Tellingterug
from financien.services.afsluiten import sluit_maand
from financien.services.handgeld import terugnemen
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.potje import stand
from financien.services.handgeld.tellen import tel
from financien.services.overdragen import Overgang, begin
from tests.fabriek import maak_gebruiker
from tests.financien.handgeldfabriek import DAG, vul_potje
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import GEDULD, Iedereen, en_wacht, terwijl, tot_er_gewacht_wordt

D = Decimal
SLOT = "pg_advisory_xact_lock_shared(7401, date_part('year', t.maand)::integer)"


@pytest.fixture
def potje(transactional_db, casa, chandra):
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    return casa


def vier_keer(rij, wie) -> list:
    return tegelijk([lambda: terugnemen.neem_terug(rij, gebruiker=wie)] * 4)


def test_vier_keer_tegelijk_is_een_keer(potje, amina):
    rij = tel(kamer=potje, geteld=D("48.00"), uitleg="Kwijt", sleutel=uuid4(), gebruiker=amina)

    assert sorted(vier_keer(rij, amina)) == [False, False, False, True]
    assert (Tellingterug.objects.count(), Boekstuk.objects.filter(keert_om=rij.boekstuk).count()) == (1, 1)
    assert stand(potje).kas == D("50.00")


def test_zonder_de_sloten_zou_een_dubbele_klik_op_de_databank_stuklopen(potje, amina, monkeypatch):
    """The negative control: the unique rule still keeps one truth, but the second click becomes an error."""
    rij = tel(kamer=potje, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    monkeypatch.setattr(terugnemen, "op_slot", lambda kamer: None)
    monkeypatch.setattr(terugnemen, "_keur", Iedereen(4).na(terugnemen._keur))

    uitslag = vier_keer(rij, amina)

    assert sum(isinstance(deel, DatabaseError) for deel in uitslag) == 3
    assert Tellingterug.objects.count() == 1


def terug_terwijl_de_maand_sluit(rij, amina, chandra):
    """Take a count of February back while its closing is written and not yet committed; return what came of it."""
    gesloten, klaar, door, uitslag = Event(), Event(), Event(), []

    def sluit():
        with transaction.atomic():
            vast = {"reden": "Klaar", "gebruiker": chandra, "vandaag": DAG}
            sluit_maand(jaar=2026, maand=2, sleutel=uuid4(), **vast)
            gesloten.set()
            door.wait(2 * GEDULD)
        connections.close_all()

    def neem():
        try:
            uitslag.append(terugnemen.neem_terug(rij, gebruiker=amina))
        except HandgeldFout as fout:
            uitslag.append(str(fout))
        finally:
            klaar.set()
            connections.close_all()

    sluit_maand(jaar=2026, maand=1, reden="Klaar", gebruiker=chandra, sleutel=uuid4(), vandaag=DAG)
    een, ander = Thread(target=sluit), Thread(target=neem)
    een.start()
    assert gesloten.wait(GEDULD)
    ander.start()
    tot_er_gewacht_wordt(of=klaar)
    door.set()
    een.join()
    ander.join()
    return uitslag


def test_een_maand_die_intussen_sluit_houdt_zijn_telling(potje, amina, chandra):
    rij = tel(kamer=potje, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)

    (zin,) = terug_terwijl_de_maand_sluit(rij, amina, chandra)

    assert zin.startswith("De maand van deze telling is afgesloten.")
    assert not Tellingterug.objects.exists()


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_het_slot_van_het_jaar_zou_een_dichte_maand_zijn_telling_kwijt_zijn(potje, amina, chandra):
    rij = tel(kamer=potje, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger_telling_mag_terug_%'")
        naam, bron = cursor.fetchone()
        assert SLOT in bron
        maak = "CREATE OR REPLACE FUNCTION {}() RETURNS TRIGGER AS $wacht${}$wacht$ LANGUAGE plpgsql"
        declare = "DECLARE t RECORD;\n"
        kop = "" if bron.lstrip().startswith("DECLARE") else declare
        cursor.execute(maak.format(naam, kop + bron.replace(f"PERFORM {SLOT};", "")))
        try:
            uitslag = terug_terwijl_de_maand_sluit(rij, amina, chandra)
        finally:
            cursor.execute(maak.format(naam, bron))

    assert uitslag == [True]
    assert Maandafsluiting.objects.filter(maand=2).exists()


@pytest.fixture
def samen_geteld(potje, amina, time_machine):
    """A count of two people, with which can be handed over."""
    time_machine.move_to("2026-03-10 10:00", tick=False)
    nasra = maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=potje)
    rij = tel(kamer=potje, geteld=D("50.00"), met="Nasra", sleutel=uuid4(), gebruiker=amina)
    over = Overgang(potje, amina, nasra, DAG, papier=False)
    return (
        en_wacht(lambda: begin(over, sleutel=uuid4(), gebruiker=amina, vandaag=DAG)),
        lambda: terugnemen.neem_terug(rij, gebruiker=amina),
    )


@pytest.mark.usefixtures("kort_gedrukt")
def test_wie_een_telling_terugneemt_wacht_op_wie_er_net_mee_overdraagt(samen_geteld):
    over, fout = terwijl(*samen_geteld)

    assert str(fout).startswith("Met deze telling is al een overdracht opgeschreven.")
    assert (Overdracht.objects.get(), Tellingterug.objects.count()) == (over, 0)


@pytest.mark.usefixtures("kort_gedrukt")
def test_met_alleen_het_slot_van_het_potje_gaat_de_telling_onder_de_overdracht_weg(samen_geteld, monkeypatch):
    monkeypatch.setattr(terugnemen, "op_slot", terugnemen.basis.op_slot)

    _over, terug = terwijl(*samen_geteld)

    assert (terug, Overdracht.objects.count(), Tellingterug.objects.count()) == (True, 1, 1)
