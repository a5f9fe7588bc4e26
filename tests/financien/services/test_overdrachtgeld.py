"""Which orders to the bank are handed over, and what is said of them: what the page of the order says."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie
from financien.models import Bankregel
from financien.services.bank.boeken import maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.goedkeuring import neem_goedkeuring_terug
from financien.services.handgeld.betalingen import zet_aanvullingen_klaar
from financien.services.handgeld.tellen import tel
from financien.services.opdrachten import keur_goed, stop
from financien.services.opdrachtstand import stand_van_opdracht
from financien.services.overdracht import van_penningmeester
from tests.financien.bankfabriek import EIGEN, begin_bank, blad, lees_blad, zin
from tests.financien.factuurfabriek import IBAN, deel, klaar, maak_betaalbaar
from tests.financien.handgeldfabriek import DAG, MAART, rekening_van, vul_potje
from tests.financien.services.test_overdracht import punten
from tests.financien.toekenningfabriek import maak_toekenning

D = Decimal
POT = "NL20INGB0001234567"


@pytest.fixture
def opdracht(db, casa, chandra, eva, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2026)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "30", casa), nummer="A1")
    Cooperatie.objects.update(iban=EIGEN)
    return klaar([factuur], chandra)


def over(kamer) -> list[tuple]:
    return punten(van_penningmeester([kamer], DAG, loon=True), "Betaalopdrachten")


def op_de_bank(wie, bedrag, **velden) -> Bankregel:
    """Book the bank line of a payment as it is proposed."""
    lees_blad(wie, blad(zin(bedrag, datum=DAG, **velden)))
    regel = Bankregel.objects.get()
    neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)
    return regel


def test_wie_haar_goedkeuring_terugneemt_laat_de_opdracht_wachten(opdracht, casa, bestuurslid):
    regel = (date(2026, 3, 25), D("30.00"))
    assert over(casa) == [(f"Betaalopdracht {opdracht.pk}, wacht op akkoord", *regel)]
    keur_goed(opdracht, gebruiker=bestuurslid)
    assert over(casa) == [(f"Betaalopdracht {opdracht.pk}, goedgekeurd", *regel)]

    neem_goedkeuring_terug(opdracht, gebruiker=bestuurslid)

    assert over(casa) == [(f"Betaalopdracht {opdracht.pk}, wacht op akkoord", *regel)]


def test_wat_de_bank_liet_zien_is_niet_meer_te_verzenden_ook_als_niemand_het_noteerde(
    opdracht, casa, chandra, bestuurslid
):
    keur_goed(opdracht, gebruiker=bestuurslid)
    regel = op_de_bank(chandra, "-30.00", iban=IBAN, wat=opdracht.regels.get().kenmerk)
    assert stand_van_opdracht(opdracht, chandra).betaald

    assert over(casa) == []
    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
    assert over(casa) == []


def test_een_aanvulling_die_de_bank_liet_zien_is_niet_meer_te_verzenden(opdracht, casa, amina, chandra, bestuurslid):
    stop(opdracht, reden="Toch niet", gebruiker=chandra)
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    tel(kamer=casa, geteld=D("50.00"), met="Nasra", sleutel=uuid4(), gebruiker=amina)
    rij = rekening_van(casa)
    rij.iban = POT
    rij.save()
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": chandra}
    aanvulling = zet_aanvullingen_klaar(kamers=[casa], maand=MAART, **vast)
    keur_goed(aanvulling, gebruiker=bestuurslid)
    assert [rij[0] for rij in over(casa)] == [f"Betaalopdracht {aanvulling.pk}, goedgekeurd"]

    op_de_bank(chandra, f"-{aanvulling.totaal}", iban=POT, wat=aanvulling.handgeldregels.get().kenmerk)

    assert over(casa) == []


def test_wat_in_natura_zonder_bedrag_komt_staat_er_zonder_bedrag(opdracht, casa, chandra):
    maak_toekenning(chandra, {casa: 1000}, jaar=2026, omschrijving="Bijdrage")
    maak_toekenning(chandra, {}, jaar=2026, aard="natura", omschrijving="Zoekt een plek")

    lijst = punten(van_penningmeester([casa], DAG, loon=True), "Toekenningen en wanneer")

    assert sorted(lijst) == [("Bijdrage, voorstel", None, D("1000.00")), ("Zoekt een plek, voorstel", None, None)]
