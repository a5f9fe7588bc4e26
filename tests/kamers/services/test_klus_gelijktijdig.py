"""Two people who tap at the same moment: one set of hours, one klus. The controls show that the race is real."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet, Klus
from kamers.services import klusopname, kluswerk, verzoeken
from kamers.services.verzoeken import VerzoekGewijzigd
from tests.fabriek import maak_gebruiker, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, gegevens, maak_geplande_klus
from tests.kamers.verzoekfabriek import maak_verzoek
from tests.samen import GEDULD

pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(*acts):
    """Run acts at the same moment in connections of their own; return what each gave or raised."""
    start = Barrier(len(acts), timeout=GEDULD)

    def doe(act):
        connection.ensure_connection()
        start.wait()
        try:
            return act()
        except (IntegrityError, VerzoekGewijzigd) as fout:
            return type(fout).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as ploeg:
        return list(ploeg.map(doe, acts))


def wacht_op_elkaar(monkeypatch, module, naam, *, geduld=1):
    """Let both threads have read the row before either writes; a lock makes the first one wait in vain."""
    echt, samen = getattr(module, naam), Barrier(2)

    def na_het_lezen(*args, **kwargs):
        uit = echt(*args, **kwargs)
        try:
            samen.wait(timeout=geduld)
        except BrokenBarrierError:
            return uit
        return uit

    monkeypatch.setattr(module, naam, na_het_lezen)


def zonder_slot(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **kwargs: self)


@pytest.fixture
def wouter(casa):
    return maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)


@pytest.fixture
def klaar(casa, amina, wouter):
    """Return what two people do: tap Klaar on the same klus of Ronald and Kofi."""
    klus = maak_geplande_klus(casa, maak_vrijwilliger("Ronald", casa), maak_vrijwilliger("Kofi", casa))

    def tik(gebruiker):
        return lambda: kluswerk.maak_klaar(klus_id=klus.pk, versie=1, dag=DAG, sleutel=uuid4(), gebruiker=gebruiker)

    return tik(amina), tik(wouter)


@pytest.fixture
def klus_ervan(casa, amina, wouter):
    """Return what two people do: make a klus of the same request."""
    verzoek = maak_verzoek(casa)

    def maak(gebruiker):
        vast = {"kamer": casa, "gegevens": gegevens(), "vandaag": DAG, "verzoek": (verzoek.pk, 1)}
        return lambda: klusopname.noteer_klus(**vast, sleutel=uuid4(), gebruiker=gebruiker)

    return maak(amina), maak(wouter)


def test_twee_mensen_die_tegelijk_klaar_tikken_geven_een_keer_de_uren(klaar, monkeypatch):
    wacht_op_elkaar(monkeypatch, kluswerk, "op_slot")

    uitkomsten = tegelijk(*klaar)

    assert sorted(uitkomsten) == [False, True]
    assert (Klus.objects.get().versie, Inzet.objects.count()) == (2, 2)


def test_controle_zonder_slot_botsen_die_twee_in_de_databank(klaar, monkeypatch):
    zonder_slot(monkeypatch)
    wacht_op_elkaar(monkeypatch, kluswerk, "op_slot", geduld=GEDULD)

    assert sorted(map(str, tegelijk(*klaar))) == ["IntegrityError", "True"]


def test_van_een_verzoek_maken_twee_mensen_tegelijk_een_klus(klus_ervan, monkeypatch):
    wacht_op_elkaar(monkeypatch, verzoeken, "_op_slot")

    uitkomsten = tegelijk(*klus_ervan)

    assert sorted(type(u).__name__ for u in uitkomsten) == ["Klus", "str"]
    assert "VerzoekGewijzigd" in uitkomsten
    assert Klus.objects.count() == 1


def test_controle_zonder_slot_maken_die_twee_elk_een_klus(klus_ervan, monkeypatch):
    zonder_slot(monkeypatch)
    wacht_op_elkaar(monkeypatch, verzoeken, "_op_slot", geduld=GEDULD)

    tegelijk(*klus_ervan)

    assert Klus.objects.count() == 2
