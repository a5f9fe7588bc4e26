"""The forms of the treasurer around pots: a top-up, an order of them, a reason, the rule of a year."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.velden import EuroField
from financien.forms.bonnen import GELD, Sleutelform
from financien.forms.kaal import meer_dan_nul
from financien.models import Handgeldregel


class Aanvulform(Sleutelform):
    """A top-up that was transferred by hand."""

    bedrag = EuroField(
        label=_("Bedrag in euro"),
        validators=[meer_dan_nul],
        error_messages={"required": _("Vul in hoeveel er is overgemaakt, bijvoorbeeld 180.")},
    )
    datum = DagField(label=_("Overgemaakt op"), toekomst=False, error_messages={"required": GEEN_DAG})

    def __init__(self, data=None, *, bedrag):
        super().__init__(data, initial={"bedrag": bedrag or None, "datum": timezone.localdate()})
        self.fields["bedrag"].widget.attrs |= GELD


class _Nummers(forms.MultipleChoiceField):
    """Numbers of rows; whether they may be chosen now the service says."""

    def valid_value(self, value):
        return value.isascii() and value.isdecimal() and len(value) < 10


class Keuzeform(Sleutelform):
    """Which rooms or receipts go into an order to the bank, and when it is paid."""

    uitvoeren_op = DagField(label=_("Betaal op"), error_messages={"required": GEEN_DAG})
    keuze = _Nummers(error_messages={"required": _("Kies minstens één regel.")})

    def __init__(self, data=None, *, vooraf: list[int]):
        super().__init__(data, initial={"uitvoeren_op": timezone.localdate(), "sleutel": uuid4()})
        self.vooraf = [str(pk) for pk in vooraf]

    @property
    def gekozen(self) -> list[str]:
        """Return which boxes have a tick: what was chosen, or what stands ready."""
        return self.data.getlist("keuze") if self.is_bound else self.vooraf

    @property
    def nummers(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["keuze"]]


class NietGeteldform(Sleutelform):
    """Why a room was not counted."""

    reden = forms.CharField(
        label=_("Waarom is er niet geteld?"),
        max_length=200,
        help_text=_("De kascommissie ziet je reden."),
        error_messages={"required": _("Schrijf op waarom er niet geteld is.")},
    )


class Regelform(forms.ModelForm):
    """The rule of a year."""

    class Meta:
        model = Handgeldregel
        fields = ("per_maand", "waarschuwing", "zonder_foto", "zonder_foto_aantal")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)
        leeg = _("Vul een getal in, bijvoorbeeld 12.")
        for veld in self.fields.values():
            veld.error_messages |= {"required": leeg, "invalid": leeg}
            veld.widget.attrs |= {"autocomplete": "off"}
