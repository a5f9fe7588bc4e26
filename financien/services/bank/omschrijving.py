"""What a document of a bank line is about. The text of the bank never goes into the books by itself.

A document can never be changed, and the bank may write a resident's name, a telephone or a citizen service number
(domain.md §8). So what was agreed, or the organisation and the line it is for, says what it is; the text of the bank
stays with its line, for who may see that.
"""

from collections.abc import Sequence

from buurtwerkkamer.drukbaar import tekens
from buurtwerkkamer.nummers import zonder_nummers
from financien.services.bank.voorstellen import Deel

LENGTE = 140
ZONDER = "Bankregel"


def veilig(tekst: str) -> str:
    """Return a text of people without numbers of persons, in letters that can be printed."""
    return _drukbaar(zonder_nummers(tekst))


def _drukbaar(tekst: str) -> str:
    return "".join(teken if ord(teken) in tekens() else "?" for teken in tekst)[:LENGTE].strip()


def omschrijving_van(delen: Sequence[Deel]) -> str:
    """Return what these parts are for: invoice, or organisation and line of the books; each once.

    Numbers of invoices and accounts are ours, and stay; the name of an organisation may hold one of a person.
    """
    wat = dict.fromkeys(_wat(deel) for deel in delen)
    return _drukbaar(", ".join(wat)) or ZONDER


def _wat(deel: Deel) -> str:
    if deel.factuur:
        return str(deel.factuur)
    wie = zonder_nummers(str(deel.partner or ""))
    return f"{wie}: {deel.rekening.naam}" if wie else deel.rekening.naam
