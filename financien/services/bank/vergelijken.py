"""Which lines of a file we know already: a line may come twice, in another form, in other words (docs/bank.md).

Lines are compared within one day and one amount, each known line with at most one of the file. Surest first: the
bank's own number; then account and words; then less. Two different numbers of the same form are two lines.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from financien.services.bank.afschrift import Leesregel

_RUIS = re.compile(r"[^a-z0-9]+")
KORTST = 8  # so many letters must agree before the beginning of a text says anything


@dataclass(frozen=True)
class Bekend:
    """What is compared of a line: of the file, or of the database."""

    datum: date
    bedrag: Decimal
    iban: str
    tekst: str
    bank_id: str
    vorm: str


def gelijk(tekst: str) -> str:
    """Return a text as every form of file would have it: small letters and digits, nothing else."""
    plat = unicodedata.normalize("NFKD", tekst.casefold())
    return _RUIS.sub("", plat)


def bekend(regel, vorm: str) -> Bekend:
    """Return what is compared of a line, of a file (``Leesregel``) or of the database (``Bankregel``)."""
    tekst = gelijk(regel.omschrijving) or gelijk(regel.tegen_naam)
    return Bekend(regel.datum, regel.bedrag, regel.tegen_iban, tekst, regel.bank_id, vorm)


def vingerafdruk(regel: Leesregel) -> str:
    """Return the sha256 of what makes a line the line it is."""
    inhoud = (f"{regel.datum:%Y-%m-%d}", f"{regel.bedrag:.2f}", regel.tegen_iban, gelijk(regel.omschrijving))
    return sha256("\n".join((*inhoud, gelijk(regel.tegen_naam))).encode()).hexdigest()


def nieuwe(regels: Sequence[Leesregel], vorm: str, oud: Iterable[Bekend], *, ruim: bool = False) -> list[Leesregel]:
    """Return the lines of a file that are not known yet, in their order.

    ``ruim``: a line of the same day and amount is the same line, whatever else is said about it.
    """
    per_groep: dict[tuple, list[Bekend]] = defaultdict(list)
    for rij in oud:
        per_groep[rij.datum, rij.bedrag].append(rij)
    over = list(enumerate(bekend(regel, vorm) for regel in regels))
    for past in [*TRAPPEN, _hoe_dan_ook] if ruim else TRAPPEN:
        over = [(plaats, rij) for plaats, rij in over if not _neem(per_groep[rij.datum, rij.bedrag], rij, past)]
    return [regels[plaats] for plaats, _rij in over]


def _neem(kandidaten: list[Bekend], rij: Bekend, past: Callable[[Bekend, Bekend], bool]) -> bool:
    """Take the first known line that is this one out of the candidates; tell whether there was one."""
    for plaats, ander in enumerate(kandidaten):
        if not _spreekt_tegen(rij, ander) and past(rij, ander):
            del kandidaten[plaats]
            return True
    return False


def _spreekt_tegen(een: Bekend, ander: Bekend) -> bool:
    return bool(een.bank_id and ander.bank_id and een.vorm == ander.vorm and een.bank_id != ander.bank_id)


def _zelfde_nummer(een: Bekend, ander: Bekend) -> bool:
    return bool(een.bank_id) and een.bank_id == ander.bank_id


def _zelfde_tekst(een: Bekend, ander: Bekend) -> bool:
    return een.iban == ander.iban and een.tekst == ander.tekst


def _zelfde_begin(een: Bekend, ander: Bekend) -> bool:
    kort, lang = sorted((een.tekst, ander.tekst), key=len)
    return een.iban == ander.iban and len(kort) >= KORTST and kort in lang


def _zelfde_rekening(een: Bekend, ander: Bekend) -> bool:
    return een.iban == ander.iban


def _een_zonder_rekening(een: Bekend, ander: Bekend) -> bool:
    return not (een.iban and ander.iban)


def _hoe_dan_ook(een: Bekend, ander: Bekend) -> bool:
    return True


TRAPPEN = [_zelfde_nummer, _zelfde_tekst, _zelfde_begin, _zelfde_rekening, _een_zonder_rekening]
