"""Nobody is half-way booking on an account that closes."""

from dataclasses import replace
from decimal import Decimal
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from buurtwerkkamer.models.jaar import SLOT_JAAR
from financien.models import Boeking, Boekstuk, Grootboekrekening
from financien.services import beginbalans, rekeningbeheer
from financien.services.beginbalans import boek_beginbalans
from financien.services.boeken import boek
from financien.services.rekeningbeheer import NummerBezet, Opgave, RekeningFout, maak, sluit, wijzig
from tests.financien.boekfabriek import begin_boeken, regel, rekening, stuk
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import ADVIES, GEDULD, RIJ, Iedereen, terwijl, tot_er_gewacht_wordt

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


class TestWieHaarZelfVasthoudt:
    """The opening balance holds the row of 0900 and is about to book, while somebody names that account otherwise."""

    @pytest.fixture
    def race(self, borg, chandra, monkeypatch):
        echt, tegen = beginbalans.boek, rekening("0900")

        def opent(wacht):
            monkeypatch.setattr(beginbalans, "boek", lambda *args, **velden: [wacht(), echt(*args, **velden)][1])
            vast = {"jaar": 2026, "bedragen": {rekening("1000"): Decimal(10)}, "sleutel": uuid4(), "gebruiker": chandra}
            return boek_beginbalans(**vast)

        def hernoemt():
            return wijzig(tegen, Opgave(nummer="0900", naam="Stand bij het begin", soort=tegen.soort))

        return lambda: terwijl(opent, hernoemt, op=[*ADVIES, *RIJ])

    def test_wie_haar_wijzigt_wacht_zonder_het_jaar_vast_te_houden(self, race):
        stuk_, rij = race()

        assert (str(stuk_), rij.naam) == ("M2026-0001", "Stand bij het begin")

    def test_controle_met_eerst_het_jaar_wordt_er_een_gedood(self, race, monkeypatch):
        op_slot = rekeningbeheer._op_slot

        def eerst_het_jaar(rij):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s, 2026)", [SLOT_JAAR])
            return op_slot(rij)

        monkeypatch.setattr(rekeningbeheer, "_op_slot", eerst_het_jaar)

        (dood,) = [uit for uit in race() if isinstance(uit, Exception)]
        assert isinstance(dood, OperationalError)
        assert "deadlock detected" in str(dood)


def test_hetzelfde_formulier_dat_net_klaar_is_geeft_die_rekening_en_een_ander_een_zin(borg, monkeypatch):
    bewaar, opgave = rekeningbeheer._bewaar, Opgave(nummer="4986", naam="Verzekering", soort="kosten")

    def de_ander_eerst(rij):
        monkeypatch.setattr(rekeningbeheer, "_bewaar", bewaar)
        maak(opgave)
        return bewaar(rij)

    monkeypatch.setattr(rekeningbeheer, "_bewaar", de_ander_eerst)
    assert maak(opgave) == Grootboekrekening.objects.get(nummer="4986")

    with pytest.raises(NummerBezet, match=r"^Dit nummer is al van een andere rekening\.$"):
        maak(replace(opgave, naam="Iets anders"))


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
