"""Forms about keys, cards and passes: a new one, and what happened to one."""

from uuid import uuid4

from crispy_forms.layout import Submit
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import DagField
from buurtwerkkamer.models import Gebruiker
from kamers.forms.feiten import Feitform
from kamers.forms.roosterdelen import KIES_DAG, Bij, helper_met
from kamers.models import Sleutel, Sleuteldaad
from kamers.services.sleutels import DAARNA, houders

DAAD = Sleuteldaad.Soort
KIES_WIE = _("Kies iemand uit de lijst.")
WOORDEN = {  # what the choice says, by what happened last
    DAAD.GEGEVEN: {None: _("Geef aan iemand"), DAAD.GEGEVEN: _("Geef door aan een ander")},
    DAAD.TERUG: {None: _("Neem in"), DAAD.KWIJT: _("Weer gevonden")},
    DAAD.KWIJT: {None: _("Kwijt")},
    DAAD.VERVALLEN: {None: _("Bestaat niet meer")},
}


class Houderfield(forms.ModelChoiceField):
    """Someone who works there."""

    def __init__(self, **kwargs):
        fouten = {"invalid_choice": KIES_WIE, "required": KIES_WIE}
        super().__init__(Gebruiker.objects.none(), required=False, error_messages=fouten, **kwargs)

    def label_from_instance(self, obj):
        return obj.naam


class Nieuwesleutelform(Feitform):
    """A key, card or pass, and who has it."""

    houder = Houderfield(label=_("Wie heeft hem nu?"), empty_label=_("Niemand: hij ligt klaar"))
    op = DagField(label=_("Sinds wanneer?"), toekomst=False, error_messages={"required": KIES_DAG})
    soort = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=Sleutel.Soort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het is.")},
    )

    class Meta:
        model = Sleutel
        fields = ["soort", "omschrijving"]
        labels = {"omschrijving": _("Welke is het?")}
        help_texts = {
            "omschrijving": _("Bijvoorbeeld: voordeur 2, of: eindigt op 4321. Nooit een pincode of een heel nummer.")
        }
        error_messages = {"omschrijving": {"required": _("Schrijf op welke het is, bijvoorbeeld: voordeur 2.")}}

    def __init__(self, *args, **kwargs):
        vandaag = timezone.localdate()
        super().__init__(*args, initial={"op": vandaag}, **kwargs)
        self.fields["houder"].queryset = houders(self.instance.kamer, vandaag)

    def opmaak(self) -> list:
        return ["soort", "omschrijving", "houder", "op"]


class Sleuteldaadform(forms.Form):
    """What happened to a key on a day."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    soort = forms.ChoiceField(
        label=_("Wat gebeurt er?"), widget=forms.RadioSelect, error_messages={"required": _("Kies wat er gebeurt.")}
    )
    houder = Houderfield(label=_("Aan wie?"), empty_label=_("Kies een naam"))
    op = DagField(label=_("Welke dag?"), toekomst=False, error_messages={"required": KIES_DAG})

    def __init__(self, *args, rij: Sleutel, **kwargs):
        vandaag, stand = timezone.localdate(), vars(rij)["stand"]
        begin = {"sleutel": uuid4(), "op": vandaag, "soort": DAARNA[stand][0] if stand != DAAD.GEGEVEN else None}
        vast = {"use_required_attribute": False, "label_suffix": "", "auto_id": "daad-%s"}
        super().__init__(*args, initial=begin, **vast, **kwargs)
        zinnen = [(soort, WOORDEN[DAAD(soort)]) for soort in DAARNA[stand]]
        self.fields["soort"].choices = [(soort, per.get(stand, per[None])) for soort, per in zinnen]
        self.fields["houder"].queryset = houders(rij.kamer, vandaag).exclude(pk=vars(rij)["bij"])

    def clean(self):
        schoon = super().clean()
        if schoon.get("soort") == DAAD.GEGEVEN and not schoon.get("houder") and "houder" not in self.errors:
            self.add_error("houder", _("Kies aan wie je de sleutel of pas geeft."))
        return schoon

    @property
    def helper(self):
        knop = Submit("opslaan", _("Opslaan"), css_id="daad-opslaan")
        return helper_met("sleutel", "soort", Bij("soort=gegeven", "houder"), "op", knop)
