"""Closing a counting year."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SluitForm(forms.Form):
    """The tick under the list of what lacks, and how long that list was."""

    aantal = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    gezien = forms.BooleanField(label=_("Ik heb gezien wat er mist. Dat blijft zo."), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)

    def gezien_aantal(self) -> int | None:
        """Return of how many items the list was, when it was ticked."""
        return self.cleaned_data["aantal"] if self.cleaned_data["gezien"] else None
