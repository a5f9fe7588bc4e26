"""Reading a spreadsheet into a room and writing one out of it, on django-import-export.

All rows are read first, then compared with what is there in a few queries, and written together: in one transaction,
or not at all. A proof run writes as well and takes it back, so that every rule of the database has spoken.
"""

from datetime import date

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader

from buurtwerkkamer.invoer.fouten import BestandFout, Celfout
from buurtwerkkamer.invoer.tabel import Tabel
from buurtwerkkamer.invoer.widgets import vouw
from kamers.resources.kolommen import GEWIJZIGD, NIEUW, ZELFDE, Kolom, Omgeving, Rij, Rijuitkomst, Uitkomst, Verschil
from kamers.services.keer import op_slot
from kamers.services.teljaar import KamerDicht, TeljaarGesloten, gesloten_jaren, wacht_op_teljaar


class Kamerresource(resources.Resource):
    """The base of every kind. A kind says how a row is found, what stands there now, and how it is written."""

    naam = ""
    voor_kamer = False  # whether a room must be chosen first, because the file itself names none

    class Meta:
        using_db = "default"
        instance_loader_class = BaseInstanceLoader  # what is there already is looked up for all rows at once
        use_bulk = True  # no savepoint per row: rows are collected here and written together
        skip_diff = True
        report_skipped = True

    def __init__(self, omgeving: Omgeving):
        super().__init__()
        for naam, veld in self.fields.items():
            veld.attribute = naam
        self.omgeving = omgeving
        self.rijen: list[Rij] = []
        self.slecht: list[Rij] = []  # rows with a mistake; what could be read of them is filled in
        self.meldingen: list[str] = []
        self.proef = False
        self._fouten: list[tuple[int, str, str]] = []
        self._nummers: list[int] = []
        self._plaats: dict[str, int] = {}
        self._uitkomsten: list[Rijuitkomst] = []
        if "kamer" in self.fields:
            self.fields["kamer"].widget.zet({k.pk: (k.code, k.naam, k.afkorting) for k in omgeving.kamers})
        self.kamers = {kamer.pk: kamer for kamer in omgeving.kamers}

    # what a kind fills in

    def laad(self) -> None:
        """Read everything the rows need from the database, in a few queries."""

    def vind(self, rij: Rij) -> None:
        """Set ``rij.bron`` to what is there already, check the row by itself, and fill in what follows."""

    def beeld(self, bron) -> Rij:
        """Return what is there as the row that would have made it."""
        raise TypeError(type(self).__name__)

    def titel(self, rij: Rij) -> str:
        """Name a row in words."""
        raise TypeError(type(self).__name__)

    def keur(self, rij: Rij, oud: Rij | None) -> None:
        """Check the rules for a row that is new or changed."""

    def schrijf(self, nieuw: list[Rij], gewijzigd: list[Rij]) -> None:
        """Write the rows, in a few queries."""

    def keur_achteraf(self) -> None:
        """Check the rules that span rows, once they are written."""

    # reading

    def lees(self, tabel: Tabel, *, proef: bool) -> Uitkomst:
        """Read a sheet; ``proef`` takes everything back. BestandFout when its header is not of this kind."""
        self.proef = proef
        self._plaats = self.kolommen_van(tabel)
        koppen = {veld: self.fields[veld].column_name for veld in self._plaats}
        gegevens = tablib.Dataset(headers=list(koppen.values()))
        for nummer, cellen in tabel.rijen():
            self._nummers.append(nummer)
            gegevens.append([cellen.get(self._plaats[veld]) for veld in koppen])
        opties = {"use_transactions": True, "rollback_on_validation_errors": True}
        self._geen_ongeluk(self.import_data(gegevens, dry_run=proef, **opties))
        fouten = [self._celfout(*fout) for fout in self._fouten]
        rijen = () if fouten else tuple(self._uitkomsten)
        return Uitkomst(rijen, tuple(sorted(fouten)), (*tabel.meldingen, *self.meldingen))

    def kolommen_van(self, tabel: Tabel) -> dict[str, int]:
        """Return where each column stands. BestandFout for every header we do not know, miss or find twice."""
        bekend = {vouw(veld.column_name): naam for naam, veld in self.fields.items()}
        plaatsen: dict[str, int] = {}
        mis = []
        for plaats, kop in tabel.kop.items():
            naam = bekend.get(vouw(kop))
            if naam is None:
                mis.append(self.vreemde_kolom(kop[:40]))
            elif naam in plaatsen:
                mis.append(_("De kolom '%(kop)s' staat er twee keer. Haal er een weg.") % {"kop": kop})
            else:
                plaatsen[naam] = plaats
        nodig = [naam for naam, veld in self.fields.items() if veld.verplicht and naam not in plaatsen]
        mis += [_("De kolom '%(kop)s' mist. Zet hem erbij.") % {"kop": self.fields[n].column_name} for n in nodig]
        if mis:
            raise BestandFout(*mis)
        return plaatsen

    def vreemde_kolom(self, kop: str) -> str:
        """Say what to do with a column that is not of this kind."""
        return _("De kolom '%(kop)s' kennen we niet. Haal hem weg of verander de naam.") % {"kop": kop}

    @staticmethod
    def _geen_ongeluk(result) -> None:
        """Let a mistake of the program be one: the library would put it among the mistakes of the file."""
        for fout in [*result.base_errors, *(fout for _nr, fouten in result.row_errors() for fout in fouten)]:
            raise fout.error

    def init_instance(self, row=None) -> Rij:
        return Rij(**{naam: veld.widget.clean(None) for naam, veld in self.fields.items()})

    def get_instance(self, instance_loader, row) -> None:
        return None

    def after_init_instance(self, instance, new, row, **kwargs) -> None:
        instance.nummer = self._nummers[kwargs["row_number"] - 1]

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        """Remember each cell that cannot be read, and go on with the next row."""
        if import_validation_errors:
            self.slecht.append(instance)
            for veld, fouten in import_validation_errors.items():
                self.fout(instance, veld, " ".join(ValidationError(fouten).messages))
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance, is_create, row, **kwargs) -> None:
        self.rijen.append(instance)

    def save_m2m(self, instance, row, **kwargs) -> None:
        """Everything is written together, at the end."""

    def after_import(self, dataset, result, **kwargs) -> None:
        """Compare all rows with what is there, check the rules, and write; one mistake takes everything back."""
        self._zet_kamers()
        if not self.proef:
            op_slot(rij.kamer for rij in self.rijen)
            for kamer in sorted({rij.kamer for rij in self.rijen}):
                wacht_op_teljaar(kamer)
        self.dicht = gesloten_jaren({rij.kamer for rij in self.rijen})
        self.laad()
        nieuw, gewijzigd = self._vergelijk()
        self.schrijf(nieuw, gewijzigd)  # also when some row is wrong: what is good may show more that is wrong
        self.keur_achteraf()
        for nummer, _veld, zin in self._fouten:
            result.append_invalid_row(nummer, {}, ValidationError(zin))

    def _vergelijk(self) -> tuple[list[Rij], list[Rij]]:
        per_wat: dict[str, list[Rij]] = {NIEUW: [], GEWIJZIGD: [], ZELFDE: []}
        for rij in self.in_volgorde():
            uitkomst = self._uitkomst(rij)
            if uitkomst is None:
                self.slecht.append(rij)
            else:
                per_wat[uitkomst.wat].append(rij)
                self._uitkomsten.append(uitkomst)
        self._uitkomsten.sort(key=lambda uitkomst: uitkomst.nummer)
        return per_wat[NIEUW], per_wat[GEWIJZIGD]

    def _uitkomst(self, rij: Rij) -> Rijuitkomst | None:
        """Return what happens with a row, or None when something is wrong with it."""
        voor = len(self._fouten)
        self.vind(rij)
        if len(self._fouten) > voor:
            return None
        oud = self.beeld(rij.bron) if rij.bron is not None else None
        verschillen = self._verschillen(oud, rij) if oud else ()
        wat = NIEUW if oud is None else GEWIJZIGD if verschillen else ZELFDE
        if wat != ZELFDE:
            self.keur(rij, oud)
        return Rijuitkomst(rij.nummer, wat, self.titel(rij), verschillen) if len(self._fouten) == voor else None

    def neem_over(self, rij: Rij, bron, *behalve: str) -> None:
        """Let what the sheet has no column for stay as it is; call before anything is derived from it."""
        oud = vars(self.beeld(bron))
        weg = [naam for naam in self.fields if naam in oud and naam not in behalve and not self.heeft(naam)]
        rij.zet(**{naam: oud[naam] for naam in weg})

    def heeft(self, *namen: str) -> bool:
        """Tell whether the sheet has one of these columns; what it does not have, stays as it is."""
        return any(naam in self._plaats for naam in namen)

    def in_volgorde(self) -> list[Rij]:
        """Return the rows in the order in which they are compared."""
        return self.rijen

    def _zet_kamers(self) -> None:
        """Let a row without a room be of the room of the page; otherwise it is a mistake."""
        for rij in self.rijen:
            if getattr(rij, "kamer", None) is None and self.omgeving.kamer:
                rij.kamer = self.omgeving.kamer.pk
            elif rij.kamer is None:
                self.fout(rij, "kamer", _("Vul in van welke kamer deze rij is."))
                self.slecht.append(rij)
        self.rijen = [rij for rij in self.rijen if rij.kamer is not None]

    def _verschillen(self, oud: Rij, nieuw: Rij) -> tuple[Verschil, ...]:
        return tuple(
            Verschil(veld.column_name, veld.widget.toon(getattr(oud, naam)), veld.widget.toon(getattr(nieuw, naam)))
            for naam, veld in self.fields.items()
            if naam in vars(oud) and getattr(oud, naam) != getattr(nieuw, naam)
        )

    def keur_dagen(self, rij: Rij, veld: str, *dagen: date | None) -> None:
        """Refuse what counts on days in a closed counting year, or after the last day of the room."""
        kamer, gevuld = self.kamers[rij.kamer], [dag for dag in dagen if dag]
        for jaar in sorted({dag.year for dag in gevuld if (kamer.pk, dag.year) in self.dicht}):
            self.fout(rij, veld, TeljaarGesloten(kamer, jaar).messages[0])
        if any(kamer.is_dicht(dag) for dag in gevuld):
            self.fout(rij, veld, KamerDicht(kamer).messages[0])

    def fout(self, rij: Rij, veld: str, zin: str) -> None:
        """Write down what is wrong with a row; ``veld`` is the column, empty when it is the row itself."""
        self._fouten.append((rij.nummer, veld, str(zin)))

    def _celfout(self, nummer: int, veld: str, zin: str) -> Celfout:
        return Celfout(nummer, self._plaats.get(veld, 0), self.fields[veld].column_name if veld else "", zin)

    # writing out

    def uitvoer(self, bronnen: list) -> tablib.Dataset:
        """Return rows of the database as a sheet."""
        return self.export([self.beeld(bron) for bron in bronnen])

    def kolommen(self) -> list[Kolom]:
        return list(self.fields.values())

    def leeg(self) -> tablib.Dataset:
        """Return the header with one row as an example."""
        gegevens = tablib.Dataset(headers=[kolom.column_name for kolom in self.kolommen()])
        gegevens.append([kolom.cel_als_voorbeeld() for kolom in self.kolommen()])
        return gegevens
