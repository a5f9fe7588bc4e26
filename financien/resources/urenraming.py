"""The planned hours as a sheet: who and a room a row, into the open version of the year."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.invoer.widgets import Aantal, Keuze
from buurtwerkkamer.models import Versie
from financien.resources.basis import Bedrag, Voorbeeld
from financien.resources.plan import Planinvoer, kamerkolom, was_wordt
from financien.services.raster import UREN, WIE, Waarde
from kamers.resources.kolommen import Kolom, Rij


class Ureninvoer(Planinvoer):
    """Persons, hours each and what an hour is worth: the popular budget."""

    naam = "urenraming"  # with the year it must fit in Invoer.soort
    titel = gettext_lazy("Uren van de begroting")
    uitleg = gettext_lazy("Bewoners of medewerkers en een kamer per rij, met personen, uren en waarde per uur.")
    wat = "wie"
    dubbel = gettext_lazy("Deze uren staan voor deze kamer ook in rij %(rij)s. Haal er een weg.")
    kolommen = {
        "wie": Kolom(
            "wie",
            Keuze({wie: (f"{wie.value}s", wie.value) for wie in WIE}),
            verplicht=True,
            uitleg=gettext_lazy("bewoners of medewerkers."),
        ),
        "kamer": kamerkolom(),
        "personen": Kolom("personen", Aantal(), verplicht=True, voorbeeld="40"),
        "uren_per_persoon": Kolom("uren per persoon", Aantal(), verplicht=True, voorbeeld="250"),
        "tarief": Kolom(
            "waarde per uur", Bedrag(), verplicht=True, uitleg=gettext_lazy("Meer dan € 0."), voorbeeld="10,04"
        ),
    }

    def keur(self, rij: Rij) -> None:
        if rij.tarief == 0:
            self.fout(rij, "tarief", _("Een uurtarief is meer dan € 0."))

    @staticmethod
    def zin_vooraf(aantal: int) -> str:
        return ngettext("%(n)s getal verandert.", "%(n)s getallen veranderen.", aantal)

    @staticmethod
    def zin_achteraf(aantal: int) -> str:
        return ngettext("%(n)s getal staat in de begroting.", "%(n)s getallen staan in de begroting.", aantal)

    def cellen(self, rij: Rij) -> dict[str, Waarde]:
        velden = {letter: getattr(rij, veld) for letter, (_naam, _soort, veld) in UREN.items()}
        return {f"{letter}-{rij.wie}-{rij.kamer}": Decimal(waarde) for letter, waarde in velden.items()}

    def voorbeeld(self, versie: Versie, rijen: list[Rij], nu: dict[str, Waarde]) -> Voorbeeld:
        waarden = self.alle_cellen(rijen)
        samen = sum((self._waarde(self.cellen(rij)) or Decimal(0) for rij in rijen), Decimal(0))
        totalen = ((_("Waarde van deze uren"), rond(samen)),)
        kop = (
            _("Wie"),
            _("Kamer"),
            _("Personen"),
            _("Uren per persoon"),
            _("Per uur"),
            _("Was waard"),
            _("Wordt waard"),
        )
        tabel = tuple(self._regel(rij, nu) for rij in rijen)
        return Voorbeeld(kop, tabel, totalen, (), (self.verandert(versie, waarden, nu),), (versie, waarden, {}))

    def _regel(self, rij: Rij, nu: dict[str, Waarde]) -> tuple[str, ...]:
        nieuw = self.cellen(rij)
        oud = self._waarde({naam: nu[naam] for naam in nieuw if naam in nu})
        delen = [was_wordt(None, waarde, 2 if naam[0] == "t" else 0)[1] for naam, waarde in nieuw.items()]
        waard = was_wordt(oud, self._waarde(nieuw) or Decimal(0))
        return (str(WIE[rij.wie]), str(self.kamers[rij.kamer]), *delen, *waard)

    @staticmethod
    def _waarde(cellen: dict[str, Waarde]) -> Decimal | None:
        """Return persons × hours × value; None when a part is missing."""
        if len(cellen) < len(UREN):
            return None
        personen, uren, tarief = cellen.values()
        return rond(personen * uren * tarief)
