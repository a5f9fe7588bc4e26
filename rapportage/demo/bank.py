"""The fictional bank: a file for every month, made from the fictional books; this month still has to be booked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from html import escape

from django.db.models import Q
from stdnum import iban

from financien.models import (
    Bankboeking,
    Bankregel,
    Boeking,
    Boekstuk,
    Grootboekrekening,
    Herkenningsdeel,
    Herkenningsregel,
)
from financien.services.bank.eigen import zet_eigen
from financien.services.bank.inlezen import lees_in
from financien.services.handgeld.potje import standen
from kamers.models import Kamer
from rapportage.demo.boeken import BEGIN, HANDGELD, MAANDEN
from rapportage.demo.plan import kans

RUIMTE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
NUL = Decimal("0.00")
DAG_VAN_BOEKEN = 28  # a month is in the books of the demonstration when this day is over


def _rekening(nummer: int) -> str:
    """Return an account number of a bank that does not exist, with check digits that are right."""
    kaal = f"DEMO{nummer:010}"
    return f"NL{iban.calc_check_digits('NL00' + kaal)}{kaal}"


EIGEN, VERHUURDER, ENERGIE, LOONBUREAU = (_rekening(nummer) for nummer in (1, 2, 3, 4))


@dataclass(frozen=True)
class Zin:
    """A line of the fictional bank, and the document it belongs to."""

    datum: date
    bedrag: Decimal
    naam: str
    iban: str
    wat: str
    stuk: int | None = None


def maak_bank(kamers: list[Kamer], jaren: range, tot: date, wie) -> int:
    """Read a file for every month up to ``tot``; return how many lines are still to be booked."""
    bank = Grootboekrekening.objects.get(nummer="1000")
    zet_eigen({bank.pk: EIGEN})
    _herkenning(kamers)
    saldo = BEGIN["1000"]
    per_maand = _geboekt(bank)
    for zin in _te_boeken(kamers, tot):
        if zin.datum.year in jaren:
            per_maand[zin.datum.year, zin.datum.month].append(zin)
    for maand in sorted(per_maand):
        saldo = _lees_maand(per_maand[maand], saldo, wie)
    return Bankregel.objects.open().count()


def _te_boeken(kamers: list[Kamer], tot: date) -> list[Zin]:
    """Return what nobody booked yet, so that there is something to do on any day.

    The month that runs; in its first days, and once the books have that month, what nobody could place.
    """
    gisteren = tot - timedelta(days=1)
    if tot.day <= DAG_VAN_BOEKEN and (zinnen := [zin for zin in _deze_maand(kamers, tot) if zin.datum < tot]):
        return zinnen
    return [zin for zin in _losse(gisteren.replace(day=1)) if zin.datum < tot]


def _geboekt(bank: Grootboekrekening) -> dict[tuple[int, int], list[Zin]]:
    """Return what the bank did for the documents that are there: one line per document, income per partner."""
    rijen = Boeking.objects.filter(Q(debet=bank) | Q(credit=bank), boekstuk__dagboek="bank").select_related(
        "boekstuk", "partner"
    )
    som: dict[tuple, Decimal] = defaultdict(lambda: NUL)
    stukken: dict[int, Boekstuk] = {}
    for boeking in rijen.order_by("boekstuk__datum", "pk"):
        stukken[boeking.boekstuk_id] = boeking.boekstuk
        partner = boeking.partner if boeking.debet_id == bank.pk else None
        som[boeking.boekstuk_id, partner] += boeking.bedrag if boeking.debet_id == bank.pk else -boeking.bedrag
    uit: dict[tuple[int, int], list[Zin]] = defaultdict(list)
    for (pk, partner), bedrag in som.items():
        stuk = stukken[pk]
        naam, nummer = (partner.naam, _rekening(1000 + partner.pk)) if partner else _ander(stuk)
        uit[stuk.datum.year, stuk.datum.month].append(Zin(stuk.datum, bedrag, naam, nummer, stuk.omschrijving, pk))
    return uit


def _ander(stuk: Boekstuk) -> tuple[str, str]:
    return ("Loonbureau (fictief)", LOONBUREAU) if stuk.omschrijving.startswith("Lonen") else ("Verzamelbetaling", "")


def _deze_maand(kamers: list[Kamer], tot: date) -> Iterator[Zin]:
    """Yield what the bank did this month and nobody booked yet."""
    maand, potten = MAANDEN[tot.month - 1], standen(kamers)
    for kamer in kamers:
        toeval = kans("bank", tot.year, tot.month, kamer.code)
        huur, stroom = (Decimal(toeval.randint(van, 2 * van)).scaleb(-2) for van in (52000, 21000))
        eerste = tot.replace(day=1)
        bij = HANDGELD - potten[kamer.pk].over
        if bij > 0:
            wat = f"Handgeld {kamer.afkorting} {maand} (fictief)"
            yield Zin(eerste + timedelta(1), -bij, f"Handgeld {kamer.naam}"[:60], _pot(kamer), wat)
        wat = f"Huur {kamer.afkorting} {maand} (fictief)"
        yield Zin(eerste + timedelta(3), -huur, "Verhuurder (fictief)", VERHUURDER, wat)
        wat = f"Termijn {kamer.afkorting} {maand} (fictief)"
        yield Zin(eerste + timedelta(9), -stroom, "Energiebedrijf (fictief)", ENERGIE, wat)
    yield from _losse(eerste)
    loon = Decimal(kans("loon", tot.year, tot.month).randint(2_000_000, 2_600_000)).scaleb(-2)
    yield Zin(eerste + timedelta(24), -loon, "Loonbureau (fictief)", LOONBUREAU, f"Lonen {maand} (fictief)")


def _losse(eerste: date) -> Iterator[Zin]:
    """Yield what happened in the month of ``eerste`` and no agreement recognises."""
    yield Zin(eerste + timedelta(14), Decimal("-37.45"), "Bouwmarkt (fictief)", "", "Betaalautomaat (fictief)")
    yield Zin(eerste + timedelta(18), Decimal("25.00"), "Gift (fictief)", "", "Bedankt voor de oliebollen (fictief)")


def _pot(kamer: Kamer) -> str:
    return _rekening(100_000 + kamer.pk)


def _herkenning(kamers: list[Kamer]) -> None:
    """Agree how rent and energy of each room are recognised; handgeld is by the number of the account of the room."""
    for rij in Grootboekrekening.objects.filter(kamer__in=kamers, soort="handgeld").select_related("kamer"):
        rij.iban = _pot(rij.kamer)
        rij.save(update_fields=["iban"])
    huur, stroom = (Grootboekrekening.objects.get(nummer=nummer) for nummer in ("4110", "4120"))
    for kamer in kamers:
        letters = "".join(teken for teken in kamer.afkorting.lower() if teken.isalnum())
        for nummer, woorden, wat, rekening in (
            (VERHUURDER, f"huur{letters}", "Huur", huur),
            (ENERGIE, f"termijn{letters}", "Energie", stroom),
        ):
            velden = {"kant": "af", "tegen_iban": nummer, "woorden": woorden, "voorrang": 50}
            regel = Herkenningsregel.objects.create(omschrijving=f"{wat} {kamer.afkorting} (fictief)", **velden)
            Herkenningsdeel.objects.create(regel=regel, rekening=rekening, kamer=kamer, aandeel=1)


def _lees_maand(zinnen: list[Zin], begin: Decimal, wie) -> Decimal:
    """Read the file of a month, and hang its lines on their documents."""
    zinnen = sorted(zinnen, key=lambda zin: zin.datum)
    eind = begin + sum(zin.bedrag for zin in zinnen)
    naam = f"voorbeeld-fictief-{zinnen[0].datum:%Y-%m}.xml"
    uitslag = lees_in(inhoud=_camt(zinnen, begin, eind), naam=naam, gebruiker=wie)
    regels = uitslag.afschrift.regels.order_by("pk")
    Bankboeking.objects.bulk_create(
        Bankboeking(regel=regel, boekstuk_id=zin.stuk, beurt=0, waarom="Voorbeeld", gekoppeld_door=wie)
        for regel, zin in zip(regels, zinnen, strict=True)
        if zin.stuk
    )
    return eind


def _camt(zinnen: list[Zin], begin: Decimal, eind: Decimal) -> bytes:
    saldi = _saldo("OPBD", begin, zinnen[0].datum) + _saldo("CLBD", eind, zinnen[-1].datum)
    boekingen = "".join(_boeking(nummer, zin) for nummer, zin in enumerate(zinnen, start=1))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{RUIMTE}"><BkToCstmrStmt><Stmt><Id>FICTIEF</Id>'
        f"<Acct><Id><IBAN>{EIGEN}</IBAN></Id><Ccy>EUR</Ccy></Acct>{saldi}{boekingen}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _bedrag(bedrag: Decimal) -> str:
    kant = "DBIT" if bedrag < 0 else "CRDT"
    return f'<Amt Ccy="EUR">{abs(bedrag):.2f}</Amt><CdtDbtInd>{kant}</CdtDbtInd>'


def _saldo(soort: str, bedrag: Decimal, dag: date) -> str:
    soort = f"<Tp><CdOrPrtry><Cd>{soort}</Cd></CdOrPrtry></Tp>"
    return f"<Bal>{soort}{_bedrag(bedrag)}<Dt><Dt>{dag}</Dt></Dt></Bal>"


def _boeking(nummer: int, zin: Zin) -> str:
    wie = "Dbtr" if zin.bedrag > 0 else "Cdtr"
    rekening = f"<{wie}Acct><Id><IBAN>{zin.iban}</IBAN></Id></{wie}Acct>" if zin.iban else ""
    ander = f"<RltdPties><{wie}><Pty><Nm>{escape(zin.naam)}</Nm></Pty></{wie}>{rekening}</RltdPties>"
    kenmerk = f"<AcctSvcrRef>FICTIEF-{zin.datum:%Y%m}-{nummer}</AcctSvcrRef>"
    return (
        f"<Ntry>{_bedrag(zin.bedrag)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{zin.datum}</Dt></BookgDt>{kenmerk}"
        f"<NtryDtls><TxDtls>{ander}<RmtInf><Ustrd>{escape(zin.wat)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )
