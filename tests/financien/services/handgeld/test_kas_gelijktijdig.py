"""Money that comes back for a refused receipt, while the treasurer undoes that refusal: one of the two holds."""

from decimal import Decimal
from threading import current_thread
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from financien.models import Boekstuk, Bon, Ontvangst
from financien.services.boeken import BoekFout, keer_om
from financien.services.handgeld import kas
from financien.services.handgeld.oordeel import wijs_af
from tests.financien.handgeldfabriek import DAG, maak_bon, vul_potje
from tests.samen import RIJ, terwijl


@pytest.fixture
def race(transactional_db, casa, amina, chandra, monkeypatch, time_machine):
    """Return who notes the money and looked at the receipt just now, and who undoes the refusal then."""
    time_machine.move_to("2026-03-10 10:00", tick=True)
    vul_potje(chandra, casa, kas="50.00")
    bon = maak_bon(casa, amina, "12.50")
    stuk, boek, nu = wijs_af(bon, reden="Niet voor de kamer", gebruiker=chandra), kas.boek, SimpleNamespace()
    vast = {"datum": DAG, "bedrag": Decimal("12.50"), "soort": Ontvangst.Soort.TERUG, "bon": bon}

    def boek_later(*args, **kwargs):
        nu.wacht()
        return boek(*args, **kwargs)

    def ontvang(wacht):
        nu.wacht, current_thread().name = wacht, "geld"
        return kas.ontvang(kamer=casa, sleutel=uuid4(), gebruiker=amina, **vast)

    def keer_afwijzing_om():
        return keer_om(stuk, datum=DAG, reden="Toch goed", sleutel=uuid4(), gebruiker=chandra)

    monkeypatch.setattr(kas, "boek", boek_later)
    return ontvang, keer_afwijzing_om


def test_een_afwijzing_terugdraaien_wacht_op_wie_het_geld_ervan_terugbetaalt(race):
    geld, fout = terwijl(*race, op=RIJ)

    assert (geld, type(fout)) == (Ontvangst.objects.get(), BoekFout)
    assert str(fout).startswith("Dit boekstuk hoort bij een bonnetje dat al verder is.")
    assert Bon.objects.met_stand().get().stand == "afgewezen"


def test_zonder_het_slot_op_het_bonnetje_is_het_geld_terug_en_de_afwijzing_ook(race, monkeypatch):
    echt = QuerySet.select_for_update

    def behalve_van_het_geld(rijen, *args, **kwargs):
        return rijen if current_thread().name == "geld" else echt(rijen, *args, **kwargs)

    monkeypatch.setattr(QuerySet, "select_for_update", behalve_van_het_geld)

    geld, om = terwijl(*race, op=RIJ)

    assert (geld, om) == (Ontvangst.objects.get(), Boekstuk.objects.get(keert_om__isnull=False))
    assert Bon.objects.met_stand().get().stand == "teruggedraaid"
