"""A year of 50,000 bookings: how fast it is booked with every guard on, and what each page of money then asks."""

import time
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connections

from buurtwerkkamer.rollen import Rol
from financien.models import Boeking, Dagboek, Grootboekrekening
from financien.services.boeken import Regel, Stuk, boek
from kamers.models import Kamer
from tests.reis.test_vragen import BEGIN, BLADEN, HOOGSTENS, tel
from tests.reis.wereld import maak_wereld

STUKKEN, REGELS = 12_500, 4
PER_SECONDE = 100
GELD = [blad for blad in BLADEN if blad.naam.startswith("financien:")]


def boek_een_jaar(wie, jaar: int) -> float:
    """Book so many documents, each in a transaction of its own; return how many went in a second."""
    nummers = ("1000", "1500", "4110", "4120", "4160", "4210")
    bank, crediteuren, *kosten = (Grootboekrekening.objects.get(nummer=nummer) for nummer in nummers)
    kamers = list(Kamer.objects.tellend())
    begin = time.perf_counter()
    for nr in range(STUKKEN):
        bedrag, kamer = Decimal(nr % 9000 + 1) / 100, kamers[nr % len(kamers)]
        soort, van = (Dagboek.INKOOP, crediteuren) if nr % 2 else (Dagboek.BANK, bank)
        regels = [Regel(kosten[n], van, bedrag, kamer) for n in range(REGELS)]
        dag = date(jaar, 2, 1) + timedelta(days=nr % 37)  # January is closed in the demonstration
        boek(Stuk(soort, dag, f"Proef {nr}", regels), sleutel=uuid4(), gebruiker=wie)
    return STUKKEN / (time.perf_counter() - begin)


def ververs_statistiek() -> None:
    """Do what the server does by itself within a minute (autovacuum), and tests have switched off."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.proef
@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_een_jaar_van_vijftigduizend_boekingen_is_snel_geboekt_en_opent_elke_bladzijde(client, time_machine, capsys):
    time_machine.move_to(BEGIN, tick=True)
    wereld = maak_wereld(jaren=1)
    snelheid = boek_een_jaar(wereld.mensen[Rol.PENNINGMEESTER], wereld.jaar)
    ververs_statistiek()
    vragen, duur = {}, {}
    for blad in GELD:
        begin = time.perf_counter()
        vragen[blad.naam] = tel(client, wereld, blad, time_machine)
        duur[blad.naam] = round((time.perf_counter() - begin) / 2, 2)
    with capsys.disabled():
        traagste = sorted(duur.items(), key=lambda paar: -paar[1])[:8]
        print(f"\n{Boeking.objects.count()} boekingen; {snelheid:.0f} boekstukken per seconde; traagste: {traagste}")

    assert Boeking.objects.count() > STUKKEN * REGELS
    assert {naam: n for naam, n in vragen.items() if n > HOOGSTENS} == {}
    assert snelheid >= PER_SECONDE
