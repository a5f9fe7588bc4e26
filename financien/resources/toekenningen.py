"""Grants as a sheet: one or more rows for each, with its rooms and its instalments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.models import Jaar
from financien.models import Toekenning
from financien.resources.basis import Boekinvoer, Voorbeeld
from financien.resources.toekenningkolommen import KOLOMMEN, VAN_DE_TOEKENNING, Aard, Soort, Status
from financien.services.boeken import BoekFout
from financien.services.toekenningen import VOLGORDE, bewaar, planregels
from financien.services.toekenningstap import zet_stap
from kamers.models import Kamer, Partner
from kamers.resources.kolommen import Rij

UIT_EEN_BESTAND = "Ingevoerd uit een bestand."  # Dutch, as it stays: why there is no letter yet


@dataclass
class Opgave:
    """One grant of the sheet, before it is stored; ``delen``: euros per year and room."""

    rij: Rij
    omschrijving: str
    velden: dict[str, Any] = field(default_factory=dict)
    rijen: list[Rij] = field(default_factory=list)
    delen: dict[tuple[int, Kamer], Decimal] = field(default_factory=dict)
    termijnen: list[tuple[date, Decimal]] = field(default_factory=list)


class Toekenningeninvoer(Boekinvoer):
    """New grants of the book year. A preview stores them for a moment, so that every rule has spoken."""

    naam = "toekenning"  # with the year it must fit in Invoer.soort
    titel = gettext_lazy("Toekenningen")
    uitleg = gettext_lazy(
        "Een of meer rijen per toekenning, met dezelfde omschrijving. In elke rij een kamer, een termijn, of beide."
    )
    knop = gettext_lazy("Leg de toekenningen vast")
    recht = "financien.toekenningen_wijzigen"
    tekstkolommen = 5
    kolommen = KOLOMMEN

    def laad(self) -> None:
        kamers = Kamer.objects.tellend().in_volgorde()
        self.kamers = {kamer.pk: kamer for kamer in kamers}
        self.partners = {partner.pk: partner for partner in Partner.objects.prefetch_related("namen")}
        self.kolommen["kamer"].widget.zet({k.pk: (k.code, k.naam, k.afkorting) for k in self.kamers.values()})
        namen = {p.pk: (p.code, p.naam, *(rij.naam for rij in p.namen.all())) for p in self.partners.values()}
        self.kolommen["partner"].widget.zet(namen)
        self.kolommen["planregel"].widget.zet({naam: (naam,) for naam in planregels(self.omgeving.jaar)})
        self.bekend = set(Toekenning.objects.in_jaar(self.omgeving.jaar).values_list("omschrijving", flat=True))

    def bekijk_rijen(self, rijen: list[Rij]) -> Voorbeeld:
        opgaven = self._opgaven(rijen)
        for opgave in opgaven:
            self._keur(opgave)
        if not self.fouten:
            self._probeer(opgaven)
        if self.fouten:
            return Voorbeeld(())
        tabel = tuple(rij for opgave in opgaven for rij in self._regels(opgave))
        totalen = tuple((opgave.omschrijving, sum(opgave.delen.values(), Decimal(0))) for opgave in opgaven)
        kop = (_("Toekenning"), _("Van"), _("Status"), _("Jaar"), _("Kamer"), _("Bedrag"))
        samen = (_("Samen in dit bestand"), sum((som for _naam, som in totalen), Decimal("0.00")))
        return Voorbeeld(kop, tabel, (*totalen, samen), (), (), opgaven)

    @staticmethod
    def _regels(opgave: Opgave) -> Iterator[tuple[str, ...]]:
        velden = opgave.velden
        van = str(velden["partner"] or Soort(velden["soort"]).label)
        status = str(Status(velden["status"] or VOLGORDE[velden["soort"]][0]).label)
        for (jaar, kamer), bedrag in opgave.delen.items():
            yield opgave.omschrijving, van, status, str(jaar), kamer.naam, getal(bedrag, 2)
        if not opgave.delen:
            yield opgave.omschrijving, van, status, "", "", _("zonder bedrag")

    def _opgaven(self, rijen: Iterable[Rij]) -> list[Opgave]:
        """Put the rows of one grant together; what its first row says may be said again, not otherwise."""
        per_naam: dict[str, Opgave] = {}
        gezien: dict[str, dict[str, Any]] = defaultdict(dict)
        for rij in rijen:
            opgave = per_naam.setdefault(rij.toekenning, Opgave(rij, rij.toekenning))
            opgave.rijen.append(rij)
            for naam in VAN_DE_TOEKENNING:
                waarde = getattr(rij, naam)
                if waarde is not None and gezien[rij.toekenning].setdefault(naam, waarde) != waarde:
                    self.fout(rij, naam, _("In een eerdere rij van deze toekenning staat iets anders."))
        for naam, opgave in per_naam.items():
            opgave.velden = self._velden(gezien[naam])
            for rij in opgave.rijen:
                self._deel(opgave, rij)
                self._termijn(opgave, rij)
        return list(per_naam.values())

    def _velden(self, gezien: dict[str, Any]) -> dict[str, Any]:
        """Return what is said once of a grant; what was left empty is the whole book year."""
        velden = {veld: gezien.get(veld) for veld in VAN_DE_TOEKENNING}
        velden["partner"] = self.partners.get(velden["partner"])
        velden["van"] = velden["van"] or date(self.omgeving.jaar, 1, 1)
        velden["tot"] = velden["tot"] or date(self.omgeving.jaar, 12, 31)
        return velden

    def _deel(self, opgave: Opgave, rij: Rij) -> None:
        if (rij.kamer is None) != (rij.bedrag is None):
            self.fout(rij, "bedrag" if rij.bedrag is None else "kamer", _("Vul kamer en bedrag allebei in."))
        elif rij.kamer is None:
            if rij.jaar is not None:
                self.fout(rij, "kamer", _("Een jaar hoort bij een kamer. Vul kamer en bedrag in."))
        elif (jaar := self._jaar(opgave, rij)) is not None:
            deel = jaar, self.kamers[rij.kamer]
            if deel in opgave.delen:
                self.fout(rij, "kamer", _("Deze kamer staat al bij deze toekenning. Tel de bedragen op."))
            opgave.delen[deel] = rij.bedrag

    def _jaar(self, opgave: Opgave, rij: Rij) -> int | None:
        """Return of which year the amount of a row is; None, and a mistake, when that is not clear."""
        van, tot = opgave.velden["van"].year, opgave.velden["tot"].year
        periode = {"van": van, "tot": tot}
        if rij.jaar is None and tot > van:
            zin = _("Deze toekenning loopt van %(van)s tot en met %(tot)s. Vul in van welk jaar dit bedrag is.")
        elif rij.jaar is None or van <= rij.jaar <= tot:
            return rij.jaar or van
        elif tot > van:
            zin = _("Dit jaar valt buiten de periode. Kies een jaar van %(van)s tot en met %(tot)s.")
        else:
            zin = _("Deze toekenning is alleen van %(van)s. Vul dat jaar in, of laat de cel leeg.")
        self.fout(rij, "jaar", zin % periode)
        return None

    def _termijn(self, opgave: Opgave, rij: Rij) -> None:
        if (rij.vervalt is None) != (rij.termijn is None):
            self.fout(rij, "termijn" if rij.termijn is None else "vervalt", _("Vul dag en bedrag allebei in."))
        elif rij.vervalt is not None:
            opgave.termijnen.append((rij.vervalt, rij.termijn))

    def _keur(self, opgave: Opgave) -> None:
        velden, rij = opgave.velden, opgave.rij
        if opgave.omschrijving in self.bekend:
            self.fout(rij, "toekenning", _("Deze toekenning staat al in dit jaar. Verander haar op haar eigen pagina."))
        if velden["soort"] is None:
            self.fout(rij, "soort", _("Deze cel is leeg. Vul hier iets in."))
        if (velden["status"] is None) != (velden["sinds"] is None):
            leeg = "status" if velden["status"] is None else "sinds"
            self.fout(rij, leeg, _("Vul status en dag allebei in."))
        if velden["van"].year != self.omgeving.jaar:
            self.fout(rij, "van", _("Een toekenning begint in %(jaar)s.") % {"jaar": self.omgeving.jaar})
        zonder = all(rij.kamer is None or rij.bedrag is None for rij in opgave.rijen)
        if zonder and velden["aard"] != Aard.NATURA:  # in kind a description is enough
            self.fout(rij, "kamer", _("Deze toekenning heeft nog geen kamer. Vul kamer en bedrag in."))

    def _probeer(self, opgaven: list[Opgave]) -> None:
        """Store every grant and take it back, so that what the rules say stands in the preview."""
        for opgave in opgaven:
            with transaction.atomic():
                try:
                    with transaction.atomic():
                        self._leg_vast(opgave)
                        _vraag_de_databank()
                except BoekFout as fout:
                    self.fout(opgave.rij, "", str(fout))
                except ValidationError as fout:
                    self.fout(opgave.rij, "", " ".join(fout.messages))
                except IntegrityError as fout:
                    self.fout(opgave.rij, "", _zin_van(fout))
                transaction.set_rollback(True)

    def _leg_vast(self, opgave: Opgave) -> None:
        velden = opgave.velden
        partner = velden["partner"]
        rij = Toekenning(
            soort=velden["soort"],
            partner=partner,
            partner_onbekend=partner is None and velden["soort"] not in (Soort.EIGEN, Soort.BELASTINGDIENST),
            omschrijving=opgave.omschrijving,
            kenmerk=velden["kenmerk"] or "",
            aard=velden["aard"] or Aard.SUBSIDIE,
            bedrag=sum(opgave.delen.values(), Decimal(0)),
            van=velden["van"],
            tot=velden["tot"],
            oormerk=velden["oormerk"] or "",
            verantwoorden_voor=velden["verantwoorden_voor"],
            accountantsverklaring=bool(velden["verklaring"]),
            bronnaam=velden["planregel"] or "",
        )
        eerste = min(self.omgeving.vandaag, velden["sinds"] or self.omgeving.vandaag)
        wie = self.omgeving.gebruiker
        bewaar(toekenning=rij, delen=opgave.delen, termijnen=opgave.termijnen, gebruiker=wie, datum=eerste)
        if velden["status"] not in (None, VOLGORDE[rij.soort][0]):
            vast = {"datum": velden["sinds"], "zonder_brief": UIT_EEN_BESTAND, "vroeg": True}
            zet_stap(toekenning=rij, status=velden["status"], gebruiker=wie, **vast)

    def _op_slot(self) -> None:
        """Store one sheet of grants of a year at a time. Lock: the row of the year, beside which booking goes on."""
        Jaar.objects.select_for_update(no_key=True).get(jaar=self.omgeving.jaar)

    def _keur_nieuw(self, wat: list[Opgave]) -> None:
        al = Toekenning.objects.in_jaar(self.omgeving.jaar).filter(omschrijving__in=[o.omschrijving for o in wat])
        if al.exists():
            raise BoekFout(_("Deze toekenning staat al in dit jaar. Verander haar op haar eigen pagina."))

    def boek(self, wat: list[Opgave]) -> str:
        self._op_slot()
        self._keur_nieuw(wat)
        for opgave in wat:
            self._leg_vast(opgave)
        zin = ngettext("%(n)s toekenning is vastgelegd.", "%(n)s toekenningen zijn vastgelegd.", len(wat))
        return zin % {"n": getal(len(wat))}


def _vraag_de_databank() -> None:
    """Let the deferred rules speak now."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # going back to before the trial does not undo the line above


def _zin_van(fout: IntegrityError) -> str:
    """Return the sentence of the constraint that refused, or of the trigger."""
    diag = getattr(fout.__cause__, "diag", None)
    naam = getattr(diag, "constraint_name", None)
    for regel in Toekenning._meta.constraints:
        if regel.name == naam:
            return str(regel.violation_error_message)
    return str(getattr(diag, "message_primary", "") or _("Deze toekenning kan zo niet. Kijk de cellen na."))
