"""The holiday allowance that is paid in May, and why no wages come any more."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.velden import EuroField
from financien.forms.kaal import Kaalform
from financien.services.lonen import MEI


class Vakantiegeldform(Kaalform):
    """On which day it is paid, and how much tax goes off."""

    datum = DagField(label=_("Dag van de uitbetaling"), error_messages={"required": GEEN_DAG})
    loonheffing = EuroField(
        label=_("Waarvan loonheffing en premies"),
        help_text=_("Zoals op de strook van het loonbureau. Niets af te dragen: vul 0 in."),
        error_messages={"required": _("Vul de loonheffing in. Niets af te dragen: vul 0 in.")},
    )

    def __init__(self, data=None, *, jaar: int):
        super().__init__(data, initial={"datum": date(jaar, MEI, 31)})
        self.fields["loonheffing"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.jaar = jaar

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        if datum.year != self.jaar:
            raise forms.ValidationError(_("Deze dag valt in een ander boekjaar."))
        return datum


class Loonstopform(Kaalform):
    """Why there are no wages from a month on."""

    maand = forms.DateField(widget=forms.HiddenInput)
    reden = forms.CharField(
        label=_("Waarom komen er geen lonen meer?"),
        max_length=200,
        help_text=_("Zonder namen van mensen. Bijvoorbeeld: het laatste dienstverband liep af op 30 november."),
        error_messages={"required": _("Schrijf op waarom er geen lonen meer komen.")},
    )
