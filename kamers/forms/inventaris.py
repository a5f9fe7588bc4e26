"""Forms about the things in a room: what it is and where it came from, and what left."""

from uuid import uuid4

from crispy_forms.layout import Div, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import DagField
from buurtwerkkamer.velden import AantalField
from kamers.forms.feiten import Feitform
from kamers.forms.roosterdelen import KIES_DAG, helper_met
from kamers.models import Inventarisstuk
from kamers.services.feiten import stand_van


class Inventarisform(Feitform):
    """A thing in the room, how many, where from and since when."""

    aantal = AantalField(label=_("Hoeveel?"), error_messages={"required": _("Vul een getal in, bijvoorbeeld 12.")})
    herkomst = forms.ChoiceField(
        label=_("Waar kwam het vandaan?"),
        choices=Inventarisstuk.Herkomst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar het vandaan kwam.")},
    )
    sinds = DagField(label=_("Sinds wanneer?"), toekomst=False, error_messages={"required": KIES_DAG})

    class Meta:
        model = Inventarisstuk
        fields = ["naam", "aantal", "herkomst", "sinds"]
        labels = {"naam": _("Wat is het?")}
        help_texts = {"naam": _("Bijvoorbeeld: eettafel, naaimachine.")}
        error_messages = {"naam": {"required": _("Schrijf op wat het is, bijvoorbeeld: eettafel.")}}

    def clean_sinds(self):
        """Refuse a day after the thing left the room."""
        sinds = self.cleaned_data["sinds"]
        if self.instance.weg_op and sinds > self.instance.weg_op:
            raise ValidationError(_("Toen was het al weg. Kies een eerdere dag."))
        return sinds

    def opmaak(self) -> list:
        return ["naam", Div("aantal", "sinds", css_class="tellers"), "herkomst"]


class Wegform(forms.Form):
    """How many of a thing left the room, and when."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=40)
    aantal = AantalField(
        label=_("Hoeveel zijn er weg?"), error_messages={"required": _("Vul een getal in, bijvoorbeeld 1.")}
    )
    weg_op = DagField(label=_("Sinds wanneer?"), toekomst=False, error_messages={"required": KIES_DAG})

    def __init__(self, *args, stuk: Inventarisstuk, vandaag, **kwargs):
        begin = {"sleutel": uuid4(), "gezien": stand_van(stuk), "aantal": stuk.aantal, "weg_op": vandaag}
        super().__init__(
            *args, initial=begin, use_required_attribute=False, label_suffix="", auto_id="weg-%s", **kwargs
        )

    def clean_aantal(self):
        """Refuse nothing at all."""
        if self.cleaned_data["aantal"] < 1:
            raise ValidationError(_("Vul een getal in van 1 of meer."))
        return self.cleaned_data["aantal"]

    @property
    def helper(self):
        velden = Div("aantal", "weg_op", css_class="tellers")
        return helper_met("sleutel", "gezien", velden, Submit("opslaan", _("Schrijf af"), css_id="weg-opslaan"))
