"""One tap on the card of a drop-in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kamers.services.inloop import AL, NIEUW


class TikForm(forms.Form):
    """Which button was tapped, the key of this tap, and which card by hand it has seen."""

    JA, NEE, KLAAR = "ja", "nee", "klaar"
    sleutel = forms.UUIDField()
    gezien = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    actie = forms.ChoiceField(
        choices=[
            (AL, _("+1")),
            (NIEUW, _("+1 voor het eerst dit jaar")),
            (JA, _("Ja")),
            (NEE, _("Nee")),
            (KLAAR, _("Klaar voor vandaag")),
        ]
    )
