"""The form of the opening balance."""

from decimal import Decimal
from uuid import uuid4

from django import forms

from buurtwerkkamer.velden import EuroField
from financien.forms.kaal import Kaalform, niet_te_groot
from financien.models import Grootboekrekening
from financien.services.boeken import ZINNEN


class Beginbalansform(Kaalform):
    """An amount per account of the balance sheet; empty is nothing."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, rekeningen: list[Grootboekrekening]):
        super().__init__(data, initial={"sleutel": uuid4()})
        self.rekeningen = {f"b{rekening.pk}": rekening for rekening in rekeningen}
        for naam, rekening in self.rekeningen.items():
            self.fields[naam] = EuroField(label=str(rekening), required=False, validators=[niet_te_groot])
            self.fields[naam].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "size": 12}

    def clean(self):
        schoon = super().clean()
        namen = {naam for naam in self.data if naam[:1] == "b" and naam[1:].isdecimal() and self.data[naam].strip()}
        if namen - self.rekeningen.keys():  # closed after the page was made
            self.add_error(None, ZINNEN["Deze rekening is gesloten."])
        return schoon

    def bedragen(self) -> dict[Grootboekrekening, Decimal]:
        """Return the amounts that were filled in, by account."""
        return {r: self.cleaned_data[naam] for naam, r in self.rekeningen.items() if self.cleaned_data[naam]}

    def groepen(self) -> list[tuple[str, list]]:
        """Return the fields for the page, by kind of account."""
        per_soort: dict[str, list] = {}
        for naam, rekening in self.rekeningen.items():
            per_soort.setdefault(str(rekening.get_soort_display()).capitalize(), []).append(self[naam])
        return list(per_soort.items())
