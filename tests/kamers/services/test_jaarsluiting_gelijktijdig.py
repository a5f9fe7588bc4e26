"""Closing while eight people are counting: what was counted before the close stays, after it nothing slips in."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from kamers.models import Bijeenkomst, Teljaar
from kamers.services import bijeenkomsten, jaarsluiting
from kamers.services.keer import Invulling, Keer
from kamers.services.teljaar import TeljaarGesloten
from tests.fabriek import maak_activiteit, maak_bijeenkomst

pytestmark = pytest.mark.django_db(transaction=True)
NU = date(2026, 1, 31)
DAG = date(2025, 6, 3)
SCHRIJVERS, POGINGEN = 8, 100


def eigen_verbinding(act):
    try:
        return act()
    finally:
        connection.close()


def schrijf(les, gebruiker, start):
    """Correct one lesson again and again until the year is closed; return its last version."""
    start.wait()
    for versie in range(1, POGINGEN + 1):
        try:
            bijeenkomsten.noteer(
                keer=Keer(les, les.van),
                invulling=Invulling(kwamen_al=0, nieuw_soort=1 + versie % 2),
                versie=versie,
                sleutel=uuid4(),
                gebruiker=gebruiker,
                vandaag=NU,
            )
        except TeljaarGesloten:
            return versie
    return POGINGEN + 1


def sluit(kamer, gebruiker, start):
    """Close half-way; return the sum of the versions that stood there when the year was closed."""
    start.wait()
    time.sleep(0.2)
    with transaction.atomic():
        jaarsluiting.sluit_teljaar(kamer=kamer, jaar=2025, gezien=None, vandaag=NU, gebruiker=gebruiker)
        stond = som_van(kamer)
        time.sleep(0.3)  # whoever is counting now has to wait for this
    return stond


def som_van(kamer):
    return Bijeenkomst.objects.filter(kamer=kamer).aggregate(n=Sum("versie"))["n"]


def gelogde_les(kamer, schrijver):
    dag = DAG + timedelta(days=schrijver)
    les = maak_activiteit(kamer, herhaling="eenmalig", van=dag, tot=dag, weekdag=dag.weekday())
    maak_bijeenkomst(les, dag, nieuw=1)
    return les


def test_acht_schrijvers_tijdens_het_sluiten_laten_niets_achter_na_de_sluiting(casa, amina, eva):
    """Negative control: without the exclusive lock in sluit_teljaar more is written than stood there at the close."""
    lessen = [gelogde_les(casa, n) for n in range(SCHRIJVERS)]
    start = Barrier(SCHRIJVERS + 1)

    with ThreadPoolExecutor(SCHRIJVERS + 1) as ploeg:
        werk = [ploeg.submit(eigen_verbinding, lambda les=les: schrijf(les, amina, start)) for les in lessen]
        stond = ploeg.submit(eigen_verbinding, lambda: sluit(casa, eva, start)).result()
        versies = [w.result() for w in werk]

    assert Teljaar.objects.get().jaar == 2025
    assert som_van(casa) == stond == sum(versies)
    assert max(versies) <= POGINGEN, "nobody was refused: the close came too late to prove anything"
