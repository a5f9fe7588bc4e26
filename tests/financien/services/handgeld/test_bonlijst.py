"""What waits, what is without a photo, who counted: figures that other pages ask."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.services.handgeld.bonlijst import Aantallen, wachtend, zonder_foto
from financien.services.handgeld.bonnen import trek_in
from financien.services.handgeld.oordeel import keur_goed
from financien.services.handgeld.potje import geteld
from financien.services.handgeld.tellen import niet_geteld, tel
from financien.services.handgeld.vastgelegd_geld import van_bonnen
from tests.financien.handgeldfabriek import DAG, MAART, maak_bon, vul_potje


@pytest.fixture
def bonnen(casa, multibron, amina, bram, chandra):
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    vul_potje(chandra, multibron, kas="50.00", datum=date(2026, 2, 3))
    keur_goed(maak_bon(casa, amina, "1.00"), gebruiker=chandra)
    trek_in(maak_bon(casa, amina, "2.00", zonder_foto="Markt"), gebruiker=amina)
    return [maak_bon(casa, amina, "3.00"), maak_bon(multibron, bram, "4.00", zonder_foto="Markt")]


def test_alleen_wat_wacht_telt_en_ieder_telt_de_eigen_kamer(bonnen, chandra, amina):
    assert (wachtend(chandra), wachtend(amina)) == (Aantallen(2, 2), Aantallen(1, 1))


def test_ingetrokken_bonnetjes_zonder_foto_tellen_niet(bonnen):
    assert list(zonder_foto(2026)) == [bonnen[1]]
    assert list(zonder_foto(2025)) == []


def test_wat_wacht_is_vastgelegd_op_handgeld_en_wat_kosten_is_niet(bonnen):
    gevonden = [(deel.kamer, deel.datum, deel.bedrag) for deel in van_bonnen(2026)]

    assert gevonden == [(bon.kamer_id, DAG, bon.bedrag) for bon in bonnen]


def test_de_laatste_telling_van_een_maand_geldt(bonnen, casa, multibron, amina, chandra):
    niet_geteld(kamer=casa, maand=MAART, reden="Ziek", sleutel=uuid4(), gebruiker=chandra)
    telling = tel(kamer=casa, geteld=Decimal("46.00"), sleutel=uuid4(), gebruiker=amina, maand=MAART)

    assert geteld([casa, multibron], MAART) == {casa.pk: telling}
