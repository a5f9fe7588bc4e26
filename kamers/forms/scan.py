"""What a scanner, a camera or a finger sends: the number of a pass."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin

_INVOER = {"class": "form-control", "autocomplete": "off", "inputmode": "numeric", "autofocus": True}


class Scanform(GeenBsnMixin, forms.Form):
    """One number; the field is ready for the next one."""

    nummer = forms.CharField(
        label=_("Pasnummer"),
        max_length=40,
        error_messages={"required": _("Vul het nummer in dat op de pas staat.")},
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "off", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="scan-%s", **kwargs)
