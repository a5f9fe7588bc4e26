"""Close a month, close a year provisionally, and write down what the members decided."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import GEEN_DAG, DagField
from financien.forms.boeken import Kaalform


class Sluitform(Kaalform):
    """The key of the act; and why, when something is not ready."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    maand = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reden = forms.CharField(
        label=_("Waarom sluit je toch af?"),
        max_length=300,
        required=False,
        help_text=_("Dit leest de kascommissie. Zonder namen van bewoners."),
    )

    def __init__(self, data=None, *, maand: int | None = None):
        super().__init__(data, initial={"sleutel": uuid4(), "maand": maand})


class Vaststelform(Kaalform):
    """The decision of the members' meeting."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    besluit_op = DagField(label=_("Dag van de ledenvergadering"), toekomst=False, error_messages={"required": GEEN_DAG})
    besluit = forms.CharField(
        label=_("Wat besloten de leden?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: jaarrekening vastgesteld, bestuur décharge verleend."),
        error_messages={"required": _("Schrijf het besluit van de ledenvergadering op.")},
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"sleutel": uuid4()})
