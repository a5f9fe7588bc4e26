"""A sheet of money to look at."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from kamers.forms.bestanden import Invoerform


class Boekinvoerform(Invoerform):
    """A file of one kind, with the endings and the largest size of that kind."""

    def __init__(self, *args, endingen: Sequence[str], hoogste: int, **kwargs):
        super().__init__(*args, **kwargs)
        veld, self.hoogste = self.fields["bestand"], hoogste
        veld.help_text = _("Hoogstens 5.000 rijen in een rekenblad.")
        veld.widget = forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in endingen)})

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > self.hoogste:
            raise forms.ValidationError(_("Dit bestand is te groot. Verdeel het over meer bestanden."))
        return bestand
