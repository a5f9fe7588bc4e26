"""Forms about neighbourhoods and what is known of them."""

import re
from decimal import Decimal

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import getal
from kamers.forms.feiten import Feitform
from kamers.models import Buurt, Buurtcijfer
from kamers.services.buurtcijfers import controleer_ligging

GEEN_PERCENTAGE = _("Vul een percentage in van 0 tot en met 100, bijvoorbeeld 9,5.")
_PERCENTAGE = re.compile(r"(\d{1,3})(?:,(\d))? ?%?", re.ASCII)


class Percentageveld(forms.CharField):
    """A percentage with at most one decimal, as people write it: 12,2 · 9 · 12,2%"""

    def to_python(self, value):
        if isinstance(value, Decimal) or value in self.empty_values:
            return None if value in self.empty_values else value
        gelezen = _PERCENTAGE.fullmatch(str(value).strip())
        if gelezen is None:
            raise ValidationError(GEEN_PERCENTAGE, code="invalid")
        return Decimal(f"{gelezen[1]}.{gelezen[2] or 0}")

    def run_validators(self, value):
        """Only text has validators of text; the range is a rule of the model."""

    def prepare_value(self, value):
        if not isinstance(value, Decimal):
            return value
        return getal(value, 0 if value == value.to_integral_value() else 1)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class Buurtform(Feitform):
    """A neighbourhood, and the larger area it lies in."""

    class Meta:
        model = Buurt
        fields = ["naam", "ligt_in"]
        labels = {"naam": _("Hoe heet de buurt?"), "ligt_in": _("In welk groter gebied ligt de buurt?")}
        error_messages = {
            "naam": {"required": _("Schrijf op hoe de buurt heet."), "unique": _("Deze buurt staat er al.")}
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        veld = self.fields["ligt_in"]
        veld.empty_label = _("Geen groter gebied")
        veld.queryset = Buurt.objects.exclude(pk=self.instance.pk)

    def clean(self):
        schoon = super().clean()
        try:
            controleer_ligging(self.instance, schoon.get("ligt_in"))
        except ValidationError as fout:
            self.add_error(None, fout)
        return schoon


class Buurtcijferform(Feitform):
    """A figure of a neighbourhood: what, of which year, from which source."""

    buurt = forms.ModelChoiceField(
        label=_("Van welke buurt?"),
        queryset=Buurt.objects.all(),
        empty_label=_("Kies een buurt"),
        error_messages={"required": _("Kies een buurt.")},
    )
    kenmerk = forms.ChoiceField(
        label=_("Wat is er geteld?"),
        choices=Buurtcijfer.Kenmerk.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er is geteld.")},
    )
    waarde = Percentageveld(label=_("Percentage"), max_length=8, error_messages={"required": GEEN_PERCENTAGE})
    jaar = forms.RegexField(
        r"^\d{4}$",
        label=_("Jaar"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Vul een jaar in, bijvoorbeeld 2012."),
            "invalid": _("Vul een jaar in, bijvoorbeeld 2012."),
        },
    )

    class Meta:
        model = Buurtcijfer
        fields = ["buurt", "kenmerk", "jaar", "waarde", "bron"]
        labels = {"bron": _("Bron")}
        help_texts = {"bron": _("Wie telde het, en waar staat het? Bijvoorbeeld: O+S, www.stadstat.osamsterdam.nl.")}
        error_messages = {"bron": {"required": _("Schrijf op wie dit cijfer telde.")}}

    def clean_jaar(self):
        """Return the year as a number."""
        return int(self.cleaned_data["jaar"])

    def opmaak(self) -> list:
        return ["buurt", "kenmerk", Div("waarde", "jaar", css_class="tellers"), "bron"]
