from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from buurtwerkkamer.models import Handeling

SLEUTEL = uuid4()
DOEL = "klus:12"


def test_dezelfde_sleutel_wordt_een_keer_gedaan(amina):
    assert eenmaal(SLEUTEL, "klaar", amina, DOEL).doel == DOEL
    assert eenmaal(SLEUTEL, "klaar", amina, DOEL) is None
    assert Handeling.objects.count() == 1


def test_een_andere_sleutel_is_een_andere_handeling(amina):
    assert eenmaal(uuid4(), "klaar", amina, DOEL) is not None
    assert eenmaal(uuid4(), "klaar", amina, DOEL) is not None


@pytest.mark.parametrize(("soort", "doel"), [("vervallen", DOEL), ("klaar", "klus:13")])
def test_een_sleutel_is_niet_over_te_dragen_aan_iets_anders(amina, soort, doel):
    eenmaal(SLEUTEL, "klaar", amina, DOEL)

    with pytest.raises(PermissionDenied):
        eenmaal(SLEUTEL, soort, amina, doel)


def test_een_sleutel_van_iemand_anders_wordt_geweigerd(amina, bram):
    eenmaal(SLEUTEL, "klaar", amina, DOEL)

    with pytest.raises(PermissionDenied):
        eenmaal(SLEUTEL, "klaar", bram, DOEL)


def test_wat_mislukte_mag_met_dezelfde_sleutel_opnieuw(amina):
    with transaction.atomic():
        eenmaal(SLEUTEL, "klaar", amina, DOEL)
        transaction.set_rollback(True)

    assert eenmaal(SLEUTEL, "klaar", amina, DOEL) is not None


@pytest.mark.django_db(transaction=True)
def test_buiten_een_transactie_is_een_handeling_een_fout_van_ons(amina):
    with pytest.raises(RuntimeError):
        eenmaal(SLEUTEL, "klaar", amina, DOEL)

    assert Handeling.objects.count() == 0


def test_terugnemen_kan_een_keer_en_geeft_wat_er_stond(amina):
    onthoud(eenmaal(SLEUTEL, "klaar", amina, DOEL), {"status": "gepland"}, {"status": "klaar"})

    terug = neem_terug(SLEUTEL, amina, DOEL)

    assert (terug.voor, terug.na) == ({"status": "gepland"}, {"status": "klaar"})
    assert terug.ongedaan_op is not None
    assert neem_terug(SLEUTEL, amina, DOEL) is None


@pytest.mark.parametrize("doel", ["klus:13", ""])
def test_terugnemen_van_iets_anders_doet_niets(amina, doel):
    eenmaal(SLEUTEL, "klaar", amina, DOEL)

    assert neem_terug(SLEUTEL, amina, doel) is None
    assert neem_terug(uuid4(), amina, DOEL) is None
    assert Handeling.objects.get().ongedaan_op is None


def test_terugnemen_van_iemand_anders_doet_niets(amina, bram):
    eenmaal(SLEUTEL, "klaar", amina, DOEL)

    assert neem_terug(SLEUTEL, bram, DOEL) is None
