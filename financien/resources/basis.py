"""Reading a sheet of money: every mistake at once with row and column, sums beside it, and nothing stored yet."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from buurtwerkkamer import bedragen
from buurtwerkkamer.bsn import BSN_GEVONDEN, bevat_bsn
from buurtwerkkamer.invoer.fouten import BestandFout, Celfout
from buurtwerkkamer.invoer.tabel import Celwaarde, Tabel
from buurtwerkkamer.invoer.uitpakken import MAX_BESTAND
from buurtwerkkamer.invoer.vormen import lees
from buurtwerkkamer.invoer.widgets import Strikt, vouw
from buurtwerkkamer.models import Gebruiker
from financien.services.boeken import HOOGSTE
from kamers.resources.kolommen import Kolom, Rij

PERSOONLIJK = (  # folded pieces of a header that belongs to a person, never to a room
    *("naam", "bsn", "sofi", "burgerservice", "geboorte", "adres", "postcode", "woonplaats", "iban", "rekeninghouder"),
    *("personeel", "medewerker", "werknemer", "telefoon", "mail", "geslacht", "nationaliteit"),
)
_GELDCEL = re.compile(r"€ (-?\d{1,9}(?:\.\d{1,2})?)", re.ASCII)  # a number that a sheet shows as money


class Bedrag(Strikt):
    """An amount in euros: a number of the sheet in whole cents, or text the Dutch way; zero or more."""

    def __init__(self, *, onder_nul: bool = False):
        super().__init__()
        self.onder_nul = onder_nul

    def lees(self, waarde: Celwaarde) -> Decimal:
        if isinstance(waarde, bool | date | time):
            raise ValueError(str(bedragen.GEEN_BEDRAG))
        bedrag = self._getal(waarde) if isinstance(waarde, Decimal) else self._tekst(str(waarde))
        if abs(bedrag) > HOOGSTE:
            raise ValueError(_("Dit bedrag is te groot."))
        if bedrag < 0 and not self.onder_nul:
            raise ValueError(_("Vul een bedrag in van € 0 of meer."))
        return bedrag

    @staticmethod
    def _getal(waarde: Decimal) -> Decimal:
        if waarde != bedragen.rond(waarde):
            raise ValueError(_("Dit bedrag heeft delen van een cent. Rond het af op twee cijfers na de komma."))
        return bedragen.rond(waarde)

    def _tekst(self, tekst: str) -> Decimal:
        gevonden = _GELDCEL.fullmatch(tekst)
        return self._getal(Decimal(gevonden[1])) if gevonden else bedragen.lees_bedrag(tekst)

    def toon(self, waarde) -> str:
        return "" if waarde is None else bedragen.getal(waarde, 2)


@dataclass(frozen=True)
class Omgeving:
    """Who reads a sheet, for which book year, on which day."""

    jaar: int
    gebruiker: Gebruiker
    vandaag: date


@dataclass(frozen=True)
class Voorbeeld:
    """What a sheet would do, in words, with its sums; or every mistake. ``wat`` is what is booked on confirmation."""

    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...] = ()
    totalen: tuple[tuple[str, Decimal], ...] = ()
    fouten: tuple[Celfout, ...] = ()
    meldingen: tuple[str, ...] = ()
    wat: Any = None
    koppelen: bool = False  # whether something of it must be mapped first
    merk: str = ""  # stands for what is booked and is not in the rows


class Boekinvoer:
    """The base of every kind: its columns, how rows become a preview, and what confirming does."""

    do_not_call_in_templates = True  # a page shows the kind itself
    naam = ""
    titel: str | Promise = ""
    uitleg: str | Promise = ""
    knop: str | Promise = ""
    recht = "financien.boeken"
    tekstkolommen = 2  # of the preview; the others hold amounts
    endingen: tuple[str, ...] = ("xlsx", "ods", "csv")
    kan_terug = False  # whether confirming it saves the grid of the budget, so that its key takes it back
    hoogste = MAX_BESTAND  # bytes
    kolommen: dict[str, Kolom] = {}

    def __init__(self, omgeving: Omgeving):
        self.omgeving = omgeving
        self.fouten: list[Celfout] = []
        self.plaatsen: dict[str, int] = {}
        self.sleutel: UUID = uuid4()  # of the file that is confirmed, so that it is booked once
        self.kolommen = deepcopy(self.kolommen)  # what a column chooses from belongs to one reader

    # what a kind fills in

    def laad(self) -> None:
        """Read what the columns choose from."""

    def bekijk_rijen(self, rijen: list[Rij]) -> Voorbeeld:
        """Return what the rows would do; mistakes are kept by ``fout``."""
        raise TypeError(type(self).__name__)

    def boek(self, wat: Any) -> str:
        """Store it, and say in a sentence what was done. BoekFout or VersieFout when the rules are in the way."""
        raise TypeError(type(self).__name__)

    # reading

    def bekijk(self, naam: str, inhoud: bytes) -> Voorbeeld:
        """Return what a file would do. BestandFout for one that cannot be read at all."""
        tabel = lees(naam, inhoud)
        self.plaatsen = self.plaatsen_van(tabel)
        self.laad()
        rijen = list(self._rijen(tabel))
        voorbeeld = self.bekijk_rijen(rijen)
        if self.fouten:
            return Voorbeeld((), fouten=tuple(sorted(self.fouten)), meldingen=tuple(tabel.meldingen))
        meldingen = (*tabel.meldingen, *voorbeeld.meldingen)
        return Voorbeeld(voorbeeld.kop, voorbeeld.rijen, voorbeeld.totalen, (), meldingen, voorbeeld.wat)

    def plaatsen_van(self, tabel: Tabel) -> dict[str, int]:
        """Return where each column stands. BestandFout for a column we do not know, miss, find twice, or never take."""
        bekend = {vouw(kolom.column_name): naam for naam, kolom in self.kolommen.items()}
        weg = [kop for kop in tabel.kop.values() if vouw(kop) not in bekend and _van_een_persoon(kop)]
        if weg:
            raise BestandFout(*(_met_personen() % {"kop": kop[:40]} for kop in weg))
        plaatsen: dict[str, int] = {}
        mis = []
        for plaats, kop in tabel.kop.items():
            naam = bekend.get(vouw(kop))
            if naam is None:
                mis.append(
                    _("De kolom '%(kop)s' kennen we niet. Haal hem weg of verander de naam.") % {"kop": kop[:40]}
                )
            elif naam in plaatsen:
                mis.append(_("De kolom '%(kop)s' staat er twee keer. Haal er een weg.") % {"kop": kop})
            else:
                plaatsen[naam] = plaats
        nodig = [kolom for naam, kolom in self.kolommen.items() if kolom.verplicht and naam not in plaatsen]
        mis += [_("De kolom '%(kop)s' mist. Zet hem erbij.") % {"kop": kolom.column_name} for kolom in nodig]
        if mis:
            raise BestandFout(*mis)
        return plaatsen

    def _rijen(self, tabel: Tabel) -> Iterator[Rij]:
        """Yield the rows that can be read; of the others every cell is remembered."""
        for nummer, cellen in tabel.rijen():
            self._keur_cellen(cellen.values())
            rij, voor = Rij(nummer), len(self.fouten)
            if any(cel not in (None, "") for plaats, cel in cellen.items() if plaats not in tabel.kop):
                self.fout(
                    rij, "", _("Er staat iets naast de kolommen. Haal het weg, of zet de cel tussen aanhalingstekens.")
                )
            for naam, kolom in self.kolommen.items():
                cel = cellen.get(self.plaatsen.get(naam, 0))
                try:
                    rij.zet(**{naam: kolom.clean({kolom.column_name: cel})})
                except ValueError as fout:
                    self.fout(rij, naam, str(fout))
            if len(self.fouten) == voor:
                yield rij

    @staticmethod
    def _keur_cellen(cellen: Iterable[Celwaarde]) -> None:
        """Refuse the whole file for a citizen service number, wherever it stands; an amount with cents is none."""
        for cel in cellen:
            heel = isinstance(cel, Decimal) and cel == cel.to_integral_value()
            if (isinstance(cel, str) or heel) and bevat_bsn(f"{cel}"):
                raise BestandFout(str(BSN_GEVONDEN))

    def fout(self, rij: Rij, veld: str, zin: str) -> None:
        """Remember what is wrong; ``veld`` is the column, empty when it is the row itself."""
        kop = self.kolommen[veld].column_name if veld else ""
        self.fouten.append(Celfout(rij.nummer, self.plaatsen.get(veld, 0), kop, str(zin)))


def _van_een_persoon(kop: str) -> bool:
    return any(stuk in vouw(kop).replace(" ", "") for stuk in PERSOONLIJK)


def _met_personen() -> str:
    return _("De kolom '%(kop)s' gaat over personen. Vraag een bestand zonder namen, geboortedata en BSN.")
