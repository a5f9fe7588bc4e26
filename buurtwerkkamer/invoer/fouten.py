"""What is wrong with a file, and where: in words that someone with a spreadsheet in front of them can act on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


class BestandFout(ValueError):
    """A file that is not read at all; ``zinnen`` says why, one sentence or more."""

    def __init__(self, *zinnen: str):
        super().__init__(" ".join(str(zin) for zin in zinnen))
        self.zinnen = tuple(str(zin) for zin in zinnen)


@dataclass(frozen=True, order=True)
class Celfout:
    """One thing to repair: the row as the spreadsheet numbers it, the letter of the column and its header."""

    rij: int
    plaats: int  # the number of the column, from 1; 0 when the whole row is wrong
    kop: str
    tekst: str

    @property
    def letter(self) -> str:
        return kolomletter(self.plaats) if self.plaats else ""

    def __str__(self):
        woorden = {"rij": self.rij, "kolom": self.letter, "kop": self.kop, "tekst": self.tekst}
        if not self.plaats:
            return (
                _("Rij %(rij)s: %(tekst)s") % woorden
                if not self.kop
                else _("Rij %(rij)s (%(kop)s): %(tekst)s") % woorden
            )
        return _("Rij %(rij)s, kolom %(kolom)s (%(kop)s): %(tekst)s") % woorden


def kolomletter(plaats: int) -> str:
    """Return the name of a column, counted from 1: A, Z, AA."""
    letters = ""
    while plaats:
        plaats, rest = divmod(plaats - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
