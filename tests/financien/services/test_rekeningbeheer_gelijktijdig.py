"""Nobody is half-way booking on an account that closes."""

from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from financien.models import Boeking, Boekstuk, Grootboekrekening
from financien.services import rekeningbeheer
from financien.services.boeken import boek
from financien.services.rekeningbeheer import Opgave, RekeningFout, maak, sluit
from tests.financien.boekfabriek import begin_boeken, regel, rekening, stuk
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import GEDULD, Iedereen, tot_er_gewacht_wordt

pytestmark = pytest.mark.django_db(transaction=True)
GELD = "Op deze rekening staat nog € 12,50. Boek dat eerst naar een andere rekening."


@pytest.fixture
def borg(casa, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    begin_boeken(2026)
    return Grootboekrekening.objects.create(nummer="1455", naam="Borg", soort="vordering")


class Race:
    """Somebody closes the account while a document is being written; ``wacht`` is where the writer lets that begin."""

    def __init__(self, wie, sluit):
        self.wie, self.sluit, self.begonnen, self.klaar, self.fouten = wie, sluit, Event(), Event(), []

    def wacht(self):
        self.begonnen.set()
        tot_er_gewacht_wordt(of=self.klaar)

    def boek(self, daarna):
        with transaction.atomic():
            boek(stuk(regel("1455", "1000", "12.50")), sleutel=uuid4(), gebruiker=self.wie)
            daarna()

    def sluit_dan(self):
        assert self.begonnen.wait(GEDULD)
        try:
            self.sluit()
        finally:
            self.klaar.set()

    def _doe(self, taak):
        try:
            taak()
        except (DatabaseError, RekeningFout) as fout:
            self.fouten.append(str(fout).splitlines()[0].replace("\xa0", " "))
        finally:
            connections.close_all()

    def loop(self, daarna=lambda: None) -> list[str]:
        """Run both; return what was refused."""
        draden = [Thread(target=self._doe, args=[taak]) for taak in (lambda: self.boek(daarna), self.sluit_dan)]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join()
        return self.fouten


def test_wie_sluit_wacht_op_wie_geboekt_heeft_en_ziet_wat_er_dan_staat(chandra, borg):
    race = Race(chandra, lambda: sluit(borg))

    assert race.loop(race.wacht) == [GELD]
    assert Boekstuk.objects.count() == 1
    assert not rekening("1455").gesloten


def test_ook_op_wie_halverwege_een_stuk_is(chandra, borg, monkeypatch):
    race, schrijf = Race(chandra, lambda: sluit(borg)), Boeking.objects.bulk_create
    monkeypatch.setattr(Boeking.objects, "bulk_create", lambda rijen: [race.wacht(), schrijf(rijen)][1])

    assert race.loop() == [GELD]
    assert Boekstuk.objects.count() == 1


def test_ook_wie_buiten_het_scherm_sluit(chandra, borg):
    race = Race(chandra, lambda: Grootboekrekening.objects.filter(pk=borg.pk).update(gesloten=True))

    assert race.loop(race.wacht) == ["Op deze rekening staat nog geld."]
    assert not rekening("1455").gesloten


def test_hetzelfde_formulier_tegelijk_is_een_rekening_en_een_ander_met_dat_nummer_krijgt_een_zin(
    borg, multibron, monkeypatch
):
    poort, bewaar = Iedereen(3), rekeningbeheer._bewaar
    monkeypatch.setattr(rekeningbeheer, "_bewaar", lambda rij: (poort.wacht(), bewaar(rij))[1])

    def probeer(naam):
        try:
            return maak(Opgave(nummer="4986", naam=naam, soort="kosten"))
        except RekeningFout as fout:
            return fout

    uit = tegelijk([lambda n=naam: probeer(n) for naam in ("Verzekering", "Verzekering", "Iets anders")])

    gemaakt = {rij.pk for rij in uit if isinstance(rij, Grootboekrekening)}
    zinnen = [str(rij) for rij in uit if not isinstance(rij, Grootboekrekening)]
    assert (len(gemaakt), Grootboekrekening.objects.filter(nummer="4986").count()) == (1, 1)
    won = Grootboekrekening.objects.get(nummer="4986").naam
    assert zinnen == ["Dit nummer is al van een andere rekening."] * (1 if won == "Verzekering" else 2)


@pytest.mark.parametrize(("naam", "zelfde"), [("Verzekering", True), ("Iets anders", False)])
def test_ook_wie_pas_bij_het_bewaren_ziet_dat_het_nummer_bestaat_krijgt_die_rekening_of_een_zin(
    borg, monkeypatch, naam, zelfde
):
    """Between looking and storing somebody else made it: the same account is no mistake, another one is."""
    bewaar, opgave = rekeningbeheer._bewaar, Opgave(nummer="4986", naam="Verzekering", soort="kosten")

    def na_een_ander(rij):
        Grootboekrekening.objects.create(nummer="4986", naam=naam, soort="kosten")
        return bewaar(rij)

    monkeypatch.setattr(rekeningbeheer, "_bewaar", na_een_ander)

    if zelfde:
        assert maak(opgave).pk == Grootboekrekening.objects.get(nummer="4986").pk
    else:
        with pytest.raises(RekeningFout, match=r"^Dit nummer is al van een andere rekening\.$"):
            maak(opgave)
