"""CAMT.053, versions .02 and .08, read with lxml behind a guard.

pycamt is not used to read: it makes a float of a balance below zero, takes the amount of a detail (which may be in
another currency) for that of the entry, and counts entries that are not booked yet. It checks us in the tests.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml import etree

from buurtwerkkamer.invoer.fouten import BestandFout
from financien.services.bank.afschrift import (
    Afschrift,
    Leesregel,
    in_euro,
    lees_bedrag,
    lees_dag,
    lees_iban,
    schakel,
    schoon,
    tegenrekening,
)

RUIMTE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
VERSIES = ("02", "08")
_VERBODEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\0", re.IGNORECASE)
_CODERING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']{1,40})")
VEILIG = {b"utf-8", b"us-ascii", b"iso-8859-1", b"windows-1252"}
OPEN = ("OPBD", "PRCD")  # booked balance at the beginning, or that of the day before
NIET_GEBOEKT = ("PDNG", "INFO", "FUTR")


def lees(inhoud: bytes) -> Afschrift:
    """Read a CAMT.053 file."""
    return schakel([_afschrift(stmt) for stmt in _wortel(inhoud).iterfind("{*}BkToCstmrStmt/{*}Stmt")])


def _wortel(inhoud: bytes) -> etree._Element:
    codering = _CODERING.search(inhoud[:400])
    if _VERBODEN.search(inhoud) or (codering and codering[1].lower() not in VEILIG):
        raise BestandFout(_("Dit bestand is niet veilig om te openen. Haal het opnieuw op bij je bank."))
    lezer = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        wortel = etree.fromstring(inhoud, lezer)
    except etree.XMLSyntaxError as fout:
        raise BestandFout(
            _("Dit CAMT-bestand is afgebroken of kapot bij regel %(regel)s. Haal het opnieuw op bij je bank.")
            % {"regel": fout.lineno or 1}
        ) from fout
    ruimte = etree.QName(wortel).namespace or ""
    if not ruimte.startswith(RUIMTE) or ruimte.removeprefix(RUIMTE) not in VERSIES:
        soort = ruimte.rpartition(":")[2] or etree.QName(wortel).localname
        raise BestandFout(
            _("Dit is %(soort)s. We lezen CAMT.053 in versie 02 of 08. Kies die bij je bank.") % {"soort": soort[:40]}
        )
    return wortel


def _afschrift(stmt: etree._Element) -> Afschrift:
    iban = lees_iban(_tekst(stmt, "Acct/Id/IBAN"), "Acct/Id/IBAN")
    in_euro(_tekst(stmt, "Acct/Ccy") or "EUR", "Acct/Ccy")
    begin, van = _saldo(stmt, OPEN)
    eind, tot = _saldo(stmt, ("CLBD",))
    regels = tuple(_regels(stmt, iban))
    dagen = [tot, *(regel.datum for regel in regels)]
    return Afschrift("camt", iban, min(dagen if regels else [van, tot]), max(dagen), begin, eind, regels)


def _saldo(stmt: etree._Element, soorten: tuple[str, ...]) -> tuple[Decimal, date]:
    per_soort = {_tekst(bal, "Tp/CdOrPrtry/Cd"): bal for bal in stmt.iterfind("{*}Bal")}
    bal = next((per_soort[soort] for soort in soorten if soort in per_soort), None)
    if bal is None:
        raise BestandFout(
            _("Het saldo %(soort)s ontbreekt. Het bestand is niet heel: haal het opnieuw op bij je bank.")
            % {"soort": soorten[0]}
        )
    waar = f"Bal {soorten[0]}"
    return _bedrag(bal, waar), _dag(bal, "Dt", waar)


def _bedrag(deel: etree._Element, waar: str) -> Decimal:
    """Return the amount of a balance or entry with its sign. Only a direct child counts, never that of a detail."""
    amt = deel.find("{*}Amt")
    if amt is None:
        raise BestandFout(_("%(waar)s heeft geen bedrag. Haal het bestand opnieuw op bij je bank.") % {"waar": waar})
    in_euro(amt.get("Ccy", ""), waar)
    bedrag = lees_bedrag(amt.text or "", waar)
    kant = _tekst(deel, "CdtDbtInd")
    if kant not in ("CRDT", "DBIT"):
        raise BestandFout(
            _("%(waar)s: er staat niet of het erbij (CRDT) of eraf (DBIT) gaat. Haal het bestand opnieuw op.")
            % {"waar": waar}
        )
    return bedrag if kant == "CRDT" else -bedrag


def _dag(deel: etree._Element, naam: str, waar: str) -> date:
    tekst = _tekst(deel, f"{naam}/Dt") or _tekst(deel, f"{naam}/DtTm")
    return lees_dag(tekst[:10], "%Y-%m-%d", waar)


def _regels(stmt: etree._Element, eigen: str) -> Iterator[Leesregel]:
    for nummer, ntry in enumerate(stmt.iterfind("{*}Ntry"), start=1):
        if (_tekst(ntry, "Sts/Cd") or _tekst(ntry, "Sts")) in NIET_GEBOEKT:
            continue  # not in the balance yet; it comes again when it is booked
        waar = _("Boeking %(nummer)s (Ntry)") % {"nummer": nummer}
        bedrag = _bedrag(ntry, waar)
        if bedrag:
            naam = "BookgDt" if ntry.find("{*}BookgDt") is not None else "ValDt"
            yield replace(_wie_en_wat(ntry, bedrag, eigen), datum=_dag(ntry, naam, waar))


def _wie_en_wat(ntry: etree._Element, bedrag: Decimal, eigen: str) -> Leesregel:
    details = ntry.findall("{*}NtryDtls/{*}TxDtls")
    erbij = schoon(_tekst(ntry, "AddtlNtryInf"))
    bank_id = schoon(_tekst(ntry, "AcctSvcrRef"), 60)
    if len(details) != 1:  # a batch is one line: the bank moved one amount
        aantal = len(details) or _tekst(ntry, "NtryDtls/Btch/NbOfTxs")
        verzamel = f"Verzamelboeking van {aantal}" if aantal else ""
        return Leesregel(date.min, bedrag, omschrijving=erbij or verzamel, bank_id=bank_id)
    detail = details[0]
    naam, iban = _ander(detail, bedrag, eigen)
    vrij = " ".join(u.text or "" for u in detail.iterfind("{*}RmtInf/{*}Ustrd"))
    betaalkenmerk = _tekst(detail, "RmtInf/Strd/CdtrRefInf/Ref")
    wat = schoon(vrij) or schoon(betaalkenmerk) or schoon(_tekst(detail, "AddtlTxInf")) or erbij
    kenmerk = betaalkenmerk or _tekst(detail, "Refs/EndToEndId")
    return Leesregel(
        date.min,
        bedrag,
        tegenrekening(iban),
        schoon(naam, 140),
        wat,
        "" if kenmerk == "NOTPROVIDED" else schoon(kenmerk, 60),
        bank_id or schoon(_tekst(detail, "Refs/AcctSvcrRef"), 60),
    )


def _ander(detail: etree._Element, bedrag: Decimal, eigen: str) -> tuple[str, str]:
    """Return name and account of the other side: who paid us, or whom we paid; after a return it is turned round."""
    kanten = ("Dbtr", "Cdtr") if bedrag > 0 else ("Cdtr", "Dbtr")
    for kant in kanten:
        iban = _tekst(detail, f"RltdPties/{kant}Acct/Id/IBAN")
        iban = iban or _tekst(detail, f"RltdPties/{kant}Acct/Id/Othr/Id")
        naam = _tekst(detail, f"RltdPties/{kant}/Pty/Nm") or _tekst(detail, f"RltdPties/{kant}/Nm")
        if (naam or iban) and tegenrekening(iban) != eigen:
            return naam, iban
    return "", ""


def _tekst(deel: etree._Element, pad: str) -> str:
    """Return the text at a path of direct children, whatever version they are of."""
    return (deel.findtext("/".join(f"{{*}}{stap}" for stap in pad.split("/"))) or "").strip()
