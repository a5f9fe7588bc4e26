"""The rules of a klus for one row of a sheet."""

from datetime import date

from django.utils.translation import gettext as _

from kamers.models import Klus
from kamers.resources.kolommen import Rij
from kamers.services.klussen_invoer import GEDAAN, tekst_is_oud

_S = Klus.Status


def laatste_dag(klus: Klus | Rij) -> date | None:
    """Return when a klus that is done or off was handled, if nobody wrote that down: the last day that it has."""
    return klus.gedaan_op or klus.afspraak or klus.gevraagd_op if klus.status in GEDAAN else None


class Klusregels:
    """What belongs to a klus, beside what a sheet is (``Kamerresource``)."""

    def vul(self, rij: Rij, klus: Klus | None) -> bool:
        """Fill in what follows from other cells, and check the row by itself; False when something is wrong."""
        voor = len(self._fouten)
        rij.zet(klussoort=rij.klussoort or Klus.Klussoort.REPARATIE.value, status=rij.status or self._status(rij))
        rij.eerste_keer = rij.eerste_keer or Klus.EersteKeer.ONBEKEND.value
        self._keur_dagen(rij)
        rij.afgehandeld_op = rij.afgehandeld_op or laatste_dag(rij)
        if len(self._fouten) == voor:
            self._keur_tekst(rij, klus)
        return len(self._fouten) == voor

    @staticmethod
    def _status(rij: Rij) -> str:
        if rij.gedaan_op:
            return _S.KLAAR.value
        return _S.GEPLAND.value if rij.afspraak else _S.GEVRAAGD.value

    def _keur_dagen(self, rij: Rij) -> None:
        klaar = rij.status == _S.KLAAR
        if klaar and rij.gedaan_op is None:
            self.fout(rij, "gedaan_op", _("Vul in op welke dag de klus gedaan is."))
        if not klaar and rij.gedaan_op:
            self.fout(rij, "gedaan_op", _("Deze klus is niet klaar. Maak deze cel leeg, of zet klaar bij status."))
        if rij.status == _S.GEPLAND and rij.afspraak is None:
            self.fout(rij, "afspraak", _("Vul in op welke dag de afspraak is."))
        if rij.status == _S.GEVRAAGD and rij.afspraak:
            self.fout(rij, "status", _("Er is een afspraak. Kies dan gepland."))
        if rij.afspraak_tijd and rij.afspraak is None:
            self.fout(rij, "afspraak", _("Vul ook in op welke dag de afspraak is."))
        if rij.afgehandeld_op and rij.status not in GEDAAN:
            self.fout(rij, "afgehandeld_op", _("Deze klus is nog niet afgehandeld. Maak deze cel leeg."))

    def _keur_tekst(self, rij: Rij, klus: Klus | None) -> None:
        """Leave out a text that is too old to keep; a klus to do has one."""
        if self.tekst_te_oud(rij):
            self.oude_teksten += bool(rij.omschrijving or rij.straat or rij.reden)
            rij.zet(omschrijving=None, straat=None, reden=None)
            return
        if rij.status == _S.VERVALLEN and not rij.reden:
            self.fout(rij, "reden", _("Schrijf kort op waarom de klus niet doorgaat."))
        if rij.status != _S.VERVALLEN and rij.reden:
            self.fout(rij, "reden", _("Een reden hoort alleen bij: gaat niet door. Maak deze cel leeg."))
        if not rij.omschrijving and klus is None:
            self.fout(rij, "omschrijving", _("Schrijf op wat er moet gebeuren, bijvoorbeeld: lekkende kraan."))

    def tekst_te_oud(self, rij: Rij) -> bool:
        """Tell whether the text of a row may not be kept any longer."""
        velden = {naam: getattr(rij, naam) for naam in ("gevraagd_op", "afspraak", "gedaan_op", "afgehandeld_op")}
        return tekst_is_oud(Klus(status=rij.status or self._status(rij), **velden), self.omgeving.vandaag)

    def keur_heropenen(self, rij: Rij) -> None:
        """A klus that was done goes back to do only while its text stands and nobody reported hours."""
        if rij.bron.gewist_op or any(inzet.gemeld_op for inzet in rij.bron.inzet.all()):
            self.fout(rij, "status", _("Deze klus is klaar en kan niet terug. Maak er een nieuwe van."))
