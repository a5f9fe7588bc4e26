"""The number on a pass: short, with a check digit, so that a slip of the finger is noticed."""

from datetime import date

from kamers.models import Kamer, Pasnummer, Persoon
from kamers.models.pas import EERSTE

_TABEL = (  # of H. M. Damm: every wrong digit and every two swapped digits give another outcome
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def _tussenstand(cijfers: str) -> str:
    stand = "0"
    for cijfer in cijfers:
        stand = _TABEL[int(stand)][int(cijfer)]
    return stand


def met_controlecijfer(volgnummer: int) -> str:
    """Return the number as it stands on the pass."""
    return f"{volgnummer}{_tussenstand(str(volgnummer))}"


def klopt(nummer: str) -> bool:
    """Tell whether a number ends in its own check digit."""
    return nummer.isascii() and nummer.isdigit() and len(nummer) > 1 and _tussenstand(nummer) == "0"


def lees_nummer(tekst: str) -> str:
    """Return the digits of a typed or scanned number; empty when it holds anything but digits, spaces and dashes."""
    kaal = "".join(teken for teken in tekst if teken not in " -\t")
    return kaal if kaal.isascii() and kaal.isdigit() and len(kaal) <= 12 else ""


def nieuwe_nummers(*, kamer: Kamer, aantal: int, vandaag: date) -> list[Pasnummer]:
    """Make numbers nobody has. The sequence of the table hands them out, so two at once never get the same one."""
    gemaakt: list[Pasnummer] = []
    while len(gemaakt) < aantal:
        tekort = aantal - len(gemaakt)
        rijen = Pasnummer.objects.bulk_create(Pasnummer(kamer=kamer, gemaakt_op=vandaag) for _n in range(tekort))
        bezet = set(Persoon.objects.filter(pasnummer__in=[nummer_van(rij) for rij in rijen]).values_list("pasnummer"))
        gemaakt += [rij for rij in rijen if (nummer_van(rij),) not in bezet]
    return gemaakt


def nummer_van(rij: Pasnummer) -> str:
    """Return a number as it stands on the pass."""
    return met_controlecijfer(rij.volgnummer)


def vrije_pas(kamer: Kamer, nummer: str) -> Pasnummer | None:
    """Return a card of this room that was printed without a name and not given out yet; locked."""
    return _vrij(kamer, nummer).select_for_update().first()


def is_vrij(kamer: Kamer, nummer: str) -> bool:
    """Tell whether a number stands on a card of this room that was not given out yet."""
    return _vrij(kamer, nummer).exists()


def _vrij(kamer: Kamer, nummer: str):
    sleutel = int(nummer[:-1]) - EERSTE + 1 if klopt(nummer) else None
    return Pasnummer.objects.vrij().filter(pk=sleutel, kamer=kamer)
