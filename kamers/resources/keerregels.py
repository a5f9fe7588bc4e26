"""The rules of the card for one row of a sheet of occurrences."""

from django.utils.translation import gettext as _

from buurtwerkkamer import bedragen
from kamers.models import Bijeenkomst
from kamers.resources.kolommen import Rij

_S = Bijeenkomst.Status
GETELD = ("kwamen_al", "nieuw_soort", "nieuw_kamer", "kinderen")


class Keerregels:
    """What belongs to a count, beside what a sheet is (``Kamerresource``)."""

    def vul_tellingen(self, rij: Rij) -> None:
        """Check the counts of a row as the card does, and fill in what follows from the others."""
        bekend = rij.bron.op_naam if rij.bron and rij.status == rij.bron.status else 0
        if (rij.op_naam or 0) != bekend:
            zin = (
                _("Namen kun je niet invoeren. Vul hier %(n)s in.")
                if bekend
                else _("Namen kun je niet invoeren. Maak deze cel leeg.")
            )
            self.fout(rij, "op_naam", zin % {"n": bekend})
        rij.op_naam = bekend or None
        if rij.status == _S.GENOTEERD:
            self._geteld(rij, bekend)
        else:
            self._niet_geteld(rij)

    def _niet_geteld(self, rij: Rij) -> None:
        for naam in GETELD:
            if getattr(rij, naam) is not None:
                self.fout(rij, naam, _("Deze keer is niet geteld. Maak deze cel leeg."))
        if rij.wie or rij.uren:
            self.fout(rij, "wie", _("Deze keer is niet geteld. Maak vrijwilligers en uren leeg."))
        if rij.status == _S.VERVALLEN and not rij.reden:
            self.fout(rij, "reden", _("Schrijf kort op waarom het niet doorging."))
        if rij.status == _S.VERPLAATST and rij.reden:
            self.fout(rij, "reden", _("Een reden hoort alleen bij: ging niet door. Maak deze cel leeg."))

    def _geteld(self, rij: Rij, op_naam: int) -> None:
        if rij.reden:
            self.fout(rij, "reden", _("Een reden hoort alleen bij: ging niet door. Maak deze cel leeg."))
        if rij.kwamen_al is None and not rij.nieuw_soort and not op_naam:
            self.fout(rij, "kwamen_al", _("Vul in hoeveel mensen er waren."))
        nieuw = rij.nieuw_soort or 0
        if nieuw and rij.nieuw_kamer is None:
            zin = _("Hoeveel van deze %(n)s zijn ook nieuw in de kamer? Vul een getal in.")
            self.fout(rij, "nieuw_kamer", zin % {"n": bedragen.getal(nieuw)})
        elif (rij.nieuw_kamer or 0) > nieuw:
            zin = _("Vul een getal in van 0 tot en met %(n)s.") % {"n": bedragen.getal(nieuw)}
            self.fout(rij, "nieuw_kamer", zin)
        rij.zet(kwamen_al=rij.kwamen_al or 0, nieuw_soort=nieuw, nieuw_kamer=rij.nieuw_kamer or 0)
        self._kinderen(rij, rij.kwamen_al + nieuw + op_naam)

    def _kinderen(self, rij: Rij, mensen: int) -> None:
        if (rij.kinderen or 0) > mensen:
            zin = _("Er kunnen niet meer kinderen zijn dan mensen. Verander een van de twee.")
            self.fout(rij, "kinderen", zin)
        elif rij.kinderen is None and rij.bron is None and rij.keer.activiteit.met_kinderen:
            zin = _("Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in.")
            self.fout(rij, "kinderen", zin)

    def keur_hoogte(self, rij: Rij, oud: Rij | None) -> None:
        """Ask whether a number far above the usual one is right, until the sheet says so itself."""
        activiteit, geteld = rij.keer.activiteit.pk, rij.status == _S.GENOTEERD
        aantal = rij.kwamen_al + rij.nieuw_soort + (rij.op_naam or 0) if geteld else None
        if aantal is not None and not rij.klopt:
            vraag = self.hoogte.vraag(activiteit, rij.gepland, aantal)
            if vraag:
                self.fout(rij, "kwamen_al", vraag + " " + _("Zet dan ja in de kolom 'klopt'."))
        self.hoogte.neem_op(activiteit, rij.gepland, aantal)
