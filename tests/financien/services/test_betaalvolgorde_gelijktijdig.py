"""Someone notes that a payment failed while another takes back what the bank showed of it."""

from decimal import Decimal

import pytest
from django.db import OperationalError, transaction

from financien.models import Boeking, Inkoopfactuur
from financien.services import boeken
from financien.services.opdrachten import keur_goed, meld_verzonden
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import deel, klaar, maak_betaalbaar
from tests.financien.services.test_betaalvolgorde import geld, maak_los, mislukt, op_de_bank
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

D = Decimal


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=True)


@pytest.fixture
def echt(transactional_db, casa, chandra, eva, bestuurslid):
    """A payment of 121,10 of which the bank shows 50,00, for two people at once."""
    begin_boeken(2026)
    opdracht = klaar([maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))], chandra)
    keur_goed(opdracht, gebruiker=bestuurslid)
    meld_verzonden(opdracht, gebruiker=chandra)
    return opdracht, op_de_bank(chandra, "-50.00", "1000.00")


def intussen(monkeypatch, doe):
    """Let someone else do something while an undo has its time and not yet its bookings; return what came of it."""
    schrijf, uitslag = Boeking.objects.bulk_create, []

    def met_een_ander(*args):
        uitslag.extend(tegelijk([doe]))
        return schrijf(*args)

    monkeypatch.setattr(Boeking.objects, "bulk_create", met_een_ander)
    return uitslag


def test_wie_ongedaan_maakt_houdt_de_factuur_vast_zodat_mislukt_erna_komt(echt, chandra, monkeypatch):
    _opdracht, regel = echt

    def kijk():
        try:
            with transaction.atomic():
                return Inkoopfactuur.objects.select_for_update(nowait=True).get()
        except OperationalError as fout:
            return fout

    uitslag = intussen(monkeypatch, kijk)
    maak_los(regel, chandra)

    assert [type(deel_) for deel_ in uitslag] == [OperationalError]


def test_zonder_slot_is_het_deel_dat_wegging_nog_eens_te_betalen(echt, chandra, monkeypatch):
    """The negative control: "failed" was said of the rest, and is written later than the undo that it did not see."""
    opdracht, regel = echt
    monkeypatch.setattr(boeken, "_vooraf", [])
    intussen(monkeypatch, lambda: mislukt(opdracht, chandra))

    maak_los(regel, chandra)

    assert geld(opdracht.regels.get().factuur, chandra)[2] == [D("121.10")]
