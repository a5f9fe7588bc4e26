"""Close a month, and close a year provisionally."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from financien.forms.kaal import Kaalform


class Sluitform(Kaalform):
    """The key of the act; and why, when something is not ready."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    reden = forms.CharField(
        label=_("Waarom sluit je toch af?"),
        max_length=300,
        required=False,
        help_text=_("Dit leest de kascommissie. Zonder namen van bewoners."),
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"sleutel": uuid4()})
