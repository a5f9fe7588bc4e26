"""What is filled in about school holidays and closing days."""

from uuid import uuid4

from crispy_forms.layout import Div, Submit
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from kamers.forms.roosterdelen import KIES_DAG, helper_met
from kamers.models import Kamer, Sluiting
from kamers.services.sluitingen import stand_van

SOORTEN = [
    (Sluiting.Soort.DICHT.value, _("Gesloten: er is niets")),
    (Sluiting.Soort.VAKANTIE.value, _("Schoolvakantie: niet alles gaat door")),
]


class Kamerkeuze:
    """Which rooms a user may choose from; only who sees everything may choose all rooms."""

    def zet_kamers(self, gebruiker) -> None:
        veld = self.fields["kamer"]
        alles = rollen.bereik(gebruiker).alles
        veld.queryset = Kamer.objects.zichtbaar_voor(gebruiker).in_volgorde()
        veld.required, veld.empty_label = not alles, _("Alle kamers") if alles else _("Kies een kamer")
        if not alles and len(veld.queryset) == 1:
            veld.initial, veld.widget = veld.queryset[0].pk, forms.HiddenInput()


class Sluitingform(Kamerkeuze, DrukbaarMixin, GeenBsnMixin, forms.ModelForm):
    """Days off: what they are called, from when to when, for which room. ``gezien``: the row as the user saw it."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)
    kamer = forms.ModelChoiceField(
        label=_("Voor welke kamer?"),
        queryset=Kamer.objects.none(),
        error_messages={"required": _("Kies voor welke kamer het is.")},
    )
    soort = forms.ChoiceField(label=_("Wat is er dan?"), choices=SOORTEN, widget=forms.RadioSelect)
    van = DagField(label=_("Eerste dag"), error_messages={"required": KIES_DAG})
    tot = DagField(label=_("Laatste dag"), required=False, help_text=_("Leeg: alleen die ene dag."))

    class Meta:
        model = Sluiting
        fields = ["soort", "naam", "kamer", "van", "tot"]
        labels = {"naam": _("Hoe heet het?")}
        help_texts = {"naam": _("Bijvoorbeeld: herfstvakantie, of schoonmaak.")}
        error_messages = {"naam": {"required": _("Schrijf op hoe deze dagen heten, bijvoorbeeld: herfstvakantie.")}}

    def __init__(self, *args, gebruiker, **kwargs):
        rij = kwargs["instance"]
        begin = {"gezien": stand_van(rij)} if rij.pk else {"soort": Sluiting.Soort.DICHT}
        kwargs["initial"] = {"sleutel": uuid4(), **begin}
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="vrij-%s", **kwargs)
        self.zet_kamers(gebruiker)

    def clean(self):
        schoon = super().clean()
        schoon["tot"] = schoon.get("tot") or schoon.get("van")
        van, tot = schoon.get("van"), schoon["tot"]
        if van and tot and tot < van:
            self.add_error("tot", _("De laatste dag ligt voor de eerste dag."))
        return schoon

    def velden(self) -> dict:
        """Return what may be written, for the service."""
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields}

    @property
    def helper(self):
        dagen = Div("van", "tot", css_class="tellers")
        velden = ["soort", "naam", dagen, "kamer"]
        return helper_met("sleutel", "gezien", *velden, Submit("opslaan", _("Opslaan"), css_id="vrij-opslaan"))


class Feestdagenform(Kamerkeuze, forms.Form):
    """Public holidays on which a room is closed, offered with a tick."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    dagen = forms.MultipleChoiceField(
        label=_("Op welke dagen zijn jullie dicht?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag.")},
    )
    kamer = forms.ModelChoiceField(
        label=_("Voor welke kamer?"),
        queryset=Kamer.objects.none(),
        error_messages={"required": _("Kies voor welke kamer het is.")},
    )

    def __init__(self, *args, gebruiker, feestdagen, **kwargs):
        self.feestdagen = {f.dag.isoformat(): f for f in feestdagen}
        kiezen = [dag for dag, f in self.feestdagen.items() if f.meestal]
        kwargs["initial"] = {"sleutel": uuid4(), "dagen": kiezen}
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="feest-%s", **kwargs)
        keuzes = [(dag, f"{f.naam}, {date_format(f.dag, 'D j F Y')}") for dag, f in self.feestdagen.items()]
        self.fields["dagen"].choices = keuzes
        self.zet_kamers(gebruiker)

    def gekozen(self) -> list:
        """Return the holidays with a tick."""
        return [self.feestdagen[dag] for dag in self.cleaned_data["dagen"]]

    @property
    def helper(self):
        knop = Submit("opslaan", _("Zet op de lijst"), css_id="feest-opslaan")
        return helper_met("sleutel", "dagen", "kamer", knop)
