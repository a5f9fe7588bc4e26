"""Two treasurers at once about one credit note: it is set off once."""

from decimal import Decimal
from threading import Barrier

import pytest

from financien.services import opdrachten
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import een
from tests.financien.boekfabriek import begin_boeken
from tests.financien.creditfabriek import credit
from tests.financien.factuurfabriek import deel, klaar, maak_betaalbaar
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

D = Decimal


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


def test_twee_penningmeesters_tegelijk_verrekenen_een_creditnota_een_keer(transactional_db, casa, chandra, eva):
    begin_boeken(2026)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    nota = credit(chandra, eva, deel("4120", "-121.10", casa))

    def probeer():
        try:
            return klaar([factuur, nota], chandra)
        except FactuurFout as fout:
            return fout

    uitslag = tegelijk([probeer, probeer])

    assert sorted(type(deel_).__name__ for deel_ in uitslag) == ["Boekstuk", "FactuurFout"]
    assert (een(factuur).open, een(nota).open) == (D("0.00"), D("0.00"))


def test_zonder_het_slot_op_de_facturen_wordt_ze_twee_keer_verrekend(transactional_db, casa, chandra, eva, monkeypatch):
    """The negative control: who does not wait for the other takes the same claim off the same invoice again."""
    begin_boeken(2026)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    nota = credit(chandra, eva, deel("4120", "-121.10", casa))
    beide, keur = Barrier(2, timeout=60), opdrachten._keur_keuze

    def keur_samen(*wat):
        keur(*wat)
        beide.wait()

    monkeypatch.setattr(opdrachten, "_op_slot", lambda facturen: None)
    monkeypatch.setattr(opdrachten, "_keur_keuze", keur_samen)

    uitslag = tegelijk([lambda: klaar([factuur, nota], chandra)] * 2)

    assert not any(isinstance(deel_, FactuurFout) for deel_ in uitslag)  # nobody is told that the other was first
    assert (een(factuur).open, een(nota).open) == (D("-121.10"), D("121.10"))  # and the books took it off twice
