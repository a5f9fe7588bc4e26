"""The CSV files of ING, Rabobank and Triodos, as these banks describe them (docs/bank.md).

A bank that writes the balance after each line gives us the check: every balance follows from the one before it.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.invoer.fouten import BestandFout
from financien.services.bank.afschrift import (
    MEEST,
    Afschrift,
    Leesregel,
    gemengd,
    in_euro,
    lees_bedrag,
    lees_dag,
    lees_iban,
    schoon,
    tegenrekening,
)

Rij = Sequence[str]
ING = ("datum", "naam / omschrijving", "rekening", "tegenrekening", "code", "af bij", "bedrag (eur)", "mutatiesoort")
RABO = ("iban/bban", "munt", "bic", "volgnr", "datum", "rentedatum", "bedrag", "saldo na trn")
TRIODOS = re.compile(r'"?\d{2}-\d{2}-\d{4}"?[,;]"?NL\d{2}\s?TRIO', re.ASCII)
_ING_WOORDEN = "IBAN|Kenmerk|Machtiging ID|Incassant ID|Datum/Tijd|Valutadatum"
_ING_WAT = re.compile(rf"Omschrijving: (.*?)(?= (?:{_ING_WOORDEN}): |$)")
_ING_KENMERK = re.compile(r"Kenmerk: (\S+)")


def rijen(tekst: str) -> list[list[str]]:
    """Split the text into cells; the first line says what parts them. BestandFout for open quotes or too many."""
    eerste = tekst.partition("\n")[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=max(";,", key=eerste.count), strict=True)
    uit: list[list[str]] = []
    try:
        for rij in lezer:
            if len(uit) > MEEST:
                raise BestandFout(_("Dit bestand heeft meer dan 20.000 regels. Haal een kortere periode op."))
            if any(cel.strip() for cel in rij):
                uit.append(rij)
    except csv.Error as fout:
        raise BestandFout(
            _("Regel %(regel)s is afgebroken: de aanhalingstekens kloppen niet. Haal het bestand opnieuw op.")
            % {"regel": lezer.line_num}
        ) from fout
    return uit


def lees_ing(tekst: str) -> Afschrift:
    """Read the CSV of ING: newest first, the sign in 'Af Bij', the balance only in the newer form."""
    kop, *rest = rijen(tekst)
    kolom = {naam.strip().lower(): plaats for plaats, naam in enumerate(kop)}

    def regel(rij: Rij, waar: str) -> Leesregel:
        def cel(naam: str) -> str:
            return rij[kolom[naam]] if naam in kolom else ""

        wat = cel("mededelingen")
        vrij, kenmerk = _ING_WAT.search(wat), _ING_KENMERK.search(wat)
        return Leesregel(
            lees_dag(cel("datum"), "%Y%m%d", _veld(waar, "Datum")),
            _teken(cel("af bij"), {"af": -1, "bij": 1}, _veld(waar, "Af Bij"))
            * lees_bedrag(cel("bedrag (eur)"), _veld(waar, "Bedrag (EUR)"), komma=True),
            tegenrekening(cel("tegenrekening")),
            schoon(cel("naam / omschrijving"), 140),
            schoon(vrij[1] if vrij else wat),
            schoon(kenmerk[1] if kenmerk and kenmerk[1] != "NOTPROVIDED" else "", 60),
            saldo=_met_teken(cel("saldo na mutatie"), _veld(waar, "Saldo na mutatie")),
        )

    return _samen("ing", rest, len(kop), kolom["rekening"], regel)


def lees_rabobank(tekst: str) -> Afschrift:
    """Read the CSV of Rabobank: a number per line that never comes back, a sign before the amount, and the balance."""
    kop, *rest = rijen(tekst)
    kolom = {naam.strip().lower(): plaats for plaats, naam in enumerate(kop)}
    _eenmaal([rij[kolom["volgnr"]] for rij in rest if len(rij) == len(kop)])

    def regel(rij: Rij, waar: str) -> Leesregel:
        def cel(naam: str) -> str:
            return rij[kolom[naam]] if naam in kolom else ""

        in_euro(cel("munt"), _veld(waar, "Munt"))
        wat = "".join(cel(f"omschrijving-{nummer}") for nummer in (1, 2, 3))
        kenmerk = cel("betalingskenmerk") or cel("transactiereferentie")
        return Leesregel(
            lees_dag(cel("datum"), "%Y-%m-%d", _veld(waar, "Datum")),
            _bedrag(cel("bedrag"), _veld(waar, "Bedrag")),
            tegenrekening(cel("tegenrekening iban/bban")),
            schoon(cel("naam tegenpartij"), 140),
            schoon(wat or cel("betalingskenmerk")),
            "" if kenmerk == "NOTPROVIDED" else schoon(kenmerk, 60),
            schoon(cel("volgnr"), 60),
            _met_teken(cel("saldo na trn"), _veld(waar, "Saldo na trn")),
        )

    return _samen("rabobank", rest, len(kop), kolom["iban/bban"], regel)


def lees_triodos(tekst: str) -> Afschrift:
    """Read the CSV of Triodos: no header, nine columns, the last one the balance (older files end before it)."""

    def regel(rij: Rij, waar: str) -> Leesregel:
        return Leesregel(
            lees_dag(rij[0], "%d-%m-%Y", _veld(waar, "1")),
            _teken(rij[3], {"debet": -1, "credit": 1}, _veld(waar, "4"))
            * lees_bedrag(rij[2], _veld(waar, "3"), komma=True),
            tegenrekening(rij[5]),
            schoon(rij[4], 140),
            schoon(rij[7]),
            saldo=_met_teken(rij[8], _veld(waar, "9")) if len(rij) > 8 else None,
        )

    alle = rijen(tekst)
    return _samen("triodos", alle, max(8, min(9, len(alle[0]))), 1, regel, eerste=1)


def _samen(
    vorm: str, rest: list[list[str]], breed: int, plaats: int, lees: Callable[[Rij, str], Leesregel], eerste: int = 2
) -> Afschrift:
    """Read all rows of one account and put them in the order of the bank, oldest first."""
    if not rest:
        raise BestandFout(_("Er staan geen regels in dit bestand. Kies een langere periode bij je bank."))
    regels: list[Leesregel] = []
    ibans: dict[str, None] = {}
    for nummer, rij in enumerate(rest, start=eerste):
        waar = _("Regel %(nummer)s") % {"nummer": nummer}
        if len(rij) != breed:
            raise BestandFout(
                _("%(waar)s is afgebroken: %(aantal)s kolommen in plaats van %(breed)s. Haal het bestand opnieuw op.")
                % {"waar": waar, "aantal": len(rij), "breed": breed}
            )
        ibans[lees_iban(rij[plaats], waar)] = None
        regels.append(lees(rij, waar))
    if len(ibans) > 1:
        raise gemengd(list(ibans))
    gesorteerd = _op_volgorde(regels)
    begin, eind = _saldi(gesorteerd)
    dagen = [regel.datum for regel in gesorteerd]
    echte = tuple(regel for regel in gesorteerd if regel.bedrag)
    return Afschrift(vorm, next(iter(ibans)), min(dagen), max(dagen), begin, eind, echte)


def _op_volgorde(regels: list[Leesregel]) -> list[Leesregel]:
    """Return the lines oldest first: as they stand, or turned round, whichever the balances agree with."""
    omgekeerd = regels[::-1]
    if regels[0].datum != regels[-1].datum:
        return omgekeerd if regels[0].datum > regels[-1].datum else regels
    return regels if _breuk(regels) is None and _breuk(omgekeerd) is not None else omgekeerd


def _breuk(regels: list[Leesregel]) -> Leesregel | None:
    """Return the first line whose balance does not follow from the one before it."""
    for vorige, regel in pairwise(regels):
        if vorige.saldo is not None and regel.saldo is not None and vorige.saldo + regel.bedrag != regel.saldo:
            return regel
    return None


def _saldi(regels: list[Leesregel]) -> tuple[Decimal | None, Decimal | None]:
    if any(regel.saldo is None for regel in regels):
        return None, None
    breuk = _breuk(regels)
    if breuk and breuk.saldo is not None:
        raise BestandFout(
            _(
                "Bij %(bedrag)s op %(dag)s klopt het saldo %(saldo)s niet met de regel ervoor. "
                "Er mist een regel, of er staat er een dubbel. Haal het bestand opnieuw op bij je bank."
            )
            % {"bedrag": euro(breuk.bedrag), "dag": f"{breuk.datum:%d-%m-%Y}", "saldo": euro(breuk.saldo)}
        )
    eerste, laatste = regels[0], regels[-1]
    return (eerste.saldo or Decimal(0)) - eerste.bedrag, laatste.saldo


def _eenmaal(nummers: list[str]) -> None:
    gezien: set[str] = set()
    for plaats, nummer in enumerate(nummers, start=2):
        if nummer in gezien:
            raise BestandFout(
                _("Regel %(regel)s staat er dubbel: volgnummer %(nummer)s. Haal het bestand opnieuw op bij je bank.")
                % {"regel": plaats, "nummer": nummer[:40]}
            )
        gezien.add(nummer)


def _bedrag(tekst: str, waar: str) -> Decimal:
    kaal = tekst.strip()
    bedrag = lees_bedrag(kaal.lstrip("+-"), waar, komma=True)
    return -bedrag if kaal.startswith("-") else bedrag


def _met_teken(tekst: str, waar: str) -> Decimal | None:
    return _bedrag(tekst, waar) if tekst.strip() else None


def _teken(tekst: str, tekens: dict[str, int], waar: str) -> int:
    teken = tekens.get(tekst.strip().lower())
    if teken is None:
        raise BestandFout(
            _("%(waar)s: hier staat %(tekst)s. Verwacht: %(keuzes)s. Haal het bestand opnieuw op bij je bank.")
            % {"waar": waar, "tekst": tekst.strip()[:20] or "–", "keuzes": ", ".join(tekens)}
        )
    return teken


def _veld(waar: str, naam: str) -> str:
    return _("%(waar)s, kolom %(naam)s") % {"waar": waar, "naam": naam}
