"""The rows of money that an address may name, for the access matrix."""

import uuid
from datetime import date
from decimal import Decimal

from django.utils import timezone

from buurtwerkkamer.bewijs import bewaar_bewijs, keur_bewijs
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Herkenningsregel, Koppeling, Overdracht
from financien.services import overlopend
from financien.services.accountant import leg_verklaring_vast
from financien.services.bank.herkenning import onthoud
from financien.services.bank.voorstellen import Deel
from financien.services.btwnotities import noteer_btw
from financien.services.opdrachten import keur_goed, zet_klaar
from kamers.models import Kamer
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening
from tests.financien.controlefabriek import maak_controle
from tests.financien.factuurfabriek import deel as factuurdeel
from tests.financien.factuurfabriek import maak_betaalbaar, maak_factuur
from tests.financien.handgeldfabriek import maak_bon, voorschieter
from tests.financien.toekenningfabriek import maak_bestand, toekenningwereld

DAG = date(2026, 3, 10)
TOEN = date(2018, 2, 1)


def geldwereld(gebruiker, kamer) -> dict[str, int]:
    """Return rows of the whole cooperative, by the name of their address."""
    stuk = maak_boekstuk(gebruiker, regel("4110", "1000", 725, kamer), datum=TOEN, bewijs=maak_bestand("nota.pdf"))
    noteer_btw(stuk, btw=Decimal("125.83"), sleutel=uuid.UUID(int=13), gebruiker=gebruiker)
    return {
        "boekstukken": stuk.pk,
        **_betaling(kamer),
        **toekenningwereld(gebruiker, kamer),
        **_bank(gebruiker),
        **_grootboek(kamer, gebruiker),
        **_controle(),
    }


def kamerfactuur(code: str) -> int:
    """Enter an invoice of a room, with a scan, that waits for its coordinator."""
    scan = keur_bewijs(maak_pdf())
    regels = [factuurdeel("4120", "12.50", Kamer.objects.get(code=code))]
    wie = maak_gebruiker(f"penning-{code}", Rol.PENNINGMEESTER)
    return maak_factuur(wie, *regels, nummer=code, datum=TOEN, scan=scan).pk


def kamerbon(code: str) -> int:
    """Submit a receipt of a room that someone paid with own money, with a photo."""
    kamer = Kamer.objects.get(code=code)
    wie = maak_gebruiker(f"bon-{code}", Rol.COORDINATOR, kamer=kamer)
    terug = voorschieter(kamer, wie)
    return maak_bon(kamer, wie, datum=TOEN, betaald_uit="eigen", voorschieter=terug).pk


def kameroverdracht(code: str) -> int:
    """Keep a hand-over of a room that was signed on paper, with a scan of it."""
    kamer = Kamer.objects.get(code=code)
    van, naar = (maak_gebruiker(f"over-{code}-{n}", Rol.COORDINATOR, kamer=kamer) for n in (1, 2))
    vast = {"datum": TOEN, "bestand": maak_bestand(), "sleutel": uuid.uuid4(), "begonnen_door": van}
    over = Overdracht.objects.create(kamer=kamer, van=van, naar=naar, **vast)
    over.daden.create(soort="papier", wie=van)
    over.scans.create(bestand=maak_bestand(), wie=van)
    return over.pk


def _betaling(kamer) -> dict[str, int]:
    """Prepare an order and have it approved, so that its file may be taken."""
    wie, coach = maak_gebruiker("betaler", Rol.PENNINGMEESTER), maak_gebruiker("tweede", Rol.PROJECTCOACH)
    factuur = maak_betaalbaar(wie, coach, factuurdeel("4120", "30", kamer), datum=TOEN, nummer="betaald")
    vast = {"uitvoeren_op": timezone.localdate(), "sleutel": uuid.uuid4(), "gebruiker": wie}
    opdracht = zet_klaar(facturen=[factuur.pk], **vast)
    keur_goed(opdracht, gebruiker=coach)
    return {"betalingen": opdracht.pk, "leveranciers": factuur.leverancier_id}


def _bank(gebruiker) -> dict[str, int]:
    """Read a bank file of one line, and remember how it is booked."""
    begin_bank(2026)
    lees_blad(gebruiker, blad(zin("-10.00")))
    regel_ = Bankregel.objects.get()
    delen = [Deel(rekening("1500"), regel_.bedrag)]
    onthoud(regel=regel_, delen=delen, omschrijving="Huur", woorden="", vandaag=DAG)
    return {"bankregels": regel_.pk, "herkenning": Herkenningsregel.objects.get().pk}


def _grootboek(kamer, gebruiker) -> dict[str, int]:
    """An accrual of 2018 and a mapped account."""
    Jaar.objects.get_or_create(jaar=2019)
    delen = [overlopend.Deel(kamer, Decimal("5.00"))]
    opgave = overlopend.Opgave("nog te betalen", rekening("4120"), delen, "Stroom", "Nota kwam in januari")
    post = overlopend.boek_overlopend(opgave, jaar=2018, vandaag=DAG, sleutel=uuid.UUID(int=9), gebruiker=gebruiker)
    koppeling = Koppeling.objects.create(soort="rekening", code="4300", rekening=rekening("4110"))
    return {"overlopend": post.pk, "koppelingen": koppeling.pk, "koppeling": koppeling.pk}


def _controle() -> dict[str, int]:
    """A check of 2018 with a photo at the second document, and what the accountant said."""
    een, ander = (maak_gebruiker(f"kas-{n}", Rol.KASCOMMISSIE) for n in (1, 2))
    wie = maak_gebruiker("boeker", Rol.PENNINGMEESTER)
    scan = bewaar_bewijs(keur_bewijs(maak_pdf())).bestand
    velden = {"datum": TOEN, "bewijs": scan}
    for bedrag in (1, 2, 3):
        maak_boekstuk(wie, regel("4120", "1500", bedrag, Kamer.objects.first()), **velden)
    controle = maak_controle(een, ander, van=date(2018, 2, 1), tot=date(2018, 2, 1), grootte=100)
    jaar = Jaar.objects.get(jaar=2018)
    vast = {"soort": "controle", "oordeel": "goedkeurend", "datum": date(2019, 4, 1), "gebruiker": wie}
    verklaring = leg_verklaring_vast(jaar=jaar, bestand=keur_bewijs(maak_pdf()), sleutel=uuid.UUID(int=11), **vast)
    return {"controle": controle.pk, "verklaringen": verklaring.pk}
