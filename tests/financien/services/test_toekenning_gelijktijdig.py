"""Two people at one grant at the same moment. The controls take the lock away and show that the race is real."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from threading import BrokenBarrierError, Event
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import QuerySet

from financien.models import Boeking, Terugname
from financien.services import ontvangsten, stapgevolg, toekenningen, toekenningstap
from financien.services.stapgevolg import neem_terug
from financien.services.toekenningboek import sluit_aan, vergrendel
from financien.services.toekenningstand import samen, standen
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.financien.toekenningfabriek import maak_toekenning, stap, verleen
from tests.samen import GEDULD, Iedereen

D = Decimal


@pytest.fixture
def rij(transactional_db, casa, multibron, chandra):
    begin_boeken(2018, 2019)
    return verleen(maak_toekenning(chandra, {casa: 600, multibron: 400}), chandra, date(2018, 1, 5))


def wacht_op_elkaar(monkeypatch, *plekken, met_slot):
    """Let both have read before either writes; with the lock the first one waits in vain."""
    iedereen = Iedereen(2, geduld=1 if met_slot else GEDULD)

    def traag(echt):
        def na_het_lezen(*args, **kwargs):
            uit = echt(*args, **kwargs)
            with suppress(BrokenBarrierError):
                iedereen.wacht()
            return uit

        return na_het_lezen

    for module, naam in plekken:
        monkeypatch.setattr(module, naam, traag(getattr(module, naam)))


def zonder_slot(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **kwargs: self)


def ontvang(rij, chandra, bedrag=600):
    vast = {"rekening": rekening("1000"), "datum": date(2018, 2, 1), "sleutel": uuid4(), "gebruiker": chandra}
    return ontvangsten.ontvang(toekenning=rij, bedrag=D(bedrag), **vast)


def nu(rij):
    return samen(standen(date.max, [rij.pk])[rij.pk])


@pytest.mark.parametrize("met_slot", [True, False])
def test_twee_ontvangsten_samen_zijn_nooit_meer_dan_er_nog_komt(rij, chandra, monkeypatch, met_slot):
    wacht_op_elkaar(monkeypatch, (ontvangsten, "standen"), met_slot=met_slot)
    if not met_slot:
        zonder_slot(monkeypatch)

    tegelijk([lambda: ontvang(rij, chandra)] * 2)

    if met_slot:
        assert (nu(rij).ontvangen, nu(rij).vordering, nu(rij).vooruit) == (600, 400, 0)
    else:
        assert nu(rij).ontvangen == 1200


@pytest.mark.parametrize("met_slot", [True, False])
def test_twee_keer_vaststellen_is_een_vaststelling_en_een_boeking(rij, chandra, monkeypatch, met_slot):
    wacht_op_elkaar(monkeypatch, (toekenningstap, "mogelijke_stappen"), met_slot=met_slot)
    if not met_slot:
        zonder_slot(monkeypatch)

    uit = tegelijk([lambda: stap(rij, chandra, date(2019, 3, 1), "vastgesteld", bedrag=D(700))] * 2)

    fouten = [uitslag for uitslag in uit if isinstance(uitslag, Exception)]
    assert bool(fouten) is not met_slot  # without the lock the database refuses the second in its own words
    assert (rij.stappen.filter(status="vastgesteld").count(), nu(rij).baten) == (1, 700)


@pytest.mark.parametrize("met_slot", [True, False])
def test_terugnemen_tegen_een_ontvangst_laat_geen_geld_op_een_vordering_die_er_niet_was(
    rij, chandra, monkeypatch, met_slot
):
    wacht_op_elkaar(monkeypatch, (ontvangsten, "standen"), (stapgevolg, "keur_terugname"), met_slot=met_slot)
    besluit, geboekt, keur = rij.stappen.get(status="verleend").pk, Event(), stapgevolg.keur_terugname
    if not met_slot:  # then the money is booked first, and taking back goes on with what it read before
        zonder_slot(monkeypatch)
        na = lambda *args, **velden: (keur(*args, **velden), geboekt.wait(GEDULD))[0]  # noqa: E731
        monkeypatch.setattr(stapgevolg, "keur_terugname", na)

    def komt_binnen():
        try:
            return ontvang(rij, chandra)
        finally:
            geboekt.set()

    terug = {"toekenning": rij, "stap": besluit, "reden": "Vergissing", "gebruiker": chandra}
    tegelijk([komt_binnen, lambda: neem_terug(**terug)])

    op_vordering = Boeking.objects.filter(boekstuk__dagboek="bank", credit__nummer="1300").exists()
    beide = Terugname.objects.exists() and op_vordering
    assert beide is not met_slot
    if met_slot:
        with transaction.atomic():
            assert sluit_aan(vergrendel(rij), sleutel=uuid4(), gebruiker=chandra) == []
        assert nu(rij).baten - nu(rij).ontvangen == nu(rij).vordering - nu(rij).vooruit


@pytest.mark.parametrize("met_slot", [True, False])
def test_twee_die_tegelijk_de_gegevens_wijzigen_gaan_niet_over_elkaar_heen(rij, monkeypatch, met_slot):
    wacht_op_elkaar(monkeypatch, (toekenningen, "vergrendel"), met_slot=met_slot)
    if not met_slot:
        zonder_slot(monkeypatch)

    staat_er = {veld: getattr(rij, veld) for veld in toekenningen.GEGEVENS}
    anders = [staat_er | {"kenmerk": "Z-1"}, staat_er | {"oormerk": "Alleen huur"}]
    uit = tegelijk(
        [lambda velden=velden: toekenningen.wijzig_gegevens(toekenning=rij, gezien=1, **velden) for velden in anders]
    )

    geweigerd = [uitslag for uitslag in uit if isinstance(uitslag, toekenningen.ToekenningGewijzigd)]
    rij.refresh_from_db()
    assert (len(geweigerd), rij.versie) == (1 if met_slot else 0, 2)  # without the lock one of both is lost in silence
