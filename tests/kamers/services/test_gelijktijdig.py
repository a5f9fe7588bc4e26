"""Two requests at the same moment: one truth."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from kamers.models import Bijeenkomst
from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from kamers.services.regels import Botsing, Telfout
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon
from tests.kamers.dagfabriek import DINSDAG, WEEK

pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(*acts):
    """Run acts at the same moment in connections of their own; return what each gave or raised."""
    start = Barrier(len(acts))

    def doe(act):
        start.wait()
        try:
            return act()
        except (Botsing, Telfout, IntegrityError) as fout:
            return fout
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as ploeg:
        return list(ploeg.map(doe, acts))


def noteren(les, gebruiker, sleutel, kwamen_al=5, **velden):
    def doe():
        return bijeenkomsten.noteer(
            keer=Keer(les, DINSDAG),
            invulling=Invulling(kwamen_al=kwamen_al, **velden),
            versie=0,
            sleutel=sleutel,
            gebruiker=gebruiker,
            vandaag=DINSDAG,
        )

    return doe


@pytest.fixture
def les(casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)
    return les


def test_dezelfde_kaart_die_twee_keer_tegelijk_aankomt_is_een_les(les, amina):
    sleutel = uuid4()

    een, ander = tegelijk(noteren(les, amina, sleutel), noteren(les, amina, sleutel))

    assert een == ander == Bijeenkomst.objects.get(dag=DINSDAG)
    assert een.versie == 1


def test_twee_kaarten_tegelijk_geven_een_les_en_een_vraag(les, amina):
    uitkomsten = tegelijk(noteren(les, amina, uuid4(), 5), noteren(les, amina, uuid4(), 6))

    assert sorted(type(u).__name__ for u in uitkomsten) == ["Bijeenkomst", "Botsing"]
    assert Bijeenkomst.objects.filter(dag=DINSDAG).count() == 1


def test_twee_keer_tegelijk_ongedaan_maken_doet_het_een_keer(les, amina, casa):
    sleutel = uuid4()
    noteren(les, amina, sleutel)()

    def terug():
        return bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert sum(handeling is not None for handeling in tegelijk(terug, terug)) == 1
    assert not Bijeenkomst.objects.filter(dag=DINSDAG).exists()


@pytest.fixture
def breed(monkeypatch):
    """Return a function that opens the gap between looking and writing, until so many acts stand in it."""

    def doe(samen):
        wacht, echt = Barrier(samen), bijeenkomsten.nieuwe_rij

        def traag(keer):
            wacht.wait(timeout=60) if samen > 1 else time.sleep(0.3)
            return echt(keer)

        monkeypatch.setattr(bijeenkomsten, "nieuwe_rij", traag)

    return doe


def soorten(uitkomsten):
    return sorted(type(uitkomst).__name__ for uitkomst in uitkomsten)


def test_met_het_slot_op_de_kamer_wacht_de_tweede_ook_als_de_eerste_lang_doet(les, amina, breed):
    breed(1)

    uitkomsten = tegelijk(noteren(les, amina, uuid4(), 5), noteren(les, amina, uuid4(), 6))

    assert soorten(uitkomsten) == ["Bijeenkomst", "Botsing"]


def test_zonder_het_slot_zou_de_tweede_stuklopen_in_plaats_van_een_vraag_te_krijgen(les, amina, breed, monkeypatch):
    monkeypatch.setattr(bijeenkomsten, "een_tegelijk", lambda kamer: None)
    breed(2)

    uitkomsten = tegelijk(noteren(les, amina, uuid4(), 5), noteren(les, amina, uuid4(), 6))

    assert soorten(uitkomsten) == ["Bijeenkomst", "IntegrityError"]


def test_twee_tablets_met_andere_namen_verliezen_geen_van_beide_stil(casa, amina):
    les = maak_activiteit(casa, telwijze="namen")
    een, ander = maak_persoon("Ali", casa), maak_persoon("Bea", casa)

    uitkomsten = tegelijk(
        noteren(les, amina, uuid4(), 0, namen=frozenset({een.pk})),
        noteren(les, amina, uuid4(), 0, namen=frozenset({ander.pk})),
    )

    assert soorten(uitkomsten) == ["Bijeenkomst", "Botsing"]
    botsing = next(u for u in uitkomsten if isinstance(u, Botsing))
    assert set(botsing.rij.deelnames.values_list("persoon", flat=True)) < {een.pk, ander.pk}
    assert botsing.rij.op_naam == 1
