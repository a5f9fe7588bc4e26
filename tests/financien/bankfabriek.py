"""Writes bank files as the banks describe them, one writer per form, from the lines a test asks for (docs/bank.md)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape

from buurtwerkkamer.models import Cooperatie
from financien.services.bank.inlezen import lees_in
from tests.financien.boekfabriek import begin_boeken

EIGEN = "NL91ABNA0417164300"
ANDER = "NL20INGB0001234567"
VREEMD = "NL69INGB0123456789"
DAG = date(2026, 3, 3)


@dataclass(frozen=True)
class Bankzin:
    """A line as a test says it."""

    bedrag: Decimal
    datum: date = DAG
    iban: str = ANDER
    naam: str = "Woningstichting Rochdale"
    wat: str = "Huur maart"
    kenmerk: str = ""
    nummer: str = ""


@dataclass(frozen=True)
class Blad:
    """A statement as a test says it: where it begins, and its lines."""

    zinnen: list[Bankzin] = field(default_factory=list)
    begin: Decimal = Decimal("1000.00")
    van: date = DAG
    tot: date = DAG
    iban: str = EIGEN

    @property
    def eind(self) -> Decimal:
        return self.begin + sum(zin.bedrag for zin in self.zinnen)


def zin(bedrag, **velden) -> Bankzin:
    return Bankzin(Decimal(bedrag), **velden)


def blad(*zinnen, begin="1000.00", **velden) -> Blad:
    dagen = [z.datum for z in zinnen]
    van, tot = min(dagen, default=DAG), max(dagen, default=DAG)
    return Blad(list(zinnen), Decimal(begin), **{"van": van, "tot": tot, **velden})


def komma(bedrag: Decimal, *, punten=False) -> str:
    tekst = f"{abs(bedrag):,.2f}" if punten else f"{abs(bedrag):.2f}"
    return tekst.translate(str.maketrans(",.", ".,"))


def _camt_saldo(soort: str, bedrag: Decimal, dag: date, munt="EUR") -> str:
    kant = "DBIT" if bedrag < 0 else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{soort}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{munt}">{abs(bedrag):.2f}</Amt><CdtDbtInd>{kant}</CdtDbtInd><Dt><Dt>{dag}</Dt></Dt></Bal>'
    )


def camt_boeking(z: Bankzin, *, versie="08", status="BOOK", munt="EUR") -> str:
    """Write one entry with one detail; the other side stands where money came from, or went to."""
    erbij = z.bedrag > 0
    wie = "Dbtr" if erbij else "Cdtr"
    naam = f"<Pty><Nm>{escape(z.naam)}</Nm></Pty>" if versie == "08" else f"<Nm>{escape(z.naam)}</Nm>"
    sts = f"<Sts><Cd>{status}</Cd></Sts>" if versie == "08" else f"<Sts>{status}</Sts>"
    iban = f"<{wie}Acct><Id><IBAN>{z.iban}</IBAN></Id></{wie}Acct>" if z.iban else ""
    ref = f"<AcctSvcrRef>{z.nummer}</AcctSvcrRef>" if z.nummer else ""
    kenmerk = z.kenmerk or "NOTPROVIDED"
    return (
        f'<Ntry><Amt Ccy="{munt}">{abs(z.bedrag):.2f}</Amt><CdtDbtInd>{"CRDT" if erbij else "DBIT"}</CdtDbtInd>{sts}'
        f"<BookgDt><Dt>{z.datum}</Dt></BookgDt><ValDt><Dt>{z.datum}</Dt></ValDt>{ref}"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{escape(kenmerk)}</EndToEndId></Refs>"
        f"<RltdPties><{wie}>{naam}</{wie}>{iban}</RltdPties>"
        f"<RmtInf><Ustrd>{escape(z.wat)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def camt(*bladen: Blad, versie="08", munt="EUR", boekingen=None, ruimte="camt.053.001.") -> bytes:
    """Write a CAMT.053 file with a statement per sheet."""
    delen = []
    for nummer, b in enumerate(bladen, start=1):
        rij = boekingen if boekingen is not None else [camt_boeking(z, versie=versie, munt=munt) for z in b.zinnen]
        saldi = _camt_saldo("OPBD", b.begin, b.van, munt) + _camt_saldo("CLBD", b.eind, b.tot, munt)
        delen.append(
            f"<Stmt><Id>{nummer}</Id><Acct><Id><IBAN>{b.iban}</IBAN></Id><Ccy>{munt}</Ccy></Acct>"
            f"{saldi}{''.join(rij)}</Stmt>"
        )
    inhoud = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{ruimte}{versie}">'
        f"<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-03-31T12:00:00</CreDtTm></GrpHdr>"
        f"{''.join(delen)}</BkToCstmrStmt></Document>"
    )
    return inhoud.encode()


def _mt_saldo(tag: str, bedrag: Decimal, dag: date, munt="EUR") -> str:
    return f":{tag}:{'D' if bedrag < 0 else 'C'}{dag:%y%m%d}{munt}{komma(bedrag)}"


def mt940(*bladen: Blad, munt="EUR", slot="") -> bytes:
    """Write an MT940 file. ``slot``: the :86: of the statement itself, after its closing balance (the trap)."""
    regels = []
    for nummer, b in enumerate(bladen, start=1):
        regels += [f":20:940S{b.tot:%y%m%d}", f":25:{b.iban} {munt}", f":28C:{nummer:05}"]
        regels.append(_mt_saldo("60F", b.begin, b.van, munt))
        for z in b.zinnen:
            kant = "C" if z.bedrag > 0 else "D"
            bank = f"//{z.nummer}" if z.nummer else ""
            regels.append(f":61:{z.datum:%y%m%d}{z.datum:%m%d}{kant}{komma(z.bedrag)}N541{z.kenmerk or 'NONREF'}{bank}")
            tekst = f"/IBAN/{z.iban}/NAME/{z.naam}/REMI/{z.wat}"
            regels.append(":86:" + "\n".join(tekst[i : i + 65] for i in range(0, len(tekst), 65)))
        regels.append(_mt_saldo("62F", b.eind, b.tot, munt))
        if slot:
            regels.append(f":86:{slot}")
        regels.append("-")
    return ("\r\n".join("\n".join(regels).split("\n")) + "\r\n").encode()


def _csv(rijen, scheider) -> bytes:
    cellen = (scheider.join('"' + cel.replace('"', '""') + '"' for cel in rij) for rij in rijen)
    return ("\r\n".join(cellen) + "\r\n").encode()


def _met_saldo(b: Blad):
    saldo = b.begin
    for z in b.zinnen:
        saldo += z.bedrag
        yield z, saldo


def ing(b: Blad, *, scheider=";", saldo=True) -> bytes:
    """Write the CSV of ING: newest first, no number of its own, a balance only in the form with semicolons."""
    soort = "Mutatiesoort" if saldo else "MutatieSoort"
    kop = ["Datum", "Naam / Omschrijving", "Rekening", "Tegenrekening", "Code", "Af Bij", "Bedrag (EUR)", soort]
    kop += ["Mededelingen", "Saldo na mutatie", "Tag"] if saldo else ["Mededelingen"]
    rijen = []
    for z, na in _met_saldo(b):
        wat = f"Naam: {z.naam} Omschrijving: {z.wat} IBAN: {z.iban} "
        wat += f"Kenmerk: {z.kenmerk or 'NOTPROVIDED'} Valutadatum: {z.datum:%d-%m-%Y}"
        rij = [f"{z.datum:%Y%m%d}", z.naam, b.iban, z.iban, "OV", "Bij" if z.bedrag > 0 else "Af", komma(z.bedrag)]
        teken = "-" if na < 0 else ""
        rijen.append([*rij, "Overschrijving", wat, *([teken + komma(na), ""] if saldo else [])])
    return _csv([kop, *reversed(rijen)], scheider)


RABO = (
    "IBAN/BBAN,Munt,BIC,Volgnr,Datum,Rentedatum,Bedrag,Saldo na trn,Tegenrekening IBAN/BBAN,Naam tegenpartij,"
    "Naam uiteindelijke partij,Naam initiërende partij,BIC tegenpartij,Code,Batch ID,Transactiereferentie,"
    "Machtigingskenmerk,Incassant ID,Betalingskenmerk,Omschrijving-1,Omschrijving-2,Omschrijving-3,Reden retour,"
    "Oorspr bedrag,Oorspr munt,Koers"
)


def rabobank(b: Blad, *, munt="EUR", codering="cp1252") -> bytes:
    """Write the CSV of Rabobank: oldest first, a running number, signs, the older coding, text cut after 140."""
    rijen = [RABO.split(",")]
    for nummer, (z, na) in enumerate(_met_saldo(b), start=1):
        dag, wat = f"{z.datum:%Y-%m-%d}", [z.wat[i : i + 140] for i in range(0, 420, 140)]
        bedragen = [("-" if x < 0 else "+") + komma(x) for x in (z.bedrag, na)]
        rij = [b.iban, munt, "RABONL2U", z.nummer or f"{nummer:018}", dag, dag, *bedragen, z.iban, z.naam, "", ""]
        rijen.append([*rij, "", "cb", "", z.kenmerk, "", "", "", *wat, "", "", "", ""])
    return _csv(rijen, ",").decode().encode(codering)


def triodos(b: Blad, *, saldo=True) -> bytes:
    """Write the CSV of Triodos: no header, newest first, points in amounts."""
    rijen = []
    for z, na in _met_saldo(b):
        soort = "Credit" if z.bedrag > 0 else "Debet"
        rij = [f"{z.datum:%d-%m-%Y}", b.iban, komma(z.bedrag, punten=True), soort, z.naam, z.iban, "ET", z.wat]
        rijen.append([*rij, *([("-" if na < 0 else "") + komma(na, punten=True)] if saldo else [])])
    return _csv(reversed(rijen), ",")


SCHRIJVERS = {
    "camt 08": camt,
    "camt 02": lambda b: camt(b, versie="02"),
    "mt940": mt940,
    "ing": ing,
    "rabobank": rabobank,
    "triodos": triodos,
}
EIGEN_TRIODOS = "NL37TRIO0320564487"


def begin_bank(*jaren: int) -> None:
    """Load the accounts and tell whose account this is."""
    begin_boeken(*jaren)
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": EIGEN})


def lees_blad(gebruiker, b: Blad, schrijf=camt, **opties):
    """Read the file of a sheet into the database."""
    return lees_in(inhoud=schrijf(b, **opties), naam="maart.xml", gebruiker=gebruiker)
