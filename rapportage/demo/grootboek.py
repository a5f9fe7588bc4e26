"""Fictional wages from a payroll bureau, and what belongs to another year."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.models import Cooperatie, Gebruiker
from financien.models import Grootboekrekening, Overlopendepost
from financien.services.boeken import Regel
from financien.services.lonen import MEI, Loonregel, betaal_vakantiegeld, boek_lonen
from financien.services.overlopend import Deel, Opgave, boek_overlopend
from kamers.models import Kamer

LASTEN, VAKANTIEGELD, NETTO = (Decimal(deel) for deel in ("0.143", "0.0635", "0.72"))
FICTIEF_RSIN = "999999999"  # fails the test of real numbers
STROOM, CURSUS = Decimal("84.50"), Decimal("120.00")


def geef_rsin() -> None:
    """Give the cooperative a number that nobody has, so that the audit file can be tried."""
    Cooperatie.objects.filter(rsin="").update(rsin=FICTIEF_RSIN)


def maak_lonen(kosten: list[Regel], maand: date, wie: Gebruiker) -> dict[str, Decimal]:
    """Book what the wages of a month cost; return what is to be paid to whom, by account."""
    regels = [_loonregel(regel) for regel in kosten]
    fictief = sha256(f"fictief loonbestand {maand:%Y-%m}".encode()).hexdigest()
    boek_lonen(maand=maand, regels=regels, sha256=fictief, gebruiker=wie)
    betalen = {"1520": sum(r.netto for r in regels), "1530": sum(r.loonheffing for r in regels)}
    if maand.month == MEI:
        stuk = betaal_vakantiegeld(datum=date(maand.year, MEI, 22), loonheffing=Decimal("0.00"), gebruiker=wie)
        betalen["1520"] += stuk.totaal
    return betalen


def _loonregel(regel: Regel) -> Loonregel:
    kosten = regel.bedrag
    lasten, vakantiegeld = rond(kosten * LASTEN), rond(kosten * VAKANTIEGELD)
    bruto = kosten - lasten - vakantiegeld
    netto = rond(bruto * NETTO)
    return Loonregel(regel.kamer, regel.debet, bruto, lasten, vakantiegeld, netto, bruto + lasten - netto)


def maak_overlopend(kamers: list[Kamer], jaren: range, tot: date, wie: Gebruiker) -> int:
    """Book two accruals at the end of every year that is over; return how many documents that makes."""
    nummer = {rij.nummer: rij for rij in Grootboekrekening.objects.all()}
    soorten = Overlopendepost.Soort
    posten = (
        (soorten.NOG_TE_BETALEN, "4120", STROOM, "Stroom december (fictief)", "De nota kwam in januari"),
        (soorten.VOORUITBETAALD, "4150", CURSUS, "Cursus van januari (fictief)", "De cursus is in januari"),
    )
    aantal = 0
    for jaar in jaren[:-1]:
        for soort, rekening, bedrag, wat, reden in posten:
            opgave = Opgave(soort, nummer[rekening], [Deel(kamer, bedrag) for kamer in kamers[:4]], wat, reden)
            sleutel = uuid5(NAMESPACE_URL, f"demo:overlopend:{jaar}:{soort}")
            boek_overlopend(opgave, jaar=jaar, vandaag=tot, sleutel=sleutel, gebruiker=wie)
            aantal += 2
    return aantal
