"""The opening balance as a sheet: an account and an amount a row."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.invoer.widgets import Keuze
from financien.models import Grootboekrekening
from financien.models.grootboek import ACTIVA
from financien.resources.basis import Bedrag, Boekinvoer, Omgeving, Voorbeeld
from financien.services.beginbalans import beginbalans_van, boek_beginbalans, te_openen, zin_laat
from financien.services.openposten import zonder_factuur
from financien.services.rekeningschema import zin_zonder
from kamers.resources.kolommen import Kolom, Rij


class Beginbalansinvoer(Boekinvoer):
    """Amounts as they stand on the balance sheet of last year; the sum of both sides is shown."""

    naam = "balans"
    titel = gettext_lazy("Beginbalans")
    uitleg = gettext_lazy("De balans van vorig jaar: een rekening en een bedrag per rij.")
    tekstkolommen = 1
    knop = gettext_lazy("Boek de beginbalans")
    kolommen = {
        "rekening": Kolom(
            "rekening", Keuze({}), verplicht=True, uitleg=gettext_lazy("Nummer of naam van de rekening.")
        ),
        "bedrag": Kolom(
            "bedrag",
            Bedrag(onder_nul=True),
            verplicht=True,
            uitleg=gettext_lazy("Zoals het op de balans staat. Onder nul: aan de andere kant."),
            voorbeeld="48.250,00",
        ),
    }

    def __init__(self, omgeving: Omgeving):
        super().__init__(omgeving)
        self.rekeningen: dict[int, Grootboekrekening] = {}

    def laad(self) -> None:
        self.rekeningen = {r.pk: r for r in te_openen()}
        self.kolommen["rekening"].widget.zet({r.pk: (r.nummer, r.naam) for r in self.rekeningen.values()})

    def bekijk(self, naam: str, inhoud: bytes) -> Voorbeeld:
        """Say it too when rooms have no accounts to open, also beside mistakes: a row of such a room is one."""
        voorbeeld, zonder = super().bekijk(naam, inhoud), zin_zonder()
        if not zonder:
            return voorbeeld
        return replace(voorbeeld, meldingen=(*voorbeeld.meldingen, f"{zonder} {_('Maak die eerst bij Rekeningen.')}"))

    def bekijk_rijen(self, rijen: list[Rij]) -> Voorbeeld:
        gezien: dict[int, int] = {}
        for rij in rijen:
            eerder = gezien.setdefault(rij.rekening, rij.nummer)
            if eerder != rij.nummer:
                self.fout(
                    rij, "rekening", _("Deze rekening staat ook in rij %(rij)s. Haal er een weg.") % {"rij": eerder}
                )
        stuk = beginbalans_van()
        if stuk and rijen:
            self.fout(rijen[0], "", _("De beginbalans is al geboekt als %(stuk)s. Keer die eerst om.") % {"stuk": stuk})
        bedragen = {self.rekeningen[rij.rekening]: rij.bedrag for rij in rijen}
        if not any(bedragen.values()) and rijen and not self.fouten:
            self.fout(rijen[0], "bedrag", _("Vul minstens één bedrag in."))
        links, rechts = (
            sum((b for r, b in bedragen.items() if (r.soort in ACTIVA) == kant), Decimal("0.00"))
            for kant in (True, False)
        )
        totalen = [(_("Bezittingen"), links), (_("Schulden en reserves"), rechts)]
        if links != rechts:
            totalen.append((_("Verschil, blijft staan op Beginbalans"), links - rechts))
        tabel = tuple((str(r), getal(b, 2)) for r, b in bedragen.items())
        laat = zin_laat(self.omgeving.jaar)
        return Voorbeeld((_("Rekening"), _("Bedrag")), tabel, tuple(totalen), (), (laat,) * bool(laat), bedragen)

    def boek(self, wat: dict[Grootboekrekening, Decimal]) -> str:
        vast = {"sleutel": self.sleutel, "gebruiker": self.omgeving.gebruiker}
        stuk = boek_beginbalans(jaar=self.omgeving.jaar, bedragen=wat, **vast)
        zin = _("De beginbalans is geboekt als %(stuk)s.") % {"stuk": stuk}
        if zonder_factuur() > 0:
            erbij = _("Bij Betalen, onder Nog open, zet je de facturen bij wat je leveranciers schuldig bent.")
            return f"{zin} {erbij}"
        return zin
