"""A receipt does not change under money that the bank showed, and a payment is booked for its own receipt only."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie
from financien.models import Bankregel, Terugbetaling
from financien.services.bank.boeken import boek_zelf, maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.boeken import BoekFout, keer_om
from financien.services.handgeld.betalingen import open_tegoeden, zet_terugbetalingen_klaar
from financien.services.handgeld.bonnen import verbeter
from financien.services.handgeld.oordeel import keur_goed, stuur_terug
from financien.services.handgeld.potje import stand
from financien.services.opdrachten import keur_goed as keur_opdracht_goed
from financien.services.opdrachten import meld_verzonden, stop
from tests.financien.bankfabriek import EIGEN, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import DAG, inhoud, maak_bon, voorschieter, vul_potje

D = Decimal
AMINA, YUSUF = "NL69INGB0123456789", "NL91ABNA0417164300"


@pytest.fixture
def bon(casa, amina, chandra):
    """Own money of Amina, approved: € 20."""
    begin_bank(2026)
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": EIGEN})
    bon = maak_bon(casa, amina, "20.00", betaald_uit="eigen", voorschieter=voorschieter(casa, amina, "A", AMINA))
    keur_goed(bon, gebruiker=chandra)
    return bon


@pytest.fixture
def regel(bon, chandra, eva):
    """The line by which the bank shows that the order paid it, booked and undone again."""
    opdracht = zet_terugbetalingen_klaar(bonnen=[bon.pk], uitvoeren_op=DAG, sleutel=uuid4(), gebruiker=chandra)
    keur_opdracht_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)
    lees_blad(chandra, blad(zin("-20.00", iban=AMINA, wat="Betaling", naam="Iemand", datum=DAG)))
    regel = Bankregel.objects.get()
    neem(regel, chandra)
    ongedaan(regel, chandra)
    return regel


def neem(regel, wie):
    return neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)


def ongedaan(regel, wie):
    maak_ongedaan(regel=regel, datum=DAG, gebruiker=wie)


def draai_goedkeuring_terug(bon, wie):
    stuk = bon.stappen.filter(soort="goedgekeurd").latest("pk").boekstuk
    keer_om(stuk, datum=DAG, reden="Verkeerd bedrag", sleutel=uuid4(), gebruiker=wie)


def elders(regel, casa, wie):
    boek_zelf(regel=regel, delen=[Deel(rekening("4110"), D("-20.00"), casa)], omschrijving="Huur", gebruiker=wie)


def test_een_goedkeuring_gaat_niet_om_terwijl_de_regel_van_de_bank_open_is(regel, bon, chandra):
    opdracht = bon.betalingen.get().opdracht
    with pytest.raises(BoekFout) as fout:
        draai_goedkeuring_terug(bon, chandra)

    betaald = f"De bank betaalde dit bonnetje met betaalopdracht {opdracht}."
    assert str(fout.value) == f"{betaald} Boek eerst die bankregel, of trek die opdracht in."
    neem(regel, chandra)
    assert list(open_tegoeden()) == []


@pytest.mark.parametrize(
    "anders",
    [{"bedrag": "30.00", "iban": AMINA}, {"bedrag": "10.00", "iban": AMINA}, {"bedrag": "20.00", "iban": YUSUF}],
    ids=["meer", "minder", "een ander"],
)
def test_een_betaling_sluit_geen_bonnetje_dat_een_ander_bonnetje_werd(regel, bon, casa, amina, chandra, anders):
    """The line was something else meanwhile, so that the receipt could change."""
    opdracht = bon.betalingen.get().opdracht
    elders(regel, casa, chandra)
    stop(opdracht, reden="De bank weigerde", gebruiker=chandra)
    draai_goedkeuring_terug(bon, chandra)
    stuur_terug(bon, reden="Klopt niet", gebruiker=chandra)
    naar = voorschieter(casa, amina, "A", anders["iban"])
    verbeter(bon, inhoud=inhoud(anders["bedrag"], betaald_uit="eigen", voorschieter=naar), gebruiker=amina)
    keur_goed(bon, gebruiker=chandra)
    ongedaan(regel, chandra)

    with pytest.raises(BoekFout) as fout:
        neem(regel, chandra)

    zin_ = f"Het bonnetje van A is veranderd na betaalopdracht {opdracht}. Boek deze bankregel met Anders."
    assert (str(fout.value), Terugbetaling.objects.filter(boekstuk__omgekeerd_door=None).count()) == (zin_, 0)
    assert stand(casa).voorgeschoten == D(anders["bedrag"])
