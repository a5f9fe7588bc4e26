"""Credit notes for tests: made, put in an order, and seen on the bank."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from financien.models import Boekstuk, Inkoopfactuur
from financien.services.betalen import betaald
from financien.services.saldi import boekingen, saldi
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import maak_geboekt

DAG = date(2026, 3, 20)


def credit(wie, coach, *regels, nummer="C-3", **velden) -> Inkoopfactuur:
    """Make a credit note that is in the books."""
    return maak_geboekt(wie, coach, *regels, nummer=nummer, credit=True, **velden)


def van_de_bank(factuur, bedrag, wie) -> Boekstuk:
    """Let the bank show a payment of an invoice."""
    vast = {"datum": DAG, "bankrekening": rekening("1000"), "sleutel": uuid4(), "gebruiker": wie}
    return betaald(factuur, bedrag=Decimal(bedrag), **vast)


def saldo(nummer) -> Decimal:
    """Return the balance of an account over 2026."""
    stand = saldi(boekingen(van=date(2026, 1, 1), tot=date(2026, 12, 31)))
    rij = stand.get(rekening(nummer).pk)
    return rij.waarde if rij else Decimal(0)
