"""What every bank file comes down to: one account, two balances, and the lines in between, exact to the cent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from stdnum import iban as ibannummer
from stdnum.exceptions import ValidationError

from buurtwerkkamer.bedragen import CENT, euro
from buurtwerkkamer.invoer.fouten import BestandFout

HOOGSTE = Decimal("99999999.99")
MEEST = 20_000  # lines in one file
_PUNT = re.compile(r"\d{1,13}(?:\.\d{1,5})?", re.ASCII)
_KOMMA = re.compile(r"(?:\d{1,3}(?:\.\d{3}){1,3}|\d{1,13})(?:,\d{1,2})?", re.ASCII)
_WIT = re.compile(r"\s+")


@dataclass(frozen=True)
class Leesregel:
    """One line of a file. ``bedrag`` is above zero for money that came in; ``saldo`` what the bank says stood there."""

    datum: date
    bedrag: Decimal
    tegen_iban: str = ""
    tegen_naam: str = ""
    omschrijving: str = ""
    kenmerk: str = ""
    bank_id: str = ""
    saldo: Decimal | None = None


@dataclass(frozen=True)
class Afschrift:
    """A bank file as it was read. ``begin`` and ``eind`` are None when the bank leaves the balances out."""

    vorm: str
    iban: str
    van: date
    tot: date
    begin: Decimal | None
    eind: Decimal | None
    regels: tuple[Leesregel, ...]

    @property
    def som(self) -> Decimal:
        return sum((regel.bedrag for regel in self.regels), Decimal("0.00"))


def keur(afschrift: Afschrift) -> Afschrift:
    """Refuse a statement whose balances do not meet, or with a line that no book can hold."""
    if len(afschrift.regels) > MEEST:
        raise BestandFout(_("Dit bestand heeft meer dan 20.000 regels. Haal een kortere periode op."))
    if afschrift.begin is None or afschrift.eind is None:
        return afschrift
    verschil = afschrift.eind - afschrift.begin - afschrift.som
    if verschil:
        raise BestandFout(
            _(
                "De saldo's kloppen niet: begin %(begin)s plus de regels %(som)s is geen %(eind)s. "
                "Er scheelt %(verschil)s. Het bestand is niet heel: haal het opnieuw op bij je bank."
            )
            % {
                "begin": euro(afschrift.begin),
                "som": euro(afschrift.som),
                "eind": euro(afschrift.eind),
                "verschil": euro(abs(verschil)),
            }
        )
    return afschrift


def schakel(delen: Sequence[Afschrift]) -> Afschrift:
    """Join the statements of one file, oldest first: one account, and each begins where the one before it ended."""
    if not delen:
        raise BestandFout(_("Er staat geen afschrift in dit bestand. Haal het opnieuw op bij je bank."))
    ibans = sorted({deel.iban for deel in delen})
    if len(ibans) > 1:
        raise gemengd(ibans)
    rij = sorted(map(keur, delen), key=lambda deel: deel.van)
    for eerder, later in pairwise(rij):
        if eerder == later:
            raise BestandFout(
                _("Het afschrift van %(dag)s staat twee keer in dit bestand. Haal het opnieuw op bij je bank.")
                % {"dag": kort(later.tot)}
            )
        if eerder.eind != later.begin:
            wat = {"eind": _saldo(eerder.eind), "dag": kort(eerder.tot), "begin": _saldo(later.begin)}
            raise BestandFout(
                _(
                    "Tussen twee afschriften mist iets: op %(dag)s staat er %(eind)s, en het volgende begint "
                    "met %(begin)s. Haal het bestand opnieuw op bij je bank."
                )
                % wat
            )
    regels = tuple(regel for deel in rij for regel in deel.regels)
    return keur(
        Afschrift(rij[0].vorm, ibans[0], rij[0].van, max(d.tot for d in rij), rij[0].begin, rij[-1].eind, regels)
    )


def _saldo(bedrag: Decimal | None) -> str:
    return "–" if bedrag is None else euro(bedrag)


def gemengd(ibans: Sequence[str]) -> BestandFout:
    return BestandFout(
        _("In dit bestand staan meer rekeningen: %(ibans)s. Haal per rekening een bestand op.")
        % {"ibans": ", ".join(ibans)}
    )


def lees_iban(tekst: str, waar: str) -> str:
    """Return an account number without spaces. BestandFout when its check digits are wrong."""
    try:
        return str(ibannummer.validate(tekst))
    except ValidationError as fout:
        raise BestandFout(
            _("%(waar)s: %(tekst)s is geen geldig rekeningnummer (IBAN). Haal het bestand opnieuw op bij je bank.")
            % {"waar": waar, "tekst": tekst.strip()[:40] or "–"}
        ) from fout


def tegenrekening(tekst: str) -> str:
    """Return the counter account without spaces: an IBAN, or what else the bank writes there."""
    return _WIT.sub("", tekst).upper()[:34]


def lees_bedrag(tekst: str, waar: str, *, komma: bool = False) -> Decimal:
    """Read an amount without sign, as text and to the cent. BestandFout for anything else."""
    kaal = tekst.strip()
    if not (_KOMMA if komma else _PUNT).fullmatch(kaal):
        raise _geen_bedrag(kaal, waar)
    bedrag = Decimal(kaal.replace(".", "").replace(",", ".") if komma else kaal)
    heel = bedrag.quantize(CENT)
    if heel != bedrag or bedrag > HOOGSTE:
        raise _geen_bedrag(kaal, waar)
    return heel


def _geen_bedrag(tekst: str, waar: str) -> BestandFout:
    return BestandFout(
        _("%(waar)s: %(tekst)s is geen bedrag in euro's en centen. Haal het bestand opnieuw op bij je bank.")
        % {"waar": waar, "tekst": tekst[:40] or "–"}
    )


def lees_dag(tekst: str, vorm: str, waar: str) -> date:
    """Read a day in the form of the bank. BestandFout when it is none."""
    try:
        return datetime.strptime(tekst.strip(), vorm).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as fout:
        raise BestandFout(
            _("%(waar)s: %(tekst)s is geen datum. Haal het bestand opnieuw op bij je bank.")
            % {"waar": waar, "tekst": tekst.strip()[:40] or "–"}
        ) from fout


def in_euro(munt: str, waar: str) -> None:
    """Refuse another currency: the books are kept in euros."""
    if munt.strip().upper() != "EUR":
        raise BestandFout(
            _("%(waar)s: hier staat %(munt)s. We lezen alleen rekeningen in euro.")
            % {"waar": waar, "munt": munt.strip()[:10] or "–"}
        )


def schoon(tekst: str | None, lengte: int = 500) -> str:
    """Return text on one line, without what cannot be stored."""
    kaal = "".join(teken if teken.isprintable() else " " for teken in tekst or "")
    return _WIT.sub(" ", kaal).strip()[:lengte]


def kort(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
