"""An activity that went otherwise: it did not take place, or on another day."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField

_ZONDER_TEKEN = re.compile(r"^(\d{1,2})(\d{2})$", re.ASCII)
UUR = ["%H:%M", "%H.%M", "%Hu%M", "%H"]
GEEN_TIJD = _("Vul een tijd in, bijvoorbeeld 10:00.")


class Tijdveld(forms.TimeField):
    """A time as people type it: 10:00 · 10.00 · 10 · 1000; the number pad of a phone has no colon."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "autocomplete": "off"})
        fouten = {"required": GEEN_TIJD, "invalid": GEEN_TIJD}
        super().__init__(input_formats=UUR, widget=widget, error_messages=fouten, **kwargs)

    def to_python(self, value):
        """Read 930 and 1030 as 9:30 and 10:30."""
        if isinstance(value, str):
            value = _ZONDER_TEKEN.sub(r"\1:\2", value.strip())
        return super().to_python(value)


class Andersform(GeenBsnMixin, forms.Form):
    """What every act on an occurrence sends along: the key of this act and the version the user saw."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, regel, **kwargs):
        self.regel = regel
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="anders-%s", **kwargs)

    def gegevens(self) -> dict:
        """Return the form as arguments of its service."""
        return dict(self.cleaned_data)

    def begin_opnieuw(self, versie: int) -> None:
        """Let the next save be about what stands there now."""


class VervalForm(Andersform):
    """Why an activity did not take place."""

    reden = forms.CharField(
        label=_("Waarom ging het niet door?"),
        max_length=120,
        help_text=_("Kort, zonder namen: ziekte, feestdag, geen sleutel."),
        error_messages={"required": _("Schrijf kort op waarom het niet doorging.")},
    )


class VerplaatsForm(Andersform):
    """To which day and time an activity was moved."""

    dag = DagField(
        label=_("Naar welke dag?"),
        help_text=_("Bijvoorbeeld 20-11 of 20 november."),
        error_messages={"required": _("Vul een dag in, bijvoorbeeld 20-11 of 20 november.")},
    )
    begin = Tijdveld(label=_("Van"))
    eind = Tijdveld(label=_("Tot"))

    def clean(self):
        schoon = super().clean()
        begin, eind = schoon.get("begin"), schoon.get("eind")
        if begin and eind and eind <= begin:
            self.add_error("eind", _("Het einde is later op de dag dan het begin."))
        return schoon
