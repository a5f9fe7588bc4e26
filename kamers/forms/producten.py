"""The grid of products beside rooms: one choice per cell."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kamers.models import Productstand
from kamers.services.producten import ONBEKEND, STANDEN, Productrij

KEUZES = [(ONBEKEND, _("nog niet bekend")), *Productstand.Stand.choices]


class Productenform(forms.Form):
    """All cells on the sheet. ``gezien``: the states as the page showed them, in the order of the cells."""

    gezien = forms.CharField(widget=forms.HiddenInput, max_length=2000)

    def __init__(self, *args, rijen: list[Productrij], **kwargs):
        cellen = [(naam, stand, rij.product, kamer) for rij in rijen for kamer, naam, stand in rij.cellen]
        begin = {naam: stand for naam, stand, *_wie in cellen}
        begin["gezien"] = ",".join(str(STANDEN.index(stand)) for _naam, stand, *_wie in cellen)
        super().__init__(*args, initial=begin, use_required_attribute=False, label_suffix="", auto_id="%s", **kwargs)
        self.namen = [naam for naam, *_rest in cellen]
        self.rijen = rijen
        for naam, _stand, product, kamer in cellen:
            keuze = forms.ChoiceField(label=f"{product.naam}, {kamer.naam}", choices=KEUZES)
            zin = _("%(product)s, %(kamer)s: kies actief, incidenteel, nee of nog niet bekend.")
            fout = zin % {"product": product.naam, "kamer": kamer.naam}
            keuze.error_messages = {"required": fout, "invalid_choice": fout}
            self.fields[naam] = keuze

    def tabel(self) -> list:
        """Return the rows for the page: the product with the field of each room."""
        return [(rij.product, [(kamer, self[naam]) for kamer, naam, _stand in rij.cellen]) for rij in self.rijen]

    def clean_gezien(self):
        """Read back what the page showed; a page with other cells is an old one."""
        delen = self.cleaned_data["gezien"].split(",")
        goed = len(delen) == len(self.namen) and all(deel in map(str, range(len(STANDEN))) for deel in delen)
        if not goed:
            raise forms.ValidationError(_("Deze pagina is verouderd. Laad hem opnieuw."))
        return {naam: STANDEN[int(deel)] for naam, deel in zip(self.namen, delen, strict=True)}

    def waarden(self) -> dict[str, str]:
        """Return the chosen states by cell."""
        return {naam: self.cleaned_data[naam] for naam in self.namen}
