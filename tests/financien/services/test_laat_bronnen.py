"""Whatever a late bank line turns out to be, it is a correction of its own year, with the accountant's reference."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Bankregel, Boekstuk
from financien.services.bank.boeken import neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.boeken import BoekFout
from financien.services.handgeld.betalingen import zet_aanvullingen_klaar, zet_terugbetalingen_klaar
from financien.services.handgeld.oordeel import keur_goed
from financien.services.handgeld.tellen import tel
from financien.services.hindernissen import van_jaar
from financien.services.opdrachten import keur_goed as keur_opdracht_goed
from financien.services.opdrachten import meld_verzonden
from tests.financien.bankfabriek import ANDER, VREEMD, begin_bank, blad, lees_blad, zin
from tests.financien.handgeldfabriek import maak_bon, rekening_van, voorschieter, vul_potje
from tests.financien.toekenningfabriek import maak_toekenning, verleen

BANKDAG, DAG = date(2026, 12, 30), date(2026, 12, 18)


@pytest.fixture
def december(casa, amina, chandra, eva, time_machine):
    """Who works in December, and money in the tin."""
    time_machine.move_to("2026-12-18 10:00", tick=False)
    begin_bank(2026, 2027)
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 11, 3))
    return SimpleNamespace(kamer=casa, amina=amina, chandra=chandra, eva=eva)


def naar_de_bank(opdracht, d) -> None:
    keur_opdracht_goed(opdracht, gebruiker=d.eva)
    meld_verzonden(opdracht, gebruiker=d.chandra)


def van_een_toekenning(d):
    termijnen = [(DAG, 400), (date(2027, 2, 1), 600)]
    rij = maak_toekenning(d.chandra, {d.kamer: 1000}, jaar=2026, kenmerk="G-2026-7", termijnen=termijnen)
    verleen(rij, d.chandra, date(2026, 2, 1))
    return zin("400.00", datum=BANKDAG, naam="Gemeente", wat="G-2026-7"), f"Ontvangen: {rij}"


def als_aanvulling(d):
    pot = rekening_van(d.kamer)
    pot.iban = VREEMD
    pot.save()
    tel(kamer=d.kamer, geteld=50, sleutel=uuid4(), gebruiker=d.amina)
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": d.chandra}
    opdracht = zet_aanvullingen_klaar(kamers=[d.kamer], maand=date(2026, 12, 1), **vast)
    naar_de_bank(opdracht, d)
    return zin(-opdracht.totaal, datum=BANKDAG, iban=VREEMD, wat="Handgeld"), "Handgeld 12-2026"


def _voorgeschoten(d):
    geld = {"betaald_uit": "eigen", "voorschieter": voorschieter(d.kamer, d.amina, iban=ANDER)}
    bon = maak_bon(d.kamer, d.amina, "31.40", datum=DAG, **geld)
    keur_goed(bon, gebruiker=d.chandra)
    return bon


def eigen_geld(d):
    bon = _voorgeschoten(d)
    return zin("-31.40", datum=BANKDAG, iban=ANDER), f"Terugbetaald: {bon}"


def eigen_geld_uit_een_opdracht(d):
    bon = _voorgeschoten(d)
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": d.chandra}
    naar_de_bank(zet_terugbetalingen_klaar(bonnen=[bon.pk], **vast), d)
    return zin("-31.40", datum=BANKDAG, iban=ANDER), f"Terugbetaald: {bon}"


@pytest.mark.parametrize("bron", [van_een_toekenning, als_aanvulling, eigen_geld, eigen_geld_uit_een_opdracht])
def test_wat_de_bank_laat_toont_is_een_correctie_van_dat_jaar_wat_het_ook_is(december, time_machine, bron):
    laat, wat = bron(december)
    Jaar.objects.filter(jaar=2026).update(status="voorlopig")
    time_machine.move_to("2027-01-05 10:00", tick=False)
    lees_blad(december.chandra, blad(laat, tot=date(2027, 1, 4)))
    lijn = Bankregel.objects.get()
    voorstel, geboekt = voorstellen([lijn])[lijn.pk][0], list(Boekstuk.objects.values_list("pk", flat=True))
    vast = {"regel": lijn, "beeld": voorstel.beeld, "gebruiker": december.chandra}

    with pytest.raises(BoekFout, match=r"^2026 is voorlopig afgesloten\. Vul het kenmerk van de accountant in"):
        neem_aan(**vast)
    neem_aan(**vast, kenmerk="AC-12")

    stuk = Boekstuk.objects.exclude(pk__in=geboekt).get()
    assert (stuk.dagboek, stuk.datum, stuk.kenmerk) == ("memoriaal", BANKDAG, "AC-12")
    assert stuk.reden == "Bankregel van 30-12-2026, gelezen na het voorlopig afsluiten"
    assert stuk.omschrijving == f"{wat} (bank 30-12-2026)"
    assert "bankregel" not in " ".join(h.zin for h in van_jaar(2026, date(2027, 1, 5)))
