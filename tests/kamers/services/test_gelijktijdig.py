"""Two requests at the same moment: one truth."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from kamers.models import Bijeenkomst
from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from kamers.services.regels import Botsing
from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.kamers.dagfabriek import DINSDAG, WEEK

pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(*acts):
    """Run acts at the same moment in connections of their own; return what each gave or raised."""
    start = Barrier(len(acts))

    def doe(act):
        start.wait()
        try:
            return act()
        except Botsing as botsing:
            return botsing
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as ploeg:
        return list(ploeg.map(doe, acts))


def noteren(les, gebruiker, sleutel, kwamen_al=5):
    def doe():
        return bijeenkomsten.noteer(
            keer=Keer(les, DINSDAG),
            invulling=Invulling(kwamen_al=kwamen_al),
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
