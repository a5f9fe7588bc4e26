"""The budget as a sheet: a line and a room a row, into the open version of the year."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.invoer.widgets import Keuze
from buurtwerkkamer.models import Versie
from financien.models import Kostenpost
from financien.resources.basis import Bedrag, Boekinvoer, Voorbeeld
from financien.services.opslaan import bewaar
from financien.services.raster import lees_raster
from kamers.models import Kamer
from kamers.resources.kolommen import Kolom, Rij


class Begrotingsinvoer(Boekinvoer):
    """Amounts of budget lines per room. What the sheet does not name stays as it is; saving can be taken back."""

    naam = "begroting"
    titel = gettext_lazy("Begroting")
    uitleg = gettext_lazy("Een post, een kamer en een bedrag per rij. Wat er niet in staat, blijft zoals het is.")
    knop = gettext_lazy("Zet in de begroting")
    recht = "financien.begroting_wijzigen"
    kolommen = {
        "post": Kolom("post", Keuze({}), verplicht=True, uitleg=gettext_lazy("Code of naam van de post, zoals F1.")),
        "kamer": Kolom("kamer", Keuze({}), verplicht=True, uitleg=gettext_lazy("Code of naam van de kamer.")),
        "bedrag": Kolom(
            "bedrag", Bedrag(), verplicht=True, uitleg=gettext_lazy("Voor het hele jaar."), voorbeeld="7.200,00"
        ),
    }

    def laad(self) -> None:
        open_ = Versie.objects.filter(jaar__jaar=self.omgeving.jaar, vastgesteld_op=None)
        self.versie = open_.select_related("jaar").first()
        self.kamers = {k.pk: k for k in Kamer.objects.tellend().in_volgorde()}
        self.posten = {p.pk: p for p in Kostenpost.objects.all()}
        self.kolommen["kamer"].widget.zet({k.pk: (k.code, k.naam, k.afkorting) for k in self.kamers.values()})
        self.kolommen["post"].widget.zet({p.pk: (p.code, p.naam, p.tekst) for p in self.posten.values()})

    def bekijk_rijen(self, rijen: list[Rij]) -> Voorbeeld:
        gezien: dict[tuple[int, int], int] = {}
        for rij in rijen:
            eerder = gezien.setdefault((rij.post, rij.kamer), rij.nummer)
            if eerder != rij.nummer:
                zin = _("Deze post staat voor deze kamer ook in rij %(rij)s. Haal er een weg.")
                self.fout(rij, "post", zin % {"rij": eerder})
        if self.versie is None and rijen:
            self.fout(
                rijen[0], "", _("Dit jaar heeft geen open versie. Begin eerst een nieuwe versie van de begroting.")
            )
        if self.fouten or self.versie is None:
            return Voorbeeld(())
        return self._voorbeeld(self.versie, rijen)

    def _voorbeeld(self, versie: Versie, rijen: list[Rij]) -> Voorbeeld:
        nu = lees_raster(versie, Kamer.objects.none()).cellen()
        waarden = {f"k-{rij.post}-{rij.kamer}": rij.bedrag for rij in rijen}
        tabel = []
        for rij, (cel, nieuw) in zip(rijen, waarden.items(), strict=True):
            oud = nu.get(cel)
            was = "–" if oud is None else getal(oud, 2)
            tabel.append((str(self.posten[rij.post]), str(self.kamers[rij.kamer]), was, getal(nieuw, 2)))
        anders = sum(1 for cel, nieuw in waarden.items() if nu.get(cel) != nieuw)
        totalen = ((_("Samen in dit bestand"), sum(waarden.values(), Decimal("0.00"))),)
        zin = ngettext("%(n)s bedrag verandert.", "%(n)s bedragen veranderen.", anders) % {"n": getal(anders)}
        kop = (_("Post"), _("Kamer"), _("Was"), _("Wordt"))
        return Voorbeeld(kop, tuple(tabel), totalen, (), (f"{versie}. {zin}",), (versie, waarden))

    def boek(self, wat: tuple[Versie, dict[str, Decimal]]) -> str:
        versie, waarden = wat
        vast = {"sleutel": self.sleutel, "gebruiker": self.omgeving.gebruiker}
        aantal = bewaar(versie=versie, waarden=dict(waarden), gezien=versie.bewerking, **vast)
        return ngettext("%(n)s bedrag staat in de begroting.", "%(n)s bedragen staan in de begroting.", aantal) % {
            "n": getal(aantal)
        }
