"""The answers to "Was je er?" and the approvals of a coordinator."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import GEEN_UREN
from buurtwerkkamer.velden import UrenFormField

_REGEL = re.compile(r"(\d{1,18}):(\d{1,2}\.\d{2})", re.ASCII)  # the id of an Inzet and what was reported


class MeldForm(forms.Form):
    """One of three answers: these hours, or I was not there."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    antwoord = forms.ChoiceField(choices=[("uren", _("Uren")), ("niet", _("Ik was er niet"))])
    uren = UrenFormField(label=_("Hoeveel uur was je er?"), required=False)

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("antwoord") == "uren" and not gegevens.get("uren") and "uren" not in self.errors:
            self.add_error("uren", GEEN_UREN)
        return gegevens

    def gemeld(self) -> Decimal:
        """Return the reported hours; 0 for absent."""
        return Decimal("0.00") if self.cleaned_data["antwoord"] == "niet" else self.cleaned_data["uren"]


class OordeelForm(forms.Form):
    """What a coordinator approves or not: each line as the page showed it, such as 12:3.00."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    oordeel = forms.ChoiceField(choices=[("goed", _("Goedkeuren")), ("niet", _("Niet goedkeuren"))])

    def clean(self):
        gegevens = super().clean()
        regels = [_REGEL.fullmatch(regel) for regel in self.data.getlist("gezien")]
        gegevens["gezien"] = {int(regel[1]): Decimal(regel[2]) for regel in regels if regel}
        if not regels or None in regels:
            raise forms.ValidationError(_("Er staat niets meer klaar om goed te keuren."))
        return gegevens
