"""A ledger of another package as it was read, before anything of it means something here."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.invoer.fouten import BestandFout

NUL = Decimal("0.00")
BEGIN = "beginbalans"  # the document that the opening balance of a file becomes


@dataclass(frozen=True)
class Lijn:
    """One line of a transaction; above zero is debit."""

    rekening: str
    bedrag: Decimal
    kostenplaats: str = ""
    tekst: str = ""


@dataclass(frozen=True)
class Vreemdstuk:
    """A transaction of the other package; ``bron`` is its journal and number there."""

    bron: str
    datum: date
    omschrijving: str
    lijnen: tuple[Lijn, ...]
    rij: int = 0  # where it begins in a sheet

    @property
    def saldo(self) -> Decimal:
        return sum((lijn.bedrag for lijn in self.lijnen), NUL)


@dataclass
class Grootboek:
    """A year of another package: its accounts, what it began with, and its transactions."""

    rekeningen: dict[str, str] = field(default_factory=dict)
    kostenplaatsen: dict[str, str] = field(default_factory=dict)
    begin: list[Lijn] = field(default_factory=list)
    stukken: list[Vreemdstuk] = field(default_factory=list)

    @property
    def totaal(self) -> Decimal:
        """Return what was debited in all transactions together."""
        return sum((lijn.bedrag for stuk in self.stukken for lijn in stuk.lijnen if lijn.bedrag > 0), NUL)

    def keur(self, jaar: int) -> None:
        """Refuse the whole ledger when it does not balance, or holds what is not of this year. BestandFout."""
        mis = []
        begin = sum((lijn.bedrag for lijn in self.begin), NUL)
        if begin:
            mis.append(_("De beginbalans is niet in evenwicht: verschil %(bedrag)s.") % {"bedrag": euro(begin)})
        for stuk in self.stukken:
            if stuk.saldo:
                woorden = {"stuk": stuk.bron, "bedrag": euro(stuk.saldo)}
                mis.append(_("Stuk %(stuk)s is niet in evenwicht: verschil %(bedrag)s.") % woorden)
            if stuk.datum.year != jaar:
                woorden = {"stuk": stuk.bron, "datum": f"{stuk.datum:%d-%m-%Y}", "jaar": jaar}
                mis.append(_("Stuk %(stuk)s van %(datum)s valt niet in %(jaar)s.") % woorden)
        namen = [stuk.bron for stuk in self.stukken]
        dubbel = sorted({naam for naam in namen if namen.count(naam) > 1}) if len(set(namen)) < len(namen) else []
        mis += [_("Stuk %(stuk)s staat er twee keer in.") % {"stuk": naam} for naam in dubbel]
        if not self.stukken and not self.begin:
            mis.append(_("In dit bestand staan geen boekingen."))
        if mis:
            raise BestandFout(*mis[:20])
