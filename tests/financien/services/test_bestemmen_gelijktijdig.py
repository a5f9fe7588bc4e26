"""Two treasurers press at once, or someone books while the result is booked: once, and of all there is."""

from datetime import date
from decimal import Decimal
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from financien.models import Bestemming
from financien.services import bestemmen
from financien.services.bestemmen import BestemFout, bestem
from financien.services.bestemmingsplan import Plan
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import sluit_jaar
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import GEDULD, Iedereen, tot_er_gewacht_wordt

D = Decimal
EINDE = date(2025, 12, 31)


@pytest.fixture
def dicht(transactional_db, casa, chandra, time_machine):
    """2025 with a loss of € 725, provisionally closed."""
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_boeken(2025, 2026)
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=date(2025, 2, 1))
    sluit_jaar(chandra, 2025, date(2026, 3, 10))
    return casa


def zonder_slot(monkeypatch, *, samen):
    """Let nobody wait for the year, and ``samen`` people have looked before anyone writes."""
    jaar = bestemmen.Jaar
    monkeypatch.setattr(bestemmen, "vergrendel_jaar", lambda nummer: jaar.objects.get(jaar=nummer))
    monkeypatch.setattr(bestemmen, "Plan", Iedereen(samen).na(Plan))


def samen_bestemmen(chandra) -> list:
    merk = Plan(2025).merk
    return tegelijk([lambda: bestem(jaar=2025, merk=merk, kenmerk="A-1", sleutel=uuid4(), gebruiker=chandra)] * 4)


def bestemd() -> Decimal:
    return sum(rij.bedrag for rij in Bestemming.objects.all())


def test_vier_keer_tegelijk_bestemmen_boekt_het_resultaat_een_keer(dicht, chandra):
    uitslag = samen_bestemmen(chandra)

    assert [str(deel) for deel in uitslag if isinstance(deel, Exception)] == [
        "Er kwam net iets bij. Kijk opnieuw wat er geboekt wordt."
    ] * 3
    assert (bestemd(), Plan(2025).verschil) == (D("-725.00"), {})


def test_zonder_het_slot_zou_het_resultaat_vier_keer_weg_zijn(dicht, chandra, monkeypatch):
    zonder_slot(monkeypatch, samen=4)

    samen_bestemmen(chandra)

    assert bestemd() == D("-2900.00")


def boek_terwijl_er_bestemd_wordt(kamer, chandra) -> list:
    """Book a late cost, and let the result be booked while that is not committed yet."""
    merk, geboekt, door, uitslag = Plan(2025).merk, Event(), Event(), []
    klaar = Event()

    def boek():
        with transaction.atomic():
            stuk = {"datum": EINDE, "reden": "Nota", "kenmerk": "A"}
            maak_boekstuk(chandra, regel("4110", "1600", "5", kamer), **stuk)
            geboekt.set()
            assert door.wait(GEDULD)
        connection.close()

    def doe():
        try:
            uitslag.append(bestem(jaar=2025, merk=merk, kenmerk="A-1", sleutel=uuid4(), gebruiker=chandra))
        except BestemFout as fout:
            uitslag.append(str(fout))
        finally:
            klaar.set()
            connection.close()

    een, ander = Thread(target=boek), Thread(target=doe)
    een.start()
    assert geboekt.wait(GEDULD)
    ander.start()
    tot_er_gewacht_wordt(of=klaar)
    door.set()
    een.join()
    ander.join()
    return uitslag


def test_wat_half_geboekt_is_telt_mee_voordat_er_bestemd_wordt(dicht, chandra):
    assert boek_terwijl_er_bestemd_wordt(dicht, chandra) == ["Er kwam net iets bij. Kijk opnieuw wat er geboekt wordt."]

    assert (bestemd(), sum(Plan(2025).verschil.values())) == (0, D("-730.00"))


def test_zonder_het_slot_zou_iets_anders_bestemd_zijn_dan_het_resultaat(dicht, chandra, monkeypatch):
    zonder_slot(monkeypatch, samen=1)

    (stukken,) = boek_terwijl_er_bestemd_wordt(dicht, chandra)

    assert (len(stukken), bestemd(), sum(Plan(2025).verschil.values())) == (1, D("-725.00"), D("-5.00"))
