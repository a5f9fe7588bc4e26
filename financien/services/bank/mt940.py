"""MT940 as Dutch banks write it, read by mt-940.

The library hangs the statement's own :86: on the last transaction and lets one statement of a file overwrite the one
before it, so the text is cut into statements first and an :86: that does not follow a :61: is left out.
"""

import re
from datetime import date
from decimal import Decimal

import mt940
from django.utils.translation import gettext as _
from mt940.models import Transactions
from mt940.options import Options

from buurtwerkkamer.bedragen import CENT
from buurtwerkkamer.invoer.fouten import BestandFout
from financien.services.bank.afschrift import (
    HOOGSTE,
    Afschrift,
    Leesregel,
    in_euro,
    lees_iban,
    schakel,
    schoon,
    tegenrekening,
)

_TAG = re.compile(r"^:(\d{2}[A-Z]?|NS):", re.MULTILINE)
_KOP = re.compile(r"^\s*(?:\{[1-5]:[^\n]*\n)?", re.MULTILINE)
_SALDO = re.compile(r"[DC]\d{6}[A-Z]{3}\d{1,15},\d{0,2}", re.ASCII)
_WOORD = re.compile(r"/(TRTP|IBAN|BIC|NAME|REMI|EREF|CNTP|ORDP|BENM|MARF|CSID|PURP|ISDT|RTRN|PREF|NRTX|SVCL|SUST|TR)/")
BREED = 65
NODIG = {"25": _("rekening (:25:)"), "60": _("beginsaldo (:60F:)"), "62": _("eindsaldo (:62F:)")}


def lees(tekst: str) -> Afschrift:
    """Read an MT940 file."""
    return schakel([_afschrift(blok, nummer) for nummer, blok in enumerate(_blokken(tekst), start=1)])


def _blokken(tekst: str) -> list[list[tuple[str, str]]]:
    """Return the statements of a file as lists of tag and text."""
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    tags = list(_TAG.finditer(tekst))
    grenzen = [*(tag.start() for tag in tags[1:]), len(tekst)]
    blokken: list[list[tuple[str, str]]] = []
    for tag, eind in zip(tags, grenzen, strict=True):
        if tag[1] == "20" or not blokken:
            blokken.append([])
        blokken[-1].append((tag[1], _zonder_slot(tekst[tag.end() : eind])))
    return blokken


def _zonder_slot(tekst: str) -> str:
    """Leave out what stands between two messages: a dash, or the blocks of the SWIFT network."""
    return "\n".join(r for r in tekst.split("\n") if r.strip() not in ("-", "") and not r.startswith(("-}", "{")))


def _afschrift(blok: list[tuple[str, str]], nummer: int) -> Afschrift:
    waar = _("Afschrift %(nummer)s") % {"nummer": nummer}
    per_tag = {tag[:2]: tekst for tag, tekst in blok}
    for tag, wat in NODIG.items():
        if tag not in per_tag or (tag != "25" and not _SALDO.fullmatch(per_tag[tag].strip())):
            raise BestandFout(
                _("%(waar)s: het %(wat)s ontbreekt of is afgebroken. Haal het bestand opnieuw op bij je bank.")
                % {"waar": waar, "wat": wat}
            )
    iban = lees_iban(re.sub(r"\s*EUR$", "", per_tag["25"]), f"{waar}, :25:")
    gelezen = _lees_blok(blok, waar)
    begin, van = _saldo(gelezen, "opening", f"{waar}, :60F:")
    eind, tot = _saldo(gelezen, "closing", f"{waar}, :62F:")
    transacties = _transacties(gelezen, blok, waar)
    regels = tuple(_regel(data, tekst, f"{waar}, :61:") for data, tekst in transacties if data["amount"].amount)
    dagen = [regel.datum for regel in regels]
    return Afschrift(
        "mt940", iban, min([*dagen, tot] if dagen else [van, tot]), max([*dagen, tot]), begin, eind, regels
    )


def _lees_blok(blok: list[tuple[str, str]], waar: str) -> Transactions:
    eigen, vorige = [], ""
    for tag, tekst in blok:
        if tag != "86" or vorige == "61":
            eigen.append(f":{tag}:{tekst}")
        vorige = tag
    try:
        return mt940.parse("\n".join(eigen) + "\n", options=Options.all())
    except (RuntimeError, ValueError, ArithmeticError) as fout:
        raise BestandFout(
            _("%(waar)s: een regel heeft niet de vorm van MT940. Haal het bestand opnieuw op bij je bank.")
            % {"waar": waar}
        ) from fout


def _saldo(gelezen: Transactions, kant: str, waar: str) -> tuple[Decimal, date]:
    soorten = (f"final_{kant}_balance", f"intermediate_{kant}_balance")
    saldo = next((gelezen.data[soort] for soort in soorten if soort in gelezen.data), None)
    if saldo is None:
        raise BestandFout(_("%(waar)s ontbreekt. Haal het bestand opnieuw op bij je bank.") % {"waar": waar})
    in_euro(saldo.amount.currency or "", waar)
    return _in_centen(saldo.amount.amount, waar), date(saldo.date.year, saldo.date.month, saldo.date.day)


def _in_centen(bedrag: Decimal, waar: str) -> Decimal:
    heel = bedrag.quantize(CENT)
    if heel != bedrag or abs(bedrag) > HOOGSTE:
        raise BestandFout(
            _("%(waar)s: %(tekst)s is geen bedrag in euro's en centen. Haal het bestand opnieuw op bij je bank.")
            % {"waar": waar, "tekst": bedrag}
        )
    return heel


def _transacties(gelezen: Transactions, blok: list[tuple[str, str]], waar: str) -> list[tuple[dict, str]]:
    """Return what the library made of each :61:, with the :86: that follows it; none may have got lost."""
    teksten: list[str] = []
    vorige = ""
    for tag, tekst in blok:
        if tag == "61":
            teksten.append("")
        elif tag == "86" and vorige == "61":
            teksten[-1] = tekst
        vorige = tag
    rijen = [rij.data for rij in gelezen.transactions if "amount" in rij.data]
    if len(rijen) != len(teksten):
        raise BestandFout(
            _("%(waar)s: niet elke regel (:61:) kan gelezen worden. Haal het bestand opnieuw op bij je bank.")
            % {"waar": waar}
        )
    return list(zip(rijen, teksten, strict=True))


def _regel(data: dict, tekst: str, waar: str) -> Leesregel:
    dag = data.get("entry_date") or data["date"]
    woorden = _woorden(tekst)
    iban, naam = _ander(woorden)
    kenmerk = woorden.get("EREF", "").rstrip("/") or (data.get("customer_reference") or "").strip()
    bank_id = (data.get("bank_reference") or "").strip()
    return Leesregel(
        date(dag.year, dag.month, dag.day),
        _in_centen(data["amount"].amount, waar),
        tegenrekening(iban),
        schoon(naam, 140),
        _vrij(woorden),
        "" if kenmerk in ("NOTPROVIDED", "NONREF", "EREF") else schoon(kenmerk, 60),
        schoon(bank_id, 60),
    )


def _woorden(tekst: str) -> dict[str, str]:
    """Return the parts of an :86: by their code word; '' holds what stands before the first."""
    regels = tekst.split("\n")  # a full line runs on in the next; a shorter one lost its space at the end
    delen = _WOORD.split("".join(r if len(r) >= BREED else f"{r} " for r in regels))
    woorden = {"": delen[0].strip()}
    for woord, waarde in zip(delen[1::2], delen[2::2], strict=True):
        woorden.setdefault(woord, waarde.strip())
    return woorden


def _ander(woorden: dict[str, str]) -> tuple[str, str]:
    """Return account and name of the other side: ING writes /CNTP/iban/bic/name, the others a word for each."""
    if "CNTP" in woorden:
        delen = [*woorden["CNTP"].split("/"), "", "", ""]
        return delen[0], delen[2]
    return woorden.get("IBAN", "").strip("/"), woorden.get("NAME", "").strip("/")


def _vrij(woorden: dict[str, str]) -> str:
    vrij = re.sub(r"^(?:USTD|STRD/CUR|STRD)/+", "", woorden.get("REMI", "")).strip("/")
    return schoon(vrij or woorden[""].strip("/"))
