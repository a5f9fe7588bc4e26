"""The photo of a form that was refused waits a day, for its owner, and then it is gone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from financien.models import Bonfoto
from financien.services.handgeld.bonfoto import BEWAREN, bewaarde, onthoud
from tests.financien.handgeldfabriek import DAG, foto, maak_bon, vul_potje


@pytest.fixture
def sleutel(amina):
    nieuw = uuid4()
    onthoud(nieuw, foto(), amina)
    return nieuw


def oud(sleutel, hoe_oud) -> None:
    Bonfoto.objects.filter(pk=sleutel).update(gemaakt_op=timezone.now() - hoe_oud)


@pytest.mark.parametrize(("extra", "er"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_een_foto_wacht_een_dag_en_alleen_op_wie_hem_maakte(sleutel, amina, bram, extra, er):
    oud(sleutel, BEWAREN + extra)

    assert (bewaarde(sleutel, amina) is not None, bewaarde(sleutel, bram)) == (er, None)


def test_wie_een_bonnetje_opslaat_ruimt_op_wat_van_een_ander_te_lang_lag(sleutel, casa, amina, bram, chandra):
    vers = uuid4()
    onthoud(vers, foto(), bram)
    oud(sleutel, BEWAREN + timedelta(seconds=1))
    vul_potje(chandra, casa, kas="50.00", datum=DAG)

    maak_bon(casa, amina, "1.00")

    assert list(Bonfoto.objects.values_list("pk", flat=True)) == [vers]
