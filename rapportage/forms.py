"""What is filled in for a report."""

import re
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import lees_bedrag
from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from buurtwerkkamer.velden import AantalField, EuroField
from kamers.models import Indicator

GEEN_UITKOMST = _("Vul een getal in, bijvoorbeeld 58 of 8,3.")
GRENZEN = {  # lowest, highest, and the sentence for whatever lies outside
    Indicator.Eenheid.AANDEEL: (0, 100, _("Een percentage ligt tussen 0 en 100.")),
    Indicator.Eenheid.CIJFER: (1, 10, _("Een cijfer ligt tussen 1 en 10.")),
    Indicator.Eenheid.AANTAL: (0, 999_999, _("Een aantal is 0 of meer.")),
}
CODE = re.compile(r"[0-9a-f]{12}")
GEEN_CODE = _("Een controlecode heeft twaalf tekens: cijfers en de letters a tot en met f.")
HEEL_GETAL = _("Een aantal is een heel getal, bijvoorbeeld 12.")
MEER_DAN_AANGEMELD = _("Er kunnen niet meer mensen meedoen dan er zijn aangemeld.")


class VastlegForm(forms.Form):
    """The confirmation that a report is recorded: the key of this act, and the tick under what is still open."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    aantal = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    gezien = forms.BooleanField(label=_("Ik wil dit nu al delen."), required=False)

    def gezien_aantal(self) -> int | None:
        """Return how many items were still open, when that was ticked."""
        return self.cleaned_data.get("aantal") if self.cleaned_data.get("gezien") else None


class Controleform(forms.Form):
    """The check code of a printed report, as people copy it: with spaces, in capitals."""

    code = forms.CharField(
        label=_("Controlecode"),
        max_length=40,
        help_text=_("Twaalf tekens, bijvoorbeeld a1b2c3d4e5f6."),
        error_messages={"required": _("Vul de controlecode in."), "max_length": GEEN_CODE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split()).lower()
        if not CODE.fullmatch(code):
            raise ValidationError(GEEN_CODE)
        return code


class Vaststelform(GeenBsnMixin, DrukbaarMixin, VastlegForm):
    """The decision of the members' meeting, and the tick under what is still open."""

    besluit_op = DagField(label=_("Dag van de ledenvergadering"), toekomst=False, error_messages={"required": GEEN_DAG})
    besluit = forms.CharField(
        label=_("Wat besloten de leden?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: jaarrekening vastgesteld, bestuur décharge verleend."),
        error_messages={"required": _("Schrijf het besluit van de ledenvergadering op.")},
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"sleutel": uuid4()}, label_suffix="", use_required_attribute=False)
        self.fields["gezien"].label = _("Ik weet dat dit nog mist.")


class UitkomstField(EuroField):
    """A result as people type it: 58 · 8,3 · 1.250. Decimal."""

    @staticmethod
    def lees(tekst: str) -> Decimal:
        try:
            return lees_bedrag(tekst.removesuffix("%"))
        except ValueError as fout:
            raise ValueError(GEEN_UITKOMST) from fout


class MetingForm(GeenBsnMixin, DrukbaarMixin, forms.Form):
    """One result with its source. ``indicator`` sets the unit, ``aangemeld`` asks the second number of "10 op 20"."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    waarde = UitkomstField(label=_("Uitkomst"), error_messages={"required": GEEN_UITKOMST})
    op_aangemeld = AantalField(
        label=_("Hoeveel mensen waren er aangemeld?"),
        error_messages={"required": _("Vul in hoeveel mensen er waren aangemeld.")},
    )
    n = AantalField(
        label=_("Hoeveel mensen gaven antwoord?"),
        help_text=_("Bij minder dan 5 antwoorden van bewoners laat het rapport geen cijfer zien."),
        error_messages={"required": _("Vul in hoeveel mensen antwoord gaven.")},
    )
    bron = forms.CharField(
        label=_("Waar komt dit cijfer vandaan?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: enquête van oktober. Zonder namen van mensen."),
        error_messages={"required": _("Schrijf op waar dit cijfer vandaan komt, bijvoorbeeld: sleutellijst.")},
    )
    datum = DagField(
        label=_("Van welke dag is dit cijfer?"),
        toekomst=False,
        help_text=_("Bijvoorbeeld 20-11 of 20 november."),
        error_messages={"required": _("Vul een dag in, bijvoorbeeld 20-11 of 20 november.")},
    )

    def __init__(self, *args, indicator: Indicator, aangemeld: bool, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.indicator = indicator
        if not aangemeld:
            del self.fields["op_aangemeld"]
        if indicator.bewijs not in ("enquête", "interviews"):
            del self.fields["n"]
        if indicator.eenheid == Indicator.Eenheid.AANDEEL:
            self.fields["waarde"].help_text = _("In procenten, bijvoorbeeld 58.")

    def clean_waarde(self):
        waarde = self.cleaned_data["waarde"]
        laagste, hoogste, zin = GRENZEN[self.indicator.eenheid]
        if not laagste <= waarde <= hoogste:
            raise ValidationError(zin, code="grens")
        if self.indicator.eenheid == Indicator.Eenheid.AANTAL and waarde != waarde.to_integral_value():
            raise ValidationError(HEEL_GETAL, code="heel")
        return waarde

    def clean(self):
        gegevens = super().clean()
        aangemeld, waarde = gegevens.get("op_aangemeld"), gegevens.get("waarde")
        if aangemeld is not None and waarde is not None and waarde > aangemeld:
            self.add_error("waarde", MEER_DAN_AANGEMELD)
        return gegevens
