"""The smaller forms beside a series on the rota, and the parts of their layout."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from buurtwerkkamer.velden import UrenFormField
from kamers.models import Persoon

KIES_DAG = _("Vul een dag in, bijvoorbeeld 20-11 of 20 november.")


class Bij(Div):
    """Fields that only matter after an answer: hidden until then where there is JavaScript."""

    def __init__(self, regel: str, *velden):
        super().__init__(*velden, data_toon_bij=regel)


class Meer(Div):
    """Fields that few people need, tucked away; open when one of them is wrong."""

    template = "kamers/_roostermeer.html"

    def __init__(self, *velden, open: bool):
        super().__init__(*velden)
        self.open = open


def helper_met(*velden) -> FormHelper:
    """Return the layout of a form inside a form tag of its page."""
    helper = FormHelper()
    helper.form_tag = False
    helper.form_show_errors = True
    helper.layout = Layout(*velden)
    return helper


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
        return helper_met("persoon", velden, Submit("opslaan", _("Zet op het rooster"), css_id="plek-opslaan"))


class Reeksform(DrukbaarMixin, GeenBsnMixin, forms.Form):
    """What an act on a whole series sends along: the key of this tap and the version the user saw."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    soort_id = ""

    def __init__(self, *args, versie: int, **kwargs):
        kwargs["initial"] = {"sleutel": uuid4(), "versie": versie, **(kwargs.get("initial") or {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id=f"{self.soort_id}-%s", **kwargs)


class Stopform(Reeksform):
    """The last day of an activity."""

    soort_id = "stop"
    laatste_dag = DagField(label=_("Wat is de laatste dag?"), error_messages={"required": KIES_DAG})

    @property
    def helper(self):
        return helper_met("sleutel", "versie", "laatste_dag")


class EvenNietForm(Reeksform):
    """From when to when an activity does not take place, and why."""

    soort_id = "even"
    van = DagField(label=_("Eerste dag"), error_messages={"required": KIES_DAG})
    tot = DagField(label=_("Laatste dag"), error_messages={"required": KIES_DAG})
    reden = forms.CharField(
        label=_("Waarom?"),
        max_length=120,
        help_text=_("Kort, zonder namen: ziekte, feestdag, geen sleutel."),
        error_messages={"required": _("Schrijf kort op waarom het niet doorgaat.")},
    )

    @property
    def helper(self):
        dagen = Div("van", "tot", css_class="tellers")
        return helper_met("sleutel", "versie", dagen, "reden")
