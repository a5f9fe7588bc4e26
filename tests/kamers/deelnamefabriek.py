"""Logging by names through the service, for tests."""

from decimal import Decimal
from uuid import uuid4

from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from tests.kamers.dagfabriek import DINSDAG


def vul(namen=(), kwamen_al=0, nieuw=0, personen=(), **velden):
    """Fill in a card by names."""
    kiest = {"namen": frozenset(p.pk for p in namen), "personen": frozenset(p.pk for p in personen)}
    return Invulling(kwamen_al=kwamen_al, nieuw_soort=nieuw, nieuw_kamer=nieuw, uren=Decimal(2), **kiest, **velden)


def noteer(les, gebruiker, invulling, dag=DINSDAG, versie=0, sleutel=None, klopt=None):
    """Log a lesson by names."""
    vast = {"gebruiker": gebruiker, "vandaag": DINSDAG, "klopt": klopt, "sleutel": sleutel or uuid4()}
    return bijeenkomsten.noteer(keer=Keer(les, dag), invulling=invulling, versie=versie, **vast)
