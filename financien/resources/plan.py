"""The base of the sheets that go into the open version of a year: costs, contributions and hours."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.invoer.widgets import Keuze
from buurtwerkkamer.models import Versie
from financien.resources.basis import Boekinvoer, Voorbeeld
from financien.services.begrotingsblad import bewaar_blad
from financien.services.raster import Waarde, lees_raster
from kamers.models import Kamer
from kamers.resources.kolommen import Kolom, Rij


def kamerkolom() -> Kolom:
    return Kolom("kamer", Keuze({}), verplicht=True, uitleg=gettext_lazy("Code of naam van de kamer."))


class Planinvoer(Boekinvoer):
    """Cells of a version, a row for each line and room. What a sheet does not name stays; it is taken back whole."""

    knop = gettext_lazy("Zet in de begroting")
    recht = "financien.begroting_wijzigen"
    kan_terug = True
    wat = ""  # the column that names the line
    dubbel: str | Promise = ""  # what to say of a line that is there twice for a room

    def laad(self) -> None:
        open_ = Versie.objects.filter(jaar__jaar=self.omgeving.jaar, vastgesteld_op=None)
        self.versie = open_.select_related("jaar").first()
        self.kamers = {k.pk: k for k in Kamer.objects.tellend().in_volgorde()}
        self.kolommen["kamer"].widget.zet({k.pk: (k.code, k.naam, k.afkorting) for k in self.kamers.values()})

    def cellen(self, rij: Rij) -> dict[str, Waarde]:
        """Return the cells of the grid that a row fills."""
        raise TypeError(type(self).__name__)

    def voorbeeld(self, versie: Versie, rijen: list[Rij], nu: dict[str, Waarde]) -> Voorbeeld:
        """Return what the rows would do; ``nu`` is what stands in the grid."""
        raise TypeError(type(self).__name__)

    def bekijk_rijen(self, rijen: list[Rij]) -> Voorbeeld:
        gezien: dict[tuple[Any, int], int] = {}
        for rij in rijen:
            eerder = gezien.setdefault((getattr(rij, self.wat), rij.kamer), rij.nummer)
            if eerder != rij.nummer:
                self.fout(rij, self.wat, str(self.dubbel) % {"rij": eerder})
            self.keur(rij)
        if self.versie is None and rijen:
            self.fout(
                rijen[0], "", _("Dit jaar heeft geen open versie. Begin eerst een nieuwe versie van de begroting.")
            )
        if self.fouten or self.versie is None:
            return Voorbeeld(())
        return self.voorbeeld(self.versie, rijen, self.staat_er(self.versie))

    def staat_er(self, versie: Versie) -> dict[str, Waarde]:
        """Return what stands in the cells that a sheet can fill."""
        return lees_raster(versie, Kamer.objects.none()).cellen()

    def keur(self, rij: Rij) -> None:
        """Look at what belongs together in a row."""

    def alle_cellen(self, rijen: list[Rij]) -> dict[str, Waarde]:
        return {naam: waarde for rij in rijen for naam, waarde in self.cellen(rij).items()}

    def verandert(self, versie: Versie, waarden: dict[str, Waarde], nu: dict[str, Waarde]) -> str:
        """Say of which version it is, and how much changes."""
        anders = sum(1 for cel, nieuw in waarden.items() if nu.get(cel) != nieuw)
        return f"{versie}. {self.zin_vooraf(anders)}" % {"n": getal(anders)}

    @staticmethod
    def zin_vooraf(aantal: int) -> str:
        return ngettext("%(n)s bedrag verandert.", "%(n)s bedragen veranderen.", aantal)

    @staticmethod
    def zin_achteraf(aantal: int) -> str:
        return ngettext("%(n)s bedrag staat in de begroting.", "%(n)s bedragen staan in de begroting.", aantal)

    def boek(self, wat: tuple[Versie, dict[str, Waarde], dict[str, str | None]]) -> str:
        versie, waarden, regels = wat
        vast = {"sleutel": self.sleutel, "gebruiker": self.omgeving.gebruiker}
        aantal, anders = bewaar_blad(versie=versie, waarden=dict(waarden), regels=dict(regels), **vast)
        zinnen = [self.zin_achteraf(aantal)]
        if anders:
            zinnen.append(
                ngettext(
                    "%(m)s basis of spreiding is veranderd.", "%(m)s keer is basis of spreiding veranderd.", anders
                )
            )
        return " ".join(zinnen) % {"n": getal(aantal), "m": getal(anders)}


def was_wordt(oud: Waarde | None, nieuw: Waarde, decimalen: int = 2) -> tuple[str, str]:
    """Return what stood in a cell and what it becomes."""
    return "–" if oud is None else getal(oud, decimalen), getal(nieuw, decimalen)
