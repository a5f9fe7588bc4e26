"""The forms of payments: the account of a supplier, an order, and how costs are shared."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import geen_bsn
from buurtwerkkamer.datums import GEEN_DAG, DagField
from financien.forms.begroting import ProcentField
from financien.forms.facturen import Sleutelvers
from financien.forms.gezien import GezienMixin
from financien.forms.kaal import Kaalform
from financien.models import Verdeelsleutel
from financien.services.facturen import FactuurFout
from financien.services.werkdagen import eerste_werkdag
from kamers.models import Kamer


class Rekeningform(Kaalform):
    """The account number of a supplier, as it stands on the invoice."""

    iban = forms.CharField(
        label="IBAN", max_length=42, error_messages={"required": _("Vul het IBAN in dat op de factuur staat.")}
    )
    tenaamstelling = forms.CharField(
        label=_("Op naam van"), max_length=70, error_messages={"required": _("Vul in op wiens naam de rekening staat.")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["iban"].validators.remove(geen_bsn)
        self.fields["iban"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def zet_fout(self, fout: FactuurFout) -> None:
        self.add_error(fout.veld, str(fout))


class _Facturen(forms.MultipleChoiceField):
    """Numbers of invoices; whether they may be paid now the service says, who knows what this form did before."""

    def valid_value(self, value):
        return value.isascii() and value.isdecimal() and len(value) < 10


class Opdrachtform(Sleutelvers, Kaalform):
    """Which invoices are paid, and when."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    uitvoeren_op = DagField(label=_("Betaal op"), error_messages={"required": GEEN_DAG})
    facturen = _Facturen(
        error_messages={
            "required": _("Kies minstens één factuur."),
            "invalid_choice": _("Een van deze facturen kan nu niet betaald worden. Ververs de pagina."),
        }
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"sleutel": uuid4(), "uitvoeren_op": eerste_werkdag(timezone.localdate())})

    def gekozen(self, vooraf: list[int]) -> list[str]:
        """Return which boxes have a tick: what was chosen, or what is due."""
        return self.data.getlist("facturen") if self.is_bound else [str(pk) for pk in vooraf]


class Sleutelform(GezienMixin, Kaalform):
    """How the rooms share one cost line."""

    wijze = forms.ChoiceField(
        label=_("Hoe delen de kamers deze kosten?"),
        choices=Verdeelsleutel.Wijze.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een verdeling.")},
    )

    def __init__(self, data=None, *, kamers: list[Kamer], initial: dict):
        super().__init__(data, initial=initial)
        self.kamers = {f"k{kamer.pk}": kamer for kamer in kamers}
        for naam, kamer in self.kamers.items():
            self.fields[naam] = ProcentField(label=str(kamer), required=False, validators=[_honderd])
            self.fields[naam].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "size": 6}

    def procenten(self) -> dict[Kamer, Decimal]:
        """Return the percentages that were filled in, by room."""
        return {kamer: self.cleaned_data[naam] for naam, kamer in self.kamers.items() if self.cleaned_data[naam]}

    def procentvelden(self) -> list:
        return [self[naam] for naam in self.kamers]


def _honderd(waarde: str) -> None:
    if not 0 <= Decimal(waarde) <= 100:
        raise forms.ValidationError(_("Vul een percentage in van 0 tot 100."))
