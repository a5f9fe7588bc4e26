"""A sheet of money to look at, and its confirmation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from financien.resources.basis import Boekinvoer
from kamers.forms.bestanden import Bevestigform, Invoerform

__all__ = ["Bevestigform", "Boekinvoerform"]


class Boekinvoerform(Invoerform):
    """A file of one kind; its endings are those of the kind."""

    def __init__(self, *args, soort: type[Boekinvoer], **kwargs):
        super().__init__(*args, **kwargs)
        veld, self.soort = self.fields["bestand"], soort
        veld.help_text = _("Hoogstens 5.000 rijen in een rekenblad.")
        veld.widget = forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in soort.endingen)})

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > self.soort.hoogste:
            raise forms.ValidationError(_("Dit bestand is te groot. Verdeel het over meer bestanden."))
        return bestand
