"""The grid of targets: one piece of text per indicator and room."""

from django import forms
from django.core.exceptions import ValidationError

from kamers.models import Indicator
from kamers.services.afspraken import cel, lees_voor, toon_streefwaarde


class StreefwaardeField(forms.CharField):
    """A target of an indicator as it is typed, returned the way it is printed; empty is None."""

    def __init__(self, *, indicator: Indicator, **kwargs):
        self.indicator = indicator
        super().__init__(required=False, max_length=140, empty_value=None, **kwargs)

    def to_python(self, value):
        tekst = super().to_python(value)
        if tekst is None:
            return None
        try:
            return toon_streefwaarde(lees_voor(self.indicator, tekst))
        except ValueError as fout:
            raise ValidationError(fout.args[0], code="invalid") from fout


class AfsprakenForm(forms.Form):
    """All targets on the sheet."""

    sleutel = forms.UUIDField()
    gezien = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, indicatoren, kamers, **kwargs):
        super().__init__(*args, **kwargs)
        van = {cel(indicator.pk, kamer.pk): indicator for indicator in indicatoren for kamer in kamers}
        self.cellen = list(van)
        for naam, indicator in van.items():
            self.fields[naam] = StreefwaardeField(indicator=indicator)

    def waarden(self) -> dict[str, str | None]:
        """Return the valid cells by name."""
        return {naam: self.cleaned_data[naam] for naam in self.cellen if naam in self.cleaned_data}

    def getypt(self) -> dict[str, str]:
        """Return the text of every cell as it was typed."""
        return {naam: self.data.get(naam, "") for naam in self.cellen}

    def fouten(self) -> dict[str, str]:
        """Return the sentence of every cell that is wrong."""
        return {naam: str(fouten[0]) for naam, fouten in self.errors.items() if naam in self.cellen}
