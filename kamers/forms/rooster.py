"""What a coordinator fills in about the weekly rota."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.velden import UrenFormField
from kamers.forms.anders import Tijdveld
from kamers.models import Activiteit, Corporatieproduct, Persoon, Soort, Weekdag

KIES_DAG = _("Vul een dag in, bijvoorbeeld 20-11 of 20 november.")


class Roosterform(GeenBsnMixin, forms.ModelForm):
    """A weekly activity: what, which kind, when. ``sleutel`` is the key of this tap."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    soort = forms.ModelChoiceField(
        label=_("Wat voor soort is het?"),
        queryset=Soort.objects.filter(telt=Soort.Telt.UNIEK),
        empty_label=_("Kies een soort"),
        error_messages={"required": _("Kies wat voor soort activiteit het is.")},
    )
    product = forms.ModelChoiceField(
        label=_("Corporatieproduct"),
        queryset=Corporatieproduct.objects.all(),
        required=False,
        empty_label=_("Geen"),
        help_text=_("Niet verplicht. Alleen als het een dienst voor de corporatie is."),
    )
    weekdag = forms.TypedChoiceField(
        label=_("Op welke dag?"),
        coerce=int,
        choices=[("", _("Kies een dag")), *Weekdag.choices],
        error_messages={"required": _("Kies een dag van de week.")},
    )
    begin = Tijdveld(label=_("Van"))
    eind = Tijdveld(label=_("Tot"))
    van = DagField(label=_("Vanaf welke datum?"), error_messages={"required": KIES_DAG})

    class Meta:
        model = Activiteit
        fields = ["naam", "soort", "product", "weekdag", "begin", "eind", "van"]
        labels = {"naam": _("Hoe heet de activiteit?")}
        error_messages = {"naam": {"required": _("Schrijf op hoe de activiteit heet, bijvoorbeeld: taalles.")}}

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"sleutel": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        if self.instance.pk:
            del self.fields["van"]  # what was logged before would fall outside the series

    def clean(self):
        schoon = super().clean()
        begin, eind = schoon.get("begin"), schoon.get("eind")
        if begin and eind and eind <= begin:
            self.add_error("eind", _("Het einde is later op de dag dan het begin."))
        return schoon

    def velden(self) -> dict:
        """Return what may be written, for the service."""
        return {naam: self.cleaned_data[naam] for naam in self.fields if naam != "sleutel"}

    @property
    def helper(self):
        knop = Submit("opslaan", _("Opslaan"))
        tijden = Div("begin", "eind", css_class="tellers")
        rest = ["van"] if "van" in self.fields else []
        return _helper("sleutel", "naam", "soort", "weekdag", tijden, *rest, "product", knop)


class Plekform(forms.Form):
    """Someone on the rota of an activity, from a day on."""

    persoon = forms.ModelChoiceField(
        label=_("Wie?"),
        queryset=Persoon.objects.none(),
        empty_label=_("Kies een naam"),
        error_messages={"required": _("Kies wie er helpt.")},
    )
    uren = UrenFormField(
        label=_("Uren per keer"), error_messages={"required": _("Vul een aantal uren in van 0,5 tot 12.")}
    )
    van = DagField(label=_("Vanaf"), error_messages={"required": KIES_DAG})

    def __init__(self, *args, personen, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="plek-%s", **kwargs)
        self.fields["persoon"].queryset = personen

    @property
    def helper(self):
        velden = Div("uren", "van", css_class="tellers")
        return _helper("persoon", velden, Submit("opslaan", _("Zet op het rooster"), css_id="plek-opslaan"))


class Stopform(forms.Form):
    """The last day of an activity."""

    laatste_dag = DagField(label=_("Wat is de laatste dag?"), error_messages={"required": KIES_DAG})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="stop-%s", **kwargs)

    @property
    def helper(self):
        return _helper("laatste_dag")


def _helper(*velden) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.form_show_errors = True
    helper.layout = Layout(*velden)
    return helper
