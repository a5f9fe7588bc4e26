"""What the demonstration lacks of money, so that every page of it has something to show."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.utils import timezone

from buurtwerkkamer.models import Gebruiker, Jaar
from buurtwerkkamer.rollen import Rol
from financien.models import Betaalopdracht, Inkoopfactuur, Overdracht, Overlopendepost, Verval
from financien.services.handgeld.oordeel import keur_goed, stuur_terug
from financien.services.overlopend import Deel, Opgave, boek_overlopend
from kamers.models import Kamer, Sleutel
from kamers.services.invoerbestand import bewaar
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import maak_bon, voorschieter
from tests.financien.toekenningfabriek import maak_bestand, maak_toekenning, toekenningwereld, verleen

WEEK = timedelta(days=7)


def toekenningen(penningmeester: Gebruiker, kamer: Kamer, jaar: int) -> dict[str, int]:
    """Add a wage subsidy with an overdue instalment, letters and conditions, something in kind, and agreements."""
    rijen = toekenningwereld(penningmeester, kamer, jaar)
    natura = maak_toekenning(penningmeester, {kamer: 3000}, jaar=jaar, aard="natura", omschrijving="Hulp bij verhuizen")
    verleen(natura, penningmeester, date(jaar, 1, 8))
    nog_open = maak_toekenning(penningmeester, {kamer: 1000}, jaar=jaar, termijnen=[(date(jaar, 6, 1), 1000)])
    verleen(nog_open, penningmeester, date(jaar, 1, 8), "aangevraagd")  # a step that can be taken back
    los = verleen(maak_toekenning(penningmeester, {kamer: 500}, jaar=jaar), penningmeester, date(jaar, 1, 8))
    vast = {"jaar": los.jaar, "sleutel": uuid4(), "gemaakt_door": penningmeester, "bestand": maak_bestand()}
    nummer = 1 + los.jaar.betaalverzoeken.count()
    fout = los.betaalverzoeken.create(nummer=nummer, datum=date(jaar, 1, 9), bedrag=500, **vast)
    Verval.objects.create(verzoek=fout, reden="Naar de verkeerde afdeling", wie=penningmeester)
    vast |= {"sleutel": uuid4(), "nummer": nummer + 1}
    los.betaalverzoeken.create(datum=date(jaar, 1, 10), bedrag=500, **vast)
    return rijen | {"natura": natura.pk, "toekenning open": nog_open.pk, "toekenning los": los.pk}


def boekbestanden(penningmeester: Gebruiker, jaar: int) -> dict:
    """Keep sheets that wait: a budget, wages with mistakes, a ledger to map; and name an accrual."""
    kop = "maand;kamer;rekening;bruto;werkgeverslasten;vakantiegeld;netto;loonheffing\n"
    goed = "post;kamer;bedrag\nF1;cjm;7.200,50\nF5;multibron;0\n"
    fout = f"{kop}{jaar}-01;hier;M1;100;20,0.1;;90,00;30,01\n{jaar - 1}-01;cjm;M1;1;1;1;1;2\n"
    grootboek = f"datum;stuk;rekening;rekeningnaam;debet;credit;kostenplaats\n01-02-{jaar};1;4300;Huur;5,00;;CAS\n"
    grootboek += f"01-02-{jaar};1;1100;Bank;;5,00;\n"
    for nummer, (soort, inhoud) in enumerate((("begroting", goed), ("lonen", fout), ("grootboek", grootboek))):
        vast = {"soort": f"{soort}-{jaar}", "naam": f"{soort}.csv", "kamer": None, "gebruiker": penningmeester}
        bewaar(sleutel=UUID(int=51 + nummer), inhoud=inhoud.encode(), **vast)
    post = Overlopendepost.objects.first() or _overlopend(penningmeester, jaar - 1)
    return {"boekbestand": UUID(int=51), "grootboekbestand": UUID(int=53), "overlopend": post.pk}


def _overlopend(penningmeester: Gebruiker, jaar: int) -> Overlopendepost:
    """Accrue something at the end of a year; a world of one year has none of its own."""
    Jaar.objects.get_or_create(jaar=jaar)
    delen = [Deel(Kamer.objects.get(code="cjm"), Decimal("5.00"))]
    opgave = Opgave("nog te betalen", rekening("4120"), delen, "Stroom", "Nota kwam in januari")
    vast = {"vandaag": timezone.localdate(), "sleutel": UUID(int=60), "gebruiker": penningmeester}
    return boek_overlopend(opgave, jaar=jaar, **vast)


def facturen() -> dict[str, int]:
    """Return an invoice that waits for the room, the order that waits for its second person, and a supplier."""
    factuur = Inkoopfactuur.objects.get(omschrijving__startswith="Monteur")
    opdracht = Betaalopdracht.objects.get()
    return {"factuur": factuur.pk, "betaling": opdracht.pk, "leverancier": factuur.leverancier_id}


def bonnen(kamer: Kamer, mensen: dict[str, Gebruiker]) -> dict[str, int]:
    """Submit a receipt that waits, one that was sent back, and one whose own money goes back."""
    ploeg, penningmeester = mensen[Rol.COORDINATOR], mensen[Rol.PENNINGMEESTER]
    vast = {"datum": timezone.localdate(), "betaald_uit": "eigen", "voorschieter": voorschieter(kamer, ploeg)}
    wacht, terug, goed = (maak_bon(kamer, ploeg, bedrag, **vast) for bedrag in ("12.50", "7.25", "31.00"))
    stuur_terug(terug, reden="Het bedrag is niet te lezen.", gebruiker=penningmeester)
    stuk = keur_goed(goed, gebruiker=penningmeester)
    return {"bon": wacht.pk, "bon terug": terug.pk, "bon goed": goed.pk, "boekstuk van een bon": stuk.pk}


def overdracht(kamer: Kamer, ploeg: Gebruiker, penningmeester: Gebruiker) -> dict[str, int]:
    """Give out a key, keep one that is lost and a bank card, and let a hand-over wait for its second yes."""
    nieuw = maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=kamer)
    for nummer, houder in enumerate((ploeg, nieuw), start=1):
        rij = kamer.sleutels.create(soort="sleutel", omschrijving=f"voordeur {nummer}", gemaakt_door=ploeg)
        rij.daden.create(soort="gegeven", houder=houder, op=timezone.localdate() - WEEK, door=ploeg)
    rij.daden.create(soort="kwijt", op=timezone.localdate(), door=ploeg)
    pas = Sleutel.objects.create(soort="bankpas", omschrijving="eindigt op 4321", gemaakt_door=penningmeester)
    pas.daden.create(soort="gegeven", houder=penningmeester, op=timezone.localdate(), door=penningmeester)
    vast = {"van": ploeg, "naar": nieuw, "datum": timezone.localdate(), "begonnen_door": ploeg}
    eerder = Overdracht.objects.create(kamer=kamer, bestand=maak_bestand("eerder.pdf"), sleutel=UUID(int=70), **vast)
    eerder.daden.create(soort="papier", wie=ploeg)
    eerder.scans.create(bestand=maak_bestand("getekend.pdf"), wie=ploeg)
    over = Overdracht.objects.create(kamer=kamer, bestand=maak_bestand("overdracht.pdf"), sleutel=UUID(int=71), **vast)
    over.daden.create(soort="ja", wie=nieuw)
    return {"kamersleutel": rij.pk, "overdracht": over.pk}
