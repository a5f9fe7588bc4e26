"""The code on a tablet: whose it is, and what happens when somebody tries."""

import threading
import time

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.test import RequestFactory

from buurtwerkkamer.rollen import Rol
from kamers.services import tabletcode
from kamers.services.tabletcode import Uitslag, controleer, heeft_code, zet_code
from tests.fabriek import WACHTWOORD, maak_gebruiker, maak_tablet
from tests.samen import GEDULD, Iedereen

CODE = "5829"
FOUT, GOED, WACHT = Uitslag.FOUT, Uitslag.GOED, Uitslag.WACHT


@pytest.fixture(autouse=True)
def _verse_limieten(db):
    cache.clear()


@pytest.fixture
def probeer(casa, amina):
    tablet, _geheim = maak_tablet(casa, amina)

    def doe(wie, code, op=tablet):
        wie.refresh_from_db()
        return controleer(RequestFactory().post("/tablet/code/"), tablet=op.pk, gebruiker=wie, code=code)

    return doe


def test_de_eigen_code_staat_er_alleen_als_hash(amina):
    zet_code(gebruiker=amina, code=CODE)
    amina.refresh_from_db()

    assert CODE not in amina.code
    assert identify_hasher(amina.code)


def test_wie_met_een_e_mailadres_inlogt_opent_niet_met_het_wachtwoord(probeer, amina):
    assert not heeft_code(amina)
    assert probeer(amina, WACHTWOORD) is FOUT
    zet_code(gebruiker=amina, code=CODE)
    assert [probeer(amina, WACHTWOORD), probeer(amina, CODE)] == [FOUT, GOED]


def test_wie_met_naam_en_code_inlogt_opent_met_die_code(probeer, fatima):
    type(fatima).objects.filter(pk=fatima.pk).update(email="", aanmeldnaam="fatima-cjm")

    assert probeer(fatima, WACHTWOORD) is GOED
    assert heeft_code(fatima)


def test_wie_geen_code_heeft_opent_niets_ook_niet_met_niets(probeer, amina):
    assert [probeer(amina, ""), probeer(amina, "!")] == [FOUT, FOUT]


def test_na_vijf_missers_wacht_ook_de_goede_code_een_kwartier(probeer, amina, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    zet_code(gebruiker=amina, code=CODE)

    assert [probeer(amina, "0000") for _keer in range(6)] == [FOUT] * 5 + [WACHT]
    time_machine.move_to("2026-03-10 12:14:59", tick=False)
    assert probeer(amina, CODE) is WACHT
    time_machine.move_to("2026-03-10 12:15:01", tick=False)
    assert probeer(amina, CODE) is GOED


def test_twintig_missers_op_een_dag_is_tot_morgen_wachten(probeer, amina, time_machine):
    zet_code(gebruiker=amina, code=CODE)
    for uur in range(4):
        time_machine.move_to(f"2026-03-10 1{uur}:00", tick=False)
        assert [probeer(amina, "0000") for _keer in range(5)] == [FOUT] * 5
    time_machine.move_to("2026-03-10 16:00", tick=False)

    assert probeer(amina, CODE) is WACHT


def test_de_missers_tellen_per_persoon_op_alle_tablets_samen(probeer, casa, amina):
    zet_code(gebruiker=amina, code=CODE)
    ander, _geheim = maak_tablet(casa, amina, naam="keuken")
    for _keer in range(5):
        probeer(amina, "0000")

    assert probeer(amina, CODE, op=ander) is WACHT


def test_na_vijftien_missers_op_een_tablet_wacht_iedereen_daar(probeer, casa, amina):
    ander, _geheim = maak_tablet(casa, amina, naam="keuken")
    mensen = [maak_gebruiker(f"Wie{n}", Rol.ASSISTENT, kamer=casa) for n in range(3)]
    zet_code(gebruiker=amina, code=CODE)
    assert [probeer(wie, "0000") for wie in mensen for _keer in range(5)] == [FOUT] * 15

    assert probeer(amina, CODE) is WACHT
    assert probeer(amina, CODE, op=ander) is GOED


def test_een_goede_code_wist_de_missers_van_de_persoon(probeer, amina):
    zet_code(gebruiker=amina, code=CODE)
    uitslagen = [probeer(amina, code) for code in ["0000"] * 4 + [CODE] + ["0000"] * 4 + [CODE]]

    assert uitslagen == [FOUT] * 4 + [GOED] + [FOUT] * 4 + [GOED]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("met_slot", [True, False])
def test_van_twaalf_pogingen_tegelijk_worden_er_hoogstens_vijf_beoordeeld(casa, amina, monkeypatch, met_slot):
    """The negative control has neither the locks nor the transaction that holds them, and lets more through."""
    tablet, _geheim = maak_tablet(casa, amina)
    zet_code(gebruiker=amina, code=CODE)
    uitslagen, klopt, start = [], tabletcode._klopt, threading.Barrier(12, timeout=GEDULD)

    def traag(wie, code):
        time.sleep(0.1)
        return klopt(wie, code)

    monkeypatch.setattr(tabletcode, "_klopt", traag if met_slot else Iedereen(12).na(klopt))
    if not met_slot:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rijen, **_hoe: rijen)

    def poging():
        try:
            connection.ensure_connection()
            start.wait()
            doe = controleer if met_slot else controleer.__wrapped__
            verzoek = RequestFactory().post("/tablet/code/")
            uitslagen.append(doe(verzoek, tablet=tablet.pk, gebruiker=amina, code="0000"))
        finally:
            connection.close()

    draden = [threading.Thread(target=poging) for _nummer in range(12)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert len(uitslagen) == 12
    assert (uitslagen.count(FOUT) <= 5) == met_slot
