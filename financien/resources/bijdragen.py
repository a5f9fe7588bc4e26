"""The financing plan as a sheet: a source and a room a row, into the open version of the year."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.invoer.widgets import Keuze
from buurtwerkkamer.models import Versie
from financien.models import Financieringsbron
from financien.resources.basis import Bedrag, Voorbeeld
from financien.resources.plan import Planinvoer, kamerkolom, was_wordt
from financien.services.raster import Waarde
from kamers.resources.kolommen import Kolom, Rij


class Bijdrageninvoer(Planinvoer):
    """Amounts of the sources of a version per room; a new source is made on its own page first."""

    naam = "bijdragen"  # with the year it must fit in Invoer.soort
    titel = gettext_lazy("Financiering")
    uitleg = gettext_lazy("Een bron, een kamer en een bedrag per rij. Een nieuwe bron maak je eerst bij de begroting.")
    wat = "bron"
    dubbel = gettext_lazy("Deze bron staat voor deze kamer ook in rij %(rij)s. Haal er een weg.")
    kolommen = {
        "bron": Kolom("bron", Keuze({}), verplicht=True, uitleg=gettext_lazy("De naam, of hoe de bron gedrukt wordt.")),
        "kamer": kamerkolom(),
        "bedrag": Kolom(
            "bedrag", Bedrag(), verplicht=True, uitleg=gettext_lazy("Voor het hele jaar."), voorbeeld="62.000,00"
        ),
    }

    def laad(self) -> None:
        super().laad()
        self.bronnen = {b.pk: b for b in Financieringsbron.objects.filter(versie=self.versie).order_by("volgorde")}
        self.kolommen["bron"].widget.zet({b.pk: (b.naam, b.tekst) for b in self.bronnen.values()})

    def cellen(self, rij: Rij) -> dict[str, Waarde]:
        return {f"f-{rij.bron}-{rij.kamer}": rij.bedrag}

    def voorbeeld(self, versie: Versie, rijen: list[Rij], nu: dict[str, Waarde]) -> Voorbeeld:
        waarden = self.alle_cellen(rijen)
        tabel = tuple(
            (self.bronnen[rij.bron].naam, str(self.kamers[rij.kamer]), *was_wordt(nu.get(cel), bedrag))
            for rij, (cel, bedrag) in zip(rijen, waarden.items(), strict=True)
        )
        totalen = ((_("Samen in dit bestand"), sum(waarden.values(), Decimal("0.00"))),)
        kop = (_("Bron"), _("Kamer"), _("Was"), _("Wordt"))
        return Voorbeeld(kop, tabel, totalen, (), (self.verandert(versie, waarden, nu),), (versie, waarden, {}))
