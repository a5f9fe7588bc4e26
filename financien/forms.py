"""The forms of the treasurer: the grid, a version, a new year, a source."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.velden import AantalField, EuroField
from financien.services.raster import BEDRAG, UREN, Raster, Waarde

HOOGSTE_BEDRAG = Decimal("99999999.99")


def _niet_onder_nul(waarde: str) -> None:
    if Decimal(waarde) < 0:
        raise ValidationError(_("Een bedrag in de begroting is € 0 of meer."), code="negatief")
    if Decimal(waarde) > HOOGSTE_BEDRAG:
        raise ValidationError(_("Dit bedrag is te groot voor de begroting."), code="te_groot")


class RasterForm(forms.Form):
    """All cells of the grid that stand on the page: an empty cell is None, € 0 is 0."""

    sleutel = forms.UUIDField()
    gezien = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, raster: Raster, kamers, **kwargs):
        super().__init__(*args, **kwargs)
        self.raster, self.kamers, self.cellen = raster, kamers, []
        for rij in raster.rijen:
            for kamer in kamers:
                self.fields[rij.cel(kamer)] = self._veld(rij)
                self.cellen.append(rij.cel(kamer))

    @staticmethod
    def _veld(rij):
        if rij.soort != BEDRAG:
            return AantalField(required=False)
        return EuroField(required=False, validators=[_niet_onder_nul])

    def clean(self):
        for rij in self.raster.rijen:
            letter, wie = rij.sleutel.split("-")
            if letter == "p":
                self._controleer_uren(wie)
        return self.cleaned_data

    def _controleer_uren(self, wie: str) -> None:
        for kamer in self.kamers:
            namen = [f"{letter}-{wie}-{kamer.pk}" for letter in UREN]
            if any(naam in self.errors for naam in namen):
                continue
            leeg = [naam for naam in namen if self.cleaned_data.get(naam) is None]
            if leeg and len(leeg) < len(namen):
                for naam in leeg:
                    self.add_error(naam, _("Vul personen, uren en waarde in, of laat ze alle drie leeg."))
            elif self.cleaned_data[namen[-1]] == 0:
                self.add_error(namen[-1], _("Een uurtarief is meer dan € 0."))

    def waarden(self) -> dict[str, Waarde | None]:
        """Return the valid cells by name."""
        return {naam: self.cleaned_data[naam] for naam in self.cellen if naam in self.cleaned_data}

    def getypt(self) -> dict[str, str]:
        """Return the text of every cell as it was typed."""
        return {naam: self.data.get(naam, "") for naam in self.cellen}

    def fouten(self) -> dict[str, str]:
        """Return the sentence of every cell that is wrong."""
        return {naam: str(fouten[0]) for naam, fouten in self.errors.items() if naam in self.cellen}
